"""Which span of one annotator answers to which of another: the one pairing that measures and review read.

Pairs of identical boundaries come first; the rest is matched so that as many spans as possible find one that
they overlap. The result depends neither on the order of the lists nor on which side is called a.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.matching import NOBODY, best_matching
from annotator.agreement.overlaps import clusters, overlaps
from annotator.model.annotations import Piece, Span, Value
from annotator.model.labels import Attribute, LabelScheme

Said = Callable[[Span], Mapping[str, Value]]
"""What a span's attributes mean, defaults included."""

Pair = tuple[Span, Span]
Place = tuple[int, int, tuple[Piece, ...]]

_END_BITS = 40


class Kind(StrEnum):
    """What annotators did with the same stretch of text, from full agreement to none."""

    SAME = "same"
    ATTRIBUTE = "attribute"
    LABEL = "label"
    BOUNDARY = "boundary"
    BOTH = "both"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The spans of two annotators in one layer of one article, paired one to one.

    exact: pairs with the same boundaries, all pieces alike; overlapping: pairs that share characters only.
    """

    exact: tuple[Pair, ...]
    overlapping: tuple[Pair, ...]
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.exact + self.overlapping


def as_written(span: Span) -> Mapping[str, Value]:
    """Return a span's attributes as they are in the file."""
    return span.attributes


def with_defaults(scheme: LabelScheme) -> Said:
    """Return how a scheme's spans are read: where nothing is said, the default; a flag left out is false."""
    defaults = {layer.name: default_values(layer.attributes) for layer in scheme.layers}

    def said(span: Span) -> Mapping[str, Value]:
        meant = defaults.get(span.layer)
        return {**meant, **span.attributes} if meant else span.attributes

    return said


def default_values(attributes: Iterable[Attribute]) -> dict[str, Value]:
    """Return what is meant by each attribute that is left out; those that then mean nothing are missing."""
    meant: dict[str, Value] = {}
    for attribute in attributes:
        if attribute.default is not None:
            meant[attribute.name] = attribute.default
        elif attribute.type == "flag":
            meant[attribute.name] = False
    return meant


def place_of(span: Span) -> Place:
    return (span.start, span.end, span.parts)


def content_order(span: Span) -> tuple[object, ...]:
    """Return a key that puts spans into text order by what they say; the id decides between twins only."""
    attributes = tuple(sorted((name, str(value)) for name, value in span.attributes.items()))
    return (span.start, -span.end, span.parts, span.label, attributes, span.id)


def kind_of(spans: Sequence[Span | None], said: Said = as_written) -> Kind:
    """Return what a group of two or more is, given what each annotator has there (None: nothing)."""
    first, *others = spans
    if first is None or None in others:
        return Kind.MISSING
    rest = [span for span in others if span is not None]
    same_place = all(place_of(span) == place_of(first) for span in rest)
    if any(span.label != first.label for span in rest):
        return Kind.LABEL if same_place else Kind.BOTH
    if not same_place:
        return Kind.BOUNDARY
    if not any(span.attributes for span in spans if span):
        return Kind.SAME
    return Kind.SAME if all(said(span) == said(first) for span in rest) else Kind.ATTRIBUTE


def pair_spans(a: Iterable[Span], b: Iterable[Span], said: Said = as_written) -> Pairing:
    """Pair the spans of two annotators, given as one layer of one article.

    Of all pairings that take identical boundaries first, then match as many of the rest as possible, this is
    the one with the most pairs of one label, then with the most characters in common.
    """
    exact, rest_a, rest_b = _pair_exact(a, b, said)
    overlapping: list[Pair] = []
    for near_a, near_b in clusters(rest_a, rest_b):
        overlapping += match_overlaps(near_a, near_b)
    taken = {id(span) for pair in overlapping for span in pair}
    return Pairing(
        tuple(exact),
        tuple(overlapping),
        tuple(sorted((span for span in rest_a if id(span) not in taken), key=content_order)),
        tuple(sorted((span for span in rest_b if id(span) not in taken), key=content_order)),
    )


