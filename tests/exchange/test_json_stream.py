"""JSON read piece by piece gives what it gives when it is read whole, and tells where it breaks."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange import json_stream
from annotator.exchange.json_stream import Item, items, lines
from annotator.exchange.source import Source

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class _Held(Source):
    """A file in memory, given out a few bytes at a time."""

    def __init__(self, data: bytes, step: int = 1 << 20) -> None:
        self.data_, self._step = data, step

    def open(self, name: str) -> io.BufferedIOBase:  # type: ignore[override]
        return _Slow(self.data_, self._step)


class _Slow(io.BytesIO):
    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(self._step, size or 0) if size and size > 0 else self._step)


def read(data: bytes, step: int = 1 << 20, under: Sequence[str] = ()) -> list[Item]:
    return list(items(_Held(data, step), "x.json", under))


@given(st.lists(values, max_size=6), st.integers(1, 7), st.sampled_from([None, 2]), st.booleans())
def test_an_array_is_read_item_by_item(
    said: list[object], step: int, indent: int | None, plain: bool
) -> None:
    data = json.dumps(said, indent=indent, ensure_ascii=plain).encode("utf-8", "backslashreplace")
    assert [item.value for item in read(data, step)] == said


@given(st.lists(values, max_size=6), st.integers(1, 7), st.sampled_from(["\n", "\r\n\r\n", " "]))
def test_values_may_follow_one_another(said: list[object], step: int, between: str) -> None:
    said = [[value] for value in said]
    data = between.join(json.dumps({"v": value}) for value in said).encode()
    assert [item.value for item in read(b"\xef\xbb\xbf" + data, step)] == [{"v": value} for value in said]


@given(st.lists(values, max_size=5), st.dictionaries(st.text(), values, max_size=3), st.integers(1, 9))
def test_the_items_under_a_key_are_read_wherever_it_stands(
    said: list[object], others: dict[str, object], step: int
) -> None:
    others.pop("documents", None)
    before = json.dumps({**others, "documents": said, **{f"{key}2": value for key, value in others.items()}})
    assert [item.value for item in read(before.encode(), step, ("documents",))] == said
    assert [item.value for item in read(json.dumps(others).encode(), step, ("documents",))] == [others]


def test_each_item_knows_its_line_and_index() -> None:
    found = read(b'[\n {"a": "x\\n"},\n\n {"b": [\n2]},\n3]')
    assert [(item.place.line, item.place.path) for item in found] == [(2, "[0]"), (4, "[1]"), (6, "[2]")]


@pytest.mark.parametrize(
    ("data", "before", "line", "words"),
    [
        (b'[{"a": 1},\n{"a": ', 1, 2, "is not JSON"),
        (b'[{"a": 1}\n{"a": 2}]', 1, 2, "is missing"),
        (b'[{"a": 1},\n"x', 1, 2, "Unterminated string"),
        (b"[1,\n\n\xff]", 0, 1, "is not UTF-8"),
        (b"[" * 100_000, 0, 1, "nested too deeply"),
        (b"[" + b"1" * 5000 + b"]", 0, 1, "a number that is too long"),
        (b"[1, nul]", 1, 1, "is not JSON"),
        (b"{", 0, 1, "is not JSON"),
    ],
)
def test_what_breaks_is_told_with_its_line(data: bytes, before: int, line: int, words: str) -> None:
    *good, bad = read(data, under=("documents",))
    assert len(good) == before
    assert words in bad.fault
    assert bad.place.line == line


@given(st.binary(max_size=60), st.integers(1, 5))
def test_no_bytes_make_it_fail(data: bytes, step: int) -> None:
    for item in (*read(data, step), *lines(_Held(data, step), "x.jsonl")):
        assert item.fault or not isinstance(item.value, BaseException)


def test_a_broken_line_costs_none_but_itself() -> None:
    data = (
        b'\xef\xbb\xbf{"a": 1}\r\n\n{"a": \n{"a": "\xff"}\n{"a": 2}\n' + b"[" * 100_000 + b"\n" + b"1" * 9999
    )
    found = list(lines(_Held(data), "x.jsonl"))
    assert [item.value for item in found] == [{"a": 1}, None, None, {"a": 2}, None, None]
    assert [item.place.line for item in found] == [1, 3, 4, 5, 6, 7]
    assert [bool(item.fault) for item in found] == [False, True, True, False, True, True]


def test_what_is_laid_out_over_lines_is_read_all_the_same() -> None:
    data = json.dumps({"a": [1]}, indent=2) + "\n" + json.dumps({"a": [2]}, indent=2)
    assert [item.value for item in lines(_Held(data.encode()), "x.jsonl")] == [{"a": [1]}, {"a": [2]}]
    assert [item.value for item in lines(_Held(b'[{"a": 1},\n{"a": 2}]'), "x.json")] == [{"a": 1}, {"a": 2}]


def test_a_value_may_not_be_longer_than_what_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MAX_LINE", 5000)
    found = read(b'["' + b"x" * 9000 + b'"]', step=1000)
    assert "longer than" in found[-1].fault
    long = b'{"a": "' + b"x" * 9000 + b'"}'
    assert "longer than" in next(iter(lines(_Held(long), "x.jsonl"))).fault


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]")
    assert list(items(Source(tmp_path / "a.json"), "a.json")) == []
