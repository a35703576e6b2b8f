"""The looks of the HTML page: one style sheet, and a class for each label's colour."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.model.annotations import Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme

UNKNOWN = "#6b7280"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")

_NASTALIQ_LANGUAGES = frozenset(("ur", "ks", "pnb", "skr"))
_URDU_LETTERS = frozenset("ٹڈڑںےۓ")

STYLE = """\
:root{color-scheme:light dark;--page:#fff;--ink:#1b1b1f;--faint:#5c5f66;--edge:#d4d6db;--share:17%}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:54rem;background:var(--page);color:var(--ink);
font:1rem/1.5 system-ui,"Noto Sans","Noto Naskh Arabic","Noto Sans Devanagari",sans-serif}
h1{font-size:1.15rem;margin:0}
h2{font-size:1.05rem;margin:2.5rem 0 .5rem;border-top:1px solid var(--edge);padding-top:1rem}
.faint{color:var(--faint)}
.text,.text bdi{font-family:"Noto Serif","Noto Serif Devanagari","Noto Sans Devanagari","Nirmala UI",
"Kohinoor Devanagari","Noto Naskh Arabic",serif}
.text{font-size:1.2rem;line-height:2.5}
.naskh,.naskh bdi{font-family:"Noto Naskh Arabic","Scheherazade New",Amiri,"Geeza Pro","Traditional Arabic",
"Noto Serif",serif}
.naskh{font-size:1.3rem;line-height:2.7}
.nastaliq,.nastaliq bdi{font-family:"Noto Nastaliq Urdu","Jameel Noori Nastaleeq","Urdu Typesetting",
"Noto Naskh Arabic","Geeza Pro","Traditional Arabic","Noto Serif",serif}
.nastaliq{font-size:1.25rem;line-height:4}
.text p{margin:0 0 .6em;white-space:pre-wrap;overflow-wrap:break-word;text-align:start;min-height:1em}
td.text{font-size:1rem;line-height:1.8;white-space:pre-wrap}
td.nastaliq{line-height:2.5}
.m,.label,.chips b{--chip:var(--c);--on:var(--i)}
.m{border-bottom:2px solid var(--chip)}
.m.fill{background:color-mix(in srgb,var(--chip) var(--share),transparent)}
.m.line{border-bottom:3px double var(--chip)}
.m.b1{padding-bottom:4px}.m.b2{padding-bottom:8px}.m.b3{padding-bottom:12px}
.m.b4{padding-bottom:16px}.m.b5{padding-bottom:20px}
.m:target{outline:2px solid var(--chip);outline-offset:1px}
.chips{position:relative;user-select:none}
.chips>span{position:absolute;inset-inline-start:0;bottom:calc(100% - .1em);display:flex;gap:1px;
white-space:nowrap;pointer-events:none}
.nastaliq .chips>span{bottom:calc(100% - .2em)}
.chips b,.label{background:var(--chip);color:var(--on);border-radius:3px;padding:0 .35em;unicode-bidi:isolate;
font:600 .625rem/1.4 system-ui,"Noto Sans",sans-serif}
.chips b{direction:ltr}
.chips b::before{content:attr(data-label)}
.label{font-size:.75rem;display:inline-block}
.mark{unicode-bidi:isolate;direction:ltr;display:inline-block;user-select:none}
.mark::before{content:attr(data-name);font:.6rem/1.3 system-ui,sans-serif;color:var(--faint);
border:1px dashed var(--faint);border-radius:2px;padding:0 .2em}
.legend{margin:1rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1rem;font-size:.9rem}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:start;font-weight:600;padding:.5rem 0}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--edge)}
td.number{font-variant-numeric:tabular-nums;white-space:nowrap}
th{white-space:nowrap}
td ul{margin:0;padding:0;list-style:none}
a{color:inherit;text-decoration-color:var(--edge);text-underline-offset:.3em}
a:hover{text-decoration-color:currentColor}
@media(prefers-color-scheme:dark){
:root{--page:#16181c;--ink:#e4e5e9;--faint:#a0a4ad;--edge:#383b42;--share:30%}
.m,.label,.chips b{--chip:color-mix(in oklab,var(--c) 55%,white);--on:#000}}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0}
.m,.label,.chips b{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr{break-inside:avoid}h2,caption{break-after:avoid}p{orphans:2;widows:2}}
"""


class LabelClasses:
    """Gives each label of a scheme its class, its colours and its title."""

    def __init__(self, scheme: LabelScheme) -> None:
        self._scheme = scheme
        pairs = [(layer, label) for layer in scheme.layers for label in layer.labels]
        self._numbers = {(layer.name, label.name): n for n, (layer, label) in enumerate(pairs)}
        self._colors = [label.color if _COLOR.fullmatch(label.color) else UNKNOWN for _, label in pairs]

    def of(self, span: Span) -> str:
        """Return the classes of a span's elements: its layer's look and its label's colour."""
        layer = self._scheme.layer(span.layer)
        number = self._numbers.get((span.layer, span.label))
        return f"{layer.look if layer else 'fill'} {'c' if number is None else f'c{number}'}"

    def title(self, span: Span) -> str:
        """Return the label's name, and its title where it has one."""
        meaning = self.meaning(span)
        return f"{span.label} ({meaning})" if meaning else span.label

    def meaning(self, span: Span) -> str:
        """Return the label's title in English; "" where it has none but its name."""
        label = self._scheme.label_of(span)
        title = label.title.in_language("en") if label else ""
        return "" if title == span.label else title

    def order(self, span: Span) -> int:
        """Return the label's place in the scheme; unknown ones come last."""
        return self._numbers.get((span.layer, span.label), len(self._numbers))

    def style(self) -> str:
        """Return the rules for the colours: --c a label's colour, --i what can be read on it."""
        colors: Iterable[tuple[str, str]] = (
            ("c", UNKNOWN),
            *((f"c{n}", c) for n, c in enumerate(self._colors)),
        )
        return "".join(f".{name}{{--c:{color};--i:{_readable_on(color)}}}\n" for name, color in colors)


def _readable_on(color: str) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#000" if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else "#fff"


def text_class(document: Document) -> str:
    """Return the classes of the article's text: which fonts it is read in."""
    language = (document.language or "").lower().split("-", 1)[0]
    if language in _NASTALIQ_LANGUAGES or (not language and not _URDU_LETTERS.isdisjoint(document.text)):
        return "text nastaliq"
    return "text naskh" if document.direction == "rtl" else "text"
