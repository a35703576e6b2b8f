"""What stands behind a cell: the groups that it was computed from, each with whether it counts as agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.agreement.advice import Advice
from annotator.agreement.chosen import Measuring
from annotator.agreement.groups import Group
from annotator.agreement.relations import RelationGroup
from annotator.agreement.summary import Names, Scope
from annotator.session.agreement.answers import Example, Examples
from annotator.session.agreement.comparing import Comparison
from annotator.session.agreement.examples import article_example, example_of, relation_example
from annotator.session.agreement.questions import LookBehind, Place, Show
from annotator.session.agreement.tables import ALL, CHOSEN, UNITS

_KEPT = 3
"""Places whose groups are kept, so that their next examples are there at once."""


class Judged(NamedTuple):
    """A group of spans or of relations, or an article's name. agreed: whether it counts as agreed.

    names: whose spans a group has, in order.
    """

    one: Group | RelationGroup | str
    agreed: bool
    names: Names


class BehindFigures:
    """Finds what is behind the figures of one comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.advice: tuple[Advice, ...] = ()
        self._pairs: dict[Names, list[Group]] = {}
        self._judged: dict[Place, Sequence[Judged]] = {}
        self._find: Mapping[str, Callable[[Place], Sequence[Judged]]] = {
            "overview": lambda _: self._by(self._comparison.measuring, self._comparison.everyone),
            "annotators": self._of_annotators,
            "labels": self._of_scope,
            "articles": self._of_scope,
            "languages": self._of_scope,
            "kinds": self._of_kind,
            "confusion": self._confused,
            "attributes": self._of_attribute,
            "article_attributes": self._of_articles,
            "relations": self._related,
            "advice": self._advised,
        }

    def groups(self, names: Names) -> list[Group]:
        """Return the groups of everyone, or of two."""
        if names not in self._pairs:
            self._pairs[names] = self._comparison.layer.behind(
                replace(self._comparison.everyone, annotators=names)
            )
        return self._pairs[names]

    def examples(self, request: LookBehind) -> Examples:
        """Return what is wanted of a place; nothing for a place that is not there any more."""
        judged = self._of(request.place)
        wanted = [
            one for one in judged if request.show == Show.ALL or one.agreed == (request.show == Show.AGREED)
        ]
        some = wanted[request.first : request.first + request.most]
        shown = tuple(self._example(one, request.place) for one in some)
        return Examples(request.place, request.show, request.first, shown, len(wanted), len(judged))

    def _of(self, place: Place) -> Sequence[Judged]:
        if place not in self._judged:
            find = self._find.get(place.table.partition(".")[0])
            self._judged[place] = find(place) if find else []
            if len(self._judged) > _KEPT:
                del self._judged[next(iter(self._judged))]
        return self._judged[place]

    # places -------------------------------------------------------------------------------------

    def _of_annotators(self, place: Place) -> Sequence[Judged]:
        measuring, names = self._comparison.measuring, self._comparison.annotators
        if not {place.row, place.column} <= set(names):
            return []
        if place.row == place.column:
            return self._with_spans_of(self._comparison.everyone, names.index(place.row))
        pair = tuple(name for name in names if name in (place.row, place.column))
        return self._by(measuring, replace(self._comparison.everyone, annotators=pair))

    def _by(self, measuring: Measuring, scope: Scope) -> list[Judged]:
        return [Judged(group, agreed, scope.annotators) for group, agreed in measuring.behind(scope)]

    def _with_spans_of(self, scope: Scope, annotator: int) -> Sequence[Judged]:
        judged = self._by(self._comparison.by("strict"), scope)
        return [one for one in judged if isinstance(one.one, Group) and one.one.spans[annotator]]

    def _of_scope(self, place: Place) -> Sequence[Judged]:
        scope = self._scope(place)
        if scope is None:
            return []
        if place.column.startswith(f"{UNITS}."):
            return self._with_spans_of(scope, int(place.column.removeprefix(f"{UNITS}.")))
        if place.column == CHOSEN:
            return self._by(self._comparison.measuring, scope)
        measure = "strict" if place.column == UNITS else place.column
        return self._by(self._comparison.by(measure), scope)

    def _scope(self, place: Place) -> Scope | None:
        layer, everyone = self._comparison.layer, self._comparison.everyone
        known = {
            "labels": layer.counting.labels,
            "articles": layer.articles,
            "languages": layer.languages,
        }
        if place.row not in known[place.table]:
            return None
        field = place.table.removesuffix("s")
        return replace(everyone, **{field: place.row})

    def _pair(self, key: str) -> Names:
        """Return who is meant by the numbers of two; everyone for all."""
        names = self._comparison.annotators
        if key == ALL:
            return names
        i, _, j = key.partition(".")
        return tuple(names[int(one)] for one in (i, j) if one.isdigit() and int(one) < len(names))

    def _of_kind(self, place: Place) -> Sequence[Judged]:
        names = self._pair(place.row)
        groups = self.groups(names) if len(names) > 1 else []
        return [Judged(group, False, names) for group in groups if place.column in ("", group.kind.value)]

    def _confused(self, place: Place) -> Sequence[Judged]:
        names = self._comparison.annotators
        of = place.table.partition(".")[2]
        pairs = [self._pair(of)] if of else [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
        cell = (place.row or None, place.column or None)
        found: list[Judged] = []
        for pair in pairs:
            groups = self.groups(pair) if len(pair) == 2 else []
            found += [Judged(group, False, pair) for group in groups if group.labels == cell]
        return found

    def _of_attribute(self, place: Place) -> Sequence[Judged]:
        known = {attribute.name for attribute in self._comparison.layer.counting.layer.attributes}
        if place.row not in known:
            return []
        return self._by(self._comparison.by("alpha", place.row), self._comparison.everyone)

    def _of_articles(self, place: Place) -> Sequence[Judged]:
        attribute = self._comparison.article_attributes.get(place.row)
        if attribute is None:
            return []
        names = self._comparison.annotators
        said = {name: [one for one in row if one is not None] for name, row in attribute.rows.items()}
        return [Judged(name, len(set(some)) == 1, names) for name, some in said.items() if len(some) > 1]

    def _related(self, place: Place) -> Sequence[Judged]:
        kinds = {kind.value for kind in self._comparison.relations.kinds}
        wanted = [
            group
            for group in self._comparison.relations.behind()
            if not place.row or place.row in group.labels
            if place.column not in kinds or group.kind == place.column
        ]
        if place.column.startswith(f"{UNITS}."):
            who = int(place.column.removeprefix(f"{UNITS}."))
            wanted = [group for group in wanted if group.relations[who]]
        agreed = ("same", "attribute", "label") if place.column == "ends" else ("same", "attribute")
        names = self._comparison.annotators
        return [Judged(one, one.kind in agreed and place.column not in kinds, names) for one in wanted]

    def _advised(self, place: Place) -> Sequence[Judged]:
        number = int(place.row) if place.row.isdigit() else len(self.advice)
        return [
            Judged(group, False, one.annotators)
            for one in self.advice[number : number + 1]
            for group in one.groups
        ]

    # examples -----------------------------------------------------------------------------------

    def _example(self, judged: Judged, place: Place) -> Example:
        comparison, one = self._comparison, judged.one
        articles = comparison.layer.articles
        if isinstance(one, RelationGroup):
            return relation_example(one, articles[one.article], judged.names)
        if isinstance(one, Group):
            return example_of(one, articles[one.article], judged.names, comparison.layer.counting.said)
        attribute = comparison.article_attributes[place.row]
        return article_example(attribute, articles[one], judged.names)
