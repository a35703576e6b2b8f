"""Entities in brackets, as CorefUD and GUM mark them: ``Entity=(e1-person(e2-place)``, ``Entity=e1)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.exchange.conll.conllu_text import Word
from annotator.exchange.incoming import FileFault, IncomingSpan, Place

_BRACKETS = re.compile(r"\(([^()]*)(\))?|([^()]+)\)")
_PART = re.compile(r"(.*?)\[(\d{1,3})/(\d{1,3})\]")
_USUAL = ("eid", "etype", "head", "other")
_NO_TYPE = "entity"


def entities(
    sentences: Sequence[Sequence[Word]], declared: str, name: str
) -> tuple[list[IncomingSpan], list[FileFault]]:
    """Return the spans of a file, and what is wrong with its brackets.

    declared: the fields of an entity as ``# global.Entity`` names them. name: the file's.
    """
    reader = _Brackets(declared, name)
    for sentence in sentences:
        for word in sentence:
            for misc in word.miscs():
                if "Entity" in misc:
                    reader.take(misc["Entity"], word)
    return reader.result()


class _Brackets:
    """Is shown word by word."""

    def __init__(self, declared: str, name: str) -> None:
        fields = declared.split("-") if declared else list(_USUAL)
        self._id = fields.index("eid") if "eid" in fields else 0
        self._type = fields.index("etype") if "etype" in fields else 1
        self._name = name
        self._open: dict[str, list[tuple[str, Word]]] = {}
        self._spans: list[IncomingSpan] = []
        self._parts: dict[str, IncomingSpan] = {}
        self._labels: dict[str, str] = {}
        self._faults: list[FileFault] = []

    def take(self, written: str, word: Word) -> None:
        """Take what is said of one word."""
        for found in _BRACKETS.finditer(written):
            if found[3] is not None:
                self._close(found[3], word)
                continue
            fields = found[1].split("-")
            key = fields[self._id] if self._id < len(fields) else ""
            label = fields[self._type] if self._type < len(fields) else self._labels.get(key, "")
            self._labels[key] = label
            self._open.setdefault(key, []).append((label or _NO_TYPE, word))
            if found[2]:
                self._close(key, word)

    def _close(self, written: str, word: Word) -> None:
        fields = written.split("-")
        key = fields[self._id] if self._id < len(fields) else written
        if not self._open.get(key):
            place = Place(self._name, word.line)
            self._faults.append(place.fault(f"Entity: {written!r} ends here and began nowhere", warning=True))
            return
        label, first = self._open[key].pop()
        self._add(key, label, first, word)

    def _add(self, key: str, label: str, first: Word, last: Word) -> None:
        piece = (first.start, last.end)
        part = _PART.fullmatch(key)
        if part and part[1] in self._parts:
            span = self._parts[part[1]]
            span.pieces = (*span.pieces, piece)
        else:
            span = IncomingSpan(label, (piece,), place=Place(self._name, first.line))
            self._spans.append(span)
            if part:
                self._parts[part[1]] = span
        if part and part[2] == part[3]:
            self._parts.pop(part[1], None)

    def result(self) -> tuple[list[IncomingSpan], list[FileFault]]:
        """Return all spans in order."""
        for key, begun in self._open.items():
            for _, word in begun:
                message = f"Entity: {key!r} begins here and ends nowhere"
                self._faults.append(Place(self._name, word.line).fault(message, warning=True))
        self._spans.sort(key=lambda span: (span.pieces[0][0], -span.pieces[-1][1]))
        return self._spans, self._faults
