"""What became in an adjudicated set of what an annotator said, and what they missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.adjudication import Case, CaseKind, Item, Meanings
from annotator.agreement.adjudication_ledger import Ledger
from annotator.agreement.alignment import place_of
from annotator.model.adjudication import SetAside, origin_of
from annotator.model.adjudication_records import Record, Where
from annotator.model.annotations import Relation, Span


class Fate(StrEnum):
    """What became of something an annotator said; MISSED: of something that they did not say."""

    TAKEN = "taken as it is"
    BOUNDARY = "boundaries changed"
    LABEL = "label changed"
    BOTH = "boundaries and label changed"
    ATTRIBUTES = "attributes changed"
    VALUE = "value changed"
    REJECTED = "rejected"
    AGREED = "agreed, not taken over yet"
    OPEN = "still open"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing.

    annotator: whose it was, or who missed it. item: what they said, None where they missed it. result: what
    stands in its place in the adjudicated set, None for nothing (yet). name: of an attribute of the article.
    reason: why it was rejected. others: who else said just this, of those who have the article. extent: code
    points, (0, 0) for attributes of the article.
    """

    annotator: str
    article: str
    fate: Fate
    extent: tuple[int, int]
    item: Item | None = None
    result: Item | None = None
    name: str = ""
    reason: str = ""
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label that was given, or was missed; of an attribute of the article its name."""
        item = self.result if self.item is None else self.item
        return item.label if isinstance(item, Span | Relation) else self.name


def outcomes(ledger: Ledger, annotator: str, meanings: Meanings) -> Iterator[Outcome]:
    """Yield what became of what an annotator said in an article, in the order of the cases, then what the
    adjudicator alone has. Nothing where the annotator does not have the article."""
    if annotator not in ledger.cases.annotators:
        return
    told = _Telling(ledger, annotator, meanings)
    for case in ledger.cases.cases:
        if outcome := told.of(case):
            yield outcome
    yield from told.of_new_spans()


def figures(found: Iterable[Outcome]) -> dict[Fate, int]:
    """Return how often each fate came, in their order, those that did not come left out."""
    times = Counter(outcome.fate for outcome in found)
    return {fate: times[fate] for fate in Fate if times[fate]}


def reasons(found: Iterable[Outcome]) -> dict[str, int]:
    """Return how often each reason was given for a rejection, the most frequent first."""
    times = Counter(outcome.reason for outcome in found if outcome.fate is Fate.REJECTED)
    return dict(sorted(times.items(), key=lambda pair: (-pair[1], pair[0])))


class _Telling:
    """Tells of one annotator in one article."""

    def __init__(self, ledger: Ledger, annotator: str, meanings: Meanings) -> None:
        self._ledger = ledger
        self._annotator = annotator
        self._meanings = meanings
        self._relations = {relation.id: relation for relation in ledger.annotations.relations}

    def of(self, case: Case) -> Outcome | None:
        """Return what became of what was said in a case; None where it is nothing, and rightly so."""
        item = case.item_of(self._annotator)
        records = self._ledger.touching(case)
        result = next((found for record in records if (found := self._made(record)) is not None), None)
        if item is None:
            return self._missed(case, result)
        others = tuple(
            voice.annotator
            for voice in case.voices
            if voice.annotator != self._annotator and voice.item is not None and self._same(voice.item, item)
        )
        fate, reason = self._fate(case, item, records, result)
        stands = None if fate in (Fate.REJECTED, Fate.OPEN, Fate.AGREED) else result
        return Outcome(
            self._annotator, case.article, fate, case.extent, item, stands, case.name, reason, others
        )

    def of_new_spans(self) -> Iterator[Outcome]:
        """Yield the spans that no annotator has."""
        for span in self._ledger.annotations:
            origin = origin_of(span)
            if origin is None or not origin.sources:
                extent = (span.start, span.end)
                yield Outcome(self._annotator, self._ledger.cases.article, Fate.MISSED, extent, result=span)

    def _missed(self, case: Case, result: Item | None) -> Outcome | None:
        if result is None or case.kind is CaseKind.SAME or self._ledger.standing(case).open:
            return None
        others = tuple(voice.annotator for voice in case.voices if voice.source)
        fate, name = Fate.MISSED, case.name
        return Outcome(
            self._annotator, case.article, fate, case.extent, result=result, name=name, others=others
        )

    def _made(self, record: Record) -> Item | None:
        if record.where is Where.SPAN:
            return self._ledger.annotations.span(record.name)
        if record.where is Where.RELATION:
            return self._relations.get(record.name)
        return (
            self._ledger.annotations.attributes.get(record.name) if record.where is Where.ATTRIBUTE else None
        )

    def _fate(self, case: Case, item: Item, records: list[Record], result: Item | None) -> tuple[Fate, str]:
        standing = self._ledger.standing(case)
        if standing.open:
            return Fate.OPEN, ""
        for record in records:
            if record.where is Where.REJECTED and isinstance(record.settled, SetAside):
                return Fate.REJECTED, record.settled.reason
        if standing.moot:
            return Fate.REJECTED, "what it joins is not there"
        if not records:
            return Fate.AGREED, ""
        return self._difference(case, item, result), ""

    def _difference(self, case: Case, item: Item, result: Item | None) -> Fate:
        if isinstance(item, Span) and isinstance(result, Span):
            moved, renamed = place_of(item) != place_of(result), item.label != result.label
            if moved or renamed:
                return Fate.BOTH if moved and renamed else Fate.BOUNDARY if moved else Fate.LABEL
        elif isinstance(item, Relation) and isinstance(result, Relation):
            if item.label != result.label:
                return Fate.LABEL
        else:
            said, stands = (self._meanings.of_article(case.name, value) for value in (item, result))
            return Fate.TAKEN if said == stands else Fate.VALUE
        alike = self._meanings.of(item) == self._meanings.of(result)
        return Fate.TAKEN if alike else Fate.ATTRIBUTES

    def _same(self, one: Item, other: Item) -> bool:
        if isinstance(one, Span) and isinstance(other, Span):
            return (place_of(one), one.label) == (place_of(other), other.label)
        if isinstance(one, Relation) and isinstance(other, Relation):
            return one.label == other.label
        return one == other
