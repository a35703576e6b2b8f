"""Lines that know whether they are whole, and changes that come back as they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import Extra
from annotator.model.changes import Change, change_between
from annotator.store.bounds import MAX_MARKS
from annotator.store.emitter import PlainText
from annotator.store.log_lines import (
    Damaged,
    decode_change,
    decode_lines,
    encode_change,
    encode_line,
    sealed,
)
from tests.model.edited import edited, sets, span


def written(*said: dict[str, object]) -> bytes:
    lines, checksum = b"", 0
    for data in said:
        line, checksum = encode_line(data, checksum)
        lines += line
    return lines


SAID = ({"a": "وزیر\u2028\x00"}, {"b": [1, None, "\ud800"]}, {"c": {"d": "😀"}})


def test_come_back_as_they_were() -> None:
    content = written(*SAID)
    lines = decode_lines(content)
    assert lines.data == list(SAID)
    assert (lines.end, lines.torn, lines.broken) == (len(content), False, False)
    assert content.count(b"\n") == 3
    assert all(json.loads(line) for line in content.splitlines())
    more, _ = encode_line({"e": 1}, lines.sum)
    assert decode_lines(content + more).data == [*SAID, {"e": 1}]


def test_an_unfinished_line_is_torn_at_any_place() -> None:
    content = written(*SAID)
    ends = [n + 1 for n, byte in enumerate(content) if byte == 10]
    for end in range(len(content)):
        lines = decode_lines(content[:end])
        assert lines.data == list(SAID[: sum(place <= end for place in ends)])
        assert lines.torn == (end not in (0, *ends))
        assert not lines.broken


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    content = bytearray(written(*SAID))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    lines = decode_lines(bytes(content))
    assert lines.data == list(SAID[: len(lines.data)])
    assert len(lines.data) < 3
    assert lines.broken or lines.torn


def test_a_line_from_elsewhere_or_left_out_is_noticed() -> None:
    first, second, third = written(*SAID).splitlines(keepends=True)
    for content in (first + third, second, first + first, second + first):
        assert decode_lines(content).broken


@pytest.mark.parametrize("content", [b"\n", b"x\n", b'{"sum":"00000000",}\n', b"\xff\n", b"[" * 9999 + b"\n"])
def test_what_is_no_line(content: bytes) -> None:
    assert decode_lines(content).broken


@given(st.data())
def test_changes_come_back_as_they_were(data: st.DataObject) -> None:
    before = data.draw(sets())
    change = change_between(before, data.draw(edited(before)))
    line, _ = encode_line(encode_change(change), 0)
    assert decode_change(decode_lines(line).data[0]) == change


def test_values_of_a_file_come_back_with_their_types() -> None:
    value = {"n": 1, "f": 1.5, "b": [True, None], "plain": PlainText("012"), "map": {"x": "y"}}
    extra = (Extra("k", value, "note"), Extra("l", PlainText("yes")))
    change = Change(come=(span("s1", origin=value, extra=extra),), extra=((), extra))
    line, _ = encode_line(encode_change(change), 0)
    back = decode_change(decode_lines(line).data[0])
    assert back == change
    assert back.extra is not None
    assert isinstance(back.extra[1][1].value, PlainText)


@pytest.mark.parametrize(
    "data",
    [
        {"come": 7},
        {"come": [7]},
        {"come": [{}]},
        {"come": [{"id": "s1", "layer": "a", "label": "b", "start": -1, "end": 2}]},
        {"come": [{"id": "s1", "layer": "a", "label": "b", "start": True, "end": 2}]},
        {"come": [{"id": 1, "layer": "a", "label": "b", "end": 2}]},
        {"come": [{"id": "s1", "layer": "a", "label": "b", "end": 2, "other": 1}]},
        {"come": [{"id": "s1", "layer": "a", "label": "b", "end": 2, "origin": {"x": 1}}]},
        {"relations": [0, [], [{"id": "r1", "label": "P", "source": "s1", "target": "s1"}]]},
        {"relations": ["x", [], []]},
        {"relations": [0]},
        {"status": ["draft"]},
        {"attributes": [1, 2]},
        {"extra": [[["k"]], []]},
    ],
)
def test_what_is_no_change(data: dict[str, object]) -> None:
    with pytest.raises(Damaged):
        decode_change(data)


def test_more_than_is_ever_read_of_a_file_is_not_read() -> None:
    lines = decode_lines(written({"a": [[]] * (MAX_MARKS // 2)}))
    assert (lines.data, lines.broken) == ([], True)
    assert decode_lines(written({"a": [[]] * (MAX_MARKS // 2 - 10)})).data != []


def test_a_line_nested_very_deep_is_broken() -> None:
    body = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    lines = decode_lines(sealed(body, 0)[0])
    assert (lines.data, lines.broken) == ([], True)
