"""Colours of a heat map: words can be read on each of them, and order can be seen in each theme."""

from __future__ import annotations

import pytest

from annotator.gui.agreement.heat import LEAST_CONTRAST, STEPS, cell_colors
from annotator.gui.oklab import contrast, luminance
from annotator.gui.theme import DARK, LIGHT, Theme

THEMES = [LIGHT, DARK]
HEATS = [None, -1.0, -0.01, *(step / 50 for step in range(51)), 1.7]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("heat", HEATS)
def test_words_can_be_read(theme: Theme, heat: float | None) -> None:
    colors = cell_colors(theme, heat)
    assert contrast(colors.ink.name(), colors.ground.name()) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_warmer_is_darker_or_lighter_all_the_way(theme: Theme) -> None:
    lights = [luminance(cell_colors(theme, step / STEPS).ground.name()) for step in range(STEPS + 1)]
    assert lights == sorted(lights, reverse=not theme.dark)
    assert len(set(lights)) == STEPS + 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_less_than_chance_is_no_shade_of_the_same(theme: Theme) -> None:
    less = cell_colors(theme, -0.2).ground.name()
    assert less not in {cell_colors(theme, step / STEPS).ground.name() for step in range(STEPS + 1)}
