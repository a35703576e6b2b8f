"""Articles as documents of spaCy: a group of spans for each layer, entities where they can be.

Tokens are cut where spans begin and end, so that every span is there; or kept whole, and what does not fit
is told. Offsets become tokens; what spaCy has no place for is in the document's user data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.vocab import Vocab

from annotator.exchange.docbin import OURS, part_name
from annotator.exchange.format import Feature
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.exchange.spaced_tokens import CUT, Tokens, pieces_of
from annotator.model import annotations as model
from annotator.model.document import Document
from annotator.text.segments import sentence_spans

_ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID", "SENT_START")
_PART = 500_000
"""Tokens in one file: a DocBin is in memory as a whole, where it is written and where it is read."""


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a document for each article; after many of them go on in a file beside the first."""
    bin_ = _Bin(export)
    for article in articles:
        bin_.add(_Made(article.document, article.sets[0], export, bin_.vocab).doc)
    bin_.close()


class _Bin:
    """Documents for one file after another. vocab: of those in the file that is being made."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._number = 0
        self._tokens = 0
        self._docs = _empty()
        self.vocab = Vocab()

    def add(self, doc: Doc) -> None:
        """Add a document."""
        if self._tokens + len(doc) > _PART and self._tokens:
            self.close()
        self._docs.add(doc)
        self._tokens += len(doc)

    def close(self) -> None:
        """Write what there is."""
        self._number += 1
        name = part_name(self._number) if self._number > 1 else ""
        with self._export.output.open(name) as file:
            file.write(self._docs.to_bytes())
        # One vocabulary for all would grow with every word of the corpus.
        self._docs, self._tokens, self.vocab = _empty(), 0, Vocab()


def _empty() -> DocBin:
    return DocBin(attrs=_ATTRIBUTES, store_user_data=True)


class _Made:
    """The making of one document. doc: what was made."""

    def __init__(self, document: Document, said: model.AnnotationSet, export: Export, vocab: Vocab) -> None:
        self._document, self._said, self._export = document, said, export
        cut = export.options["tokens"] == CUT
        self._tokens = Tokens(document.text, pieces_of(said.spans) if cut else ())
        self.doc = _doc(document.text, self._tokens, vocab)
        spans = {span.id: made for span in said.spans if (made := self._span(span))}
        for layer in dict.fromkeys(span.layer for span in said.spans):
            group = [spans[span.id] for span in said.spans if span.layer == layer and span.id in spans]
            self.doc.spans[layer] = SpanGroup(self.doc, name=layer, spans=group)
        wanted = export.options["ents"] or next((layer.name for layer in export.scheme.layers), "")
        self.doc.set_ents(
            _apart([spans[one.id] for one in said.spans if one.layer == wanted and one.id in spans])
        )
        self.doc.user_data[OURS] = self._data(spans)

    def _span(self, span: model.Span) -> Span | None:
        if not self._tokens.fits(span.start, span.end):
            message = "with an edge inside a token are left out: spaCy's begin and end with tokens"
            self._export.tell(loss_of(self._document, self._said, span, Feature.EDGES, f"spans {message}"))
            return None
        first, after = self._tokens.range_of(span.start, span.end)
        link = span.link if _is_whole(span.link) else ""
        return Span(self.doc, first, after, label=span.label, kb_id=link, span_id=span.id)

    def _data(self, spans: Mapping[str, Span]) -> dict[str, object]:
        """Return what is kept as user data: what is said of the article, of spans, and relations."""
        said = self._said
        relations = [one for one in said.relations if one.source in spans and one.target in spans]
        for one in said.relations:
            if one not in relations:
                message = "relations of a span that is left out are left out"
                self._export.tell(loss_of(self._document, said, one, Feature.RELATIONS, message))
        data: dict[str, object] = {
            "article": self._document.path,
            "language": self._document.language or "",
            "annotator": said.annotator,
            "status": said.status,
            "attributes": dict(said.attributes),
            "spans": {name: kept for name in spans if (kept := _kept(said.span(name)))},
            "relations": [_relation(one) for one in relations],
        }
        return cast("dict[str, object]", packable(data))


def _doc(text: str, tokens: Tokens, vocab: Vocab) -> Doc:
    words = [text[token.start : token.end] for token in tokens.all]
    spaces = [token.has_space for token in tokens.all]
    begins = [start for start, _ in sentence_spans(text)]
    sentences: list[bool] = []
    number = 0
    for token in tokens.all:
        is_new = not sentences
        while number < len(begins) and begins[number] < token.end:
            number += 1
            is_new = True
        sentences.append(is_new)
    return Doc(vocab, words=words, spaces=spaces, sent_starts=cast("Any", sentences))


def _kept(span: model.Span) -> dict[str, object]:
    said: dict[str, object] = {}
    if span.parts:
        said["parts"] = [list(part) for part in span.parts]
    if span.attributes:
        said["attributes"] = dict(span.attributes)
    if span.note:
        said["note"] = span.note
    if not _is_whole(span.link):
        said["link"] = span.link
    if span.origin is not None:
        said["origin"] = span.origin
    return said


def _relation(one: model.Relation) -> dict[str, object]:
    said: dict[str, object] = {"id": one.id, "label": one.label, "from": one.source, "to": one.target}
    if one.attributes:
        said["attributes"] = dict(one.attributes)
    return said | ({"note": one.note} if one.note else {})


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans that do not overlap: the longest, and of those as long the first."""
    taken: set[int] = set()
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _is_whole(text: str) -> bool:
    """Whether a text has no half of a character, which UTF-8 has none for."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def packable(value: object) -> object:
    """Return a value as msgpack can hold it: text with half a character as bytes, a huge number as text."""
    if isinstance(value, str):
        return value if _is_whole(value) else value.encode("utf-8", "surrogatepass")
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -(1 << 63) <= value < 1 << 63 else str(value)
    if isinstance(value, Mapping):
        said = cast("Mapping[object, object]", value)
        return {packable(key): packable(one) for key, one in said.items()}
    if isinstance(value, list | tuple):
        return [packable(one) for one in cast("Sequence[object]", value)]
    return value
