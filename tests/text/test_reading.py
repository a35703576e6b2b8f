from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.reading import UndecodableText, decode_article
from tests.strategies import nasty_texts, texts

URDU = "پاکستان اور قازقستان نے فیصلہ کیا ہے۔\nاسلام آباد 2026\n"
PERSIAN = "ایران و قزاقستان گفتگو کردند. این سفر دو روز بود.\n"


@given(st.one_of(texts(), nasty_texts()), st.booleans())
def test_the_text_is_what_python_reads(text: str, mark: bool) -> None:
    data = text.encode("utf-8-sig" if mark else "utf-8")
    assert decode_article(data) == io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()


def test_nothing_but_line_ends_and_the_mark_is_changed() -> None:
    data = "\ufeff\ufeff a\r\nb\rc\n\r\n\u2028\x85e\u0301\u0958\x00 ".encode()
    assert decode_article(data) == "\ufeff a\nb\nc\n\n\u2028\x85e\u0301\u0958\x00 "


def refused(data: bytes) -> UndecodableText:
    with pytest.raises(UndecodableText) as caught:
        decode_article(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "byte", "line"),
    [
        (b"ab\xff", 2, 1),
        (b"\xef\xbb\xbfab\xff", 5, 1),
        (b"a\nb\r\nc\r\xc3(", 7, 4),
        (b"\n\xed\xa0\x80", 1, 2),
        ("ہے۔".encode()[:-1], 4, 1),
        (b"\xc0\xaf", 0, 1),
    ],
)
def test_the_first_bad_byte_is_named(data: bytes, byte: int, line: int) -> None:
    fault = refused(data)
    assert (fault.byte, fault.line) == (byte, line)
    assert f"byte {byte} (line {line})" in str(fault)
    assert fault.hint in str(fault)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (URDU.encode("utf-16"), "UTF-16 "),
        (b"\xfe\xff" + URDU.encode("utf-16-be"), "UTF-16 "),
        (URDU.encode("utf-16-le"), "UTF-16LE"),
        (URDU.encode("utf-16-be"), "UTF-16BE"),
        (URDU.encode("utf-32"), "UTF-32 "),
        (PERSIAN.replace("ی", "ي").encode("cp1256"), "WINDOWS-1256"),
    ],
)
def test_the_hint_says_how_to_convert(data: bytes, encoding: str) -> None:
    assert f"iconv -f {encoding}" in refused(data).hint


def test_a_damaged_file_is_not_converted() -> None:
    data = URDU.encode() * 3
    assert "damaged" in refused(data[:40] + b"\xff" + data[40:]).hint
    assert "damaged" in refused(data.rstrip(b"2026\n ")[:-1]).hint


def test_other_bytes_get_a_general_hint() -> None:
    assert "iconv -f ENCODING" in refused("naïve café à Paris".encode("latin-1")).hint


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")), ids=lambda p: p.name[:3]
)
def test_the_samples_are_read_unchanged(path: Path) -> None:
    assert decode_article(path.read_bytes()) == path.read_text(encoding="utf-8-sig")
