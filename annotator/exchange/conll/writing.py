"""Articles as tagged tokens, a file each: CoNLL-2002, CoNLL-2003, and IOB in its variants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from annotator.exchange.conll.choosing import Chooser, Chosen, chunks
from annotator.exchange.conll.layout import DOCUMENT
from annotator.exchange.conll.schemes import OUTSIDE, tags
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.exchange.spelling import spelled
from annotator.exchange.tokens import sentences_of
from annotator.model.annotations import AnnotationSet, Piece, Span
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError

_ALLOWED = re.compile(r"[^\s\ud800-\udfff]")
_UNKNOWN = {"pos": "-X-", "chunk": OUTSIDE, "lemma": "_"}
"""What stands in columns of which we know nothing."""
COLUMN = "column"
"""What a loss is of that has no column in the file."""
_SEPARATORS = {"tab": "\t", "space": " "}


@lru_cache(maxsize=1_000)
def label_in_tag(label: str) -> str:
    """Return a label in characters that a tag can have."""
    return spelled(label, _ALLOWED)


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write ARTICLE.conll for each article."""
    layers = layers_of(export, one="layer" in export.options)
    for article in articles:
        table = _Table(article.document, article.sets[0], layers, export)
        with export.output.open(f"{article.document.path}.conll") as file:
            for line in table.lines():
                file.write(line.encode("utf-8"))
                file.write(b"\n")


def layers_of(export: Export, *, one: bool) -> list[str]:
    """Return the layers that have a column: one, or as many as are named, or all. Raises AnnotatorError."""
    there = [layer.name for layer in export.scheme.layers]
    named = [name.strip() for name in export.options["layer" if one else "layers"].split(",") if name.strip()]
    for name in named:
        if name not in there:
            raise AnnotatorError(f"{name} is no layer; there are: {', '.join(there)}")
    if one and len(named) > 1:
        raise AnnotatorError("this format has one column of tags: name one layer")
    return named or there[:1] if one else named or there


class _Table:
    """The table of one article."""

    def __init__(
        self, document: Document, said: AnnotationSet, layers: Sequence[str], export: Export
    ) -> None:
        self._document, self._said, self._export = document, said, export
        self._sentences = sentences_of(document.text)
        tokens = [token for sentence in self._sentences for token in sentence]
        chooser = Chooser(document.text, tokens, self._tell, inner=export.options["nested"] == "inner")
        by_layer: dict[str, list[Span]] = {layer: [] for layer in layers}
        for span in said.spans:
            if span.layer in by_layer:
                by_layer[span.layer].append(span)
            else:
                self._tell(span, COLUMN, f"the layer {span.layer} has no column: left out")
        self._columns = [chooser.chosen(spans) for spans in by_layer.values()]

    def _tell(self, span: Span, what: str, message: str) -> None:
        self._export.tell(loss_of(self._document, self._said, span, what, message))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        kinds = self._export.options["columns"].split()
        separator = _SEPARATORS[self._export.options["separator"]]
        if self._export.options["docstart"] == "yes":
            yield separator.join([DOCUMENT, *(_UNKNOWN.get(kind, OUTSIDE) for kind in kinds[1:-1]), OUTSIDE])
            yield ""
        for sentence, columns in self._tagged():
            for place, (start, end) in enumerate(sentence):
                others = [_UNKNOWN[kind] for kind in kinds[1:-1]]
                said = [column[place] for column in columns]
                yield separator.join([self._document.text[start:end], *others, *said])
            yield ""

    def _tagged(self) -> Iterator[tuple[Sequence[Piece], list[list[str]]]]:
        """Yield the tokens of each sentence and their tags; a span runs from one sentence into the next only
        where these are written as one."""
        scheme = self._export.options["scheme"]
        first = 0
        rest = [iter([*column, None]) for column in self._columns]
        following = [next(column) for column in rest]
        for sentence in self._joined():
            after = first + len(sentence)
            columns: list[list[str]] = []
            for number, column in enumerate(rest):
                here: list[Chosen] = []
                while (one := following[number]) and one.first < after:
                    here.append(one)
                    following[number] = next(column)
                columns.append(tags(len(sentence), chunks(here, first, label_in_tag), scheme))
            yield sentence, columns
            first = after

    def _joined(self) -> Iterator[list[Piece]]:
        """Yield sentences; those that a span runs across are one."""
        inside = {
            place for column in self._columns for one in column for place in range(one.first + 1, one.after)
        }
        held: list[Piece] = []
        count = 0
        for sentence in self._sentences:
            if held and count not in inside:
                yield held
                held = []
            held += sentence
            count += len(sentence)
        if held:
            yield held
