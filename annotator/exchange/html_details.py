"""The table below an annotated article: every span with its text, place, attributes, note and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotator.exchange.html_style import LabelClasses, text_class
from annotator.exchange.html_text import in_attribute, shown
from annotator.model.annotations import AnnotationSet, Span, Value
from annotator.model.document import Document

HEADINGS = ("Label", "Text", "From–to", "Attributes", "Note", "Relations")
QUOTE = 40
"""Code points of another span's text that a relation shows."""


def details_html(document: Document, annotations: AnnotationSet, classes: LabelClasses, prefix: str) -> str:
    """Return the table of all spans; "" where there is none. prefix: as in article_html."""
    if not annotations.spans:
        return ""
    rows = _Rows(document, annotations, classes, prefix)
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    body = "\n".join(rows.row(span) for span in annotations)
    return f"""\
<div class="table"><table lang="en" dir="ltr">
<caption>{len(annotations.spans)} spans; places count Unicode code points from 0</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table></div>"""


def attributes_html(attributes: Mapping[str, Value]) -> str:
    """Return attributes as a list."""
    return _list(f"{shown(name)}: {bdi(_value(value))}" for name, value in attributes.items())


def label_html(span: Span, classes: LabelClasses) -> str:
    """Return a span's label as it is shown outside the text."""
    title = in_attribute(classes.title(span))
    return f'<span class="label {classes.of(span)}" title="{title}"><bdi>{shown(span.label)}</bdi></span>'


def bdi(text: str, language: str | None = None) -> str:
    """Return text that is isolated from what is around it and runs its own way."""
    lang = f' lang="{in_attribute(language)}"' if language else ""
    return f"<bdi{lang}>{shown(text)}</bdi>"


class _Rows:
    def __init__(
        self, document: Document, annotations: AnnotationSet, classes: LabelClasses, prefix: str
    ) -> None:
        self._document = document
        self._annotations = annotations
        self._classes = classes
        self._links = {span.id: f"{prefix}{number}" for number, span in enumerate(annotations)}
        self._text_class = text_class(document)
        self._relations: dict[str, list[str]] = defaultdict(list)
        for relation in annotations.relations:
            label = shown(relation.label)
            note = f" – {bdi(relation.note)}" if relation.note else ""
            more = note + attributes_html(relation.attributes)
            self._relations[relation.source].append(f"{label} → {self._other(relation.target)}{more}")
            self._relations[relation.target].append(f"{label} ← {self._other(relation.source)}")

    def row(self, span: Span) -> str:
        text = f'class="{self._text_class}" dir="{self._document.direction}"'
        cells = (
            f"<td>{label_html(span, self._classes)}</td>",
            f"<td {text}>{self._link(span, self._exact(span))}</td>",
            f'<td class="number">{_places(span)}</td>',
            f"<td>{attributes_html(span.attributes)}</td>",
            f"<td>{bdi(span.note)}</td>",
            f"<td>{_list(self._relations[span.id])}</td>",
        )
        return f'<tr data-span="{in_attribute(span.id)}">{"".join(cells)}</tr>'

    def _exact(self, span: Span) -> str:
        pieces = (self._document.slice(*piece) for piece in span.pieces)
        return " … ".join(bdi(piece, self._document.language) for piece in pieces)

    def _other(self, span_id: str) -> str:
        span = self._annotations.span(span_id)
        start, end = span.pieces[0]
        shortened = self._document.slice(start, min(end, start + QUOTE))
        if start + len(shortened) < span.end:
            shortened = (shortened.rpartition(" ")[0] or shortened) + " …"
        quote = bdi(shortened, self._document.language)
        return f"{label_html(span, self._classes)} {self._link(span, quote)}"

    def _link(self, span: Span, inner: str) -> str:
        # Line feeds alone have no element to lead to.
        seen = any(self._document.slice(*piece).strip("\n") for piece in span.pieces)
        return f'<a href="#{self._links[span.id]}">{inner}</a>' if seen else inner


def _places(span: Span) -> str:
    return "<br>".join(f"{start}–{end}" for start, end in span.pieces)


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else ""


def _value(value: Value) -> str:
    return value if isinstance(value, str) else ("yes" if value else "no")
