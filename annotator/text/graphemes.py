"""Extended grapheme clusters of a text: where they begin, all of them or only near one place.

Offsets are code points. Clusters are those of ``\\X`` of the package regex (UAX #29 with rule GB9c). What
is asked about one place is answered from the characters near it, however long the text is: the cluster
rules are followed from a *sure* place before it, where no rule can join what stands on its two sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.text.patterns import Pattern

# A pair of flag letters is named by itself, for \X would count those before it at each one anew.
_CLUSTER = Pattern(r"\p{RI}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X")

# What a cluster boundary never precedes, or only as characters further back have it.
_JOINS_BEFORE = r"\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{RI}\n"
# What a boundary precedes unless a leading jamo does.
_SYLLABLES = r"\p{GCB=LV}\p{GCB=LVT}"
# What may join the character after it: prepended signs, and what may stand before the second consonant of
# a conjunct (GB9c) or the second picture of an emoji sequence (GB11). The three letters are linkers too.
_JOINS_AFTER = r"\p{GCB=Prepend}\p{GCB=Extend}\p{GCB=ZWJ}\u1cf5\u1cf6\U00011a3a"
# Scripts without conjuncts: their letters begin a cluster after a mark as well (vowelled Arabic).
_PLAIN = r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}\s"
_SURE = Pattern(
    rf"(?r)(?<=[^{_JOINS_AFTER}])(?=[^{_JOINS_BEFORE}{_SYLLABLES}])"
    rf"|(?<=[^{_JOINS_AFTER}\p{{GCB=L}}])(?=[{_SYLLABLES}])"
    r"|(?<=\n)(?s:(?=.))"
    rf"|(?<=\p{{GCB=Extend}})(?=[{_PLAIN}])(?=[^{_JOINS_BEFORE}])"
)
_FLAG_LETTERS = Pattern(r"(?r)\p{RI}+")


def grapheme_boundaries(text: str) -> list[int]:
    """Return all boundaries in order, from 0 to the text's length; [0] for an empty text."""
    return [0, *(found.end() for found in _CLUSTER.finditer(text))]


def previous_boundary(text: str, offset: int) -> int:
    """Return the last boundary before offset; 0 at 0. Raises ValueError outside the text."""
    check_offset(text, offset)
    return 0 if offset == 0 else _cluster_holding(text, offset - 1)[0]


def next_boundary(text: str, offset: int) -> int:
    """Return the first boundary after offset; the length at the end. Raises ValueError outside the text."""
    check_offset(text, offset)
    return offset if offset == len(text) else _cluster_holding(text, offset)[1]


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether no grapheme cluster spans offset. Raises ValueError outside the text."""
    check_offset(text, offset)
    return offset == len(text) or _cluster_holding(text, offset)[0] == offset


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the smallest range of whole clusters that holds [start, end).

    Raises ValueError where start is after end or either is outside the text.
    """
    if start > end:
        raise ValueError(f"the range ends ({end}) before it starts ({start})")
    return whole(text, start), end if is_boundary(text, end) else next_boundary(text, end)


def whole(text: str, offset: int) -> int:
    """Return the last boundary at or before offset."""
    return offset if is_boundary(text, offset) else previous_boundary(text, offset)


def check_offset(text: str, offset: int) -> None:
    """Raise ValueError where offset is no place of the text."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"{offset} is outside the text (0 to {len(text)})")


def _cluster_holding(text: str, offset: int) -> tuple[int, int]:
    """Return the cluster that holds the code point at offset."""
    for start, end in _clusters_from(text, _sure_place(text, offset)):
        if end > offset:
            return start, end
    raise AssertionError("the clusters of a text cover it")


def _clusters_from(text: str, start: int) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _CLUSTER.finditer(text, start))


def _sure_place(text: str, offset: int) -> int:
    """Return a boundary at or before offset that can be told without looking further back."""
    found = _SURE.search(text, 0, offset + 1)
    place = found.start() if found else 0
    flags = _FLAG_LETTERS.match(text, 0, offset) if offset - place > 2 else None
    if flags:
        # Letters of flags pair up from the head of their run (GB12, GB13). What precedes the run may
        # join its first letter, but not the third; and what is at offset may belong to the last pair.
        pairs = (offset - flags.start() - 1) // 2
        return max(place, flags.start() + 2 * pairs) if pairs else place
    return place
