"""One measure from every side: of all annotators or two, all labels or one, any articles; and what is behind.

Figures of two annotators, or of one label, are computed from what these say alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from annotator.agreement.alignment import Kind
from annotator.agreement.alpha import Level, as_numbers, krippendorff_alpha
from annotator.agreement.bootstrap import Interval, Name, Sampling, Tallies, Watch, intervals
from annotator.agreement.continuum import UnitTally
from annotator.agreement.counting import LayerCounts, UnitCounts
from annotator.agreement.figures import Figure, mean, undefined
from annotator.agreement.groups import Group
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.measures import MEASURES, On
from annotator.agreement.phrases import Phrase
from annotator.agreement.scores import Scheme, SpanCounts
from annotator.agreement.summary import Scope, aligned_only, spread, unitize
from annotator.agreement.tallies import Ratings, added
from annotator.agreement.unitizing import unitizing

LABELS, CHARACTERS = "label", "character"
"""What a measure on items can be computed from, besides an attribute."""

_OF_ONE_LABEL = Phrase("it is told for one label")
_OF_ALL = Phrase("it is computed for all labels and articles together")
_NO_NUMBERS = Phrase("not all values are numbers")
_NO_SUCH = Phrase("no span of this layer has this attribute")
_NOT_YET = Phrase("not computed")
_NO_SAMPLES = Phrase("no samples are drawn for this measure")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure by its key; of: for those on items LABELS, CHARACTERS or an attribute's name."""

    measure: str
    of: str = LABELS

    @property
    def on(self) -> On:
        return MEASURES[self.measure].on


