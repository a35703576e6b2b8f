"""Everything can be read in both looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.oklab import contrast, to_oklch
from annotator.gui.theme import DARK, LIGHT, Theme
from annotator.model.labels import Label, LabelScheme, Layer

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@both
@given(color=colors)
def test_labels_of_any_color_can_be_read(theme: Theme, color: str) -> None:
    found = theme.label(color)
    assert contrast(found.solid.name(), theme.page) >= 3
    assert contrast(found.ink.name(), found.solid.name()) >= 4.5
    assert contrast(theme.text, found.pale.name()) >= 7


@both
def test_words_of_the_chrome_can_be_read(theme: Theme) -> None:
    for words, behind in [
        ("text", "page"),
        ("text", "window"),
        ("text", "panel"),
        ("text", "selection"),
        ("text", "match"),
        ("text", "current_match"),
        ("text", "hover"),
        ("faint", "page"),
        ("muted", "window"),
        ("muted", "panel"),
        ("accent", "window"),
        ("accent", "panel"),
        ("on_accent", "accent"),
        ("warning_text", "warning"),
        ("fault_text", "fault"),
        ("good", "window"),
    ]:
        assert contrast(getattr(theme, words), getattr(theme, behind)) >= 4.5, (words, behind)
    assert contrast(theme.control_line, theme.panel) >= 3


def test_dark_labels_keep_the_order_of_lightness() -> None:
    given_colors = ["#202060", "#1b6ca8", "#8a5a00", "#c05a9a", "#e0a030"]
    light = sorted(given_colors, key=lambda color: to_oklch(color)[0])
    dark = sorted(given_colors, key=lambda color: to_oklch(DARK.solid(color))[0])
    assert light == dark


def test_label_colors_by_layer_and_label() -> None:
    scheme = LabelScheme((Layer("entity", (Label("PER", "#1b6ca8"), Label("ORG", "#8a5a00"))),))
    assert set(LIGHT.label_colors(scheme)) == {("entity", "PER"), ("entity", "ORG")}
    assert LIGHT.label_colors(scheme)["entity", "PER"].solid.name() == "#1b6ca8"
