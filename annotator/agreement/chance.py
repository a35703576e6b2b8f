"""Agreement on categories, plain and corrected for chance.

For more than two annotators and missing values, percent, S, AC1 and Fleiss' kappa are generalised as in
Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., chapter 2.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from annotator.agreement.alpha import NO_PAIRS, ONE_CATEGORY
from annotator.agreement.figures import Figure, mean, undefined
from annotator.agreement.phrases import Phrase
from annotator.agreement.tallies import Category, Ratings

_TWO_ONLY = Phrase("it is for two annotators; Fleiss' kappa extends it to more")


def percent(ratings: Ratings) -> Figure:
    """Return the share of agreeing pairs in an item, mean over the items that two or more rated."""
    return Figure(float(_agreement(ratings))) if ratings.pairable else undefined(NO_PAIRS)


def bennett_s(ratings: Ratings) -> Figure:
    """Return S: all categories that were used are equally likely by chance."""
    categories = len(_shares(ratings))
    return _corrected(ratings, Fraction(1, categories) if categories else Fraction(1))


def scott_pi(ratings: Ratings) -> Figure:
    """Return pi of two annotators: chance follows both annotators' use of the categories together."""
    if max(ratings.items, default=0) > 2 or len(_pairs_of_annotators(ratings)) > 1:
        return undefined(_TWO_ONLY)
    both = Ratings(ratings.pairs, Counter(), Counter({2: ratings.items[2]}), ratings.confusion)
    return fleiss_kappa(both)


def fleiss_kappa(ratings: Ratings) -> Figure:
    """Return Fleiss' kappa: chance follows all annotators' use of the categories together."""
    return _corrected(ratings, sum((share**2 for share in _shares(ratings).values()), Fraction(0)))


def gwet_ac1(ratings: Ratings) -> Figure:
    """Return AC1: chance agreement comes from the items that are hard, estimated by how mixed the use is."""
    shares = _shares(ratings)
    if len(shares) < 2:
        return undefined(ONE_CATEGORY if shares else NO_PAIRS)
    mixed = sum((share * (1 - share) for share in shares.values()), Fraction(0))
    return _corrected(ratings, mixed / (len(shares) - 1))


def cohen_kappa(ratings: Ratings) -> Figure:
    """Return kappa: chance follows each annotator's own use. Of more than two: the mean (Light 1971)."""
    pairs = _pairs_of_annotators(ratings)
    if not pairs:
        return undefined(NO_PAIRS)
    return mean(_kappa_of(table) for table in pairs.values())


def _kappa_of(table: Counter[tuple[Category, Category]]) -> Figure:
    total = table.total()
    here: Counter[Category] = Counter()
    there: Counter[Category] = Counter()
    for (c, k), times in table.items():
        here[c] += times
        there[k] += times
    agreeing = sum(times for (c, k), times in table.items() if c == k)
    by_chance = sum(times * there[c] for c, times in here.items())
    if by_chance == total * total:
        return undefined(ONE_CATEGORY)
    return Figure((agreeing * total - by_chance) / (total * total - by_chance))


def _pairs_of_annotators(ratings: Ratings) -> dict[tuple[int, int], Counter[tuple[Category, Category]]]:
    tables: dict[tuple[int, int], Counter[tuple[Category, Category]]] = {}
    for (i, j, c, k), times in ratings.confusion.items():
        if times:
            tables.setdefault((i, j), Counter())[c, k] += times
    return tables


def _agreement(ratings: Ratings) -> Fraction:
    """Return the mean over items of the share of pairs of annotators that agree."""
    agreeing: Counter[int] = Counter()
    for (size, c, k), times in ratings.pairs.items():
        if c == k:
            agreeing[size] += times
    shares = (Fraction(times, size * (size - 1)) for size, times in agreeing.items())
    return sum(shares, Fraction(0)) / ratings.pairable


def _shares(ratings: Ratings) -> dict[Category, Fraction]:
    """Return each category's share of an item's values, mean over all items; only categories in use."""
    values: Counter[tuple[int, Category]] = Counter()
    for (size, c, _), times in ratings.pairs.items():
        values[size, c] += times
    sums: dict[Category, Fraction] = {}
    for (size, c), times in values.items():
        sums[c] = sums.get(c, Fraction(0)) + Fraction(times, size * (size - 1))
    for c, times in ratings.alone.items():
        sums[c] = sums.get(c, Fraction(0)) + times
    items = ratings.items.total()
    return {c: share / items for c, share in sums.items() if share}


def _corrected(ratings: Ratings, by_chance: Fraction) -> Figure:
    if not ratings.pairable:
        return undefined(NO_PAIRS)
    if by_chance == 1:
        return undefined(ONE_CATEGORY)
    return Figure(float((_agreement(ratings) - by_chance) / (1 - by_chance)))
