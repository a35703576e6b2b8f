"""Colour arithmetic on #rrggbb: OKLCH (Björn Ottosson, 2020) and the contrast of WCAG 2.2; no Qt."""

from __future__ import annotations

import math

Rgb = tuple[float, float, float]
"""Linear or encoded red, green, blue, each from 0 to 1."""

BLACK = "#000000"
WHITE = "#ffffff"


def parse(color: str) -> Rgb:
    """Return the encoded parts of #rrggbb; raises ValueError for anything else."""
    if len(color) != 7 or not color.startswith("#"):
        raise ValueError(f"{color!r} is no colour such as #1b6ca8")
    return (int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255)


def to_hex(rgb: Rgb) -> str:
    """Return encoded parts as #rrggbb, each clipped to 0 ... 1."""
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in rgb)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def luminance(color: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (_decoded(part) for part in parse(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(over: str, under: str, share: float) -> str:
    """Return what is seen when `share` of the colour `over` lies on the colour `under`."""
    pairs = zip(parse(over), parse(under), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return to_hex((red, green, blue))


def to_oklch(color: str) -> Rgb:
    """Return lightness (0 ... 1), chroma and hue (radians) of a colour."""
    red, green, blue = (_decoded(part) for part in parse(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return (lightness, math.hypot(a, b), math.atan2(b, a))


def _linear(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour; where the screen has none so vivid, the most vivid of that lightness and hue."""
    low, high = 0.0, chroma
    if _shown(_linear(lightness, chroma, hue)):
        low = chroma
    else:
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if _shown(_linear(lightness, middle, hue)) else (low, middle)
    red, green, blue = _linear(lightness, low, hue)
    return to_hex((_encoded(max(red, 0.0)), _encoded(max(green, 0.0)), _encoded(max(blue, 0.0))))


def _shown(linear: Rgb) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in linear)


def standing_out(color: str, page: str, least: float) -> str:
    """Return the colour, as much lighter or darker as a contrast of `least` with the page asks for."""
    lightness, chroma, hue = to_oklch(color)
    step = 0.01 if luminance(page) < 0.18 else -0.01
    found = color
    while contrast(found, page) < least and -1 < lightness < 2:
        lightness += step
        found = from_oklch(min(max(lightness, 0.0), 1.0), chroma, hue)
    return found


def readable_on(color: str) -> str:
    """Return black or white, whichever reads better on a colour; the contrast is at least 4.58."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, color))
