"""Edits as editors and programs make them, at random places."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from annotator.text.segments import paragraph_spans, sentence_spans, word_spans
from benchmarks.edited_articles import Edited


class Hand(random.Random):
    """Who edits, at random. others: paragraphs of other articles to take words from."""

    def __init__(self, seed: str, others: Sequence[str]) -> None:
        super().__init__(seed)
        self.others = others


Edit = Callable[[Edited, Hand], None]


def _paragraph(edited: Edited, hand: Hand) -> tuple[int, int]:
    """Return a paragraph with its line feed."""
    start, end = hand.choice(paragraph_spans(edited.text))
    return start, min(end + 1, len(edited.chars))


def _border(edited: Edited, hand: Hand) -> int:
    return hand.choice(paragraph_spans(edited.text))[0]


def insert_paragraph(edited: Edited, hand: Hand) -> None:
    edited.write(_border(edited, hand), hand.choice(hand.others) + "\n")


def repeat_paragraph(edited: Edited, hand: Hand) -> None:
    start, end = _paragraph(edited, hand)
    edited.write(_border(edited, hand), edited.text[start:end])


def repeat_sentence(edited: Edited, hand: Hand) -> None:
    """As a teaser or a pull quote."""
    sentences = sentence_spans(edited.text)
    if sentences:
        start, end = hand.choice(sentences)
        edited.write(_border(edited, hand), edited.text[start:end] + "\n")


def delete_paragraph(edited: Edited, hand: Hand) -> None:
    edited.cut(*_paragraph(edited, hand))


def move_paragraph(edited: Edited, hand: Hand) -> None:
    moved = edited.cut(*_paragraph(edited, hand))
    edited.put(_border(edited, hand), moved)


def remove_boilerplate(edited: Edited, hand: Hand) -> None:
    """The first words (a date line) or the last paragraph."""
    if hand.random() < 0.5:
        edited.cut(0, min(len(edited.chars), hand.randrange(5, 60)))
    else:
        start, end = paragraph_spans(edited.text.rstrip("\n"))[-1]
        edited.cut(start, end)


def delete_sentence(edited: Edited, hand: Hand) -> None:
    sentences = sentence_spans(edited.text)
    if sentences:
        start, end = hand.choice(sentences)
        edited.cut(start, min(end + 1, len(edited.chars)))


def swap_sentences(edited: Edited, hand: Hand) -> None:
    sentences = sentence_spans(edited.text)
    pairs = [(a, b) for a, b in pairwise(sentences) if "\n" not in edited.text[a[1] : b[0]]]
    if pairs:
        (start, end), (second, last) = hand.choice(pairs)
        later = edited.cut(second, last)
        between = edited.cut(end, second)
        first = edited.cut(start, end)
        for piece in (first, between, later):
            edited.put(start, piece)


def insert_sentence(edited: Edited, hand: Hand) -> None:
    sentences, source = sentence_spans(edited.text), hand.choice(hand.others)
    if sentences:
        start, end = hand.choice(sentence_spans(source))
        edited.write(hand.choice(sentences)[0], source[start:end] + " ")


def sort_paragraphs(edited: Edited, hand: Hand) -> None:
    """Some that follow each other, as the rows of a table are sorted."""
    paragraphs = paragraph_spans(edited.text)
    first = hand.randrange(len(paragraphs))
    last = min(len(paragraphs) - 1, first + hand.randrange(2, 8))
    rows = [edited.cut(start, end + 1) for start, end in reversed(paragraphs[first:last])]
    for row in sorted(rows, key=lambda row: row.text, reverse=True):
        edited.put(paragraphs[first][0], row)


def new_figures(edited: Edited, hand: Hand) -> None:
    """Numbers become others, as more is known."""
    for start, end in reversed(word_spans(edited.text)):
        if edited.text[start:end].isdecimal() and hand.random() < 0.3:
            edited.replace(start, end, str(hand.randrange(1, 1000)))


def replace_words(edited: Edited, hand: Hand) -> None:
    source = hand.choice(hand.others)
    for _ in range(hand.randrange(1, 8)):
        word, other = word_spans(edited.text), word_spans(source)
        if word and other:
            a, b = hand.choice(other)
            edited.replace(*hand.choice(word), source[a:b])


def typos(edited: Edited, hand: Hand) -> None:
    letters = sorted({char for char in edited.chars if char.isalpha()}) or ["x"]
    for _ in range(max(1, int(len(edited.chars) * hand.choice((0.001, 0.003, 0.01, 0.02))))):
        at = hand.randrange(len(edited.chars))
        kind = hand.randrange(4)
        if kind == 0:
            edited.replace(at, at + 1, hand.choice(letters))
        elif kind == 1:
            edited.cut(at, at + 1)
        elif kind == 2:
            edited.write(at, hand.choice(letters))
        else:
            edited.put(at, edited.cut(at - 1, at)) if at else None
        if not edited.chars:
            return


def _rewrite(edited: Edited, forms: Callable[[str], str]) -> None:
    for at in range(len(edited.chars) - 1, -1, -1):
        form = forms(edited.chars[at])
        if form != edited.chars[at]:
            edited.replace(at, at + 1, form, same=True) if form else edited.cut(at, at + 1)


def decompose(edited: Edited) -> None:
    _rewrite(edited, lambda char: unicodedata.normalize("NFD", char))


def compose(edited: Edited) -> None:
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


def drop_joiners(edited: Edited) -> None:
    _rewrite(
        edited,
        lambda char: "" if char in "\u200c\u200d\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652" else char,
    )


def other_keyboard(edited: Edited) -> None:
    table = {"ی": "ي", "ک": "ك", "ہ": "ه", "ي": "ی", "ك": "ک"}
    _rewrite(edited, lambda char: table.get(char, char))


def other_spaces(edited: Edited, hand: Hand) -> None:
    share = hand.random()
    form = hand.choice(("\u00a0", "  ", "\u2009"))
    _rewrite(edited, lambda char: form if char == " " and hand.random() < share else char)


def join_paragraphs(edited: Edited, hand: Hand) -> None:
    breaks = [at for at, char in enumerate(edited.chars) if char == "\n"]
    for at in hand.sample(breaks, min(len(breaks), hand.randrange(1, 4))):
        edited.replace(at, at + 1, " ")


def split_paragraph(edited: Edited, hand: Hand) -> None:
    sentences = sentence_spans(edited.text)
    if sentences:
        edited.write(hand.choice(sentences)[0], "\n")


def _form(change: Callable[[Edited], None]) -> Edit:
    return lambda edited, _hand: change(edited)


def _line_ends(_edited: Edited) -> None:
    """As CRLF: nothing of it is left when the article is read, but the digest is another."""


EDITS: dict[str, Edit] = {
    "paragraph inserted": insert_paragraph,
    "paragraph deleted": delete_paragraph,
    "paragraph moved": move_paragraph,
    "paragraph repeated": repeat_paragraph,
    "paragraphs sorted": sort_paragraphs,
    "paragraphs joined": join_paragraphs,
    "paragraph split": split_paragraph,
    "sentence inserted": insert_sentence,
    "sentence deleted": delete_sentence,
    "sentence repeated": repeat_sentence,
    "sentences swapped": swap_sentences,
    "boilerplate removed": remove_boilerplate,
    "words replaced": replace_words,
    "new figures": new_figures,
    "typos": typos,
    "LF to CRLF": _form(_line_ends),
    "NFC to NFD": _form(decompose),
    "NFD to NFC": _form(compose),
    "joiners, vowels dropped": _form(drop_joiners),
    "other keyboard": _form(other_keyboard),
    "other spaces": other_spaces,
}


def edit(edited: Edited, names: Iterable[str], hand: Hand) -> None:
    """Edit a text several times. What gives the very same text again has changed nothing."""
    for name in names:
        before = edited.text
        chars, origin, kept = [*edited.chars], [*edited.origin], [*edited.kept]
        if before:
            EDITS[name](edited, hand)
        if edited.text == before:
            edited.chars, edited.origin, edited.kept = chars, origin, kept
