"""Bytes of an article to its text, as the corpus's format says; all that is not UTF-8 is refused.

Knows how to tell a reader what such bytes probably are. Reading the file is left to others.
"""

from __future__ import annotations

import codecs
import re

_LINE_END = re.compile(rb"\r\n|\r|\n")
_ARABIC = re.compile(
    "[\u0621-\u064a\u067e\u0679\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2]"
)
_BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAMPLE = 65_536


class UndecodableText(ValueError):
    """Bytes that are not UTF-8.

    byte: offset of the first bad one in the file, from 0; line: where it stands, from 1; hint: what the
    bytes probably are and what to do.
    """

    def __init__(self, byte: int, line: int, hint: str) -> None:
        self.byte, self.line, self.hint = byte, line, hint
        super().__init__(f"the text is not UTF-8 at byte {byte} (line {line}); {hint}")


def decode_article(data: bytes) -> str:
    """Return the text of a file: a leading byte-order mark dropped, every line end read as a line feed.

    Nothing else is changed. Raises UndecodableText for bytes that are not UTF-8.
    """
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = str(memoryview(data)[mark:], "utf-8")
    except UnicodeDecodeError as error:
        place = mark + error.start
        line = len(_LINE_END.findall(data, 0, place)) + 1
        raise UndecodableText(place, line, _hint(data, place)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _hint(data: bytes, place: int) -> str:
    encoding = _wide_encoding(data)
    if not encoding and _is_mostly_utf8(data, place):
        return (
            "the rest is UTF-8, so the file is damaged or cut off there: get a fresh copy, or mend that line"
        )
    if not encoding and _is_arabic(data):
        encoding = "WINDOWS-1256"
    if not encoding:
        return (
            "save it as UTF-8 in the program that made it, or convert it from its encoding with: "
            "iconv -f ENCODING -t UTF-8 OLD.txt > NEW.txt"
        )
    return f"it looks like {encoding}; convert it with: iconv -f {encoding} -t UTF-8 OLD.txt > NEW.txt"


def _wide_encoding(data: bytes) -> str:
    """Return the name of the UTF-16 or UTF-32 encoding that bytes seem to be in, else ""."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    # In UTF-16 the high byte of each space, digit and line end is 0, on one side of the pair only.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "UTF-16LE" if odd > even else "UTF-16BE"


def _is_mostly_utf8(data: bytes, place: int) -> bool:
    """Tell whether characters beyond ASCII are well formed around the bad byte, but for few."""
    around = data[max(0, place - _SAMPLE) : place + _SAMPLE].decode("utf-8", "replace")
    bad = around.count("\ufffd")
    return sum(char > "\x7f" for char in around) - bad > 4 * bad


def _is_arabic(data: bytes) -> bool:
    """Tell whether nearly all bytes beyond ASCII would be Arabic letters in the encoding of old Windows."""
    beyond = "".join(char for char in data[:_SAMPLE].decode("cp1256", "replace") if char > "\x7f")
    return len(_ARABIC.findall(beyond)) * 10 >= len(beyond) * 8
