"""How much a YAML file may hold: what goes beyond is refused before it costs time or memory."""

from __future__ import annotations

MAX_BYTES = 16 << 20
"""Of any file: fifty times the longest article that anyone here has annotated."""
MAX_DEPTH = 32
MAX_KEYS = 1_000
"""Of one mapping."""
MAX_ITEMS = 1_000
"""Of a list, unless it is one of mappings at the top, as the spans are."""
MAX_KEY = 1_000
"""Characters of a key in quotes: a reader must find the colon within 1,024, and an escape has six."""
MAX_MARKS = 500_000
"""Line ends, commas and what else parts values, each of which costs a reader far more than its bytes."""

_MARKS = (b"\n", b",", b"[", b"{", b"- ")


def excess(data: bytes) -> str:
    """Return why a file is too long to be read, whatever it says; "" where it is not."""
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES >> 20} megabytes, the most that is read"
    if sum(data.count(mark) for mark in _MARKS) > MAX_MARKS:
        return f"holds more than {MAX_MARKS:,} values, the most that is read"
    return ""
