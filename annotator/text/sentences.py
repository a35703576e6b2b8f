"""Sentences of a text: where a full stop of any script really ends one.

Offsets are code points. A sentence lies inside a paragraph and has no white space at its edges. Whether a
stop ends one is told from the few characters around it, so what is asked about one place is answered
from the nearest ends. Where a stop may or may not end a sentence, it does not: two sentences taken for
one are sooner seen and put right by a reader than one cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.text.abbreviations import is_dotted, is_initial, is_letter_name, is_numbered, is_title
from annotator.text.graphemes import check_offset, is_boundary

_STOP_SIGN = r"[\p{SB=STerm}\p{SB=ATerm}\u2026]"
_MARKS = r"[\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]"
# Closing quotes and brackets, and the controls that end an embedding. A quote that may open as well (the
# straight ones, and those that some write the other way round) closes where no letter follows.
_CLOSING = (
    r"(?:[\p{Pe}\p{Pf}\u200e\u200f\u061c\u202c\u2069]"
    r"|[\"'\p{Pi}](?=[\s\p{Pe}\p{Pf}\"'\p{SB=STerm}.,\u060c]|\Z))"
)
_BREAK = r"[\n\x85\u2028\u2029]"
_END = regex.compile(
    rf"(?P<break>{_BREAK})"
    rf"|(?P<signs>{_STOP_SIGN})(?:{_MARKS}|[^\S\n\x85\u2028\u2029]*+(?P<signs>{_STOP_SIGN})|(?P<close>{_CLOSING}))*+"
)
# A character that no end holds: from there on, ends are found as from the head of the text.
_LETTER_BEFORE = regex.compile(r"(?V1)(?r)[\p{L}--[\p{GCB=Extend}\p{GCB=SpacingMark}]]")
_TOKEN_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}\u200c\u200d.]{1,24}")
_NAME_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]{1,8}")
_NAME_AFTER = regex.compile(r"[\p{L}\p{M}]{1,8}(?![\p{L}\p{M}\p{N}])")
# A paragraph's head up to a stop, without a word so far or with nothing but its number in a list.
_NO_WORD_BEFORE = regex.compile(r"(?mr)^[^\p{L}\p{N}\n]{0,40}")
_LIST_NUMBER = regex.compile(r"(?mr)^[^\S\n]{0,8}[(\[]?\p{Nd}{1,3}")
_DECIMAL = regex.compile(r"(?<=\p{Nd})\u06d4\p{Nd}")
_CASELESS = regex.compile(r"\p{Lo}")
_CASELESS_BEFORE = regex.compile(r"(?r)\p{Lo}\p{M}{0,8}")
_POINTS = ".\u2026\u2024\ufe52\uff0e"
_NEXT_SIGN = regex.compile(r"[^\p{L}\p{N}\n]{0,12}([\p{L}\p{N}])?")
_INK_BEFORE = regex.compile(r"(?r)\S")

# White space that is a grapheme cluster of its own.
_OWN = rf"(?!{_MARKS})(?<!\p{{GCB=Prepend}}\s)"
_BLANK = rf"(?:[\p{{Cc}}\u2028\u2029]|[\p{{Zs}}]{_OWN})"
_LEADING = regex.compile(rf"(?=\s)(?:{_BLANK})*+")
_TRAILING = regex.compile(rf"(?r)(?:{_BLANK})*+")

_WINDOW = 2000


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return all sentences in order; none for a blank paragraph."""
    return list(_sentences_from(text, 0))


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Return the sentence at offset.

    White space between two belongs to the second; at the end of a paragraph, to the last. Returns
    (offset, offset) in a blank paragraph. Raises ValueError outside the text.
    """
    check_offset(text, offset)
    found = next(_sentences_from(text, _cut_before(text, offset)), None)
    paragraph_end = text.find("\n", offset)
    if found and (paragraph_end < 0 or found[0] < paragraph_end):
        return found
    ink = _INK_BEFORE.search(text, text.rfind("\n", 0, offset) + 1, offset)
    return sentence_at(text, ink.start()) if ink else (offset, offset)


def next_sentence(text: str, offset: int) -> int:
    """Return where the next sentence after offset begins; the text's length where none does."""
    check_offset(text, offset)
    for start, _ in _sentences_from(text, _cut_before(text, offset)):
        if start > offset:
            return start
    return len(text)


