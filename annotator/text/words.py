"""Words of a text in any script that parts them by spaces: where they are, and the way from one to the next.

Offsets are code points; every word begins and ends at boundaries of grapheme clusters. A word is a run of
letters and digits with their marks and joiners (a ZWNJ or an izafat mark stays inside), so `5سالہ` is
one; a few signs join what stands on both their sides: see `_JOINTS`. No word holds white space. So what
is asked about one place is answered from the last white space before it. What runs on for thousands of
characters is no word but data: there the answer reaches `_REACH` characters to each side.
"""

from __future__ import annotations

from annotator.text.graphemes import check_offset, next_boundary, snap, whole
from annotator.text.patterns import Pattern

# Letters and digits that can begin a grapheme cluster; signs of the emoji kind (the circled ones) are none.
_LETTER = r"[[\p{L}\p{N}]--[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{ExtPict}]]"
_MARKS = r"[\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200c\u200d]*+"
_PREPENDED = r"(?:(?<!\p{GCB=Prepend})\p{GCB=Prepend}++)?+"
_UNIT = rf"{_PREPENDED}{_LETTER}{_MARKS}"
# A consonant that a stray virama, after a space or a stop, joins to that is in the midst of a cluster (GB9c).
_WHOLE = r"(?<!\p{ccc=9}[\p{GCB=Extend}\u200d]*)"
_CASED = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]"

# (what joins two parts of a word, why). Each stands between a part and a following letter or digit.
_JOINTS: tuple[tuple[str, str], ...] = (
    (r"[-\u2010\u2011\u05be]", "Ki-moon, COVID-19, 2026-02-05, उप-प्रधानमंत्री; a dash parts: ایران–قازقستان"),
    (r"(?<=\p{Nd})[.:/,\u066b\u066c\u06d4\u2013](?=\p{Nd})", "6.4, 10:30, 5/2/2026, 1,00,000, 2025–26"),
    (r"(?<=\p{Nd})\u060c(?=\p{Nd}{3}(?!\p{Nd}))", "1،000; but 19،20 is a list"),
    (rf"(?<={_CASED}\p{{M}}*)['\u2019\u02bc\uff07\u00b7](?={_CASED})", "don't, O’Brien, col·legi"),
    (r"(?<=\p{Hebrew}\p{M}*)['\"\u05f3\u05f4](?=\p{Hebrew})", 'the gershayim of צה"ל'),
    (r"(?<=[a-z0-9])\.(?=[a-z])", "dawn.com, p.m"),
    (r"(?<=(?<![\p{L}\p{M}\p{N}])\p{Lu})\.(?=\p{Lu}(?![\p{L}\p{M}\p{N}]))", "U.S.A, but not end.Next"),
    (r"(?<=\p{Lu})&(?=\p{Lu})", "R&D, AT&T"),
    (r"[_\u203f]+", "names in programs and addresses"),
    (r"[\u00ad\u061c\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+", "controls that no reader sees"),
)
_WORD = Pattern(
    rf"(?V1){_WHOLE}(?:{_UNIT})++(?:(?:{'|'.join(joint for joint, _ in _JOINTS)})(?:{_UNIT})++)*+"
)
_WORD_START = Pattern(rf"(?V1){_WHOLE}{_PREPENDED}{_LETTER}")
_LAST_LETTER = Pattern(rf"(?V1)(?r){_LETTER}")
_SPACE_BEFORE = Pattern(r"(?r)\s")
_INK = Pattern(r"\S")
_INK_BEFORE = Pattern(r"(?r)\S")
_SPACES = Pattern(r"\s+")
_REACH = 2000


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return all words and numbers in order, without the spaces and punctuation between them."""
    return [found.span() for found in _WORD.finditer(text)]


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return the word at offset.

    At punctuation: that grapheme cluster. At white space, or at a paragraph's end: the word that touches
    it, the following rather than the preceding one; else the punctuation that does; (offset, offset) in a
    blank paragraph. Raises ValueError outside the text.
    """
    check_offset(text, offset)
    if offset < len(text):
        cluster = snap(text, offset, offset + 1)
        if not _SPACES.fullmatch(text, *cluster):
            return _word_holding(text, offset) or cluster
    return _neighbour(text, offset)


def next_word(text: str, offset: int) -> int:
    """Return where the next word after offset begins; the text's length where none does."""
    check_offset(text, offset)
    word = _word_holding(text, offset)
    found = _WORD_START.search(text, word[1] if word else offset)
    return found.start() if found else len(text)


def previous_word(text: str, offset: int) -> int:
    """Return where the last word that begins before offset begins; 0 where none does."""
    check_offset(text, offset)
    while letter := _LAST_LETTER.search(text, 0, offset):
        offset = letter.start()
        if word := _word_holding(text, offset):
            return word[0]
    return 0


def _word_holding(text: str, offset: int) -> tuple[int, int] | None:
    reach = whole(text, max(0, offset - _REACH)), whole(text, min(len(text), offset + _REACH))
    space = _SPACE_BEFORE.search(text, reach[0], offset)
    for found in _WORD.finditer(text, space.end() if space else reach[0], reach[1]):
        if found.end() > offset:
            return found.span() if found.start() <= offset else None
    return None


def _neighbour(text: str, offset: int) -> tuple[int, int]:
    """Return what touches the white space at offset, within its paragraph."""
    first = text.rfind("\n", 0, offset) + 1
    last = text.find("\n", offset)
    after = _INK.search(text, offset, len(text) if last < 0 else last)
    before = _INK_BEFORE.search(text, first, offset)
    places = [found.start() for found in (after, before) if found]
    for place in places:
        if word := _word_holding(text, place):
            return word
    return snap(text, places[0], next_boundary(text, places[0])) if places else (offset, offset)
