"""Spans as a table for spreadsheets, one a row; relations and sets as two more tables beside it.

UTF-8 with a byte-order mark, by which Excel knows it; lines end as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO

from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.tabular.cells import cell, said_cell
from annotator.exchange.tabular.columns import (
    ATTRIBUTE,
    BEHIND,
    CONTEXT,
    RELATION_COLUMNS,
    SET_COLUMNS,
    SPAN_COLUMNS,
    attributes_of,
    attributes_of_relations,
)
from annotator.model.annotations import AnnotationSet, Span, Value

RELATIONS, SETS = ".relations", ".sets"
"""Behind the names of the tables beside."""
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write the tables."""
    write_tables(articles, export, SEPARATORS[export.options["separator"]], ".csv")


def write_tables(articles: Iterable[OutgoingArticle], export: Export, separator: str, suffix: str) -> None:
    """Write the tables with a separator of cells."""
    output = export.output
    of_spans, of_relations = attributes_of(export.scheme), attributes_of_relations(export.scheme)
    of_articles = [one.name for one in export.scheme.article]
    with (
        output.open() as main,
        output.open(f"{RELATIONS}{suffix}") as beside,
        output.open(f"{SETS}{suffix}") as sets_file,
    ):
        spans = _Table(main, separator, (*SPAN_COLUMNS, *BEHIND), of_spans)
        relations = _Table(beside, separator, (*RELATION_COLUMNS, "note"), of_relations)
        sets = _Table(sets_file, separator, SET_COLUMNS, of_articles)
        for article in articles:
            for said in article.sets:
                _write_set(article, said, spans.add, relations.add)
                counts = (str(len(said.spans)), str(len(said.relations)))
                sets.add((said.article, said.annotator, said.status, *counts), said.attributes)


Add = Callable[[Sequence[str], Mapping[str, Value]], None]


def _write_set(article: OutgoingArticle, said: AnnotationSet, span: Add, relation: Add) -> None:
    text = article.document.text
    for one in said.spans:
        span(_span_cells(one, said, text), one.attributes)
    exact = {one.id: one.exact(text) for one in said.spans} if said.relations else {}
    for one in said.relations:
        ends = (one.source, one.target, exact[one.source], exact[one.target])
        relation((said.article, said.annotator, one.id, one.label, *ends, one.note), one.attributes)


def _span_cells(span: Span, said: AnnotationSet, text: str) -> tuple[str, ...]:
    parts = json.dumps(span.parts, separators=(",", ":")) if span.parts else ""
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return (
        said.article,
        said.annotator,
        span.id,
        span.layer,
        span.label,
        str(span.start),
        str(span.end),
        parts,
        span.exact(text),
        before,
        after,
        span.note,
        span.link,
    )


class _Table:
    """A file of rows. attributes: names of the columns behind the others."""

    def __init__(
        self, file: BinaryIO, separator: str, columns: Sequence[str], attributes: Sequence[str]
    ) -> None:
        self._file = file
        self._attributes = attributes
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, delimiter=separator, lineterminator="\r\n")
        headings = [*columns, *(f"{ATTRIBUTE}{name}" for name in attributes)]
        self._buffer.write("\ufeff")
        self._write([cell(heading) for heading in headings])

    def add(self, cells: Sequence[str], attributes: Mapping[str, Value]) -> None:
        """Write a row."""
        self._write([*map(cell, cells), *(_value(attributes.get(name)) for name in self._attributes)])

    def _write(self, cells: Sequence[str]) -> None:
        self._writer.writerow(cells)
        self._file.write(self._buffer.getvalue().encode())
        self._buffer.seek(0)
        self._buffer.truncate()


def _value(value: Value | None) -> str:
    """Return an attribute's value as a cell: what is not said is told from an empty text."""
    if value is None:
        return ""
    return said_cell(value) if isinstance(value, str) else str(value).lower()
