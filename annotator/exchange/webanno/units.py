"""An article as the rows of WebAnno TSV: sentences whose texts leave nothing out, tokens, and the sub-tokens
that annotations take. Offsets are code points here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotator.exchange.inception.marks import Mark
from annotator.exchange.tokens import sentences_of
from annotator.exchange.webanno.annotations import joined
from annotator.model.annotations import Piece


@dataclass(slots=True, eq=False)
class UnitRow:
    """A token or sub-token, and the annotations on it. name: such as 1-2.1, when all are known."""

    start: int
    end: int
    marks: list[Mark] = field(default_factory=list[Mark])
    parts: dict[Piece, UnitRow] = field(default_factory=dict[Piece, "UnitRow"])
    name: str = ""

    def part(self, piece: Piece) -> UnitRow:
        """Return the unit of a part of this token, which is the token where it is the whole of it."""
        if piece == (self.start, self.end):
            return self
        return self.parts.setdefault(piece, UnitRow(*piece))

    def rows(self) -> Iterator[UnitRow]:
        """Yield the token and its sub-tokens, in the order in which INCEpTION has them."""
        yield self
        yield from sorted(self.parts.values(), key=lambda part: (part.start, -part.end))


@dataclass(slots=True)
class SentenceRows:
    """A sentence: the text of it, as INCEpTION puts the article together, and its tokens."""

    text: str
    tokens: list[UnitRow]


class Units:
    """The rows of an article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.sentences = list(_sentences(text))
        self._tokens = [token for sentence in self.sentences for token in sentence.tokens]
        self._starts = [token.start for token in self._tokens]
        self._ends = [token.end for token in self._tokens]

    def lay(self, mark: Mark) -> list[UnitRow]:
        """Put an annotation onto the units that it covers; return them: none for white space alone."""
        units = [unit for start, end in mark.pieces for unit in self._covered(start, end)]
        for unit in units:
            unit.marks.append(mark)
        return units

    def _covered(self, start: int, end: int) -> Iterator[UnitRow]:
        for token in self._tokens[bisect_right(self._ends, start) : bisect_left(self._starts, end)]:
            yield token.part((max(start, token.start), min(end, token.end)))

    def pieces(self, units: Sequence[UnitRow]) -> tuple[Piece, ...]:
        """Return the ranges that are read back from these units."""
        ranges = tuple((unit.start, unit.end) for unit in units)
        return joined(ranges, lambda start, end: self._text[start:end])

    def name(self) -> None:
        """Name all units, when every annotation has been laid."""
        for number, sentence in enumerate(self.sentences, 1):
            for place, token in enumerate(sentence.tokens, 1):
                for part, unit in enumerate(token.rows()):
                    unit.name = f"{number}-{place}.{part}" if part else f"{number}-{place}"


def _sentences(text: str) -> Iterator[SentenceRows]:
    sentences = sentences_of(text)
    if text and not sentences:
        sentences = [[(0, len(text))]]
    if sentences and sentences[0][0][0] > 0:
        # A file tells nothing of what stands before its first token.
        sentences[0].insert(0, (0, sentences[0][0][0]))
    for number, tokens in enumerate(sentences):
        following = sentences[number + 1][0][0] if number + 1 < len(sentences) else None
        end = len(text) if following is None else _end(text, tokens[-1][1], following)
        yield SentenceRows(text[tokens[0][0] : end], [UnitRow(*token) for token in tokens])


def _end(text: str, end: int, following: int) -> int:
    """Return where the text of a sentence is to end, so that nothing of what stands before the next is lost.

    INCEpTION puts a line feed after each sentence and then spaces up to the next; nothing if they touch.
    """
    gap = text[end:following]
    place = gap.rfind("\n")
    is_filled = place >= 0 and not gap[place + 1 :].strip(" ")
    return end + place if is_filled else following
