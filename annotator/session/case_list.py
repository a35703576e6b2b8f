"""The cases of an adjudication in their order, how each stands, and how many a filter lets through.

Ten thousand of them are kept so that a decision costs no walk over all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.agreement.adjudication import Case, CaseKind
from annotator.agreement.adjudication_ledger import Standing, State

_REMEMBERED = 4
"""Filters whose cases are kept at hand."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which conflicts are wanted; an empty set means any.

    annotators: those in which one of them says something. automatic: only what was taken over without a
    person, be it a conflict or not.
    """

    kinds: frozenset[CaseKind] = frozenset()
    labels: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    automatic: bool = False

    @property
    def lasting(self) -> Filter:
        """What of it no decision changes."""
        return Filter(labels=self.labels, annotators=self.annotators, articles=self.articles)

    def may_fit(self, case: Case) -> bool:
        """Whether a case is wanted, however it stands."""
        return (
            (not self.articles or case.article in self.articles)
            and (not self.labels or not self.labels.isdisjoint(case.labels))
            and (not self.annotators or any(v.source and v.annotator in self.annotators for v in case.voices))
        )

    def fits(self, standing: Standing) -> bool:
        """Whether a case that may fit is wanted as it stands."""
        wanted = standing.automatic if self.automatic else standing.state is not State.AGREED
        return (
            wanted
            and (not self.kinds or standing.kind in self.kinds)
            and (not self.states or standing.state in self.states)
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an adjudication is.

    articles: that two annotators or more have. agreed: groups of spans that all mark alike; taken: those of
    them that are in the adjudicated set. decided, open: conflicts, also about relations and attributes of
    the articles; left_open: the open ones that were put off. kinds: of all conflicts; open_kinds: of those
    that are open.
    """

    articles: int = 0
    agreed: int = 0
    taken: int = 0
    decided: int = 0
    open: int = 0
    left_open: int = 0
    kinds: Mapping[CaseKind, int] = field(default_factory=dict[CaseKind, int])
    open_kinds: Mapping[CaseKind, int] = field(default_factory=dict[CaseKind, int])


@dataclass
class _Selection:
    """The cases that may fit a filter, by their places, and how many stand how."""

    places: list[int]
    tally: Counter[tuple[CaseKind, State, bool, bool]]


class CaseList:
    """Cases article by article: spans by place, then relations, then attributes of the article."""

    def __init__(self) -> None:
        self._by_article: dict[str, list[Case]] = {}
        self._cases: list[Case] = []
        self._places: dict[str, int] = {}
        self._standings: dict[str, Standing] = {}
        self._selections: dict[Filter, _Selection] = {}

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles in order."""
        return tuple(self._by_article)

    def put(self, article: str, cases: Iterable[Case], standings: Mapping[str, Standing]) -> None:
        """Take in an article, or its cases as they are now."""
        for case in self._by_article.get(article, ()):
            self._standings.pop(case.id, None)
        known = article in self._by_article
        self._by_article[article] = [*cases]
        if not known:
            self._by_article = dict(sorted(self._by_article.items()))
        self._standings.update(standings)
        self._forget()

    def drop(self, article: str) -> None:
        """Take out an article."""
        for case in self._by_article.pop(article, ()):
            del self._standings[case.id]
        self._forget()

    def update(self, case: Case, standing: Standing) -> None:
        """Say how a case stands now."""
        before = self._standings[case.id]
        self._standings[case.id] = standing
        for wanted, selection in self._selections.items():
            if wanted.may_fit(case):
                selection.tally[_key(case, before)] -= 1
                selection.tally[_key(case, standing)] += 1

    def __contains__(self, case_id: str) -> bool:
        return case_id in self._standings

    def standing(self, case_id: str) -> Standing:
        """Return how a case stands. Raises KeyError."""
        return self._standings[case_id]

    def fitting(self, wanted: Filter) -> list[Case]:
        """Return the cases that a filter lets through, in order."""
        return list(self._walk(wanted, self._selection(wanted).places))

    def of_article(self, article: str, wanted: Filter) -> list[Case]:
        """Return the cases of one article that a filter lets through, in order; looks at no others."""
        cases = self._by_article.get(article, ())
        return [case for case in cases if wanted.may_fit(case) and wanted.fits(self._standings[case.id])]

    def next_open(self, after: str | None, wanted: Filter, step: int) -> Case | None:
        """Return the next open case that a filter lets through, or the one before (step -1), round the end;
        not one that was put off, unless the filter asks for these. None where there is none."""
        selection = self._selection(wanted)
        place = self._places.get(after or "", -1 if step > 0 else len(self._cases))
        if step > 0:
            cut = bisect_right(selection.places, place)
            turn = selection.places[cut:] + selection.places[:cut]
        else:
            cut = bisect_left(selection.places, place)
            turn = (selection.places[cut:] + selection.places[:cut])[::-1]
        state = State.LEFT_OPEN if wanted.states == frozenset((State.LEFT_OPEN,)) else State.OPEN
        found = self._walk(wanted, turn)
        return next((case for case in found if self._standings[case.id].state is state), None)

    def counts(self, wanted: Filter) -> Counts:
        """Return how far everything is that a filter lets through. Agreed groups have no state to ask for."""
        counts: Counter[str] = Counter()
        kinds: Counter[CaseKind] = Counter()
        open_kinds: Counter[CaseKind] = Counter()
        for (kind, state, spans, touched), number in self._selection(wanted).tally.items():
            if not number:
                continue
            if state is State.AGREED:
                counts["agreed"] += number if spans else 0
                counts["taken"] += number if spans and touched else 0
            elif (not wanted.kinds or kind in wanted.kinds) and (not wanted.states or state in wanted.states):
                still_open = state is not State.DECIDED
                counts["open" if still_open else "decided"] += number
                counts["left_open"] += number if state is State.LEFT_OPEN else 0
                kinds[kind] += number
                open_kinds[kind] += number if still_open else 0
        articles = wanted.articles & self._by_article.keys() if wanted.articles else self._by_article
        return Counts(
            len(articles),
            counts["agreed"],
            counts["taken"],
            counts["decided"],
            counts["open"],
            counts["left_open"],
            _in_order(kinds),
            _in_order(open_kinds),
        )

    def _forget(self) -> None:
        self._cases, self._selections, self._places = [], {}, {}

    def _list(self) -> list[Case]:
        if not self._cases:
            self._cases = [case for cases in self._by_article.values() for case in cases]
            self._places = {case.id: place for place, case in enumerate(self._cases)}
        return self._cases

    def _selection(self, wanted: Filter) -> _Selection:
        lasting = wanted.lasting
        if lasting not in self._selections:
            cases = self._list()
            places = [place for place, case in enumerate(cases) if lasting.may_fit(case)]
            keys = (_key(cases[place], self._standings[cases[place].id]) for place in places)
            self._selections[lasting] = _Selection(places, Counter(keys))
            if len(self._selections) > _REMEMBERED:
                del self._selections[next(iter(self._selections))]
        return self._selections[lasting]

    def _walk(self, wanted: Filter, places: Iterable[int]) -> Iterator[Case]:
        for place in places:
            case = self._cases[place]
            if wanted.fits(self._standings[case.id]):
                yield case


def _key(case: Case, standing: Standing) -> tuple[CaseKind, State, bool, bool]:
    return standing.kind, standing.state, case.about_spans, bool(standing.records)


def _in_order(kinds: Mapping[CaseKind, int]) -> dict[CaseKind, int]:
    return {kind: kinds[kind] for kind in CaseKind if kinds.get(kind)}
