"""A second reader of WebAnno TSV: what INCEpTION makes of a file, step by step as its own reader goes, with
that one's narrowness (one digit for sub-tokens, stacks parted by a pattern that looks back one character).

Knows spans and relations, which is all that we write. Offsets are UTF-16 units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_STACK = re.compile(r"(?<!\\)\|")
_UNIT = re.compile(r"(\d+)-(\d+)(?:\.(\d))?")
_UNESCAPED = re.compile(r"\\(->|[\\\[\]|_;tn*])", re.S)
_TEXT = re.compile(r"\\([tnfrb\\]|[\x00-\x07\x0e-\x1f])", re.S)
_LETTERS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}


@dataclass(eq=False)
class Annotation:
    type: str
    begin: int
    end: int
    features: dict[str, str] = field(default_factory=dict)
    source: Annotation | None = None
    target: Annotation | None = None


@dataclass
class Cas:
    text: str = ""
    annotations: list[Annotation] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def covered(self, one: Annotation) -> str:
        wide = self.text.encode("utf-16-le")
        return wide[2 * one.begin : 2 * one.end].decode("utf-16-le")


def size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class InceptionReader:
    def __init__(self, data: bytes) -> None:
        self.lines = re.split("\r\n|\r|\n", data.decode("utf-8"))
        if self.lines[-1] == "":
            self.lines.pop()
        self.cas = Cas()
        self.by_number: dict[int, Annotation] = {}
        self.units: dict[str, dict[str, list[Annotation]]] = {}
        self.deferred: list[tuple[Annotation, str, str, int, int, str]] = []

    def read(self) -> Cas:
        assert re.fullmatch(r"#FORMAT=.* \d+\.\d+", self.lines[0])
        place, self.columns = 1, []
        while self.lines[place].strip():
            self.columns += self.layer(self.lines[place])
            place += 1
        assert self.lines[place] == ""
        self.content(self.lines[place + 1 :])
        for relation, base, unit, source, target, here in self.deferred:
            relation.source = self.resolved(base, unit, source)
            relation.target = self.resolved(base, here, target)
        return self.cas

    def layer(self, line: str) -> list[tuple[str, str, str]]:
        kind, rest = line[:6], line[6:]
        assert kind in ("#T_SP=", "#T_RL=")
        name, *features = [part for part in rest.split("|") if part]
        return [(kind, name, feature) for feature in features]

    def content(self, lines: list[str]) -> None:
        pending: list[str] = []
        is_inside = False
        for line in [*lines, ""]:
            if not is_inside and line.startswith("#Text="):
                pending.append(_TEXT.sub(lambda m: _LETTERS.get(m[1], m[1]), line[6:]) + "\n")
            elif not line:
                if is_inside:
                    self.cas.sentences[-1] = (self.cas.sentences[-1][0], size(self.cas.text) - 1)
                is_inside = False
            else:
                fields = line.split("\t")
                assert len(fields) >= len(self.columns) + 3
                begin, end = map(int, fields[1].split("-"))
                if not is_inside:
                    assert pending
                    self.begin_sentence(begin, "".join(pending))
                    pending = []
                    is_inside = True
                self.row(fields, begin, end)

    def begin_sentence(self, begin: int, text: str) -> None:
        there = size(self.cas.text)
        if there > begin:
            assert there == begin + 1
            self.cas.text = self.cas.text.removesuffix("\n")
        self.cas.text += " " * (begin - size(self.cas.text))
        assert size(self.cas.text) == begin
        self.cas.sentences.append((begin, begin))
        self.cas.text += text

    def row(self, fields: list[str], begin: int, end: int) -> None:
        for column, raw in zip(self.columns, fields[3:], strict=False):
            for index, stacked in enumerate(_drop_empty(_STACK.split(raw)) if raw != "_" else ()):
                value, number = stacked, ""
                if stacked.endswith("]") and not stacked.endswith("\\]"):
                    value, _, number = stacked.removesuffix("]").rpartition("[")
                self.value(column, fields[0], (begin, end), index, (value, number))

    def value(
        self,
        column: tuple[str, str, str],
        name: str,
        where: tuple[int, int],
        index: int,
        said: tuple[str, str],
    ) -> None:
        kind, type_name, feature = column
        value, number = said
        stack = self.units.setdefault(name, {}).setdefault(type_name, [])
        if kind == "#T_SP=":
            one = self.span(stack, type_name, index, where, int(number or 0))
        else:
            if index >= len(stack):
                stack.append(Annotation(type_name, -1, -1))
                self.cas.annotations.append(stack[-1])
            one = stack[index]
        if feature.startswith("BT_"):
            ends = [int(n) for n in (number or "0_0").split("_")]
            self.deferred.append((one, feature[3:], value, *ends, name))
        elif value != "*":
            one.features[feature] = _UNESCAPED.sub(lambda m: {"t": "\t", "n": "\n"}.get(m[1], m[1]), value)

    def span(
        self, stack: list[Annotation], name: str, index: int, where: tuple[int, int], number: int
    ) -> Annotation:
        one = stack[index] if index < len(stack) else None
        if one is None and number and number in self.by_number:
            one = self.by_number[number]
            stack.append(one)
            one.end = where[1]
        if one is None:
            one = Annotation(name, *where)
            stack.append(one)
            self.cas.annotations.append(one)
        if number:
            assert self.by_number.setdefault(number, one) is one
        return one

    def resolved(self, base: str, unit: str, number: int) -> Annotation:
        if number > 0:
            return self.by_number[number]
        assert _UNIT.fullmatch(unit)
        return self.units[unit][base][0]


def _drop_empty(values: list[str]) -> list[str]:
    """Java's split leaves out empty strings at the end."""
    while len(values) > 1 and values[-1] == "":
        values = values[:-1]
    return values


def read_as_inception(data: bytes) -> Cas:
    return InceptionReader(data).read()
