"""Search that treats alike what a reader takes for the same: which letters those are, and why.

Offsets are code points. Folding is for finding only: nothing folded is ever stored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from unicodedata import combining, decimal, normalize

from annotator.text.graphemes import snap
from annotator.text.invisible import invisible_name

# (what all the others are read as, the others, why). Each is seen after compatibility decomposition, which
# has already made presentation forms, ligatures and letters with a hamza, madda or nukta into their parts.
_LETTERS: tuple[tuple[str, str, str], ...] = (
    ("ی", "يىۍ", "Arabic keyboards type the Urdu and Persian yeh with dots or as alef maksura"),
    ("ک", "كڪ", "Arabic keyboards type another kaf; a third is its long form"),
    (
        "ہ",
        "هەھةۃ",
        "Arabic, Persian and Urdu keyboards each have their own heh; marbuta is often typed as one",
    ),
    ("ا", "ٱٲٳ", "a wasla or a hamza on alef is left out as often as written"),
    ("ं", "ँ", "newspapers print the anusvara for the chandrabindu"),
    ("'", "‘’‚‛ʼ′`´＇", "keyboards have the straight apostrophe alone"),
    ('"', "“”„‟″«»＂", "keyboards have the straight quotation mark alone"),
    ("-", "‐‑‒–—―−", "keyboards have the hyphen alone"),
)
_TO_LETTER = {variant: letter for letter, variants, _ in _LETTERS for variant in variants}
_TATWEEL = "\u0640"
_NUKTA_CLASS = 7


def _space(char: str) -> str | None:
    return " " if char.isspace() and char != "\n" else None


def _dropped(char: str) -> str | None:
    return "" if char == _TATWEEL or invisible_name(char) else None


def _mark(char: str) -> str | None:
    """Classes 10 to 35 are Hebrew and Arabic vowel points; from 200 on, marks over and under letters."""
    place = combining(char)
    return "" if place == _NUKTA_CLASS or 10 <= place <= 35 or place >= 200 else None


def _digit(char: str) -> str | None:
    value = decimal(char, None)
    return None if value is None else str(value)


# What happens to a character, decomposed and without case: the first rule that has an answer decides.
_RULES: tuple[tuple[Callable[[str], str | None], str], ...] = (
    (_space, "no-break, thin and typed spaces look alike; a line feed parts paragraphs and stays"),
    (_dropped, "ZWNJ, tatweel, soft hyphens and bidi controls are typed or left out without a difference"),
    (_mark, "harakat, points, nukta and accents are left out as often as written; NFC and NFD agree"),
    (_TO_LETTER.get, "letters of several keyboards: see _LETTERS"),
    (_digit, "an article has ۲۰۲۶, २०२६ or 2026 by its fonts and habits"),
)


def fold(text: str) -> str:
    """Return a text in the form in which two that a reader takes for the same are equal."""
    folded = text.translate({ord(char): _fold_char(char) for char in set(text)})
    return normalize("NFD", re.sub(" {2,}", " ", folded))


def find_all(text: str, needle: str, *, limit: int = 10_000) -> list[tuple[int, int]]:
    """Return where needle stands in text, both folded: ranges of whole grapheme clusters, in order, apart.

    A match that ends inside a cluster takes in the whole of it. At most limit ranges; none for a needle
    of which nothing is left.
    """
    sought = fold(needle)
    found: list[tuple[int, int]] = []
    if not sought:
        return found
    folded = _folded(text)
    at, past = folded.text.find(sought), 0
    while at >= 0 and len(found) < limit:
        start, end = snap(text, *folded.source(at, at + len(sought)))
        if start >= past:
            found.append((start, end))
            past = end
        at = folded.text.find(sought, at + len(sought))
    return found


def folded_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the place of the one it came from."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in _fold_char(char):
            if part != " " or not chars or chars[-1] != " ":
                chars.append(part)
                places.append(place)
    return normalize("NFD", "".join(chars)), places


@cache
def _fold_char(char: str) -> str:
    parts = normalize("NFKD", normalize("NFKD", char).casefold())
    return "".join(_fold_part(part) for part in parts)


def _fold_part(char: str) -> str:
    for rule, _ in _RULES:
        folded = rule(char)
        if folded is not None:
            return folded
    return char


class _Folded:
    """A folded text and the way back from its offsets to those of the original.

    Nearly all characters fold to one; so only the others, and runs of spaces, are written down: where
    each stands in the folded text, and where it and what follows it came from.
    """

    def __init__(self, text: str) -> None:
        table = {char: _fold_char(char) for char in set(text)}
        odd = "".join(char for char, folded in table.items() if len(folded) != 1)
        one_to_one = text.translate({ord(char): char if char in odd else table[char] for char in table})
        self._at: list[int] = [0]
        self._source: list[tuple[int, int | None]] = [(0, None)]
        pieces: list[str] = []
        done = length = 0
        for found in _odd_runs(odd, one_to_one):
            pieces.append(one_to_one[done : found.start()])
            length += found.start() - done
            done = found.end()
            length += self._add_run(found, table, length, pieces)
        self.text = normalize("NFD", "".join((*pieces, one_to_one[done:])))

    def _add_run(self, found: re.Match[str], table: dict[str, str], at: int, pieces: list[str]) -> int:
        """Take in a run of odd characters and spaces; return how long it is when folded."""
        run = ""
        for place, char in enumerate(found[0], found.start()):
            folded = table.get(char, char)
            if folded.startswith(" ") and run.endswith(" "):
                folded = folded.lstrip(" ")
            if folded:
                self._note(at + len(run), place, place + 1)
                run += folded
        self._note(at + len(run), found.end(), None)
        pieces.append(run)
        return len(run)

    def _note(self, at: int, start: int, end: int | None) -> None:
        self._at.append(at)
        self._source.append((start, end))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original text that [start, end) of the folded one comes from."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, at: int) -> tuple[int, int]:
        note = bisect_right(self._at, at) - 1
        start, end = self._source[note]
        if end is not None:
            return start, end
        place = start + at - self._at[note]
        return place, place + 1


def _odd_runs(odd: str, text: str) -> list[re.Match[str]]:
    chars = re.escape(odd)
    pattern = f"[{chars}][ {chars}]*| [ {chars}]+" if odd else " {2,}"
    return list(re.finditer(pattern, text))


@lru_cache(maxsize=2)
def _folded(text: str) -> _Folded:
    return _Folded(text)
