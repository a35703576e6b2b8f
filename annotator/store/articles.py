"""An article's file as a Document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.store.disk import read_bytes
from annotator.text.direction import Direction
from annotator.text.reading import UndecodableText, decode_article


def read_article(
    path: Path, name: str, language: str | None = None, direction: Direction | None = None
) -> Document:
    """Read an article. name: its path below the sources.

    Raises FaultyFile where it cannot be read or is not UTF-8.
    """
    data = read_bytes(path, name)
    try:
        text = decode_article(data)
    except UndecodableText as error:
        raise FaultyFile(name, [Fault(str(error), "", error.line, code="not-utf-8")]) from error
    return Document(name, text, sha256(data).hexdigest(), language, direction)