def previous_sentence(text: str, offset: int) -> int:
    """Return where the last sentence that begins before offset begins; 0 where none does."""
    check_offset(text, offset)
    ink = _INK_BEFORE.search(text, 0, offset)
    return sentence_at(text, ink.start())[0] if ink else 0


def _sentences_from(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences after start, which is a place between two."""
    for end in _cuts_from(text, start):
        first, last = _without_blanks(text, start, end)
        if first < last:
            yield first, last
        start = end


def _cuts_from(text: str, start: int) -> Iterator[int]:
    """Yield the places after the ends of sentences, from start on; the last is the text's length."""
    for found in _END.finditer(text, start):
        if found["break"] or _ends_sentence(text, found):
            yield found.end()
    yield len(text)


def _cut_before(text: str, offset: int) -> int:
    """Return the last end of a sentence at or before offset; 0 where there is none."""
    width = _WINDOW
    while True:
        letter = _LETTER_BEFORE.search(text, 0, max(0, offset - width))
        start = letter.start() if letter else 0
        last = 0
        for cut in _cuts_from(text, start):
            if cut > offset:
                break
            last = cut
        if last or not start:
            return last
        width *= 8


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.match(text, start, end)
    return start, trailing.start() if trailing else end


def _ends_sentence(text: str, found: regex.Match[str]) -> bool:
    """Tell whether a run of stops, with the closing quotes and brackets at it, ends a sentence."""
    if not is_boundary(text, found.end()) or _NO_WORD_BEFORE.match(text, 0, found.start()):
        return False
    signs = "".join(found.captures("signs"))
    if signs.strip("!?" + _POINTS):
        return len(signs) > 1 or _full_stop_ends(text, found)
    if _starts_lower(text, found.end()):
        return False
    if signs.strip(_POINTS):
        return not _is_glued(text, found) or bool(_CASELESS.match(text, found.end()))
    return _point_ends(text, found) if len(signs) == 1 else not _is_glued(text, found)


def _full_stop_ends(text: str, found: regex.Match[str]) -> bool:
    """Judge one stop that is no point and neither ! nor ?: only that of Urdu serves for more."""
    place = found.start()
    if found[0] != "\u06d4":
        return True
    if _LIST_NUMBER.match(text, 0, place) or _DECIMAL.match(text, place):
        return False
    before, after = _NAME_BEFORE.match(text, 0, place), _NAME_AFTER.match(text, place + 1)
    return not (before and after and is_letter_name(before[0]) and is_letter_name(after[0]))


def _point_ends(text: str, found: regex.Match[str]) -> bool:
    """Judge one point."""
    place = found.start()
    token = _TOKEN_BEFORE.match(text, 0, place)
    if token and not found["close"] and _is_abbreviated(text, token[0], found.end()):
        return False
    if _LIST_NUMBER.match(text, 0, place):
        return False
    return not _is_glued(text, found) or bool(
        _CASELESS.match(text, found.end()) and _CASELESS_BEFORE.match(text, 0, place)
    )


def _is_abbreviated(text: str, token: str, after: int) -> bool:
    if is_title(token) or is_initial(token) or is_dotted(token):
        return True
    following = _NEXT_SIGN.match(text, after)
    return is_numbered(token) and bool(following and following[1] and following[1].isdecimal())


def _is_glued(text: str, found: regex.Match[str]) -> bool:
    following = text[found.end() : found.end() + 1]
    return bool(following) and not following.isspace() and not found["close"]


def _starts_lower(text: str, offset: int) -> bool:
    found = _NEXT_SIGN.match(text, offset)
    return bool(found and found[1] and found[1].islower())
