"""What annotators have at the same place: groups with at most one span of each.

For more than two annotators they are built from the pairings of each two, the closest pairs first. The order
in which the annotators are named does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from annotator.agreement.alignment import (
    Kind,
    Pair,
    Said,
    as_written,
    content_order,
    kind_of,
    pair_spans,
    place_of,
)
from annotator.agreement.overlaps import characters, shared_characters
from annotator.model.annotations import Span, Value

_Member = tuple[str, str]
"""An annotator's name and the id of a span in that annotator's set."""

_CLOSENESS = {kind: number for number, kind in enumerate(Kind)}


class Group(NamedTuple):
    """One span, or none, of each annotator; spans are in the order of the annotators asked for."""

    article: str
    layer: str
    kind: Kind
    spans: tuple[Span | None, ...]

    @property
    def present(self) -> list[Span]:
        """The spans that there are, at least one."""
        return [span for span in self.spans if span is not None]

    @property
    def extent(self) -> tuple[int, int]:
        """From the first start to the last end, in code points."""
        present = self.present
        return min(span.start for span in present), max(span.end for span in present)

    @property
    def labels(self) -> tuple[str | None, ...]:
        return tuple(span.label if span else None for span in self.spans)


def align(
    spans: Mapping[str, Sequence[Span]], article: str = "", layer: str = "", said: Said = as_written
) -> list[Group]:
    """Return the groups of one layer of one article, in text order. Every span is in exactly one of them.

    spans: the spans of each annotator, by name; a group's spans are in the same order.
    """
    names = list(spans)
    if len(names) == 2:
        members = _pairs_as_groups(spans[names[0]], spans[names[1]], said)
    else:
        by_name = _Gathering({name: spans[name] for name in sorted(names)}, said).groups()
        members = [tuple(group.get(name) for name in names) for group in by_name]
    groups = [Group(article, layer, kind_of(group, said), group) for group in members]
    return _in_text_order(groups)


def _in_text_order(groups: Sequence[Group]) -> list[Group]:
    """Return groups by their extent, those of one extent by what they say."""
    extents = [group.extent for group in groups]
    times = Counter(extents)

    def key(number: int) -> tuple[object, ...]:
        start, end = extents[number]
        if times[start, end] == 1:
            return (start, -end)
        said = sorted((span.parts, span.label, span.id) for span in groups[number].present)
        return (start, -end, tuple(said))

    return [groups[number] for number in sorted(range(len(groups)), key=key)]


def _pairs_as_groups(a: Iterable[Span], b: Iterable[Span], said: Said) -> list[tuple[Span | None, ...]]:
    pairing = pair_spans(a, b, said)
    members: list[tuple[Span | None, ...]] = [*pairing.pairs]
    members += ((span, None) for span in pairing.only_a)
    members += ((None, span) for span in pairing.only_b)
    return members


def _id(span: Span) -> str:
    return span.id


class _Gathering:
    """Joins spans of several annotators, given by name in the order of their names."""

    def __init__(self, spans: Mapping[str, Sequence[Span]], said: Said) -> None:
        self._spans = spans
        self._said = said
        self._silent: dict[str, tuple[tuple[str, Value], ...]] = {}
        self._group_of: dict[_Member, dict[str, Span]] = {}

    def groups(self) -> list[dict[str, Span]]:
        self._gather_same()
        for a, b in self._pairs():
            self._join(a, b)
        return list({id(group): group for group in self._group_of.values()}.values())

    def _gather_same(self) -> None:
        """Put spans together that are alike in everything; twins go with twins of the same rank."""
        groups: dict[object, dict[str, Span]] = {}
        for name, spans in self._spans.items():
            seen: Counter[object] = Counter()
            for span in sorted(spans, key=_id):
                alike = (place_of(span), span.label, self._meant(span))
                group = groups.setdefault((alike, seen[alike]), {})
                seen[alike] += 1
                group[name] = span
                self._group_of[name, span.id] = group

    def _meant(self, span: Span) -> tuple[tuple[str, Value], ...]:
        """Return all that a span's attributes mean; known already where it says nothing itself."""
        if span.attributes:
            return tuple(sorted(self._said(span).items()))
        if span.layer not in self._silent:
            self._silent[span.layer] = tuple(sorted(self._said(span).items()))
        return self._silent[span.layer]

    def _pairs(self) -> list[tuple[_Member, _Member]]:
        """Return all pairs that are not the same already, the closest first."""
        found: list[tuple[tuple[object, ...], _Member, _Member]] = []
        for name_a, name_b in combinations(self._spans, 2):
            for a, b in pair_spans(self._spans[name_a], self._spans[name_b], self._said).pairs:
                if self._group_of[name_a, a.id] is not self._group_of[name_b, b.id]:
                    found.append((self._closeness((a, b)), (name_a, a.id), (name_b, b.id)))
        found.sort()
        return [(a, b) for _, a, b in found]

    def _closeness(self, pair: Pair) -> tuple[object, ...]:
        a, b = pair
        shared = shared_characters(a, b)
        apart = characters(a) + characters(b) - 2 * shared
        here, there = content_order(a), content_order(b)
        kind = _CLOSENESS[kind_of(pair, self._said)]
        return (kind, -shared, apart, *((here, there) if here <= there else (there, here)))

    def _join(self, a: _Member, b: _Member) -> None:
        """Make one group of two, where no annotator would have two spans in it."""
        here, there = self._group_of[a], self._group_of[b]
        if here is there or here.keys() & there.keys():
            return
        here.update(there)
        for name, span in there.items():
            self._group_of[name, span.id] = here
