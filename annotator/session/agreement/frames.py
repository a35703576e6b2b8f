"""How the window and the process that computes figures talk: pickled values, each with its length before it.

Both ends are this program, started by each other; nothing from elsewhere is ever read so.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

_HEAD = 4


def frame(value: object) -> bytes:
    """Return a value as bytes that FrameReader understands."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_HEAD, "big") + data


class FrameReader:
    """Puts values together from bytes that come in any portions."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        """Yield the values that are complete now."""
        self._data += data
        while len(self._data) >= _HEAD:
            end = _HEAD + int.from_bytes(self._data[:_HEAD], "big")
            if len(self._data) < end:
                return
            value = bytes(self._data[_HEAD:end])
            del self._data[:end]
            yield pickle.loads(value)
