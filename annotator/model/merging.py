"""Two sets that were edited apart, from one that both came from: put together span by span.

What one side alone changed is taken from that side. Where both changed the same thing in different ways it is
a conflict, and what stands in the result then is the caller's choice; nothing is dropped by guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.model.decisions_merging import MERGED, merged_decisions
from annotator.model.namesakes import by_id, fresh_names, with_names_apart

Item = Span | Relation
T = TypeVar("T")
Kind = TypeVar("Kind", Span, Relation)


class Keep(StrEnum):
    """Whose version stands where both changed the same thing. BOTH: mine, and theirs beside it as another
    span or relation; of what there can be only one (the status, an attribute of the article) mine."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides changed differently.

    place: the id of a span or relation as theirs has it, "status", the name of an attribute of the article
    (``attributes.topic``), or a key of the file that this version does not know. mine, theirs: the versions,
    None for a deletion.
    """

    place: str
    mine: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Merged:
    """result: what was put together. conflicts: what both changed, settled in result as was asked for."""

    result: AnnotationSet
    conflicts: tuple[Conflict, ...] = ()


def merge(base: AnnotationSet, mine: AnnotationSet, theirs: AnnotationSet, keep: Keep = Keep.BOTH) -> Merged:
    """Put mine and theirs together, which both came from base. All three are of one article and annotator.

    An id that both gave to new items of their own is kept by theirs; mine gets a new one, and my relations
    follow. An item that both added alike, but for its id, is one. Raises ValueError for different articles.
    """
    for other in (mine, theirs):
        if (other.article, other.sha256) != (base.article, base.sha256):
            raise ValueError("sets of different articles cannot be put together")
    mine = with_names_apart(base, mine, theirs)
    return _Merger(base, mine, theirs, keep).merged()


class _Merger:
    """One merge. Names are apart already: an id in both that is not in base is one and the same item."""

    def __init__(self, base: AnnotationSet, mine: AnnotationSet, theirs: AnnotationSet, keep: Keep) -> None:
        self._base, self._mine, self._theirs, self._keep = base, mine, theirs, keep
        self._conflicts: list[Conflict] = []
        self._names = fresh_names((*base.ids(), *mine.ids(), *theirs.ids()))
        self._beside: dict[str, str] = {}
        """Of spans that both changed: their id -> the id of the other version that is kept beside it."""

    def merged(self) -> Merged:
        spans = self._merged_spans()
        relations = self._merged_relations(spans)
        result = AnnotationSet(
            self._base.article,
            self._mine.annotator,
            self._base.sha256,
            self._base.length,
            self._one_of("status", self._base.status, self._mine.status, self._theirs.status),
            self._merged_attributes(),
            tuple(spans.values()),
            tuple(relations),
            self._merged_extra(),
        )
        return Merged(result, tuple(self._conflicts))

    # spans --------------------------------------------------------------------------------------

    def _merged_spans(self) -> dict[str, Span]:
        base, mine, theirs = by_id(self._base.spans), by_id(self._mine.spans), by_id(self._theirs.spans)
        torn = self._torn()
        spans: dict[str, Span] = {}
        for name in _in_order(theirs, mine, base):
            sides = base.get(name), mine.get(name), theirs.get(name)
            version, fits = _item(*sides)
            if not fits or name in torn:
                self._settle(name, sides[1], sides[2], spans)
            elif version:
                spans[name] = version
        return spans

    def _torn(self) -> set[str]:
        """Return the spans that one side deleted while the other worked on their relations, or that one side
        gave another label while the other related them anew."""
        return {*self._torn_from(self._mine, self._theirs), *self._torn_from(self._theirs, self._mine)}

    def _torn_from(self, one: AnnotationSet, other: AnnotationSet) -> Iterator[str]:
        known = by_id(self._base.relations)
        for relation in one.relations:
            old = known.get(relation.id)
            anew = old is None or _ends(old) != _ends(relation)
            for end in (relation.source, relation.target) if relation != old else ():
                if end not in self._base:
                    continue
                if end not in other or (
                    anew and _said(other, end) not in (_said(self._base, end), _said(one, end))
                ):
                    yield end

    def _settle(self, name: str, mine: Span | None, theirs: Span | None, spans: dict[str, Span]) -> None:
        self._conflicts.append(Conflict(name, mine, theirs))
        chosen = theirs if self._keep is Keep.THEIRS else mine
        if self._keep is Keep.BOTH and mine and theirs and mine != theirs:
            extra = replace(theirs, id=next(self._names["s"]))
            self._beside[name] = extra.id
            spans[extra.id] = extra
        elif self._keep is Keep.BOTH:
            chosen = mine or theirs
        if chosen:
            spans[name] = chosen

    # relations ----------------------------------------------------------------------------------

    def _merged_relations(self, spans: Mapping[str, Span]) -> list[Relation]:
        base, mine, theirs = (
            by_id(self._base.relations),
            by_id(self._mine.relations),
            by_id(self._theirs.relations),
        )
        # The order of the side that changed it stays as it is.
        first, second = (mine, theirs) if tuple(theirs) == tuple(base) else (theirs, mine)
        relations: list[Relation] = []
        for name in _in_order(first, second, base):
            relations += self._versions(name, base.get(name), mine.get(name), theirs.get(name))
        whole = [r for r in relations if r.source in spans and r.target in spans]
        return [replace(r, id=next(self._names["r"])) if r.id in spans else r for r in whole]

    def _versions(
        self, name: str, base: Relation | None, mine: Relation | None, theirs: Relation | None
    ) -> Iterator[Relation]:
        version, fits = _item(base, mine, theirs)
        if fits:
            if version:
                yield self._moved(version) if mine in (base, None) and version == theirs else version
            return
        self._conflicts.append(Conflict(name, mine, theirs))
        if mine and (self._keep is not Keep.THEIRS):
            yield mine
        if theirs and (self._keep is Keep.THEIRS or (self._keep is Keep.BOTH and not mine)):
            yield theirs
        elif theirs and self._keep is Keep.BOTH:
            yield self._moved(replace(theirs, id=next(self._names["r"])))

    def _moved(self, theirs: Relation) -> Relation:
        """Return a relation that they made or changed, at their versions of spans that both changed."""
        if by_id(self._base.relations).get(theirs.id) == theirs:
            return theirs
        ends = (
            self._beside.get(theirs.source, theirs.source),
            self._beside.get(theirs.target, theirs.target),
        )
        return replace(theirs, source=ends[0], target=ends[1])

    # the article as a whole ---------------------------------------------------------------------

    def _merged_attributes(self) -> dict[str, str | bool]:
        base, mine, theirs = self._base.attributes, self._mine.attributes, self._theirs.attributes
        said: dict[str, str | bool] = {}
        for name in _in_order(theirs, mine, base):
            value = self._one_of(f"attributes.{name}", base.get(name), mine.get(name), theirs.get(name))
            if value is not None:
                said[name] = value
        return said

    def _merged_extra(self) -> tuple[Extra, ...]:
        sides = [
            {extra.key: extra for extra in side.extra} for side in (self._base, self._mine, self._theirs)
        ]
        keys = _in_order(sides[2], sides[1], sides[0])
        merged = (self._merged_key(key, *(side.get(key) for side in sides)) for key in keys)
        return tuple(extra for extra in merged if extra)

    def _merged_key(
        self, key: str, base: Extra | None, mine: Extra | None, theirs: Extra | None
    ) -> Extra | None:
        if key in MERGED:
            return merged_decisions(base, mine, theirs)
        return self._one_of(key, base, mine, theirs)

    def _one_of(self, place: str, base: T, mine: T, theirs: T) -> T:
        value, sure = _three_way(base, mine, theirs)
        if sure:
            return value
        self._conflicts.append(Conflict(place, mine, theirs))
        return theirs if self._keep is Keep.THEIRS else mine


def _three_way(base: T, mine: T, theirs: T) -> tuple[T, bool]:
    """Return what a value becomes, and whether that is beyond doubt."""
    if mine in (theirs, base):
        return theirs, True
    return mine, theirs == base


def _item(base: Kind | None, mine: Kind | None, theirs: Kind | None) -> tuple[Kind | None, bool]:
    """Return what an item becomes (None: nothing), and whether that is beyond doubt."""
    version, sure = _three_way(base, mine, theirs)
    if sure or base is None or mine is None or theirs is None:
        return version, sure
    # What is said of a span belongs to its layer.
    whole = isinstance(base, Span) and not _layer(base) == _layer(mine) == _layer(theirs)
    sides = [_facets(item, whole) for item in (base, mine, theirs)]
    blended: dict[str, object] = {}
    for name in _in_order(*sides):
        value, sure = _three_way(*(side.get(name) for side in sides))
        if not sure:
            return None, False
        if value is not None:
            blended[name] = value
    return _from_facets(base, blended), True


def _facets(item: Item, whole: bool) -> dict[str, object]:
    """Return what can change by itself: where and as what the item stands, each attribute, note, link, ..."""
    if isinstance(item, Span):
        facets: dict[str, object] = {
            "mark": (item.layer, item.label, item.start, item.end, item.parts),
            "link": item.link,
            "origin": item.origin,
        }
    else:
        facets = {"mark": (item.label, item.source, item.target)}
    facets |= {"note": item.note, "extra": item.extra}
    if whole:
        return facets | {"mark": (facets["mark"], item.attributes)}
    return facets | {f"attributes.{name}": value for name, value in item.attributes.items()}


def _from_facets(base: Kind, facets: dict[str, Any]) -> Kind:
    fields = {name: facets.get(name) for name in ("note", "extra")}
    mark = facets["mark"]
    said = {name.partition(".")[2]: value for name, value in facets.items() if name.startswith("attributes.")}
    if isinstance(base, Span):
        if isinstance(mark[0], tuple):
            mark, said = mark
        fields |= zip(("layer", "label", "start", "end", "parts"), mark, strict=True)
        fields |= {"link": facets["link"], "origin": facets.get("origin")}
    else:
        fields |= zip(("label", "source", "target"), mark, strict=True)
    return replace(base, attributes=said, **fields)


def _layer(item: Item) -> str:
    return item.layer if isinstance(item, Span) else ""


def _said(annotations: AnnotationSet, span_id: str) -> tuple[str, str]:
    span = annotations.span(span_id)
    return (span.layer, span.label)


def _ends(relation: Relation) -> tuple[str, str, str]:
    return (relation.label, relation.source, relation.target)


def _in_order(*sides: Iterable[str]) -> Iterator[str]:
    """Yield each name once: those of the first side in its order, then what the others have besides."""
    return iter(dict.fromkeys(name for side in sides for name in side))
