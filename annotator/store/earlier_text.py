"""The text that an annotation file belongs to, as far as the quotes in it tell, where the article is another
by now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from annotator.model.anchors import Anchor
from annotator.model.document import Document
from annotator.model.faults import FaultyFile, InvalidAnnotation
from annotator.store.anchoring.quoted_text import fragments
from annotator.store.bounds import MAX_BYTES
from annotator.store.nodes import Faults, Node, Section

_NOT_KNOWN = "\ufffd"


def is_changed(top: Section, document: Document) -> bool:
    """Whether a file belongs to another state of the article."""
    digest = top.nodes.get("sha256")
    return digest is not None and digest.content not in ("", document.sha256)


def earlier_document(top: Section, document: Document) -> Document:
    """Return the article as it was; U+FFFD stands for each character that no quote tells."""
    top = _quiet(top)
    length = top.integer("length") or 0
    chars = [_NOT_KNOWN] * (length if 0 < length <= MAX_BYTES else 0)
    for anchor in anchors_in(top).values():
        for start, words in fragments(anchor):
            if start >= 0 and start + len(words) <= len(chars):
                chars[start : start + len(words)] = words
    return replace(document, text="".join(chars), sha256=top.text("sha256"))


def anchors_in(top: Section) -> dict[str, Anchor]:
    """Return where the file says that its spans stood, by id; of entries with faults there may be none."""
    anchors: dict[str, Anchor] = {}
    # Who reads the spans tells of all faults.
    with suppress(FaultyFile):
        for section in _quiet(top).sections("spans"):
            with suppress(InvalidAnnotation):
                anchors[section.text("id")] = _anchor(section)
    return anchors


def _anchor(section: Section) -> Anchor:
    parts = tuple(
        (part.integer("start") or 0, part.integer("end") or 0, part.text("exact"))
        for part in section.sections("parts")
    )
    start, end = section.integer("start") or 0, section.integer("end") or 0
    return Anchor(start, end, section.text("exact"), section.text("prefix"), section.text("suffix"), parts)


def _quiet(top: Section) -> Section:
    return Section(Node(top.nodes, top.line), top.place, Faults(""))
