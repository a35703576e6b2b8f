"""Articles edited at random as editors and programs do, with the way of each character through the edits."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.text.segments import paragraph_spans, sentence_spans, snap, word_spans


@dataclass
class Edited:
    """A text while it is edited. origin: of each character, its offset in the first text, -1 for a new one.

    A character that stands in another's place has its origin, and is not kept.
    """

    chars: list[str]
    origin: list[int]
    kept: list[bool]

    @classmethod
    def of(cls, text: str) -> Edited:
        return cls(list(text), [*range(len(text))], [True] * len(text))

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def cut(self, start: int, end: int) -> Edited:
        """Take [start, end) out and return it."""
        gone = Edited(self.chars[start:end], self.origin[start:end], self.kept[start:end])
        del self.chars[start:end], self.origin[start:end], self.kept[start:end]
        return gone

    def put(self, at: int, piece: Edited) -> None:
        self.chars[at:at] = piece.chars
        self.origin[at:at] = piece.origin
        self.kept[at:at] = piece.kept

    def write(self, at: int, text: str) -> None:
        self.put(at, Edited(list(text), [-1] * len(text), [False] * len(text)))

    def replace(self, start: int, end: int, text: str, *, same: bool = False) -> None:
        """Let a text stand in the place of [start, end). same: it is the same written otherwise."""
        old = self.cut(start, end)
        origin = [old.origin[min(i, len(old.origin) - 1)] for i in range(len(text))]
        self.put(start, Edited(list(text), origin, [same and any(old.kept)] * len(text)))

    def truth(self, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...] | None:
        """Return where pieces of the first text are now; None where they are gone or torn."""
        text = self.text
        found: list[tuple[int, int]] = []
        for start, end in pieces:
            there = [at for at, origin in enumerate(self.origin) if start <= origin < end]
            kept = len({self.origin[at] for at in there if self.kept[at]})
            if kept < 0.6 * (end - start) or there[-1] + 1 - there[0] > 1.5 * len(there) + 8:
                return None
            found.append(snap(text, there[0], there[-1] + 1))
        if any(left[1] >= right[0] for left, right in zip(found, found[1:], strict=False)):
            return None
        return tuple(found)


Edit = Callable[[Edited, random.Random, Sequence[str]], None]
"""others: paragraphs of other articles."""


def _paragraph(edited: Edited, chance: random.Random) -> tuple[int, int]:
    """Return a paragraph with its line feed."""
    start, end = chance.choice(paragraph_spans(edited.text))
    return start, min(end + 1, len(edited.chars))


def _border(edited: Edited, chance: random.Random) -> int:
    return chance.choice(paragraph_spans(edited.text))[0]


def insert_paragraph(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    edited.write(_border(edited, chance), chance.choice(others) + "\n")


def repeat_paragraph(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    start, end = _paragraph(edited, chance)
    edited.write(_border(edited, chance), edited.text[start:end])


def repeat_sentence(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    """As a teaser or a pull quote."""
    sentences = sentence_spans(edited.text)
    if sentences:
        start, end = chance.choice(sentences)
        edited.write(_border(edited, chance), edited.text[start:end] + "\n")


def delete_paragraph(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    edited.cut(*_paragraph(edited, chance))


def move_paragraph(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    moved = edited.cut(*_paragraph(edited, chance))
    edited.put(_border(edited, chance), moved)


def remove_boilerplate(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    """The first words (a date line) or the last paragraph."""
    if chance.random() < 0.5:
        edited.cut(0, min(len(edited.chars), chance.randrange(5, 60)))
    else:
        start, end = paragraph_spans(edited.text.rstrip("\n"))[-1]
        edited.cut(start, end)


def delete_sentence(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    sentences = sentence_spans(edited.text)
    if sentences:
        start, end = chance.choice(sentences)
        edited.cut(start, min(end + 1, len(edited.chars)))


def swap_sentences(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    sentences = sentence_spans(edited.text)
    pairs = [
        (a, b) for a, b in zip(sentences, sentences[1:], strict=False) if "\n" not in edited.text[a[1] : b[0]]
    ]
    if pairs:
        (start, end), (second, last) = chance.choice(pairs)
        later = edited.cut(second, last)
        between = edited.cut(end, second)
        first = edited.cut(start, end)
        for piece in (first, between, later):
            edited.put(start, piece)


def replace_words(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    source = chance.choice(others)
    for _ in range(chance.randrange(1, 8)):
        word, other = word_spans(edited.text), word_spans(source)
        if word and other:
            a, b = chance.choice(other)
            edited.replace(*chance.choice(word), source[a:b])


def typos(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    letters = sorted({char for char in edited.chars if char.isalpha()}) or ["x"]
    for _ in range(max(1, int(len(edited.chars) * chance.choice((0.001, 0.003, 0.01, 0.02))))):
        at = chance.randrange(len(edited.chars))
        kind = chance.randrange(4)
        if kind == 0:
            edited.replace(at, at + 1, chance.choice(letters))
        elif kind == 1:
            edited.cut(at, at + 1)
        elif kind == 2:
            edited.write(at, chance.choice(letters))
        else:
            edited.put(at, edited.cut(at - 1, at)) if at else None
        if not edited.chars:
            return


def _rewrite(edited: Edited, forms: Callable[[str], str]) -> None:
    for at in range(len(edited.chars) - 1, -1, -1):
        form = forms(edited.chars[at])
        if form != edited.chars[at]:
            edited.replace(at, at + 1, form, same=True) if form else edited.cut(at, at + 1)


def decompose(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    _rewrite(edited, lambda char: unicodedata.normalize("NFD", char))


def compose(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    text = edited.text
    at = len(text) - 1
    while at > 0:
        start = at
        while start > 0 and unicodedata.combining(text[start]):
            start -= 1
        composed = unicodedata.normalize("NFC", text[start : at + 1])
        if composed != text[start : at + 1]:
            edited.replace(start, at + 1, composed, same=True)
        at = start - 1


def drop_joiners(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    _rewrite(edited, lambda char: "" if char in "\u200c\u200d\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652" else char)


def other_keyboard(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    table = {"ی": "ي", "ک": "ك", "ہ": "ه", "ي": "ی", "ك": "ک"}
    _rewrite(edited, lambda char: table.get(char, char))


def other_spaces(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    share = chance.random()
    form = chance.choice(("\u00a0", "  ", "\u2009"))
    _rewrite(edited, lambda char: form if char == " " and chance.random() < share else char)


def join_paragraphs(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    breaks = [at for at, char in enumerate(edited.chars) if char == "\n"]
    for at in chance.sample(breaks, min(len(breaks), chance.randrange(1, 4))):
        edited.replace(at, at + 1, " ")


def split_paragraph(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    sentences = sentence_spans(edited.text)
    if sentences:
        edited.write(chance.choice(sentences)[0], "\n")


def line_ends(edited: Edited, chance: random.Random, others: Sequence[str]) -> None:
    """As CRLF, which reading undoes."""


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        *(insert_paragraph, repeat_paragraph, repeat_sentence, delete_paragraph, move_paragraph),
        *(remove_boilerplate, delete_sentence, swap_sentences, replace_words, typos, decompose, compose),
        *(drop_joiners, other_keyboard, other_spaces, join_paragraphs, split_paragraph, line_ends),
    )
}
