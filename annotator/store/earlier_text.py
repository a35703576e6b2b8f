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
_BLOCK = 4096


def is_changed(top: Section, document: Document) -> bool:
    """Whether a file belongs to another state of the article."""
    digest = top.nodes.get("sha256")
    return digest is not None and digest.content not in ("", document.sha256)


def earlier_document(top: Section, document: Document) -> Document:
    """Return the article as it was; U+FFFD stands for each character that no quote tells."""
    top = _quiet(top)
    length = top.integer("length") or 0
    text = _Told(length if 0 < length <= MAX_BYTES else 0)
    for anchor in anchors_in(top).values():
        for start, words in fragments(anchor):
            text.put(start, words)
    return replace(document, text=text.whole(), sha256=top.text("sha256"))


class _Told:
    """A text of which little may be known: only the blocks that something is known of take room."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._blocks: dict[int, list[str]] = {}

    def put(self, start: int, words: str) -> None:
        """Put words in their place; those that reach over an end are left out."""
        if start < 0 or start + len(words) > self._length:
            return
        done = 0
        while done < len(words):
            number, at = divmod(start + done, _BLOCK)
            block = self._blocks.setdefault(number, [_NOT_KNOWN] * _BLOCK)
            some = words[done : done + _BLOCK - at]
            block[at : at + len(some)] = some
            done += len(some)

    def whole(self) -> str:
        empty = _NOT_KNOWN * _BLOCK
        numbers = range(-(-self._length // _BLOCK))
        blocks = ("".join(self._blocks[n]) if n in self._blocks else empty for n in numbers)
        return "".join(blocks)[: self._length]


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