def pair_by_label(a: Iterable[Span], b: Iterable[Span]) -> list[Pair]:
    """Return the greatest possible number of overlapping pairs of one label (the scheme "type").

    Where spans are nested this may pair other spans than pair_spans does, which lets boundaries go first.
    """
    labels_a, labels_b = _by_label(a), _by_label(b)
    pairs: list[Pair] = []
    for label in sorted(labels_a.keys() & labels_b.keys()):
        for near_a, near_b in clusters(labels_a[label], labels_b[label]):
            pairs += match_overlaps(near_a, near_b)
    return pairs


def _by_label(spans: Iterable[Span]) -> dict[str, list[Span]]:
    labels: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        labels[span.label].append(span)
    return labels


def match_overlaps(a: Sequence[Span], b: Sequence[Span]) -> list[Pair]:
    """Return pairs that share characters: as many as possible, then of one label, then sharing the most."""
    if len(a) == len(b) == 1 and not (a[0].parts or b[0].parts):
        return [(a[0], b[0])] if a[0].start < b[0].end and b[0].start < a[0].end else []
    a, b = sorted(a, key=content_order), sorted(b, key=content_order)
    # Which side searches decides between equally good matchings: let the text decide, not the caller.
    if content_order(a[0]) <= content_order(b[0]):
        return _best_overlaps(a, b)
    return [(mine, other) for other, mine in _best_overlaps(b, a)]


def _best_overlaps(a: Sequence[Span], b: Sequence[Span]) -> list[Pair]:
    found = overlaps(a, b)
    characters = 1 + sum(shared for neighbours in found for _, shared in neighbours)
    pair = characters * (1 + min(len(a), len(b)))
    edges = [
        [
            (number, pair + shared + (characters if b[number].label == span.label else 0))
            for number, shared in neighbours
        ]
        for span, neighbours in zip(a, found, strict=True)
    ]
    partners = best_matching(edges, len(b))
    return [(span, b[number]) for span, number in zip(a, partners, strict=True) if number != NOBODY]


def _pair_exact(
    a: Iterable[Span], b: Iterable[Span], said: Said
) -> tuple[list[Pair], list[Span], list[Span]]:
    """Return the pairs of identical boundaries and what is left on either side."""
    places_a, twins_a = _by_place(a)
    places_b, twins_b = _by_place(b)
    pairs: list[Pair] = []
    rest_a: list[Span] = []
    rest_b: list[Span] = []
    twins = twins_a.keys() | twins_b.keys()
    for place, here in places_a.items():
        there = places_b.pop(place, None)
        if place in twins:
            side_a = twins_a.get(place, [here])
            side_b = twins_b.get(place, [there] if there else [])
            alike, left_a, left_b = _pair_twins(side_a, side_b, said)
            pairs += alike
            rest_a += left_a
            rest_b += left_b
        elif there is None:
            rest_a.append(here)
        else:
            pairs.append((here, there))
    for place, there in places_b.items():
        rest_b += twins_b.get(place, [there])
    return pairs, rest_a, rest_b


def _by_place(spans: Iterable[Span]) -> tuple[dict[object, Span], dict[object, list[Span]]]:
    """Return a span for each place, and all of them where there are several."""
    places: dict[object, Span] = {}
    twins: dict[object, list[Span]] = {}
    for span in spans:
        place = span.parts or span.start << _END_BITS | span.end
        if place in places:
            twins.setdefault(place, [places[place]]).append(span)
        else:
            places[place] = span
    return places, twins


def _label(span: Span) -> object:
    return span.label


def _anything(_: Span) -> object:
    return None


def _pair_twins(
    a: Sequence[Span], b: Sequence[Span], said: Said
) -> tuple[list[Pair], list[Span], list[Span]]:
    """Pair spans of one place: first those alike in everything, then in the label, then in the order."""

    def everything(span: Span) -> object:
        return span.label, tuple(sorted(said(span).items()))

    pairs: list[Pair] = []
    rest: tuple[list[Span], list[Span]] = (sorted(a, key=content_order), sorted(b, key=content_order))
    for alike in (everything, _label, _anything):
        sides: defaultdict[object, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for span in rest[side]:
                sides[alike(span)][side].append(span)
        rest = ([], [])
        for here, there in sides.values():
            both = min(len(here), len(there))
            pairs += zip(here, there, strict=False)
            rest[0].extend(here[both:])
            rest[1].extend(there[both:])
    return pairs, *rest
