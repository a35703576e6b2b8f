"""The looks of the agreement page: one style sheet for light, dark and paper."""

from __future__ import annotations

from typing import NamedTuple

from annotator.agreement.svg import STEPS

LEAST_CONTRAST = 4.5
"""Of words with what is behind them."""


class Look(NamedTuple):
    """Colours as #rrggbb."""

    page: str
    ink: str
    heat: str


_BASE = """\
:root{color-scheme:light dark;--page:#fff;--ink:#1b1b1f;--faint:#5c5f66;--edge:#d4d6db;--heat:#0b5cad;
--less:#b3261e;--mark:#f1f3f6}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:70rem;background:var(--page);color:var(--ink);
font:1rem/1.5 system-ui,"Noto Sans","Noto Naskh Arabic","Noto Sans Arabic","Noto Sans Devanagari",sans-serif}
h1{font-size:1.3rem;margin:0}
h2{font-size:1.15rem;margin:2.5rem 0 .5rem;border-top:2px solid var(--edge);padding-top:1rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
.faint{color:var(--faint)}
figure{margin:1rem 0;overflow-x:auto}
figcaption{font-weight:600;font-size:.95rem;margin-bottom:.25rem}
svg{max-width:100%;height:auto;font-size:13px;display:block}
svg text{fill:var(--ink);unicode-bidi:isolate}
svg .c{text-anchor:middle}svg .e{text-anchor:end}svg .faint{fill:var(--faint)}
.grid{stroke:var(--edge);stroke-width:1}.span{stroke:var(--heat);stroke-width:3;opacity:.45}.dot{fill:var(--heat)}
.none{fill:var(--mark)}.less{fill:var(--less)}svg .on-less{fill:#fff}
.k-same{fill:#3a7d44}.k-attribute{fill:#8ab17d}.k-label{fill:#e9c46a}.k-boundary{fill:#f4a261}.k-both{fill:#e76f51}
.k-missing{fill:#8d99ae}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem}
caption{text-align:start;font-weight:600;padding:.5rem 0}
th,td{text-align:end;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--edge);
font-variant-numeric:tabular-nums}
th:first-child,td:first-child,td.words{text-align:start}
ol.advice{padding-inline-start:1.5rem}ol.advice li{margin:.6rem 0}
.cost{font-variant-numeric:tabular-nums;font-weight:600}
q{quotes:"“" "”"}
details{margin:.25rem 0}summary{cursor:pointer;color:var(--faint)}
dl{font-size:.9rem}dt{font-weight:600;margin-top:.6rem}dd{margin:0}
td.words bdi{line-height:2}
"""

_DARK = """\
@media(prefers-color-scheme:dark){
:root{--page:#16181c;--ink:#e4e5e9;--faint:#a0a4ad;--edge:#383b42;--heat:#6cb2ff;--less:#f2b8b5;--mark:#22252b}
svg .on-less{fill:#000}
.k-same{fill:#6fbf73}.k-attribute{fill:#a9d18e}
"""

_PRINT = """\
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10pt}
svg rect,svg circle,svg path{print-color-adjust:exact;-webkit-print-color-adjust:exact}
figure,tr,li{break-inside:avoid}h2,h3,figcaption,caption{break-after:avoid}}
"""


LOOKS: tuple[Look, ...] = (
    Look("#ffffff", "#1b1b1f", "#0b5cad"),
    Look("#16181c", "#e4e5e9", "#6cb2ff"),
)
"""Light and dark, as in the style sheet: page, ink, heat."""


def style() -> str:
    """Return the style sheet. Heat is the strength of one colour, and text on it turns where it must."""
    light, dark = ("".join(_heat(step, look) for step in range(STEPS + 1)) for look in LOOKS)
    return f"{_BASE}{light}{_DARK}{dark}}}\n{_PRINT}"


def _heat(step: int, look: Look) -> str:
    ground, ink = step_colors(step, look)
    return f".h{step}{{fill:{ground}}}svg .on-h{step}{{fill:{ink}}}\n"


def step_colors(step: int, look: Look) -> tuple[str, str]:
    """Return the colours of a step's ground and of words that can be read on it (WCAG 2.2, 1.4.3)."""
    share = 0.04 + 0.96 * step / STEPS
    parts = zip(_parts(look.heat), _parts(look.page), strict=True)
    ground = "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in parts)
    if contrast(look.ink, ground) >= LEAST_CONTRAST:
        return ground, look.ink
    return ground, max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(color: str) -> tuple[float, ...]:
    return tuple(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