class Measuring:
    """Computes one measure in one layer."""

    def __init__(self, layer: LayerReport, chosen: Chosen) -> None:
        self.layer = layer
        self.chosen = chosen
        self._gamma: tuple[Figure, dict[tuple[str, str], Figure]] = undefined(_NOT_YET), {}

    @cached_property
    def everyone(self) -> Scope:
        return Scope(self.layer.name, self.layer.counting.annotators)

    def prepare(self, seed: int, watch: Watch | None = None) -> None:
        """Compute what takes long and is computed once: gamma, where that is the measure."""
        if self.chosen.measure == "gamma":
            self._gamma = self.layer.gamma(seed, watch)

    def figure(self, scope: Scope) -> Figure:
        """Return the measure of a scope, with how much it is computed from in its note."""
        compute = {On.SPANS: self._of_spans, On.UNITS: self._of_units, On.ITEMS: self._of_items}
        return compute[self.chosen.on](scope)

    def interval(self, sampling: Sampling, watch: Watch | None = None) -> Interval:
        """Return the bootstrap interval of the figure of all articles."""
        if self.chosen.measure in ("gamma", "ku"):
            return Interval(None, None, _NO_SAMPLES)
        now = self.figure(self.everyone)
        if now.value is None:
            return Interval(None, None, now.undefined)
        rows = [self._tallies(count) for count in self.layer.counts.values()]

        def evaluate(tallies: Tallies) -> dict[Name, Figure]:
            return {("chosen",): self._from_tallies(tallies)}

        return intervals(rows, evaluate, sampling, watch)["chosen",]

    # spans --------------------------------------------------------------------------------------

    def _of_spans(self, scope: Scope) -> Figure:
        counts = self._counts(scope)
        every = added(SpanCounts, (count.spans for count in counts))
        if not scope.label:
            return self._f1(every, scope)
        alone = (count.by_label[scope.label] for count in counts if scope.label in count.by_label)
        return self._f1(replace(added(SpanCounts, alone), articles=every.articles), scope)

    def _f1(self, counts: SpanCounts, scope: Scope) -> Figure:
        scheme = Scheme(self.chosen.measure)
        pairs = [
            pair
            for pair in spread(counts, replace(scope, annotators=self.everyone.annotators)).pairs
            if set(pair.scope.annotators) <= set(scope.annotators)
        ]
        if len(pairs) != 1:
            return mean(pair.schemes[scheme].f1 for pair in pairs)
        score = pairs[0].schemes[scheme]
        if score.f1.value is None:
            return score.f1
        matched = f"{score.matched:,g}"
        note = Phrase("{matched} of {a} and {b} spans agree", matched=matched, a=score.a, b=score.b)
        return replace(score.f1, note=note)

    # units --------------------------------------------------------------------------------------

    def _of_units(self, scope: Scope) -> Figure:
        measure = self.chosen.measure
        if measure == "gamma":
            return self._of_gamma(scope)
        if measure == "ku":
            if not scope.label:
                return undefined(_OF_ONE_LABEL)
            family = unitize(count for count, _ in self._units(scope))
            return family.ku.get(scope.label) or (
                family.u if family.u.value is None else undefined(Phrase("nobody has a span"))
            )
        counts = [labels[scope.label] if scope.label else every for every, labels in self._units(scope)]
        family = unitize(counts)
        return {"u": family.u, "u_binary": family.u_binary, "cu": family.cu}[measure]

    def _of_gamma(self, scope: Scope) -> Figure:
        if scope.label or scope.article or scope.language:
            return undefined(_OF_ALL)
        every, pairs = self._gamma
        if scope.annotators == self.everyone.annotators:
            return every
        a, b = scope.annotators
        return pairs.get((a, b)) or pairs.get((b, a)) or undefined(_NOT_YET)

    def _units(self, scope: Scope) -> list[tuple[UnitCounts, dict[str, UnitCounts]]]:
        if scope.annotators == self.everyone.annotators:
            return [(count.units, dict(count.label_units)) for count in self._counts(scope)]
        return self.layer.units_of(scope)

    # items --------------------------------------------------------------------------------------

    def _of_items(self, scope: Scope) -> Figure:
        ratings = self._ratings(scope)
        if ratings is None:
            return undefined(_NO_SUCH)
        if scope.annotators != self.everyone.annotators:
            i, j = (self.everyone.annotators.index(name) for name in scope.annotators)
            ratings = ratings.between(i, j)
        figure = self._rate(ratings)
        if figure.value is None or figure.note:
            return figure
        return replace(figure, note=Phrase("{items} items", items=ratings.pairable))

    def _rate(self, ratings: Ratings) -> Figure:
        measure = MEASURES[self.chosen.measure]
        if measure.rate:
            return measure.rate(ratings)
        numbers = as_numbers(ratings)
        if numbers is None:
            return undefined(_NO_NUMBERS)
        return krippendorff_alpha(numbers, Level(measure.key.removeprefix("alpha_")))

    def _ratings(self, scope: Scope) -> Ratings | None:
        counts = self._counts(scope)
        of, label = self.chosen.of, scope.label
        if of == LABELS:
            ratings = aligned_only(added(Ratings, (count.labels for count in counts)))
            if label:
                names = {said for _, said, _ in ratings.pairs}
                ratings = ratings.renamed({said: said == label for said in names})
            return ratings
        if of == CHARACTERS:
            if label:
                return added(Ratings, (count.label_units[label].ratings for count in counts))
            return added(Ratings, (count.characters for count in counts))
        if of not in {attribute.name for attribute in self.layer.counting.layer.attributes}:
            return None
        if label:
            return Ratings.of(self.layer.counting.attribute_rows(of, self._groups_of(scope)))
        return added(Ratings, (count.attributes[of] for count in counts))

    def _groups_of(self, scope: Scope) -> list[Group]:
        """Return the groups in which everyone who has a span says the scope's label."""
        every = self.layer.behind(replace(scope, annotators=self.everyone.annotators, label=""))
        return [group for group in every if {span.label for span in group.present} == {scope.label}]

    # samples ------------------------------------------------------------------------------------

    def _tallies(self, count: LayerCounts) -> Tallies:
        if self.chosen.on == On.SPANS:
            return (count.spans,)
        if self.chosen.on == On.UNITS:
            return Ratings(count.units.ratings.pairs), count.units.tally
        of = self.chosen.of
        if of == LABELS:
            return (aligned_only(count.labels),)
        if of == CHARACTERS:
            return (count.characters,)
        return (count.attributes.get(of, Ratings()),)

    def _from_tallies(self, tallies: Tallies) -> Figure:
        if self.chosen.on == On.SPANS:
            return self._f1(cast("SpanCounts", tallies[0]), self.everyone)
        if self.chosen.on == On.UNITS:
            family = unitizing(cast("Ratings", tallies[0]), cast("UnitTally", tallies[1]))
            return {"u": family.u, "u_binary": family.u_binary, "cu": family.cu}[self.chosen.measure]
        return self._rate(cast("Ratings", tallies[0]))

    def _counts(self, scope: Scope) -> Sequence[LayerCounts]:
        return [self.layer.counts[article.name] for article in self.layer.within(scope)]

    # behind -------------------------------------------------------------------------------------

    def behind(self, scope: Scope) -> list[tuple[Group, bool]]:
        """Return the groups that the figure of a scope is computed from, each with whether they agree."""
        groups = self.layer.behind(scope)
        if self.chosen.measure == "type" and len(scope.annotators) == 2:
            return self._by_type(scope, groups)
        judged = [(group, self.agreed(group)) for group in groups]
        return [(group, agreed) for group, agreed in judged if agreed is not None]

    def _by_type(self, scope: Scope, groups: Sequence[Group]) -> list[tuple[Group, bool]]:
        """Pair by label first, as the scheme does; what is left are differences."""
        matched = self.layer.matched(scope, Scheme.TYPE)
        taken = {
            (group.article, side, span.id) for group in matched for side, span in enumerate(group.present)
        }
        found = [(group, True) for group in matched]
        for group in groups:
            left = tuple(
                None if span is None or (group.article, side, span.id) in taken else span
                for side, span in enumerate(group.spans)
            )
            if any(left):
                kind = group.kind if all(left) else Kind.MISSING
                found.append((group._replace(spans=left, kind=kind), False))
        return sorted(found, key=lambda one: (one[0].article, *one[0].extent))

    def agreed(self, group: Group) -> bool | None:
        """Whether the measure takes a group for agreement; None where it does not look at it."""
        present = group.present
        if self.chosen.on == On.SPANS:
            return group.kind in _AGREED[self.chosen.measure]
        if self.chosen.on == On.UNITS or self.chosen.of == CHARACTERS:
            return group.kind in (Kind.SAME, Kind.ATTRIBUTE)
        if len(present) < 2:
            return None
        if self.chosen.of == LABELS:
            return len({span.label for span in present}) == 1
        said = Counter(self.layer.counting.said(span).get(self.chosen.of) for span in present)
        return len(said) == 1


_AGREED = {
    "strict": frozenset((Kind.SAME, Kind.ATTRIBUTE)),
    "exact": frozenset((Kind.SAME, Kind.ATTRIBUTE, Kind.LABEL)),
    "partial": frozenset((Kind.SAME, Kind.ATTRIBUTE, Kind.LABEL)),
    "type": frozenset((Kind.SAME, Kind.ATTRIBUTE, Kind.BOUNDARY)),
}
"""Kinds of groups in which everyone counts as one with everyone, and wholly."""
