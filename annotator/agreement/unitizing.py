"""Krippendorff's alphas for units that annotators find in a text themselves: u, |u, cu and (k)u.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widloecher, A. (2016). On the reliability of unitizing textual
continua: further developments. Quality & Quantity 50, 2347-2364. Equations are numbered as there.

All sums are whole numbers, so that an expected disagreement of 0 is seen for certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.continuum import GAP, UnitTally
from annotator.agreement.figures import Figure, beyond_chance, undefined
from annotator.agreement.phrases import Phrase
from annotator.agreement.tallies import Coincidences, Ratings

_NO_TEXT = Phrase("there is no text that two annotators read")
_NO_UNITS = Phrase("nobody has a span")
_NO_GAPS = Phrase("everything is in a span")
_NO_MEETING = Phrase("no spans of two annotators meet")
_ONE_LABEL = Phrase("only one label, and no gaps")
_ONE_MEETING = Phrase("spans meet under one label only")
_MEETS_NOBODY = Phrase("its spans meet no span of another annotator")
_NO_OTHER = Phrase("no other label where spans meet")
_TOO_FEW = Phrase("too few spans meet to say what chance would give")


@dataclass(frozen=True)
class Unitizing:
    """The family for one layer.

    u: spans and labels; u_binary (|u): spans against gaps; cu: labels where spans meet; ku: each label where
    spans meet. coverage: the share of each label's text that meets a span of another annotator.
    """

    u: Figure
    u_binary: Figure
    cu: Figure
    ku: Mapping[str, Figure]
    coverage: Mapping[str, Figure]


def unitizing(ratings: Ratings, tally: UnitTally) -> Unitizing:
    """Return the family from what continuum.compare counted, for one text or summed over several."""
    family = _Family(ratings, tally)
    labels = sorted(label for label in tally.own if label != GAP)
    return Unitizing(
        family.u(),
        family.u_binary(),
        family.cu(),
        {label: family.ku(label) for label in labels},
        {label: family.coverage(label) for label in labels},
    )


def no_unitizing(reason: str) -> Unitizing:
    """Return that the whole family is undefined, and why."""
    return Unitizing(undefined(reason), undefined(reason), undefined(reason), {}, {})


class _Family:
    def __init__(self, ratings: Ratings, tally: UnitTally) -> None:
        table = Coincidences.of(ratings.pairs)
        self._scale = table.scale
        self._cells = Counter[tuple[object, object]](table.cells)
        self._margins = Counter[object](table.margins)
        self._total = table.total
        self._agreeing = table.agreeing
        # Equation 4: chance must not pair a unit with itself.
        own = sum(tally.own.values())
        self._chances = self._total**2 - self._scale**2 * own
        self._shared: Counter[str] = Counter()
        for (size, label), squares in tally.shared.items():
            self._shared[label] += squares * self._scale // (size - 1)

    def u(self) -> Figure:
        """Equation 5."""
        if not self._total:
            return undefined(_NO_TEXT)
        apart = self._total**2 - sum(margin**2 for margin in self._margins.values())
        reason = _NO_UNITS if self._margins[GAP] == self._total else _ONE_LABEL
        return beyond_chance((self._total - self._agreeing) * self._chances, self._total * apart, reason)

    def u_binary(self) -> Figure:
        """Equation 6."""
        gaps = self._margins[GAP]
        observed = gaps - self._cells[GAP, GAP]
        expected = self._total * gaps * (self._total - gaps)
        reason = _NO_UNITS if gaps else _NO_GAPS
        return beyond_chance(observed * self._chances, expected, reason if self._total else _NO_TEXT)

    @cached_property
    def _meeting(self) -> Counter[str]:
        """How much of each label's text meets a unit of another annotator, and what that is labelled."""
        met = Counter[str]()
        for (c, k), length in self._cells.items():
            if GAP not in {c, k}:
                met[str(c)] += length
        return met

    @property
    def _chances_to_meet(self) -> int:
        """Pairs of code points that could meet by chance; with few meetings there may be none."""
        return self._meeting.total() ** 2 - self._scale * self._shared.total()

    def cu(self) -> Figure:
        """Equations 10 and 11."""
        total = self._meeting.total()
        if not total:
            return undefined(_NO_MEETING)
        agreeing = self._agreeing - self._cells[GAP, GAP]
        chances = self._chances_to_meet
        if chances <= 0:
            return undefined(_TOO_FEW)
        apart = total**2 - sum(margin**2 for margin in self._meeting.values())
        return beyond_chance((total - agreeing) * chances, total * apart, _ONE_MEETING)

    def ku(self, label: str) -> Figure:
        """Equation 13."""
        total, margin = self._meeting.total(), self._meeting[label]
        if not margin:
            return undefined(_MEETS_NOBODY)
        observed = margin - self._cells[label, label]
        chances = margin * total - self._scale * self._shared[label]
        if min(chances, self._chances_to_meet) <= 0:
            return undefined(_TOO_FEW)
        return beyond_chance(observed * chances, margin**2 * (total - margin), _NO_OTHER)

    def coverage(self, label: str) -> Figure:
        length = self._margins[label]
        return Figure(self._meeting[label] / length) if length else undefined(_NO_TEXT)
