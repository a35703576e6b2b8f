"""Sentences of a text: where a full stop of any script really ends one.

Offsets are code points. A sentence lies inside a paragraph and has no white space at its edges. Where a
stop may or may not end one, it does not: two sentences taken for one are sooner seen and put right by a
reader than one cut in two. Whether it does is told from the few characters around it, so what is asked
about one place is answered from the nearest ends; where there is none for `_REACH` characters, the answer
goes no further than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from annotator.text.patterns import Pattern

if TYPE_CHECKING:
    import regex

from annotator.text.abbreviations import is_dotted, is_initial, is_letter_name, is_numbered, is_title
from annotator.text.graphemes import check_offset, is_boundary, whole

_STOP_SIGN = r"[\p{SB=STerm}\p{SB=ATerm}\u2026]"
_MARKS = r"[\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]"
# Closing quotes and brackets, and the controls that end an embedding. A quote that may open as well (the
# straight ones, and those that some write the other way round) closes where no letter follows. A note's
# number in brackets stays with what it is about.
_CLOSING = (
    r"(?:\[\p{Nd}{1,3}\]|[\p{Pe}\p{Pf}\u200e\u200f\u061c\u202c\u2069]"
    r"|[\"'\p{Pi}](?=[\s\p{Pe}\p{Pf}\"'\p{SB=STerm}.,\u060c]|\Z))"
)
_BREAK = r"[\n\x85\u2028\u2029]"
_END = Pattern(
    rf"(?P<break>{_BREAK})"
    rf"|(?P<signs>{_STOP_SIGN})(?:{_MARKS}|[^\S\n\x85\u2028\u2029]*+(?P<signs>{_STOP_SIGN})|(?P<close>{_CLOSING}))*+"
)
# A character that no end holds: from there on, ends are found as from the head of the text.
_LETTER_BEFORE = Pattern(r"(?V1)(?r)[\p{L}--[\p{GCB=Extend}\p{GCB=SpacingMark}]]")
_TOKEN_BEFORE = Pattern(r"(?r)[\p{L}\p{M}\p{N}\u200c\u200d.]{1,24}")
# A letter's name before a stop, and before it one with the same stop; the word after a stop, and its stop.
_NAME = r"[\p{L}\p{M}]{1,8}"
_NAME_BEFORE = Pattern(
    rf"(?r)(?:(?<![\p{{L}}\p{{M}}\p{{N}}])({_NAME})[.\u06d4] ?)?(?<![\p{{L}}\p{{M}}\p{{N}}])({_NAME})"
)
_NAME_AFTER = Pattern(rf"( )?({_NAME})(?![\p{{L}}\p{{M}}\p{{N}}])([.\u06d4])?")
# A paragraph's head up to a stop, without a word so far or with nothing but its number in a list.
_NO_WORD_BEFORE = Pattern(r"(?mr)^[^\p{L}\p{N}\n]{0,40}")
_LIST_NUMBER = Pattern(r"(?mr)^[^\S\n]{0,8}[(\[]?\p{Nd}{1,3}")
_DECIMAL = Pattern(r"(?<=\p{Nd})\u06d4\p{Nd}")
_CASELESS = Pattern(r"\p{Lo}")
# The rest of an abbreviation such as कि.मी. is not the head of a sentence without a space before it.
_CASELESS_WORD = Pattern(r"\p{Lo}(?![\p{L}\p{M}]{0,2}\.)")
_CASELESS_BEFORE = Pattern(r"(?r)\p{Lo}\p{M}{0,8}")
_POINTS = ".\u2026\u2024\ufe52\uff0e"
_NEXT_SIGN = Pattern(r"[^\p{L}\p{N}\n]{0,12}([\p{L}\p{N}])?")
_LINE_END = Pattern(_BREAK)
_INK_OR_BREAK_BEFORE = Pattern(rf"(?r)(?P<break>{_BREAK})|\S")
_INK = Pattern(r"\S")
_INK_BEFORE = Pattern(r"(?r)\S")

# White space that is a grapheme cluster of its own.
_OWN = rf"(?!{_MARKS})(?<!\p{{GCB=Prepend}}\s)"
_BLANK = rf"(?:[\t-\r\x85\u2028\u2029]|\p{{Zs}}{_OWN})"
_LEADING = Pattern(rf"(?=\s)(?:{_BLANK})*+")
_TRAILING = Pattern(rf"(?r)(?:{_BLANK})*+")

_REACH = 16_000
# More than any stop with its quotes, and what is looked at after it.
_CONTEXT = 100


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return all sentences in order; none for a blank paragraph."""
    return list(_sentences(text, 0, len(text)))


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Return the sentence at offset.

    White space between two belongs to the second; at the end of a line or paragraph, to the last. Returns
    (offset, offset) in a blank one. Raises ValueError outside the text.
    """
    check_offset(text, offset)
    limit = _limit(text, offset)
    line_end = _LINE_END.search(text, offset, limit)
    found = next(_sentences(text, _end_before(text, offset), line_end.start() if line_end else limit), None)
    if found:
        return found
    before = _INK_OR_BREAK_BEFORE.search(text, 0, offset)
    return sentence_at(text, before.start()) if before and not before["break"] else (offset, offset)


def next_sentence(text: str, offset: int) -> int:
    """Return where the next sentence after offset begins; the text's length where none does."""
    check_offset(text, offset)
    limit = _limit(text, offset)
    for start, _ in _sentences(text, _end_before(text, offset), limit):
        if start > offset:
            return start
    ink = _INK.search(text, limit)
    return whole(text, ink.start()) if ink else len(text)


