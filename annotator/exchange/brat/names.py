"""How names and free text are spelled in brat's files, and read back.

A type is of the letters A-Z, a-z, 0-9, the low line and the hyphen (brat's projectconfig); a line of .ann
ends at anything that Python's splitlines takes for an end, so such characters stand in no text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from annotator.exchange.spelling import spelled, unspelled
from annotator.model.labels import LabelScheme

NOTE = "AnnotatorNotes"
"""The type of a comment that an annotator wrote."""
BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What no line may hold."""
EQUIV = "Equiv"
"""The relation of things that are the same."""
EVENT_LAYERS = ("event", "events")
"""Layers whose spans are events in brat: a trigger, and their relations as roles."""

_TYPE = re.compile("[A-Za-z0-9_-]")
_NO_STROKE = re.compile("[^/]")
_CONTROLS = "\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff"
_UNSEEN = "\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff"
_VALUE = re.compile(rf"[^\s|,:;<>{_CONTROLS}{_UNSEEN}]")
_TEXT = re.compile(f"[^{_CONTROLS}]")


@cache
def written_type(name: str) -> str:
    """Return the name of a relation or an attribute as brat can hold it."""
    # A comment of this type is a note.
    if name == NOTE:
        return f"_x{ord(name[0]):02X}_{name[1:]}"
    return spelled(name, _TYPE)


def read_type(name: str) -> str:
    """Return the name that a type stands for."""
    return unspelled(name)


class Types:
    """Types of labels: the label's name, with its layer where another layer has that name too."""

    def __init__(self, scheme: LabelScheme) -> None:
        names = Counter(label.name for layer in scheme.layers for label in layer.labels)
        self._known: dict[tuple[str, str], str] = {}
        self._alone = {name for name, times in names.items() if times == 1 and "/" not in name}

    def written(self, layer: str, label: str) -> str:
        """Return the type of a label."""
        known = self._known.get((layer, label))
        if known is None:
            name = label if label in self._alone else f"{spelled(layer, _NO_STROKE)}/{label}"
            known = self._known[layer, label] = spelled(name, _TYPE)
        return known


def read_label(name: str) -> tuple[str, str]:
    """Return layer and label of a type; the layer is "" where the type does not say it."""
    layer, stroke, label = unspelled(name).partition("/")
    return (unspelled(layer), label) if stroke and layer and label else ("", unspelled(name))


def written_value(value: str) -> str:
    """Return an attribute's value as a word."""
    return spelled(value, _VALUE)


def read_value(value: str) -> str:
    """Return the value that a word stands for."""
    return unspelled(value)


def written_text(text: str) -> str:
    """Return free text for the rest of a line."""
    line = spelled(text, _TEXT)
    head, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    body = line.strip()
    return _escaped(head) + body + (_escaped(tail) if body else "")


def _escaped(space: str) -> str:
    return "".join(f"_x{ord(char):02X}_" for char in space)


def read_text(text: str) -> str:
    """Return the text that the rest of a line stands for."""
    return unspelled(text)
