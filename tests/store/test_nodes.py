"""Typed reading: each wrong type is told at its place, and all of them together."""

from __future__ import annotations

import pytest

from annotator.model.faults import FaultyFile
from annotator.store.nodes import Faults, Section, check_format, shown
from annotator.store.yaml_file import load


def section(text: str) -> tuple[Section, Faults]:
    faults = Faults("x.yaml")
    return Section(load(text.encode(), faults), "", faults), faults


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("38", None),
        ("-1", None),
        ("012", "k: 012 has a leading zero, which programs read differently; write 12"),
        ('"38"', 'k: "38" is text; write 38 without quotes'),
        ("1e3", 'k: "1e3" is no whole number'),
        ("1.0", 'k: "1.0" is no whole number'),
        ("0x10", 'k: "0x10" is no whole number'),
        ("1_000", 'k: "1_000" is no whole number'),
        ("yes", 'k: "yes" is no whole number'),
        ("٣٨", 'k: "٣٨" is no whole number'),
        ("", "k: is empty; it must be a whole number"),
        ("[1]", "k: must be a whole number"),
    ],
)
def test_whole_numbers(value: str, fault: str | None) -> None:
    top, faults = section(f"k: {value}\n")
    number = top.integer("k")
    assert [str(f) for f in faults.found] == ([f"line 1: {fault}"] if fault else [])
    assert number == (None if fault else int(value))


def test_what_is_missing_is_told_at_the_line_of_what_lacks_it() -> None:
    top, faults = section("a: 1\ns:\n  - b: 1\n")
    for item in top.sections("s"):
        assert item.integer("end") is None
        assert item.name("id") == ""
    assert [str(f) for f in faults.found] == ["line 3: s[0].end: is missing", "line 3: s[0].id: is missing"]


def test_texts_lists_and_mappings_of_the_wrong_type() -> None:
    top, faults = section("a: [1]\nb: x\nc: {d: 1}\ne: [x, [y], ]\nf: [1, {a: 1}, ~]\ng: ''\n")
    assert top.text("a") == ""
    assert list(top.items("b")) == []
    assert list(top.items("c")) == []
    assert top.section("b").nodes == {}
    assert top.texts("e") == ["x"]
    assert len(list(top.sections("f"))) == 1
    assert top.name("g") == ""
    assert top.choice("b", ("y", "z"), "y") == "y"
    assert [str(f) for f in faults.found] == [
        "line 1: a: must be text",
        "line 2: b: must be a list (lines that begin with a dash)",
        "line 3: c: must be a list (lines that begin with a dash)",
        "line 2: b: must be a mapping (lines of key: value)",
        "line 4: e[1]: must be text",
        "line 5: f[0]: must be a mapping (lines of key: value)",
        "line 5: f[2]: is empty",
        "line 6: g: is empty",
        'line 2: b: "x" is none of: y, z',
    ]


def test_nothing_is_like_left_out() -> None:
    top, faults = section("a:\nb: ~\nc: null\n")
    assert [top.text(key) for key in "abc"] == ["", "", ""]
    assert list(top.items("a")) == list(top.sections("b")) == top.texts("c") == []
    assert not any(top.has(key) for key in "abcd")
    assert faults.found == []


def test_extras_know_what_they_stood_after() -> None:
    top, _ = section("x: 012\nid: 1\ny: {a: [true, 1.5]}\nz: yes\nend: 2\n")
    assert [(e.key, e.value, e.after) for e in top.extras(frozenset(("id", "end")))] == [
        ("x", "012", ""),
        ("y", {"a": [True, 1.5]}, "id"),
        ("z", "yes", "id"),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("annotator/2", "annotator/2 is of a newer version of the program; this one reads annotator/1"),
        ("annotator/0", '"annotator/0" is not annotator/1'),
        ("other/1", '"other/1" is not annotator/1'),
    ],
)
def test_formats(given: str, message: str) -> None:
    top, faults = section(f"format: {given}\n")
    with pytest.raises(FaultyFile) as caught:
        check_format(top, "annotator/1", faults)
    assert [(f.message, f.place, f.line) for f in caught.value.faults] == [(message, "format", 1)]


def test_what_a_message_shows_cannot_reorder_it() -> None:
    assert shown("a\u202eb\u2067") == '"a\\u202Eb\\u2067"'
    assert len(shown("x" * 1000)) < 70
