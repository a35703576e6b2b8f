"""Colour arithmetic against published values, and its promises for any colour."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.gui import oklab

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("color", "lightness", "chroma"),
    [
        ("#ffffff", 1.0, 0.0),
        ("#000000", 0.0, 0.0),
        ("#ff0000", 0.62796, 0.25768),
        ("#0000ff", 0.45201, 0.31321),
    ],
)
def test_oklch_of_known_colors(color: str, lightness: float, chroma: float) -> None:
    """The values of CSS Color 4's sample table."""
    found = oklab.to_oklch(color)
    assert found[0] == pytest.approx(lightness, abs=1e-3)
    assert found[1] == pytest.approx(chroma, abs=1e-3)


def test_contrast_of_known_pairs() -> None:
    assert oklab.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert oklab.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert oklab.contrast("#ffffff", "#777777") == oklab.contrast("#777777", "#ffffff")


@given(colors)
def test_oklch_and_back(color: str) -> None:
    back = oklab.from_oklch(*oklab.to_oklch(color))
    assert all(abs(a - b) < 0.011 for a, b in zip(oklab.parse(color), oklab.parse(back), strict=True))


@given(colors)
def test_words_on_any_color_can_be_read(color: str) -> None:
    assert oklab.contrast(oklab.readable_on(color), color) >= 4.5


@given(colors, st.sampled_from(["#ffffff", "#1a1d23"]))
@example("#ffffff", "#ffffff")
@example("#000000", "#1a1d23")
def test_any_color_can_stand_out(color: str, page: str) -> None:
    assert oklab.contrast(oklab.standing_out(color, page, 3), page) >= 3


def test_what_is_no_color_is_refused() -> None:
    with pytest.raises(ValueError, match="no colour"):
        oklab.parse("red")
