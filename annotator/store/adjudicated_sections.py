"""Checks what an adjudicated file says of where it comes from: each decision in its place.

Only in a file that says whom it adjudicates; in any other these keys are unknown ones, and are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import cast

from annotator.model.adjudication import (
    ADJUDICATES,
    ATTRIBUTE_ORIGINS,
    LEFT_OPEN,
    ORIGIN,
    REJECTED,
    Origin,
    SetAside,
    annotator_of,
    origin_from,
    set_aside_from,
)
from annotator.model.faults import InvalidAnnotation
from annotator.store.fast_reader import WrittenSpan
from annotator.store.nodes import Faults, Node, Section, shown

TWICE = "decided-twice"


def check_adjudicated(top: Section, faults: Faults) -> None:
    """Add what is wrong with the decisions, and warn of what was decided on twice."""
    if ADJUDICATES in top.nodes:
        names = top.texts(ADJUDICATES)
        _check_names(top, names)
        _Checking(names, faults).check(top)


def _check_names(top: Section, names: list[str]) -> None:
    if not names:
        top.fault(ADJUDICATES, "must list the annotators whose sets are decided on")
    for name in [name for name, times in Counter(names).items() if times > 1]:
        top.fault(ADJUDICATES, f"names {shown(name)} twice")


class _Checking:
    """Checks the decisions of one file, about the sets of those with these names."""

    def __init__(self, names: Iterable[str], faults: Faults) -> None:
        self._names = tuple(names)
        self._faults = faults
        self._decided: dict[str, str] = {}

    def check(self, top: Section) -> None:
        """Look at every place where a decision may stand."""
        for key in ("spans", "relations"):
            for node, place in top.items(key):
                if entry := _origin(node):
                    self._look(entry, f"{place}.{ORIGIN}", origin_from)
        origins = top.section(ATTRIBUTE_ORIGINS)
        for name, node in origins.nodes.items():
            self._look(node, origins.at(name), _attribute_origin)
        for key in (REJECTED, LEFT_OPEN):
            for node, place in top.items(key):
                if isinstance(node.content, dict):
                    self._look(node, place, _set_aside)
                else:
                    self._faults.add("must be a mapping (lines of key: value)", place, node.line)

    def _look(self, node: Node, place: str, read: Callable[[object], Origin | SetAside | None]) -> None:
        try:
            settled = read(node.value())
        except InvalidAnnotation as error:
            self._faults.add(str(error), place, node.line, "decision")
            return
        for source in settled.sources if settled else ():
            if not annotator_of(source, self._names):
                message = f"{shown(source)} is about nobody who is adjudicated here"
                self._faults.add(message, place, node.line, "decision")
            elif source in self._decided:
                message = f"{shown(source)} is decided on in {self._decided[source]} too"
                self._faults.warn(message, place, node.line, TWICE)
            self._decided.setdefault(source, place)


def _origin(node: Node) -> Node | None:
    if isinstance(node, WrittenSpan):
        return node.rest.get(ORIGIN)
    return node.content.get(ORIGIN) if isinstance(node.content, dict) else None


def _attribute_origin(entry: object) -> Origin:
    origin = origin_from(entry)
    if origin is None:
        raise InvalidAnnotation("must be a mapping that tells of a decision")
    return origin


def _set_aside(entry: object) -> SetAside:
    return set_aside_from(cast("Mapping[str, object]", entry))
