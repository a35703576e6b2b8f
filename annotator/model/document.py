"""An article as the program reads it: its path, its text and the digest of its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from annotator.text.direction import Direction, article_direction
from annotator.text.segments import paragraph_spans


@dataclass(frozen=True)
class Document:
    """One article.

    path: below the corpus's sources, with ``/`` between folders.
    text: code points in logical order, line ends as ``\\n`` (format.md, 2).
    sha256: of the file's bytes, in hexadecimal.
    language: BCP 47 tag where the corpus file names one, else None.
    direction_override: the corpus file's word on the direction, if any.
    """

    path: str
    text: str = field(repr=False)
    sha256: str
    language: str | None = None
    direction_override: Direction | None = None

    @cached_property
    def direction(self) -> Direction:
        """Base direction of the article as a whole."""
        return self.direction_override or article_direction(self.text, self.language)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Half-open code point ranges between the line feeds, in order; at least one."""
        return tuple(paragraph_spans(self.text))

    def slice(self, start: int, end: int) -> str:
        """Return the text of [start, end), in code points."""
        return self.text[start:end]
