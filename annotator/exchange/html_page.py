"""An annotated article as one HTML page that needs nothing else: no network, no script, no font of ours.

It is for reading in a browser and on paper; nothing reads it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.exchange.html_article import article_html
from annotator.exchange.html_details import attributes_html, bdi, details_html, label_html
from annotator.exchange.html_style import STYLE, LabelClasses, text_class
from annotator.exchange.html_text import in_attribute, shown
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import LabelScheme

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content-Security-Policy: were anything in the article taken for code, the browser would not run it."""


def write_page(document: Document, scheme: LabelScheme, sets: Sequence[AnnotationSet]) -> str:
    """Return the page: a legend, then for each set the whole article with its spans and a table of them.

    Raises InvalidAnnotation for a set of another article, or of another state of it.
    """
    for said in sets:
        if (said.sha256, said.length) != (document.sha256, len(document.text)):
            raise InvalidAnnotation(f"{said.annotator}: the annotations belong to another text")
    classes = LabelClasses(scheme)
    parts = [
        _head(document, classes),
        f'<header lang="en" dir="ltr"><h1>{bdi(document.path)}</h1>{_legend(sets, classes)}</header>',
        "<main>",
        *(_section(document, annotations, classes, number) for number, annotations in enumerate(sets)),
        "" if sets else _article(document, (), classes, ""),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _head(document: Document, classes: LabelClasses) -> str:
    return f"""\
<!DOCTYPE html>
<html lang="{in_attribute(document.language or "")}" dir="{document.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{in_attribute(document.path)}</title>
<style>
{STYLE}{classes.style()}</style>
</head>
<body>"""


def _legend(sets: Sequence[AnnotationSet], classes: LabelClasses) -> str:
    """Return every label in use with its colour, its title and how often it is used."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], Span] = {}
    for span in (span for said in sets for span in said):
        counts[span.layer, span.label] += 1
        examples.setdefault((span.layer, span.label), span)
    items = (
        f"<li>{label_html(span, classes)} {shown(classes.meaning(span))} "
        f'<span class="faint">{counts[name]}</span></li>'
        for name, span in sorted(examples.items(), key=lambda pair: classes.order(pair[1]))
    )
    return f'<ul class="legend">{"".join(items)}</ul>' if counts else ""


def _section(document: Document, annotations: AnnotationSet, classes: LabelClasses, number: int) -> str:
    prefix = f"s{number}-"
    said = attributes_html(annotations.attributes)
    return f"""\
<section id="s{number}">
<div lang="en" dir="ltr"><h2>{bdi(annotations.annotator)} <span class="faint">{annotations.status}</span></h2>
{said}</div>
{_article(document, annotations.spans, classes, prefix)}
{details_html(document, annotations, classes, prefix)}
</section>"""


def _article(document: Document, spans: Sequence[Span], classes: LabelClasses, prefix: str) -> str:
    text = article_html(document, spans, classes, prefix)
    return f'<article class="{text_class(document)}">\n{text}\n</article>'
