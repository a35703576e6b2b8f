"""Decisions as edits: each makes an adjudicated set into the next one, with what it was decided from.

Relations follow the spans that they join. Nothing here is told to anyone or written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.agreement.adjudication import Case, Item
from annotator.agreement.adjudication_ledger import Ledger
from annotator.model.adjudication import (
    LEFT_OPEN,
    REJECTED,
    Decision,
    Origin,
    SetAside,
    entries_of,
    origin_of,
    relation_with_origin,
    set_aside_from,
    with_adjudicated,
    with_attribute_origin,
    with_entries,
    with_origin,
)
from annotator.model.adjudication_records import Where
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import LabelScheme


@dataclass(frozen=True, slots=True)
class Mark:
    """What a span says, without an id and an origin. pieces: code points, one or more, in text order."""

    layer: str
    label: str
    pieces: tuple[Piece, ...]
    attributes: tuple[tuple[str, Value], ...] = ()
    note: str = ""
    link: str = ""

    @classmethod
    def of(cls, span: Span) -> Mark:
        """Return what a span says."""
        said = tuple(span.attributes.items())
        return cls(span.layer, span.label, span.pieces, said, span.note, span.link)

    def span(self, name: str, origin: Origin) -> Span:
        """Return a span that says so."""
        start, end = self.pieces[0][0], self.pieces[-1][1]
        parts = self.pieces if len(self.pieces) > 1 else ()
        said = dict(self.attributes)
        span = Span(name, self.layer, self.label, start, end, parts, said, self.note, self.link)
        return with_origin(span, origin)

    def is_of(self, item: Item | None) -> bool:
        """Whether a span has these boundaries and this label."""
        mine = (self.layer, self.label, self.pieces)
        return isinstance(item, Span) and mine == (item.layer, item.label, item.pieces)


@dataclass(frozen=True)
class Decider:
    """Makes the edits of one article.

    ledger: of the set that is edited. names: whose sets are adjudicated. new_span, new_relation: give ids
    that nothing has had. An edit raises InvalidAnnotation where it cannot be made.
    """

    ledger: Ledger
    scheme: LabelScheme
    names: tuple[str, ...]
    new_span: Callable[[], str]
    new_relation: Callable[[], str]

    def make(
        self, annotations: AnnotationSet, case: Case, mark: Mark, origin: Origin
    ) -> tuple[AnnotationSet, str]:
        """Settle a case of spans by one span; return its id too.

        What was decided before is replaced: the span keeps its id, and its relations as far as the labels
        allow them. A span that says just this already settles this case as well.
        """
        annotations, old = self._released(annotations, case)
        sources = [*case.sources, *(source for name in old for source in _sources_of(annotations, name))]
        twin = next(
            (s for s in annotations.spans_over(mark.pieces[0][0], mark.pieces[-1][1]) if mark.is_of(s)), None
        )
        name = twin.id if twin else old[0] if old else self.new_span()
        if twin and twin.id not in old:
            earlier = origin_of(twin)
            sources += earlier.sources if earlier else ()
            if earlier and earlier.sources:
                origin, mark = together(earlier, origin), Mark.of(twin)
        span = mark.span(name, self.sealed(origin, sources))
        annotations = annotations.replacing(span) if name in annotations else annotations.adding(span)
        for other in old:
            if other != name:
                annotations = _moved(annotations, other, name)
        return with_adjudicated(self._without_unfit(annotations, name), self.names), name

    def set_aside(self, annotations: AnnotationSet, case: Case, key: str, aside: SetAside) -> AnnotationSet:
        """Settle a case by making nothing (key: REJECTED), or put it off (LEFT_OPEN)."""
        annotations = self.take_back(annotations, case)
        if not case.sources:
            return annotations
        aside = replace(aside, sources=case.sources, seen=self.ledger.seen(case.sources))
        entries = [*entries_of(annotations, key), aside.as_entry()]
        return with_adjudicated(with_entries(annotations, key, entries), self.names)

    def take_back(self, annotations: AnnotationSet, case: Case) -> AnnotationSet:
        """Return the set without what was decided on a case; it is open then."""
        annotations, spans = self._released(annotations, case)
        annotations = annotations.removing(*spans) if spans else annotations
        known = {relation.id for relation in annotations.relations}
        for record in self.ledger.touching(case):
            if record.where is Where.RELATION and record.name in known:
                annotations = annotations.removing_relations(record.name)
            elif record.where is Where.ATTRIBUTE:
                annotations = self._with_attribute(annotations, record.name, None)
                annotations = with_attribute_origin(annotations, record.name, None)
        return annotations

    def keep(self, annotations: AnnotationSet, case: Case) -> AnnotationSet:
        """Let what a case was decided to be stand as the adjudicator's own, whatever its sources say now."""
        own = Origin(Decision.NEW)
        for record in self.ledger.touching(case):
            if record.where is Where.SPAN:
                annotations = annotations.replacing(with_origin(annotations.span(record.name), own))
            elif record.where is Where.RELATION:
                relation = annotations.relation(record.name)
                annotations = annotations.replacing_relation(relation_with_origin(relation, own))
            elif record.where is Where.ATTRIBUTE:
                annotations = with_attribute_origin(annotations, record.name, None)
        return annotations

    def say(
        self, annotations: AnnotationSet, case: Case, value: Value | None, origin: Origin
    ) -> AnnotationSet:
        """Settle a case about an attribute of the article by a value; None: by none."""
        annotations = self.cleared(annotations, case)
        attribute = next(one for one in self.scheme.article if one.name == case.name)
        if value is not None and (fault := attribute.fault_of(value)):
            raise InvalidAnnotation(f"{case.name}: {fault}")
        annotations = self._with_attribute(annotations, case.name, value)
        sealed = self.sealed(origin, case.sources) if case.sources else None
        annotations = with_attribute_origin(annotations, case.name, sealed)
        return with_adjudicated(annotations, self.names)

    def sealed(self, origin: Origin, sources: Sequence[str]) -> Origin:
        """Return an origin with those of the sources that are still there, and what they say now; where none
        is, it is the adjudicator's own."""
        there = tuple(dict.fromkeys(source for source in sources if self.ledger.fingerprint(source)))
        if not there:
            return Origin(Decision.NEW)
        return replace(origin, sources=there, seen=self.ledger.seen(there))

    def cleared(self, annotations: AnnotationSet, case: Case) -> AnnotationSet:
        """Return the set without entries that set any source of a case aside."""
        gone = set(case.sources)
        wheres = {record.where for record in self.ledger.touching(case)}
        for key, where in ((REJECTED, Where.REJECTED), (LEFT_OPEN, Where.LEFT_OPEN)):
            if where in wheres:
                entries = entries_of(annotations, key)
                kept = [one for one in entries if gone.isdisjoint(set_aside_from(one).sources)]
                annotations = with_entries(annotations, key, kept)
        return annotations

    # ------------------------------------------------------------------------------------------------

    def _released(self, annotations: AnnotationSet, case: Case) -> tuple[AnnotationSet, list[str]]:
        """Return the set without entries that set a case aside, and the spans that were made of it.

        A span that someone else's source of another case says just so stays there, without this case's.
        """
        annotations = self.cleared(annotations, case)
        old: list[str] = []
        for record in self.ledger.touching(case):
            if record.where is not Where.SPAN or record.name not in annotations:
                continue
            span = annotations.span(record.name)
            rest = [source for source in _sources_of(annotations, span.id) if source not in case.sources]
            if any(Mark.of(span).is_of(self.ledger.item(source)) for source in rest):
                origin = origin_of(span)
                assert origin
                annotations = annotations.replacing(with_origin(span, self.sealed(origin, rest)))
            else:
                old.append(span.id)
        return annotations, old

    def _without_unfit(self, annotations: AnnotationSet, name: str) -> AnnotationSet:
        unfit: list[str] = []
        for relation in annotations.relations_of(name):
            kind = self.scheme.relation(relation.label)
            ends = annotations.span(relation.source), annotations.span(relation.target)
            if kind is None or not kind.joins(*ends):
                unfit.append(relation.id)
        return annotations.removing_relations(*unfit) if unfit else annotations

    def _with_attribute(self, annotations: AnnotationSet, name: str, value: Value | None) -> AnnotationSet:
        said = {key: old for key, old in annotations.attributes.items() if key != name}
        if value is not None:
            said[name] = value
        order = {attribute.name: place for place, attribute in enumerate(self.scheme.article)}
        in_order = sorted(said.items(), key=lambda pair: order.get(pair[0], len(order)))
        return annotations.with_attributes(dict(in_order))


def together(earlier: Origin, origin: Origin) -> Origin:
    """Return the origin of what settles what it settled earlier, and something else by another decision."""
    first = origin if earlier.decision is Decision.BOTH else earlier
    return replace(first, by=origin.by if earlier.by == origin.by else "")


def _sources_of(annotations: AnnotationSet, name: str) -> tuple[str, ...]:
    origin = origin_of(annotations.span(name))
    return origin.sources if origin else ()


def _moved(annotations: AnnotationSet, old: str, new: str) -> AnnotationSet:
    """Return the set without a span, whose relations another has unless it has the same."""
    moved: list[Relation] = []
    for relation in annotations.relations_of(old):
        source, target = (new if end == old else end for end in (relation.source, relation.target))
        if source != target:
            moved.append(replace(relation, source=source, target=target))
    annotations = annotations.removing(old)
    for relation in moved:
        ends = (relation.label, relation.source, relation.target)
        if all((r.label, r.source, r.target) != ends for r in annotations.relations_of(new)):
            annotations = annotations.adding_relation(relation)
    return annotations
