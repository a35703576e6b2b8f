"""Text that runs the other way stays in its place in a line, and reorders nothing."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.printing import count, isolated, table, use_utf8


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain: 12", "plain: 12"),
        ("हिन्दी: 12", "हिन्दी: 12"),
        ('is "شہباز شریف" here', 'is "\u2068شہباز شریف\u2069" here'),
        ("عائشہ: 3 spans", "\u2068عائشہ\u2069: 3 spans"),
        ("a علی b حسن c", "a \u2068علی\u2069 b \u2068حسن\u2069 c"),
        ("علی 12 حسن", "\u2068علی 12 حسن\u2069"),
        ("علی 12", "\u2068علی\u2069 12"),
        ("كِتَابٌ.", "\u2068كِتَابٌ\u2069."),
        ("שלום x", "\u2068שלום\u2069 x"),
        ("a\u202eb\x1b[2J\u2067c", "a\\u202Eb\\u001B[2J\\u2067c"),
    ],
)
def test_isolated(line: str, shown: str) -> None:
    assert isolated(line) == shown


@given(st.text(st.sampled_from("ab 1.علی\u064bשक\u202e\u2067\u2069\x00\n")))
def test_isolates_are_closed_and_nothing_is_lost(line: str) -> None:
    shown = isolated(line)
    depth = 0
    for char in shown:
        depth += (char == "\u2068") - (char == "\u2069")
        assert depth in (0, 1)
    assert depth == 0
    assert [c for c in shown if c.isalpha() and not c.isascii()] == [
        c for c in line if c.isalpha() and not c.isascii()
    ]


def test_counting() -> None:
    assert [count(n, "span") for n in (0, 1, 2, 1204)] == ["0 spans", "1 span", "2 spans", "1,204 spans"]


def test_columns_align_in_any_script() -> None:
    assert table([("name", "n"), ("कि", "10"), ("中", "1"), ("e\u0301", "1")]) == [
        "name   n",
        "कि    10",
        "中     1",
        "e\u0301      1",
    ]


def test_output_carries_any_script(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    use_utf8()
    print("شہباز \ud800", flush=True)
    assert raw.getvalue().decode().split() == ["شہباز", "\\ud800"]