def previous_sentence(text: str, offset: int) -> int:
    """Return where the last sentence that begins before offset begins; 0 where none does."""
    check_offset(text, offset)
    ink = _INK_BEFORE.search(text, 0, offset)
    return sentence_at(text, ink.start())[0] if ink else 0


def _limit(text: str, offset: int) -> int:
    return whole(text, min(len(text), offset + _REACH))


def _sentences(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences between start, which no sentence spans, and limit, the last one cut off there."""
    for end in chain(_ends(text, start, limit), (limit,)):
        first, last = _without_blanks(text, start, end)
        if first < last:
            yield first, last
        start = end


def _ends(text: str, start: int, limit: int) -> Iterator[int]:
    """Yield the places after the stops and breaks that end sentences and begin before limit."""
    for found in _END.finditer(text, start, min(len(text), limit + _CONTEXT)):
        if found.start() >= limit:
            return
        if found["break"] or _ends_sentence(text, found):
            yield found.end()


def _end_before(text: str, offset: int) -> int:
    """Return the last end of a sentence at or before offset, or the head of its paragraph."""
    paragraph = text.rfind("\n", 0, offset) + 1
    for width in (_REACH // 8, _REACH):
        start, last = max(paragraph, offset - 2 * width), -1
        if start == paragraph:
            last = paragraph
        elif letter := _LETTER_BEFORE.search(text, start, offset - width):
            start = letter.start()
        else:
            continue
        for end in _ends(text, start, offset):
            last = end if end <= offset else last
        if last >= 0:
            return last
    return whole(text, offset - _REACH)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.match(text, start, end)
    return start, trailing.start() if trailing else end


def _ends_sentence(text: str, found: regex.Match[str]) -> bool:
    """Tell whether a run of stops, with the closing quotes and brackets at it, ends a sentence."""
    following = text[found.end() : found.end() + 1]
    if found[0] == "." and following.isascii() and following.isalnum():
        # The most frequent case in tables and data.
        return False
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
    return not _spells(text, place)


def _point_ends(text: str, found: regex.Match[str]) -> bool:
    """Judge one point."""
    place = found.start()
    token = _TOKEN_BEFORE.match(text, 0, place)
    if token and not found["close"] and _is_abbreviated(text, token[0], found.end()):
        return False
    if _LIST_NUMBER.match(text, 0, place) or _spells(text, place):
        return False
    return not _is_glued(text, found) or bool(
        _CASELESS_WORD.match(text, found.end()) and _CASELESS_BEFORE.match(text, 0, place)
    )


def _spells(text: str, place: int) -> bool:
    """Tell whether the stop at place is one of those in a name spelled like اے۔کیو۔خان."""
    before = _NAME_BEFORE.match(text, 0, place)
    if not before or not is_letter_name(before[2]):
        return False
    after = _NAME_AFTER.match(text, place + 1)
    if after and is_letter_name(after[2]) and (after[3] or not after[1]):
        return True
    return bool(before[1]) and is_letter_name(before[1])


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
