"""How each case of an article stands: which decisions of the adjudicated set settle it, and whether what they
were made from still says what it said then. Goes along with every edit at the price of that edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.adjudication import ArticleCases, Case, CaseKind, Item, Meanings, Voice
from annotator.agreement.alignment import Kind, kind_of
from annotator.model.adjudication import (
    fingerprint_of_relation,
    fingerprint_of_span,
    fingerprint_of_value,
)
from annotator.model.adjudication_records import Record, Where, record_of, records_in, records_of_set
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.changes import change_between


class State(StrEnum):
    """How a case stands. LEFT_OPEN is open too, but a person has put it off."""

    AGREED = "agreed"
    OPEN = "open"
    LEFT_OPEN = "left open"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands.

    kind: the case's; of what all say by now, though it was decided otherwise, how these differ.
    records: what was decided, and stands; of an open case, what was decided before. changed: the sources that
    say something else than they said then, are gone, or came since. moot: a relation that cannot be, since
    what it would join is not there.
    """

    state: State
    kind: CaseKind
    records: tuple[Record, ...] = ()
    changed: tuple[str, ...] = ()
    moot: bool = False

    @property
    def open(self) -> bool:
        return self.state in (State.OPEN, State.LEFT_OPEN)

    @property
    def products(self) -> tuple[str, ...]:
        """The ids of the spans or relations of the adjudicated set that came of it."""
        return tuple(record.name for record in self.records if record.where in (Where.SPAN, Where.RELATION))

    @property
    def automatic(self) -> bool:
        """Whether it was taken over without a person."""
        return any(record.settled.by for record in self.records)


_UNTOUCHED = {kind: Standing(State.OPEN, kind) for kind in CaseKind}
_UNTOUCHED[CaseKind.SAME] = Standing(State.AGREED, CaseKind.SAME)


