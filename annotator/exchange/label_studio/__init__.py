"""Label Studio: tasks as a JSON list, and the labelling configuration that they belong to."""

from __future__ import annotations

import re

from annotator.exchange.spelling import spelled, unspelled

CONFIG = ".config.xml"
TEXT = "text"
"""The name of the text's tag, and the field of a task's data that it shows."""
ARTICLE = "article"
"""What stands before the name of an attribute of the article; also the field of its path."""

_ID = re.compile(r"[^\s#\x00-\x1f\x7f]")  # the editor cuts ids at a number sign
_NAME = re.compile(r"[\w-]")
_TAKEN = (TEXT, ARTICLE, "id", "annotator", "language")


def tag_of(layer: str) -> str:
    """Return the name of a layer's tag."""
    name = spelled(layer, _NAME)
    return f"_x{ord(name[0]):02X}_{name[1:]}" if name in _TAKEN else name


def tag_of_attribute(owner: str, name: str) -> str:
    """Return the name of an attribute's tag. owner: a layer's tag, or ARTICLE."""
    return f"{owner}.{spelled(name, _NAME)}"


def attribute_of(tag: str, owner: str) -> str:
    """Return the attribute that a tag is for: its own name where it is not of our making."""
    return unspelled(tag.removeprefix(f"{owner}."))


def region_id(name: str) -> str:
    """Return a span's id as the editor can keep it."""
    return spelled(name, _ID)
