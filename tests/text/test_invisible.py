from __future__ import annotations

from unicodedata import category

import pytest

from annotator.text.invisible import invisible_name, reorders

NAMES = {
    "\u202e": "RLO",
    "\u200e": "LRM",
    "\u061c": "ALM",
    "\u2068": "FSI",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200b": "ZWSP",
    "\u00a0": "NBSP",
    "\u202f": "NNBSP",
    "\u00ad": "SHY",
    "\x00": "NUL",
    "\x1b": "ESC",
    "\x1f": "US",
    "\r": "CR",
    "\x7f": "DEL",
    "\x85": "NEL",
    "\x9f": "APC",
    "\u2028": "LS",
    "\u2029": "PS",
    "\ufeff": "BOM",
    "\u2060": "WJ",
    "\u034f": "CGJ",
    "\u3000": "IDSP",
    "\ufe0f": "VS16",
    "\U000e0100": "VS17",
    "\U000e01ef": "VS256",
    "\U000e0067": "U+E0067",
}


@pytest.mark.parametrize(("char", "name"), NAMES.items(), ids=ascii)
def test_names(char: str, name: str) -> None:
    assert invisible_name(char) == name


@pytest.mark.parametrize("char", " \n\tا۔ि़ـ\u0600\u06dd👍", ids=ascii)
def test_what_is_seen_has_none(char: str) -> None:
    assert invisible_name(char) is None


def test_every_control_and_space_but_the_plain_ones_has_a_name() -> None:
    for char in map(chr, range(0x3000)):
        if category(char) in ("Cc", "Zs", "Zl", "Zp") and char not in " \n\t":
            assert invisible_name(char), ascii(char)


def test_no_two_share_a_name() -> None:
    names = [name for char in map(chr, range(0x110000)) if (name := invisible_name(char))]
    assert len(names) == len(set(names))


def test_the_twelve_controls_of_uax_9_reorder() -> None:
    found = {char for char in map(chr, range(0x110000)) if reorders(char)}
    assert found == set(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
