"""Decisions about relations as edits, and the relations that need none: they come along with their spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from annotator.agreement.adjudication import Case, CaseKind
from annotator.agreement.adjudication_edits import Decider, Mark, together
from annotator.agreement.adjudication_ledger import State
from annotator.model.adjudication import Decision, Origin, origin_of, relation_with_origin, with_adjudicated
from annotator.model.annotations import AnnotationSet, Relation
from annotator.model.faults import InvalidAnnotation


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to be made: what settles which case, and what it says, whatever it joins."""

    case: Case
    says: Relation
    origin: Origin


@dataclass(frozen=True)
class Relater:
    """Makes relations with the means of a decider. Raises InvalidAnnotation where one cannot be."""

    decider: Decider

    def relate(self, annotations: AnnotationSet, link: Link) -> AnnotationSet:
        """Settle a case of relations by one between the spans that its ends came to be; ends on which all
        agree are taken over with it."""
        annotations = self.decider.cleared(annotations, link.case)
        ends: list[str] = []
        for end in cast("tuple[str, str]", link.case.ends):
            annotations, name = self._end(annotations, end)
            ends.append(name)
        return with_adjudicated(self._joined(annotations, link, ends), self.decider.names)

    def along_with(self, annotations: AnnotationSet, case: Case, name: str, by: str = "") -> AnnotationSet:
        """Return the set with the relations that come along with a span that was just made of a case: those
        that all have, or all who have both spans."""
        for related in self.decider.ledger.cases.at_end.get(case.id, ()):
            ends = [name if end == case.id else self._product(annotations, end) for end in related.ends or ()]
            origin = self._following(related)
            if origin is None or None in ends or self.decider.ledger.touching(related):
                continue
            link = Link(related, related.relations[0][1], replace(origin, by=by))
            try:
                annotations = self._joined(annotations, link, cast("list[str]", ends))
            except InvalidAnnotation:
                continue  # the labels do not allow it between these: it stays a case of its own
        return annotations

    def _joined(self, annotations: AnnotationSet, link: Link, ends: Sequence[str]) -> AnnotationSet:
        source, target = ends
        self._check_joins(annotations, link.says.label, source, target)
        sources, origin = [*link.case.sources], link.origin
        old = self.decider.ledger.product(link.case)
        old = old if any(relation.id == old for relation in annotations.relations) else None
        said = (link.says.label, source, target)
        twin = next(
            (r for r in annotations.relations_of(source) if (r.label, r.source, r.target) == said), None
        )
        if twin and twin.id != old:
            earlier = origin_of(twin)
            sources += earlier.sources if earlier else ()
            origin = together(earlier, origin) if earlier and earlier.sources else origin
            annotations = annotations.removing_relations(old) if old else annotations
        there = twin.id if twin else old
        name = there or self.decider.new_relation()
        new = replace(link.says, id=name, source=source, target=target, extra=())
        new = relation_with_origin(new, self.decider.sealed(origin, sources))
        return annotations.replacing_relation(new) if there else annotations.adding_relation(new)

    def _following(self, case: Case) -> Origin | None:
        """Return what a relation comes from that needs no decision of its own; None for any other."""
        if case.kind is CaseKind.SAME:
            return Origin(Decision.BOTH)
        having = [annotator for annotator, _ in case.relations]
        ends = [self.decider.ledger.case(end) for end in case.ends or ()]
        could = {
            voice.annotator
            for voice in case.voices
            if all(end.item_of(voice.annotator) is not None for end in ends)
        }
        said = {(relation.label, tuple(relation.attributes.items())) for _, relation in case.relations}
        alone = len(said) == 1 and could <= {*having}
        return Origin(Decision.ONE_OF, taken=having[0]) if alone else None

    def _product(self, annotations: AnnotationSet, case_id: str) -> str | None:
        name = self.decider.ledger.product(self.decider.ledger.case(case_id))
        return name if name and name in annotations else None

    def _end(self, annotations: AnnotationSet, case_id: str) -> tuple[AnnotationSet, str]:
        """Return the span that an end of a relation came to be."""
        if name := self._product(annotations, case_id):
            return annotations, name
        case = self.decider.ledger.case(case_id)
        standing = self.decider.ledger.standing(case)
        if standing.state is State.AGREED and not standing.records:
            mark = Mark.of(case.spans[0][1])
            return self.decider.make(annotations, case, mark, Origin(Decision.BOTH))
        if standing.open:
            raise InvalidAnnotation("decide first on the spans that it joins")
        raise InvalidAnnotation("a span that it would join was rejected")

    def _check_joins(self, annotations: AnnotationSet, label: str, source: str, target: str) -> None:
        kind = self.decider.scheme.relation(label)
        if source == target:
            raise InvalidAnnotation(f"{label} needs two different spans")
        ends = annotations.span(source), annotations.span(target)
        if kind is None or not kind.joins(*ends):
            raise InvalidAnnotation(f"{label} cannot run from {ends[0].label} to {ends[1].label}")
