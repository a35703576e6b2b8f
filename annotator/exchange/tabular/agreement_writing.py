"""Tables for programs that compute agreement: a column for each annotator, or a row for each unit.

places.csv: a row for each place that anybody marked, with what each annotator says of exactly that place.
tokens.csv: a row for each token, with the label that covers it. units.csv: a row for each span, in the order
of columns that pygamma-agreement reads. In the first two an empty cell is an annotator who has not annotated
the article, and O one who has nothing there.
"""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO

from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.tabular.cells import cell
from annotator.exchange.tokens import tokens_of
from annotator.model.annotations import AnnotationSet, Piece, Span

NOTHING = "O"
_JOINED = "|"
_PLACES = ("article", "layer", "start", "end", "parts", "text")
_TOKENS = ("article", "layer", "token", "start", "end", "text")
_UNITS = ("annotator", "label", "start", "end", "article", "layer", "id", "part")


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write the three tables."""
    names = export.annotators
    layers = [layer.name for layer in export.scheme.layers]
    with ExitStack() as opened:
        files = [
            opened.enter_context(export.output.open(f"{name}.csv")) for name in ("places", "tokens", "units")
        ]
        places, tokens, units = (_Table(file) for file in files)
        places.add((*_PLACES, *names))
        tokens.add((*_TOKENS, *names))
        units.add(_UNITS)
        is_bio = export.options["tokens"] == "BIO"
        for article in articles:
            sets = {said.annotator: said for said in article.sets}
            row = [sets.get(name) for name in names]
            for layer in layers:
                places.all(_places(article, layer, row))
                tokens.all(_tokens(article, layer, row, is_bio=is_bio))
            units.all(_units(article))


class _Table:
    """A file of rows."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, lineterminator="\r\n")
        self._buffer.write("\ufeff")

    def add(self, cells: Iterable[str]) -> None:
        """Write a row."""
        self.all([cells])

    def all(self, rows: Iterable[Iterable[str]]) -> None:
        """Write rows."""
        self._writer.writerows([cell(one) for one in row] for row in rows)
        self._file.write(self._buffer.getvalue().encode())
        self._buffer.seek(0)
        self._buffer.truncate()


Sets = Sequence[AnnotationSet | None]


def _places(article: OutgoingArticle, layer: str, sets: Sets) -> Iterator[list[str]]:
    """Yield what each says of the places that any of them marked; labels of one place are joined."""
    text = article.document.text
    marked: dict[tuple[Piece, ...], list[list[str]]] = {}
    for number, said in enumerate(sets):
        for span in said.spans if said else ():
            if span.layer == layer:
                labels = marked.setdefault(span.pieces, [[] for _ in sets])
                labels[number].append(span.label)
    for pieces in sorted(marked, key=lambda one: (*_outer(one), one)):
        start, negative_end = _outer(pieces)
        parts = json.dumps(pieces, separators=(",", ":")) if len(pieces) > 1 else ""
        exact = " ".join(text[start:end] for start, end in pieces)
        said_there = (_JOINED.join(sorted(labels)) for labels in marked[pieces])
        cells = (_said(labels, said) for labels, said in zip(said_there, sets, strict=True))
        yield [article.document.path, layer, str(start), str(-negative_end), parts, exact, *cells]


def _outer(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where pieces start and, below zero, where they end: so the longer of two comes first."""
    return pieces[0][0], -pieces[-1][1]


def _said(label: str, said: AnnotationSet | None) -> str:
    return "" if said is None else label or NOTHING


def _tokens(article: OutgoingArticle, layer: str, sets: Sets, *, is_bio: bool) -> Iterator[list[str]]:
    text = article.document.text
    tokens = tokens_of(text)
    columns = [_labels(said, layer, tokens, is_bio=is_bio) if said else None for said in sets]
    for number, (start, end) in enumerate(tokens):
        cells = ("" if column is None else column[number] for column in columns)
        yield [article.document.path, layer, str(number), str(start), str(end), text[start:end], *cells]


def _labels(said: AnnotationSet, layer: str, tokens: Sequence[Piece], *, is_bio: bool) -> list[str]:
    """Return the label of each token: of spans in one another the outermost's."""
    labels = [NOTHING] * len(tokens)
    for span in said.spans:
        if span.layer == layer:
            _mark(labels, span, tokens, is_bio=is_bio)
    return labels


def _mark(labels: list[str], span: Span, tokens: Sequence[Piece], *, is_bio: bool) -> None:
    first = True
    for start, end in span.pieces:
        place = bisect_right(tokens, start, key=_end)  # the first that ends after it
        while place < len(tokens) and tokens[place][0] < end:
            if labels[place] == NOTHING:
                labels[place] = f"{'B' if first else 'I'}-{span.label}" if is_bio else span.label
                first = False
            place += 1


def _end(token: Piece) -> int:
    return token[1]


def _units(article: OutgoingArticle) -> Iterator[list[str]]:
    for said in article.sets:
        for span in said.spans:
            for number, (start, end) in enumerate(span.pieces):
                where = [article.document.path, span.layer, span.id, str(number)]
                yield [said.annotator, span.label, str(start), str(end), *where]
