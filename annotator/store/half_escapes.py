"""Escaped halves of surrogate pairs in a YAML text, which libyaml refuses: it is given stand-ins for them."""

from __future__ import annotations

import re

_MOST = 50_000
_HALF = re.compile(r"\\(?:\\|(u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2}))")
_STAND_INS = range(0xFDD0, 0xFDF0)
"""Code points that are no characters: what YAML allows, but no text should hold."""


class HalfEscapes:
    """text: as given, with stand-ins. mark: what each of them begins with; "" where there is none.

    excess: why the text cannot be read, "" where it can.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.mark = self.excess = ""
        times = sum(text.count(begin) for begin in ("\\ud", "\\uD", "\\U0000")) if "\\" in text else 0
        if not times:
            return
        self.mark = next((mark for mark in map(chr, _STAND_INS) if mark not in text), "")
        if times > _MOST or not self.mark:
            self.excess = f"holds more than {_MOST:,} halves of characters (\\ud800), the most that is read"
        else:
            self.text = _HALF.sub(self._stand_in, text)

    def _stand_in(self, escape: re.Match[str]) -> str:
        return f"{self.mark}{escape[1]}{escape[2]}" if escape[1] else escape[0]

    def restored(self, text: str, *, escapes: bool) -> str:
        """Return a scalar as it was meant. escapes: it stood between double quotes, where escapes count."""

        def what_stood(stand_in: re.Match[str]) -> str:
            return chr(int(stand_in[2], 16)) if escapes else f"\\{stand_in[1]}{stand_in[2]}"

        return re.sub(rf"{self.mark}(u|U0000)([0-9a-fA-F]{{4}})", what_stood, text)
