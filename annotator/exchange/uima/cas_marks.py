"""The annotations in a CAS: what joins two others is an arc, links of a chain and slots are arcs too.

Types are told by their features, as INCEpTION does, so that layers of any name are read, and those of other
UIMA programs as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.exchange.inception.marks import Arc, Mark, Marked
from annotator.exchange.inception.names import PIECES, SENTENCE, SOURCE, TARGET, TOKEN, short
from annotator.exchange.incoming import NOWHERE
from annotator.exchange.uima.structures import (
    CAS_METADATA,
    LINK_TARGET,
    SOFA,
    Cas,
    Structure,
    is_array,
    is_link,
    is_list,
)
from annotator.model.annotations import Piece, Value

_DOCUMENT_ANNOTATION = "uima.tcas.DocumentAnnotation"
_METADATA = "DocumentMetaData"
_PASSED_OVER = (
    "TagsetDescription",
    "TagDescription",
    "LayerDefinition",
    "FeatureDefinition",
    "CASMetadata",
    _METADATA,
    "DocumentAnnotation",
)
_ENDS = ((SOURCE, TARGET), ("governor", "dependent"), ("source", "target"), ("from", "to"), ("arg1", "arg2"))
_FIRST, _NEXT, _ROLE = "first", "next", "role"
_MAX_REFERENCES = 200_000


class CasMarks:
    """Reads the annotations of a CAS. marked: what is found; document_level: structures about the whole."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas
        self._marks: dict[str, Mark] = {}
        self._count = 0
        self._kinds: dict[tuple[str, ...], bool] = {}
        self.marked = Marked(faults=[*cas.faults])
        self.document_level: list[Structure] = []

    def read(self) -> CasMarks:
        """Read everything; return itself."""
        arcs: list[Structure] = []
        heads: list[Structure] = []
        for structure in self._cas.structures.values():
            if self._is_passed_over(structure):
                continue
            if _ends_of(structure):
                arcs.append(structure)
            elif SOURCE in structure.refs or TARGET in structure.refs:
                message = f"{short(structure.type)}: is a relation with one end only: left out"
                self.marked.faults.append(structure.place.fault(message, warning=True))
            elif structure.begin is not None:
                self._mark(structure)
            elif _FIRST in structure.refs:
                heads.append(structure)
            elif self._is_indexed(structure) and not is_link(structure):
                self.document_level.append(structure)
        self.marked.arcs += self._relations(arcs)
        self.marked.arcs += self._chains(heads)
        self.marked.arcs += self._slots()
        self.marked.marks = list(self._marks.values())
        return self

    def metadata(self, name: str) -> str:
        """Return what a feature of the document's description, or of INCEpTION's own, says; else ""."""
        for structure in self._cas.structures.values():
            if structure.type == CAS_METADATA or self._is_a(structure.type, _METADATA, _DOCUMENT_ANNOTATION):
                value = structure.values.get(name)
                if isinstance(value, str) and value:
                    return value
        return ""

    def _is_passed_over(self, structure: Structure) -> bool:
        if structure.type in (TOKEN, SENTENCE, SOFA) or structure.type.startswith("uima.cas."):
            return True
        if self._is_a(structure.type, *_PASSED_OVER, _DOCUMENT_ANNOTATION):
            return True
        return structure.begin is not None and not self._is_indexed(structure)

    def _is_a(self, *names: str) -> bool:
        """Whether the first is a type of one of the others, or has its short name."""
        if names not in self._kinds:
            name, *kinds = names
            ancestors = self._cas.types.ancestors(name)
            self._kinds[names] = short(name) in kinds or any(one in kinds for one in ancestors)
        return self._kinds[names]

    def _is_indexed(self, structure: Structure) -> bool:
        return self._cas.members is None or structure.key in self._cas.members

    def _mark(self, structure: Structure) -> Mark:
        begin, end = structure.begin or 0, structure.end or 0
        features = structure.values | self._lists(structure)
        pieces = ((begin, end),)
        written = features.pop(PIECES, None)
        if isinstance(written, str):
            found = pieces_of(written, begin, end)
            if found:
                pieces = found
            else:
                features[PIECES] = written
        mark = Mark(structure.key, structure.type, pieces, features, structure.place)
        return self._marks.setdefault(structure.key, mark)

    def _lists(self, structure: Structure) -> dict[str, Value]:
        """Return the features that are lists of texts, which stand in structures of their own."""
        found: dict[str, Value] = {}
        for name, keys in structure.refs.items():
            one = self._cas.structures.get(keys[0])
            if (
                one
                and one.type.startswith("uima.cas.")
                and not is_array(one.type)
                and "elements" in one.values
            ):
                found[name] = one.values["elements"]
        return found

    # what joins -----------------------------------------------------------------------------------

    def _end(self, key: str) -> str:
        """Return the key of a mark; a token becomes one when something is joined to it."""
        structure = self._cas.structures.get(key)
        if key not in self._marks and structure and structure.type == TOKEN and structure.begin is not None:
            self._mark(Structure(key, TOKEN, structure.begin, structure.end, place=structure.place))
        return key

    def _relations(self, structures: list[Structure]) -> Iterator[Arc]:
        for structure in structures:
            if structure.begin is not None and not self._is_indexed(structure):
                continue
            source, target = (self._end(structure.refs[end][0]) for end in _ends_of(structure))
            yield Arc(structure.type, source, target, dict(structure.values), place=structure.place)

    def _chains(self, heads: list[Structure]) -> Iterator[Arc]:
        seen: set[str] = set()
        for head in heads:
            links: list[Structure] = []
            key = head.refs[_FIRST][0]
            while key not in seen and (link := self._cas.structures.get(key)):
                seen.add(key)
                links.append(link)
                key = next(iter(link.refs.get(_NEXT, ())), "")
            for link, following in pairwise(links):
                label = self._chain_label(link)
                yield Arc(link.type, link.key, following.key, {}, label, link.place)

    def _chain_label(self, link: Structure) -> str:
        """Return what leads from a link to the next; it is said of the relation, not of the link."""
        mark = self._marks.get(link.key)
        said = mark.features.pop("referenceRelation", None) if mark else None
        return said if isinstance(said, str) and said else short(link.type).removesuffix("Link")

    def _slots(self) -> Iterator[Arc]:
        for key, mark in [*self._marks.items()]:
            structure = self._cas.structures[key]
            if structure.type == TOKEN:
                continue
            for feature, keys in structure.refs.items():
                if feature != _NEXT:
                    yield from self._slot(mark, feature, keys)

    def _slot(self, mark: Mark, feature: str, keys: tuple[str, ...]) -> Iterator[Arc]:
        for one in self._flat(keys):
            structure = self._cas.structures.get(one)
            if structure and is_link(structure):
                role = structure.values.get(_ROLE)
                label = role if isinstance(role, str) and role else feature
                yield Arc(
                    mark.type, mark.key, self._end(structure.refs[LINK_TARGET][0]), {}, label, mark.place
                )
            elif structure and structure.begin is not None:
                yield Arc(mark.type, mark.key, self._end(one), {}, feature, mark.place)

    def _flat(self, keys: tuple[str, ...]) -> Iterator[str]:
        """Yield keys, those in arrays for the arrays."""
        for key in keys:
            structure = self._cas.structures.get(key)
            for one in self._members(structure) if structure else ():
                self._count += 1
                # Many that refer to one long array would make more of it than any file holds.
                if self._count <= _MAX_REFERENCES:
                    yield one
                elif self._count == _MAX_REFERENCES + 1:
                    message = f"has more than {_MAX_REFERENCES:,} references between annotations"
                    self.marked.faults.append((structure.place if structure else NOWHERE).fault(message))

    def _members(self, structure: Structure) -> Iterator[str]:
        """Yield what an array or a list holds; of anything else itself."""
        if is_array(structure.type):
            yield from structure.refs.get("elements", ())
        elif not is_list(structure.type):
            yield structure.key
        seen: set[str] = set()
        link: Structure | None = structure
        while link and is_list(link.type) and link.key not in seen:
            seen.add(link.key)
            yield from link.refs.get("head", ())
            link = self._cas.structures.get(next(iter(link.refs.get("tail", ())), ""))


def _ends_of(structure: Structure) -> Sequence[str]:
    """Return the features that a relation's two ends stand in; none for what is no relation."""
    if structure.begin is None:
        return ()
    refs = structure.refs
    return next((ends for ends in _ENDS if all(len(refs.get(end, ())) == 1 for end in ends)), ())


def pieces_text(pieces: Sequence[Piece]) -> str:
    """Return the pieces of a span as a feature holds them: ranges counted from its beginning."""
    begin = pieces[0][0]
    return " ".join(f"{start - begin}-{end - begin}" for start, end in pieces)


def pieces_of(written: str, begin: int, end: int) -> tuple[Piece, ...] | None:
    """Return the pieces that a feature tells; None where they are not those of a span from begin to end."""
    found: list[Piece] = []
    for part in written.split():
        start, sign, stop = part.partition("-")
        if not (sign and start.isdecimal() and stop.isdecimal() and len(part) < 20):
            return None
        found.append((begin + int(start), begin + int(stop)))
    is_whole = bool(found) and found[0][0] == begin and found[-1][1] == end
    is_ordered = all(first[1] < second[0] for first, second in pairwise(found)) and all(
        a < b for a, b in found
    )
    return tuple(found) if is_whole and is_ordered else None
