"""The text of a CoNLL-U file: by its offsets and spaces, or the corpus's own where it has these words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.exchange.conll.conllu_misc import SPACE, SPACES_AFTER, SPACES_BEFORE, range_of, spaces_of
from annotator.exchange.conll.token_text import found
from annotator.model.annotations import Piece

_MAX_GAP = 1 << 16


@dataclass(slots=True)
class Word:
    """A word as it is written. inner: what is said of those that it was made of.

    start, end: code points, when the text is known.
    """

    form: str
    misc: dict[str, str]
    line: int
    inner: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    start: int = 0
    end: int = 0

    def miscs(self) -> Iterator[dict[str, str]]:
        """Yield what is said of it, and of its parts."""
        yield self.misc
        yield from self.inner


def text_of(
    sentences: Sequence[Sequence[Word]], newpars: Collection[int], known: str | None
) -> tuple[str, int | None]:
    """Return the text, and place all words in it; and what its offsets began with, None where they are not
    told or do not fit the words.

    newpars: the sentences that begin a paragraph. known: the text of the corpus's article of that name.
    """
    words = [word for sentence in sentences for word in sentence]
    told = [range_of(word.misc) for word in words]
    ranges = [one for one in told if one]
    base = _base(words, ranges) if words and len(ranges) == len(words) else None
    if base is not None:
        for word, (start, end) in zip(words, ranges, strict=True):
            word.start, word.end = start - base, end - base
        if known is not None and all(known[word.start : word.end] == _form(word) for word in words):
            return known, base
    elif known is not None and (here := found([[word.form for word in words]], known)):
        for word, place in zip(words, here.places[0], strict=True):
            word.start, word.end = place
        return known, None
    return _built(sentences, newpars, is_placed=base is not None), base


def _form(word: Word) -> str:
    """Return what a word takes in the text: of a text without words, that one stands for it."""
    is_empty = (told := range_of(word.misc)) is not None and told[0] == told[1]
    return "" if is_empty else word.form


def _base(words: Sequence[Word], ranges: Sequence[Piece]) -> int | None:
    """Return where the text begins that offsets count; None where they are not those of the words."""
    before = spaces_of(words[0].misc.get(SPACES_BEFORE, ""))
    base = ranges[0][0] - len(before)
    fits = all(end - start == len(_form(word)) for word, (start, end) in zip(words, ranges, strict=True))
    gaps = all(0 <= later[0] - earlier[1] <= _MAX_GAP for earlier, later in pairwise(ranges))
    return base if fits and gaps and base >= 0 else None


def _built(sentences: Sequence[Sequence[Word]], newpars: Collection[int], *, is_placed: bool) -> str:
    parts: list[str] = []
    size = 0
    spaces = spaces_of(sentences[0][0].misc.get(SPACES_BEFORE, "")) if sentences else ""
    for number, sentence in enumerate(sentences):
        for place, word in enumerate(sentence):
            if is_placed and len(spaces) != word.start - size:
                spaces = ("\n" if spaces.endswith("\n") else " ") * (word.start - size)
            form = _form(word)
            word.start = size + len(spaces)
            word.end = word.start + len(form)
            parts += (spaces, form)
            size = word.end
            usual = " "
            if place + 1 == len(sentence):
                is_paragraph = not newpars or number + 1 in newpars
                usual = "" if number + 1 == len(sentences) else "\n" if is_paragraph else " "
            spaces = _after(word, usual)
    return "".join([*parts, spaces])


def _after(word: Word, usual: str) -> str:
    if SPACES_AFTER in word.misc:
        return spaces_of(word.misc[SPACES_AFTER])
    return "" if word.misc.get(SPACE) == "No" else usual
