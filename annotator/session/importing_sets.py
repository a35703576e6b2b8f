"""A foreign set of annotations as one of ours: each span where the file says, or a fault that says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.exchange.counting import ForeignText, fits
from annotator.exchange.incoming import FileFault, IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.annotations import STATUSES, AnnotationSet, Piece, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import Attribute
from annotator.session.ids import IdCounter
from annotator.session.importing_labels import Vocabulary

_SHOWN = 60
_SPACE = re.compile(r"\s+")
_MAX_ID = 200


@dataclass
class Converted:
    """What became of a set. annotations: what is right of it; faults: what is not."""

    annotations: AnnotationSet
    faults: list[FileFault] = field(default_factory=list[FileFault])


def converted(
    said: IncomingSet, annotator: str, document: Document, foreign: ForeignText, vocabulary: Vocabulary
) -> Converted:
    """Return a set as one of ours, on a document whose text is the foreign one's."""
    return _Conversion(said, document, foreign, vocabulary).run(annotator)


class _Conversion:
    """The conversion of one set."""

    def __init__(
        self, said: IncomingSet, document: Document, foreign: ForeignText, vocabulary: Vocabulary
    ) -> None:
        self._said = said
        self._document = document
        self._foreign = foreign
        self._vocabulary = vocabulary
        self._attributes = {layer.name: layer.attributes for layer in vocabulary.scheme.layers}
        ids = [item.id for item in (*said.spans, *said.relations)]
        self._counters = {prefix: IdCounter(prefix, ids) for prefix in "sr"}
        self._spans: dict[str, Span] = {}
        self._ids: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._faults: list[FileFault] = []

    def run(self, annotator: str) -> Converted:
        """Convert everything."""
        for span in self._said.spans:
            try:
                self._take(span)
            except (InvalidAnnotation, ValueError) as error:
                self._faults.append(span.place.fault(f"{_named(span)}: {error}"))
                self._left_out.add(span.id)
        relations = list(self._relations())
        said, document = self._said, self._document
        if said.status not in STATUSES:
            self._faults.append(said.place.fault(f"the status {said.status!r} is none of: draft, done"))
        annotations = AnnotationSet(
            document.path,
            annotator,
            document.sha256,
            len(document.text),
            said.status if said.status in STATUSES else "draft",
            self._of_article(said.attributes),
            tuple(self._spans.values()),
            tuple(relations),
            said.extra,
        )
        return Converted(annotations, self._faults)

    def _take(self, said: IncomingSpan) -> None:
        pieces = self._pieces(said)
        named = self._vocabulary.label(said)
        if named is None:
            self._left_out.add(said.id)
            return
        name = self._id(said.id)
        attributes = self._vocabulary.values(said.attributes, self._attributes.get(named[0], ()))
        first, last = pieces[0], pieces[-1]
        self._spans[name] = Span(
            name,
            *named,
            first[0],
            last[1],
            tuple(pieces) if len(pieces) > 1 else (),
            attributes,
            said.note,
            said.link,
            said.origin,
            said.extra,
        )
        if said.id:
            self._ids.setdefault(said.id, name)

    def _pieces(self, said: IncomingSpan) -> Sequence[Piece]:
        text, foreign = self._document.text, self._foreign
        if not said.pieces and said.exact:
            return [_place_of(said, text)]
        pieces = foreign.pieces(said.pieces)
        if said.exact and not quote_fits(text, pieces, said):
            there = " ".join(text[start:end] for start, end in pieces)
            raise ValueError(
                f"at {_ranges(said.pieces)} stands “{_short(there)}”, counted in {foreign.counting}"
            )
        return _bridged(text, pieces, said.bridges) if said.bridges and len(pieces) > 1 else pieces

    def _id(self, wanted: str) -> str:
        """Return the id of the file where it can be kept, else a new one."""
        if wanted in self._spans:
            raise ValueError(f"the id {wanted!r} is given twice")
        return wanted if 0 < len(wanted) <= _MAX_ID else self._counters["s"].take()

    def _relations(self) -> Iterator[Relation]:
        taken = set(self._spans)
        for said in self._said.relations:
            try:
                relation = self._relation(said, taken)
            except (InvalidAnnotation, ValueError) as error:
                self._faults.append(said.place.fault(f"relation {said.label}: {error}"))
                continue
            if relation:
                taken.add(relation.id)
                yield relation

    def _relation(self, said: IncomingRelation, taken: set[str]) -> Relation | None:
        label = self._vocabulary.relation(said.label)
        if not label or {said.source, said.target} & self._left_out:
            return None
        for end in (said.source, said.target):
            if end not in self._ids:
                raise ValueError(f"there is no span {end!r} for it to join")
        kind = self._vocabulary.scheme.relation(label)
        source, target = (self._spans[self._ids[end]] for end in (said.source, said.target))
        if kind and not kind.joins(source, target):
            raise ValueError(
                f"labels.yaml lets it not run from {source.label} to {target.label}: allow it there, "
                f"or give it another name with --map {said.label}=NEW"
            )
        kept = 0 < len(said.id) <= _MAX_ID and said.id not in taken
        name = said.id if kept else self._counters["r"].take()
        attributes = self._vocabulary.values(said.attributes, kind.attributes if kind else ())
        return Relation(name, label, source.id, target.id, attributes, said.note, said.extra)

    def _of_article(self, said: Mapping[str, Value]) -> Mapping[str, Value]:
        allowed: tuple[Attribute, ...] = self._vocabulary.scheme.article
        try:
            return self._vocabulary.values(said, allowed)
        except ValueError as error:
            self._faults.append(self._said.place.fault(f"the article's {error}"))
            return {}


def _bridged(text: str, pieces: Sequence[Piece], bridges: str) -> Sequence[Piece]:
    """Return pieces in which those are one that only such characters part."""
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if text[joined[-1][1] : start].strip(bridges):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def quote_fits(text: str, pieces: Sequence[Piece], said: IncomingSpan) -> bool:
    """Whether a span's quote is what stands at pieces of the text, as ForeignText gives them."""
    exact = said.exact or ""
    if fits(text, pieces, exact):
        return True
    # Pieces that touch are one here, and a quote may join them by a space or by nothing.
    joined = "".join(text[start:end] for start, end in pieces)
    return len(said.pieces) > 1 and "".join(joined.split()) == "".join(exact.split())


def _place_of(said: IncomingSpan, text: str) -> Piece:
    """Return where a quote stands. Raises ValueError where it does not, or in several places."""
    exact = said.exact or ""
    found: list[int] = []
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if text.endswith(said.prefix, 0, start) and text.startswith(said.suffix, end):
            found.append(start)
        start = text.find(exact, start + 1)
    if len(found) != 1:
        why = "is not in the article" if not found else f"stands in {len(found)} places"
        raise ValueError(f"its text {why}, and nothing else tells where it is")
    return found[0], found[0] + len(exact)


def _named(span: IncomingSpan) -> str:
    quote = f" “{_short(span.exact)}”" if span.exact else ""
    return f"{span.id} {span.label}{quote}".strip()


def _short(text: str) -> str:
    # A space at an end stays: it may be all that is wrong.
    text = _SPACE.sub(" ", text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _ranges(pieces: Sequence[Piece]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in pieces)
