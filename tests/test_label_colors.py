"""The sample labels' colours stay apart for everyone, on the light and on the dark page.

Vision is simulated as in Machado, Oliveira & Fernandes 2009 (severity 1.0, on linear RGB), distances are
CIEDE2000 (Sharma, Wu & Dalal 2005).
"""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import pytest

from annotator.gui.oklab import contrast
from annotator.gui.theme import DARK, LIGHT, Theme
from annotator.model.labels import Layer
from annotator.store.corpus import Corpus

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

LAYERS = Corpus.open(Path(__file__).parent.parent).scheme.layers

VISIONS: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return (first, second, third)


def linear(color: str) -> Triple:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return (_decoded(red), _decoded(green), _decoded(blue))


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def lab(rgb: Triple) -> Triple:
    """CIELAB of linear RGB."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in rgb)
    x, y, z = (
        _cube_root(part / white) for part, white in zip(times(TO_XYZ, (red, green, blue)), WHITE, strict=True)
    )
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360


def _weight(hue: float) -> float:
    return (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )


def ciede2000(one: Triple, other: Triple) -> float:
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(chroma**7 / (chroma**7 + 25**7)))
    (l1, a1, b1), (l2, a2, b2) = ((light, a * stretch, b) for light, a, b in (one, other))
    c1, c2, h1, h2 = hypot(a1, b1), hypot(a2, b2), _hue(a1, b1), _hue(a2, b2)
    turn = (h2 - h1 + 180) % 360 - 180
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2) / (1 + 0.015 * chroma * _weight(hue))
    blue = 60 * exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(blue))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def least(colors: list[str], vision: str) -> float:
    seen = [lab(times(VISIONS[vision], linear(color))) for color in colors]
    return min(ciede2000(one, other) for one, other in combinations(seen, 2))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_published_table(one: Triple, other: Triple, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(
    ("layer", "theme", "apart"),
    [
        pytest.param(layer, theme, apart, id=f"{layer.name} {theme.name}")
        for layer, figures in zip(LAYERS, ((12, 9), (21, 16)), strict=True)
        for theme, apart in zip((LIGHT, DARK), figures, strict=True)
    ],
)
def test_the_labels_of_a_layer_stay_apart(vision: str, layer: Layer, theme: Theme, apart: float) -> None:
    assert least([theme.solid(label.color) for label in layer.labels], vision) >= apart


def test_every_colour_stands_out_from_white_as_it_is() -> None:
    for label in (label for layer in LAYERS for label in layer.labels):
        assert contrast(label.color, "#ffffff") >= 3, label.name
        assert LIGHT.solid(label.color) == label.color
