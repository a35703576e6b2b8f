"""The annotations in the columns of a WebAnno TSV file: units of one number are one annotation; what points
to a unit or a number is found when all rows have been read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from annotator.exchange.inception.marks import Arc, Mark, Marked
from annotator.exchange.inception.names import ANNOTATION, DEPENDENCY, TOKEN, short
from annotator.exchange.inception.type_system import BOOLEAN, TypeSystem
from annotator.exchange.incoming import Place
from annotator.exchange.webanno.escaping import numbered, parted, unescaped_value
from annotator.exchange.webanno.header import FIRST_COLUMN, Column, Holds, Kind, LayerColumns
from annotator.exchange.webanno.rows import Row, TsvFile
from annotator.model.annotations import Piece, Value

_NOTHING, _UNSET = "_", "*"
_REFERENCE = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,9})(?:_(\d{1,9}))?\])?")
_LINK = re.compile(r"(.*)->(\d{1,9})-(\d{1,9})", re.S)
_TRUTH = {"true": True, "false": False}


def annotations_of(file: TsvFile, types: TypeSystem) -> Marked:
    """Return all annotations of a file; pieces are in its unit, and still one for each row.

    types: which features are flags, where the files tell.
    """
    return _Reader(file, types).run()


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, file: TsvFile, types: TypeSystem) -> None:
        self._file = file
        self._marks: list[Mark] = []
        self._pieces: dict[str, list[Piece]] = {}
        self._numbered: dict[tuple[str, int], Mark] = {}
        self._first: dict[tuple[str, str], Mark] = {}
        self._named: dict[str, list[Mark]] = {}
        self._chains: dict[tuple[str, int], dict[int, tuple[Mark, str]]] = {}
        self._waiting: list[tuple[LayerColumns, Row, int, str, dict[str, Value]]] = []
        self._slots: list[tuple[Mark, Column, str, str]] = []
        self._rows: dict[str, Row] = {}
        self._ranges = {layer.type: types.features(layer.type) for layer in file.header.layers}
        self.marked = Marked()

    def run(self) -> Marked:
        header = self._file.header
        for row in self._file.rows():
            self._rows[row.name] = row
            if set(row.fields[FIRST_COLUMN : header.fields]) != {_NOTHING}:
                for layer in header.layers:
                    self._read(layer, row)
        self.marked.arcs += [*self._relations(), *self._slot_relations(), *self._chain_relations()]
        self.marked.marks = self._marks
        for mark in self._marks:
            mark.pieces = tuple(self._pieces[mark.key])
        return self.marked

    def _read(self, layer: LayerColumns, row: Row) -> None:
        fields = row.fields
        stacks = {c: parted(fields[c.index], "|") for c in layer.columns if fields[c.index] != _NOTHING}
        for values in _aligned(stacks):
            if layer.kind is Kind.SPAN:
                self._read_span(layer, row, values)
            elif layer.kind is Kind.CHAIN:
                self._read_link(layer, row, values)
            else:
                self._read_relation(layer, row, values)

    # spans ----------------------------------------------------------------------------------------

    def _read_span(self, layer: LayerColumns, row: Row, values: Mapping[Column, str]) -> None:
        number = next(
            (found for c, v in values.items() if c.holds is not Holds.SLOTS and (found := numbered(v)[1])), 0
        )
        mark = self._numbered.get((layer.type, number)) if number else None
        is_new = mark is None
        if mark is None:
            mark = self._new(layer, row)
            if number:
                self._numbered[layer.type, number] = mark
                self._name(mark, str(number))
        else:
            self._extend(mark, row)
        if is_new:
            mark.features |= self._features(layer, values)
            self._read_slots(layer, mark, values)

    def _new(self, layer: LayerColumns, row: Row) -> Mark:
        place = Place(self._file.name, row.line, row.name)
        mark = Mark(f"t{len(self._marks) + 1}", layer.type, (), place=place)
        self._marks.append(mark)
        self._extend(mark, row)
        return mark

    def _extend(self, mark: Mark, row: Row) -> None:
        self._pieces.setdefault(mark.key, []).append((row.begin, row.end))
        self._name(mark, row.name)

    def _name(self, mark: Mark, name: str) -> None:
        """Remember what a unit or number names: the first of each type, and whether there is but one."""
        self._first.setdefault((name, mark.type), mark)
        named = self._named.setdefault(name, [])
        if len(named) < 2:
            named.append(mark)

    def _features(self, layer: LayerColumns, values: Mapping[Column, str]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        ranges = self._ranges[layer.type]
        for column, written in values.items():
            value = numbered(written)[0]
            if column.holds is Holds.FEATURE and value not in (_UNSET, _NOTHING):
                text = unescaped_value(value)
                is_flag = ranges.get(column.feature) == BOOLEAN
                found[column.feature] = _TRUTH.get(text, text) if is_flag else text
        return found

    def _read_slots(self, layer: LayerColumns, mark: Mark, values: Mapping[Column, str]) -> None:
        columns = layer.columns
        for roles, slots in pairwise(columns):
            if slots.holds is Holds.SLOTS and roles in values and slots in values:
                names = parted(numbered(values[roles])[0], ";")
                targets = parted(values[slots], ";")
                for number, target in enumerate(targets):
                    name = names[number] if number < len(names) else _UNSET
                    if target not in (_UNSET, _NOTHING):
                        self._slots.append((mark, slots, name, target))

    def _slot_relations(self) -> Iterator[Arc]:
        for mark, column, role, written in self._slots:
            target = self._target(written, column.target, mark.place)
            label = unescaped_value(role) if role not in (_UNSET, "") else column.feature
            if target:
                yield Arc(mark.type, mark.key, target.key, {}, label, mark.place)

    # relations ------------------------------------------------------------------------------------

    def _read_relation(self, layer: LayerColumns, row: Row, values: Mapping[Column, str]) -> None:
        source = layer.column(Holds.SOURCE)
        if source and source in values:
            features = self._features(layer, values)
            self._waiting.append((layer, row, source.index, values[source], features))
        else:
            self._fault(row, f"the relation {short(layer.type)} does not say where it comes from")

    def _relations(self) -> Iterator[Arc]:
        for layer, row, index, written, features in self._waiting:
            base = next(column.target for column in layer.columns if column.index == index)
            place = Place(self._file.name, row.line, row.name)
            found = _REFERENCE.fullmatch(written)
            if not found:
                self._fault(
                    row, f"{written!r} does not say where the relation {short(layer.type)} comes from"
                )
                continue
            ends = [
                self._end(layer, found[1], int(found[2] or 0), base, place),
                self._end(layer, row.name, int(found[3] or 0), base, place),
            ]
            if ends[0] and ends[1]:
                yield Arc(layer.type, ends[0].key, ends[1].key, features, place=place)

    def _end(self, layer: LayerColumns, unit: str, number: int, base: str, place: Place) -> Mark | None:
        found = self._found(unit, number, base)
        if found is None and layer.type == DEPENDENCY and unit in self._rows and not number:
            # Dependencies are between tokens, which are no annotations here until something points to them.
            found = self._new(LayerColumns(Kind.SPAN, TOKEN, ()), self._rows[unit])
        if found is None:
            self._lost(unit, number, base, place)
        return found

    def _target(self, written: str, base: str, place: Place) -> Mark | None:
        reference = _REFERENCE.fullmatch(written)
        if not reference:
            self.marked.faults.append(place.fault(f"{written!r} does not say which token is meant"))
            return None
        found = self._found(reference[1], int(reference[2] or 0), base)
        if found is None:
            self._lost(reference[1], int(reference[2] or 0), base, place)
        return found

    def _found(self, unit: str, number: int, base: str) -> Mark | None:
        """Return what a number or else a unit names: of that type; of any where it names but one."""
        name = str(number) if number else unit
        if mark := self._first.get((name, base)):
            return mark
        there = self._named.get(name, ())
        return there[0] if len(there) == 1 and (number or base == ANNOTATION) else None

    def _lost(self, unit: str, number: int, base: str, place: Place) -> None:
        what = f"number {number}" if number else f"unit {unit}"
        self.marked.faults.append(
            place.fault(f"there is no {short(base)} at {what}, which is referred to here")
        )

    # chains ---------------------------------------------------------------------------------------

    def _read_link(self, layer: LayerColumns, row: Row, values: Mapping[Column, str]) -> None:
        column = layer.column(Holds.CHAIN_LINK)
        found = _LINK.fullmatch(values.get(column, "")) if column else None
        if not found:
            self._fault(row, f"the chain {short(layer.type)} does not say which link this is")
            return
        links = self._chains.setdefault((layer.type, int(found[2])), {})
        if (place := int(found[3])) in links:
            self._extend(links[place][0], row)
            return
        mark = self._new(layer, row)
        links[place] = mark, found[1]
        element = layer.column(Holds.CHAIN_TYPE)
        if element and (value := numbered(values.get(element, _UNSET))[0]) != _UNSET:
            mark.features[element.feature] = unescaped_value(value)
        mark.features |= self._features(layer, values)

    def _chain_relations(self) -> Iterator[Arc]:
        for (name, _), links in self._chains.items():
            ordered = [links[place] for place in sorted(links)]
            for (mark, label), (following, _) in pairwise(ordered):
                said = (
                    unescaped_value(label) if label not in (_UNSET, "") else short(name).removesuffix("Link")
                )
                yield Arc(name, mark.key, following.key, {}, said, mark.place)
            if ordered and ordered[-1][1] not in (_UNSET, ""):
                ordered[-1][0].features[Holds.CHAIN_LINK.value] = unescaped_value(ordered[-1][1])

    def _fault(self, row: Row, message: str) -> None:
        self.marked.faults.append(Place(self._file.name, row.line, row.name).fault(message))


def _aligned(stacks: Mapping[Column, Sequence[str]]) -> Iterator[dict[Column, str]]:
    """Yield the values of each annotation of a row. INCEpTION has them in one order in all columns; where
    each can have its number, those of one number belong together, since other tools leave some out."""
    if any(column.holds is not Holds.FEATURE for column in stacks) or len(stacks) == 1:
        for index in range(max(map(len, stacks.values()), default=0)):
            yield {column: stack[index] for column, stack in stacks.items() if index < len(stack)}
        return
    found: dict[tuple[int, int], dict[Column, str]] = {}
    for column, stack in stacks.items():
        unnumbered = 0
        for value in stack:
            number = numbered(value)[1]
            found.setdefault((number, 0 if number else unnumbered), {})[column] = value
            unnumbered += not number
    yield from found.values()


def joined(pieces: tuple[Piece, ...], between: Callable[[int, int], str]) -> tuple[Piece, ...]:
    """Return the units of an annotation as its pieces: what only white space parts is one.

    between: returns the text between two offsets.
    """
    found: list[Piece] = []
    for start, end in pieces:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif found and between(found[-1][1], start).isspace():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
