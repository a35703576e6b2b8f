"""Leaving out what stands around the words of a range: spaces, punctuation, quotes, invisible controls."""

from __future__ import annotations

import re

from annotator.text.graphemes import check_offset, next_boundary, previous_boundary
from annotator.text.patterns import Pattern

# A grapheme cluster that a range can do without at its edges.
_LOOSE = Pattern(r"[\s\p{Z}\p{P}\p{Cc}\p{Cf}`´][\s\p{P}\p{M}\p{Cc}\p{Cf}]*")
# Punctuation that belongs to the word beside it: amounts (40%), handles and tags, sections (§5).
_KEPT = frozenset("%٪‰‱؉؊％@#§")
# The last point of U.S. or of J.F. stays; that of a sentence goes.
_DOTTED = Pattern(r"(?r)(?<![\p{L}\p{M}\p{N}])(?:\p{Lu}\.){2,8}")

_OPENING = "([{«‹“‘（［｛｢「『〈《【〔〖⟨⟪﴿"
_CLOSING = ")]}»›”’）］｝｣」』〉》】〕〗⟩⟫﴾"
_OPENED_BY = dict(zip(_CLOSING, _OPENING, strict=True))
_STRAIGHT = "\"'"
# Brackets and quotes; an apostrophe inside a word is none.
_PAIRED = Pattern(
    rf"[{re.escape(_OPENING + _CLOSING)}\"](?<!\u2019)|(?<!\p{{L}})['\u2019]|['\u2019](?!\p{{L}})"
)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without the spaces, punctuation and invisible controls at its two ends.

    A bracket or quote whose partner is further inside stays, as in ``(PML-N) leader``; a pair around the
    whole goes. Where nothing would remain, the range is returned as it was. Raises ValueError outside the
    text.
    """
    check_offset(text, start)
    check_offset(text, end)
    partners = _partners(text, start, end)
    first, last = start, end
    while first < last:
        after = min(next_boundary(text, first), last)
        before = max(previous_boundary(text, last), first)
        if partners.get(first) == before:
            first, last = after, before
        elif first not in partners and _is_loose(text, first, after):
            first = after
        elif before not in partners and _is_loose(text, before, last):
            last = before
        else:
            return first, last
    return start, end


def _is_loose(text: str, start: int, end: int) -> bool:
    if text[start] in _KEPT or not _LOOSE.fullmatch(text, start, end):
        return False
    return text[start] != "." or not _DOTTED.match(text, 0, end)


def _partners(text: str, start: int, end: int) -> dict[int, int]:
    """Return, for each bracket and quote that is paired within the range, the place of its partner."""
    partners: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for found in _PAIRED.finditer(text, start, end):
        sign, place = found[0], found.start()
        before = opened.get(sign if sign in _STRAIGHT else _OPENED_BY.get(sign, ""))
        if before:
            partner = before.pop()
            partners[partner], partners[place] = place, partner
            for others in opened.values():
                # What was opened inside the pair and never closed there has no partner.
                while others and others[-1] > partner:
                    others.pop()
        elif sign not in _OPENED_BY:
            opened.setdefault(sign, []).append(place)
    return partners
