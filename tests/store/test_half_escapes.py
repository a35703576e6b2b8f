"""Halves of surrogate pairs are read from every kind of scalar as they were written, in files of any size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.faults import FaultyFile
from annotator.store.half_escapes import HalfEscapes
from annotator.store.nodes import Faults
from annotator.store.yaml_file import read_strictly


def said(text: str) -> object:
    return read_strictly(text, Faults("x")).value()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"\\ud800"', "\ud800"),
        ('"a\\uDFFFb\\ud83d\\ude00"', "a\udfffb\ud83d\ude00"),
        ('"\\U0000dbff"', "\udbff"),
        ('"\\\\ud800"', "\\ud800"),
        ('"\\\\\\ud800"', "\\\ud800"),
        ("'\\ud800'", "\\ud800"),
        ("'\\U0000D800'", "\\U0000D800"),
        ("x\\ud800", "x\\ud800"),
        ("|\n  \\ud800\n", "\\ud800\n"),
        ('"\\ud7ff\\ue000"', "\ud7ff\ue000"),
    ],
)
@pytest.mark.parametrize("length", [0, 100_000])
def test_what_is_read(written: str, read: str, length: int) -> None:
    assert said(f"b: '{'x' * length}'\na: {written}\n") == {"b": "x" * length, "a": read}


def test_keys() -> None:
    assert said('"\\ud800": 1\n') == {"\ud800": 1}


def test_the_stand_in_is_no_character_of_the_text() -> None:
    assert said('a: "\ufdd0u0041\\ud800\ufdd1"\n') == {"a": "\ufdd0u0041\ud800\ufdd1"}


def test_faults_show_what_was_written() -> None:
    with pytest.raises(FaultyFile, match=r"is not YAML"):
        said("a: &\\ud800 x\n")


def test_a_text_without_any_stays_as_it_is() -> None:
    halves = HalfEscapes("a: \\u0041 \\\\ x")
    assert (halves.text, halves.mark, halves.excess) == ("a: \\u0041 \\\\ x", "", "")


def test_very_many() -> None:
    with pytest.raises(FaultyFile, match="holds more than 50,000 halves of characters"):
        said('a: "' + "\\ud800" * 50_001 + '"\n')
    assert len(said('a: "' + "\\ud800" * 50_000 + '"\n')["a"]) == 50_000  # type: ignore[index]


@given(
    st.lists(st.sampled_from(["\\", "ud800", "\\ud800", "\\uDC00", "u", "x", "\ufdd0", "\\n"])).map("".join)
)
def test_any_mixture_is_read_as_by_the_rules_of_escapes(inside: str) -> None:
    pieces: list[str] = []
    at = 0
    known = {"\\": "\\", "n": "\n"}
    while at < len(inside):
        if inside[at] != "\\":
            pieces.append(inside[at])
            at += 1
        elif inside[at + 1 : at + 2] in known:
            pieces.append(known[inside[at + 1]])
            at += 2
        elif inside[at + 1 : at + 6] in ("ud800", "uDC00"):
            pieces.append(chr(int(inside[at + 2 : at + 6], 16)))
            at += 6
        else:
            return
    assert said(f'a: "{inside}"\n') == {"a": "".join(pieces)}
