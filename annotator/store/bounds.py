"""How much a YAML file may hold: what goes beyond is refused before it costs time or memory."""

from __future__ import annotations

MAX_BYTES = 16 << 20
"""Of any file: fifty times the longest article that anyone here has annotated."""
MAX_DEPTH = 32
MAX_KEYS = 4_000
"""Of one mapping."""
MAX_ITEMS = 1_000
"""Of a list, unless it is one that a kind of file may have long, as the spans are."""
MAX_ENTRY = 10_000
"""Values in one entry of such a long list."""
MAX_BESIDE = 20_000
"""Values in a file besides the entries of its long lists."""
MAX_KEY = 1_000
"""Characters of a key in quotes: a reader must find the colon within 1,024, and an escape has six."""
MAX_LINE = 4 << 20
"""Characters of a line that is not of our own writing: a reader keeps several copies of a long one."""
MAX_MARKS = 400_000
"""Line ends, commas and what else parts values, each of which costs a reader far more than its bytes."""

MAX_ESCAPES = 2_000_000
"""Backslashes."""

_MARKS = b"\n,[{"
_LONGER_MARK = b"- "


def excess(data: bytes) -> str:
    """Return why a file is too long to be read, whatever it says; "" where it is not."""
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES >> 20} megabytes, the most that is read"
    if len(data) > MAX_MARKS and _marks(data) > MAX_MARKS:
        return f"holds more than {MAX_MARKS:,} values, the most that is read"
    if len(data) > MAX_ESCAPES and data.count(b"\\") > MAX_ESCAPES:
        return f"holds more than {MAX_ESCAPES:,} backslashes, the most that is read"
    return ""


def _marks(data: bytes) -> int:
    returns = data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else 0
    return len(data) - len(data.translate(None, _MARKS)) + data.count(_LONGER_MARK) + returns


def too_long_line(text: str) -> int:
    """Return the number of the first line that is longer than MAX_LINE, from 1; 0 where none is."""
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            return text.count("\n", 0, start) + 1
        start = end + 1
    return 0
