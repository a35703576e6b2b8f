"""Reading is strict: what could mean two things, or cost more than its bytes, is refused with its place."""

from __future__ import annotations

import pytest

from annotator.model.faults import FaultyFile
from annotator.store.bounds import MAX_DEPTH
from annotator.store.emitter import quoted
from annotator.store.nodes import Faults, Node
from annotator.store.yaml_file import load


def faults_of(text: str | bytes) -> list[str]:
    faults = Faults("x.yaml")
    try:
        load(text.encode() if isinstance(text, str) else text, faults)
    except FaultyFile as error:
        return [str(fault) for fault in error.faults]
    return [str(fault) for fault in faults.found]


def tree(text: str) -> Node:
    faults = Faults("x.yaml")
    root = load(text.encode(), faults)
    assert faults.found == []
    return root


def test_scalars_stay_as_they_are_written() -> None:
    root = tree("a: no\nb: 012\nc: '1'\nd: 2026-02-05\ne:\n")
    assert isinstance(root.content, dict)
    assert {key: (node.content, node.plain) for key, node in root.content.items()} == {
        "a": ("no", True),
        "b": ("012", True),
        "c": ("1", False),
        "d": ("2026-02-05", True),
        "e": ("", True),
    }


def test_lines_are_counted_from_one_whatever_the_line_ends() -> None:
    root = tree("a: 1\r\nb:\r\n- x\r\n- c: 2\r\n")
    assert isinstance(root.content, dict)
    items = root.content["b"].content
    assert isinstance(items, list)
    assert [item.line for item in items] == [3, 4]


def test_a_byte_order_mark_is_dropped() -> None:
    assert faults_of(b"\xef\xbb\xbfa: 1\n") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "a: 1\nb: !!python/object:os.system x\n",
            "line 2: b: the tag tag:yaml.org,2002:python/object:os.system is not allowed",
        ),
        ("a:\n- !mine {b: 1}\n", "line 2: a[0]: the tag !mine is not allowed"),
        ("a: &x 1\n", "line 1: a: the anchor &x is not allowed"),
        ("a: 1\nb:\n  c: *x\n", "line 3: b.c: the alias *x is not allowed"),
        ("a: 1\nb: 2\na: 3\n", "line 3: a: is given twice"),
        ("s:\n- id: 1\n  id: 2\n", "line 3: s[0].id: is given twice"),
        ("a: 1\n---\nb: 2\n", "line 2: holds several documents (---); one is read"),
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("null\n", "is empty"),
        ("- a\n", "line 1: must be a mapping (lines of key: value)"),
        ("just text\n", "line 1: must be a mapping (lines of key: value)"),
        ("a: 1\n? [b, c]\n: 2\n", "line 2: a key must be text"),
        ("a: 1\n'': 2\n", "line 2: a key is empty"),
        ("a: [1, 2\nb: 3\n", "line 2: is not YAML: did not find expected ',' or ']'"),
        ("a: 'open\n", "line 2: is not YAML: found unexpected end of stream"),
        ("a: 1\n\tb: 2\n", "line 2: is not YAML: found a tab character that violates indentation"),
        ("a: 1\nb: \x07\n", "line 2: holds the character U+0007; write it as \\x07 between double quotes"),
        (
            "a: 1\nb: \u2028x\n",
            "line 2: holds the character U+2028; write it as \\u2028 between double quotes",
        ),
        ("a: x\u0085\n", "line 1: holds the character U+0085; write it as \\x85 between double quotes"),
        (
            "a: 1\nb: x\ufeff\n",
            "line 2: holds the character U+FEFF; write it as \\uFEFF between double quotes",
        ),
    ],
)
def test_faults_and_their_places(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


def test_not_utf_8() -> None:
    (fault,) = faults_of(b"a: 1\nb: \xe9\n")
    assert fault.startswith("line 2: ")
    assert "not UTF-8" in fault


def test_faults_of_structure_are_told_together() -> None:
    assert len(faults_of("a: !x 1\na: &y 2\nb: *y\nc: !z [1]\n")) == 5


@pytest.mark.parametrize("key", ["k" * 990, "\x01" * 249, "\u2028" * 166])
def test_a_key_is_as_long_as_can_be_written_again(key: str) -> None:
    assert len(quoted(key)) > 990
    root = tree(f"? {quoted(key)}\n: 1\n")
    assert tree(f"{quoted(key)}: 1\n").value() == root.value() == {key: 1}
    (fault,) = faults_of(f"? {quoted(key * 2)}\n: 1\n")
    assert fault.endswith("is too long")


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000])
def test_deep_nesting_is_refused_before_it_costs_anything(text: str) -> None:
    (fault,) = faults_of(f"k: {text}" if text[0] in "[{" else text)
    assert f"nested deeper than {MAX_DEPTH}" in fault or "key must be text" in fault


def test_depth_up_to_the_bound_is_read() -> None:
    inner = MAX_DEPTH - 1
    assert faults_of("k: " + "[" * inner + "]" * inner) == []
    assert len(faults_of("k: " + "[" * (inner + 1) + "]" * (inner + 1))) == 1


def test_an_alias_bomb_expands_nothing() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    found = faults_of("\n".join(lines))
    assert len(found) == 30 + 29 * 9
    assert found[1].endswith("is not allowed")


def test_half_a_surrogate_pair_is_read_as_it_is_written() -> None:
    root = tree('a: "\\uD800x"\nb: "\\U0000DFFF"\nc: "\\\\uD800"\nd: plain\n')
    assert root.value() == {"a": "\ud800x", "b": "\udfff", "c": "\\uD800", "d": "plain"}