class Ledger:
    """All decisions on one article.

    cases: as they were read. annotations: the adjudicated set by now. withdrawn: a case for each decision
    whose sources are all gone, by its id.
    """

    def __init__(self, cases: ArticleCases, annotations: AnnotationSet, meanings: Meanings) -> None:
        self.cases = cases
        self.annotations = annotations
        self.withdrawn: dict[str, Case] = {}
        self._meanings = meanings
        self._records: dict[str, list[Record]] = {}
        self._orphans: dict[str, Record] = {}
        self._prints: dict[str, str] = {}
        for item in (*annotations.spans, *annotations.relations):
            self._put(record_of(item))
        for record in records_of_set(annotations):
            self._put(record)

    def follow(self, after: AnnotationSet) -> frozenset[str]:
        """Go on to what the adjudicated set is now; return the ids of the cases that may stand otherwise."""
        change = change_between(self.annotations, after)
        before, self.annotations = self.annotations, after
        gone = [record_of(span) for span in change.gone]
        come = [record_of(span) for span in change.come]
        if splice := change.relations:
            gone += [record_of(relation) for relation in splice.old]
            come += [record_of(relation) for relation in splice.new]
        if change.extra:
            gone += records_of_set(before)
            come += records_of_set(after)
        for one in change.inside:
            gone += records_in(one.key, one.old)
            come += records_in(one.key, one.new)
        touched = {name for record in gone for name in self._drop(record)}
        touched.update(name for record in come for name in self._put(record))
        at_end = self.cases.at_end
        return frozenset(touched | {other.id for name in touched for other in at_end.get(name, ())})

    def case(self, case_id: str) -> Case:
        """Return a case by its id, also one of a decision whose sources are gone. Raises KeyError."""
        return self.cases.by_id.get(case_id) or self.withdrawn[case_id]

    def touching(self, case: Case) -> list[Record]:
        """Return the decisions that settle anything of a case, standing or not, each once."""
        if not case.sources:
            return [self._orphans[case.id]] if case.id in self._orphans else []
        found = (record for source in case.sources for record in self._records.get(source, ()))
        return list(dict.fromkeys(found))

    def standing(self, case: Case) -> Standing:
        """Return how a case stands now."""
        if not case.sources:
            return self._withdrawn(case)
        records = tuple(self.touching(case))
        if case.kind is CaseKind.SAME:
            return self._agreed(case, records)
        if records and all(self._settled(case, source) for source in case.sources):
            left = any(record.where is Where.LEFT_OPEN for record in records)
            return Standing(State.LEFT_OPEN if left else State.DECIDED, case.kind, records)
        if case.ends and self._is_moot(case.ends):
            return Standing(State.DECIDED, case.kind, records, moot=True)
        changed = self._changed(case, records)
        return Standing(State.OPEN, case.kind, records, changed) if records else _UNTOUCHED[case.kind]

    def product(self, case: Case) -> str | None:
        """Return the id of the span or relation that a case has in the adjudicated set; None for none."""
        made = (record for record in self.touching(case) if record.where in (Where.SPAN, Where.RELATION))
        return next((record.name for record in made), None)

    def item(self, source: str) -> Item | None:
        """Return what a source names; None where it is gone."""
        case = self.cases.by_source.get(source)
        return next(voice.item for voice in case.voices if voice.source == source) if case else None

    def fingerprint(self, source: str) -> str | None:
        """Return a fingerprint of what a source says now; None where it is gone."""
        if source not in self._prints:
            item = self.item(source)
            if item is None:
                return None
            if isinstance(item, Span):
                self._prints[source] = fingerprint_of_span(item, self.cases.text)
            elif isinstance(item, Relation):
                self._prints[source] = fingerprint_of_relation(item)
            else:
                self._prints[source] = fingerprint_of_value(item)
        return self._prints[source]

    def seen(self, sources: Iterable[str]) -> dict[str, str]:
        """Return the fingerprints of those sources that are there, as a decision on them keeps them."""
        prints = ((source, self.fingerprint(source)) for source in sources)
        return {source: mark for source, mark in prints if mark}

    # ------------------------------------------------------------------------------------------------

    def _put(self, record: Record | None) -> Iterable[str]:
        if record is None:
            return ()
        for source in record.settled.sources:
            self._records.setdefault(source, []).append(record)
        touched = self._case_ids(record)
        if record.made and record.settled.sources and not touched:
            case = self._withdrawn_case(record)
            self.withdrawn[case.id], self._orphans[case.id] = case, record
            return [case.id]
        return touched

    def _drop(self, record: Record | None) -> Iterable[str]:
        if record is None:
            return ()
        for source in record.settled.sources:
            self._records[source].remove(record)
        name = _withdrawn_id(self.cases.article, record)
        if self._orphans.get(name) == record:
            del self._orphans[name]
            return [name]
        return self._case_ids(record)

    def _case_ids(self, record: Record) -> list[str]:
        found = (self.cases.by_source.get(source) for source in record.settled.sources)
        return [case.id for case in found if case]

    def _withdrawn_case(self, record: Record) -> Case:
        name, article = _withdrawn_id(self.cases.article, record), self.cases.article
        voices = tuple(Voice(annotator) for annotator in self.cases.annotators)
        if record.where is Where.ATTRIBUTE:
            return Case(name, article, CaseKind.ARTICLE, "", (0, 0), voices, record.name)
        if record.where is Where.SPAN:
            span = self.annotations.span(record.name)
            return Case(name, article, CaseKind.MISSING, span.layer, (span.start, span.end), voices)
        relation = self.annotations.relation(record.name)
        ends = [self.annotations.span(end) for end in (relation.source, relation.target)]
        extent = min(span.start for span in ends), max(span.end for span in ends)
        return Case(name, article, CaseKind.RELATION, "", extent, voices, ends=("", ""), detail=Kind.MISSING)

    def _withdrawn(self, case: Case) -> Standing:
        record = self._orphans.get(case.id)
        if record is None:
            return Standing(State.DECIDED, case.kind)
        return Standing(State.OPEN, case.kind, (record,), record.settled.sources)

    def _fresh(self, record: Record, source: str) -> bool:
        mark = self.fingerprint(source)
        return mark is not None and record.settled.seen.get(source, mark) == mark

    def _stands(self, record: Record) -> bool:
        """Whether all that something was made from still says what it said; what was set aside stands by each
        source for itself, since one that is withdrawn needs no other decision."""
        return not record.made or all(self._fresh(record, source) for source in record.settled.sources)

    def _settled(self, case: Case, source: str) -> bool:
        for record in self._records.get(source) or self.touching(case):
            if record.agreed_by_itself and case.kind is not CaseKind.SAME:
                continue  # it was taken over since all said so, and by now somebody does not
            if source in record.settled.sources:
                stands = self._fresh(record, source)
            else:
                # Written by hand, without fingerprints, it may name only what was taken, and settles all.
                stands = record.made and not record.settled.seen
            if stands and self._stands(record):
                return True
        return False

    def _changed(self, case: Case, records: Iterable[Record]) -> tuple[str, ...]:
        records = tuple(records)
        known = {source for record in records for source in record.settled.sources}

        def found() -> Iterator[str]:
            for record in records:
                yield from (source for source in record.settled.sources if not self._fresh(record, source))
            yield from (source for source in case.sources if source not in known)

        return tuple(dict.fromkeys(found()))

    def _agreed(self, case: Case, records: tuple[Record, ...]) -> Standing:
        """Return how a case stands in which all say the same by now."""
        if not records:
            moot = bool(case.ends and self._is_moot(case.ends))
            return Standing(State.AGREED, case.kind, moot=True) if moot else _UNTOUCHED[case.kind]
        for record in records:
            if record.where is Where.SPAN and not self._stands(record):
                said = [case.spans[0][1], self.annotations.span(record.name)]
                kind = kind_of(said, self._meanings.of_span)
                if kind is not Kind.SAME:
                    return Standing(State.OPEN, CaseKind(kind.value), records, self._changed(case, records))
        return Standing(State.AGREED, case.kind, records)

    def _is_moot(self, ends: tuple[str, str]) -> bool:
        """Whether a relation cannot be, since a span that it would join is not to be, or both are one."""
        cases = [self.cases.by_id[end] for end in ends]
        products = [self.product(case) for case in cases]
        if all(products):
            return products[0] == products[1]
        return any(
            product is None and all(self._settled(case, source) for source in case.sources)
            for case, product in zip(cases, products, strict=True)
        )


def _withdrawn_id(article: str, record: Record) -> str:
    return f"{article}\n{record.where}\n{record.name}"
