"""The line reader says what the strict reader says, faults included, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Span
from annotator.model.faults import FaultyFile
from annotator.store import set_reader, yaml_file
from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import LONG_LISTS, SPAN_KEYS, TOP_KEYS, AnnotationWriter
from annotator.store.bounds import MAX_BESIDE, MAX_DEPTH, MAX_ENTRY, MAX_ITEMS, MAX_KEY, MAX_KEYS
from annotator.store.emitter import block, quoted
from annotator.store.fast_reader import WrittenSpan, read_written
from annotator.store.nodes import Faults, Node
from annotator.store.yaml_file import load, read_strictly
from tests.store.made import (
    NASTY,
    SCHEME,
    annotation_sets,
    damaged,
    document_of,
    empty_set,
    extra_values,
    extras,
    texts,
)

DOCUMENT = document_of()
LONG = ("long", *LONG_LISTS)


def plain_tree(node: Node) -> object:
    """Everything that a node says, for comparing."""
    content = node.content
    if isinstance(content, dict):
        said: object = [(key, plain_tree(inner)) for key, inner in content.items()]
    else:
        said = [plain_tree(inner) for inner in content] if isinstance(content, list) else content
    return type(content).__name__, said, node.line, node.plain


def outcome(read: Callable[[], object]) -> object:
    try:
        return read()
    except FaultyFile as error:
        return error.faults


def agrees(text: str) -> bool:
    """Whether the line reader takes a text; fails where it reads it in its own way."""
    root = read_written(text, LONG)
    if root is None:
        return False
    faults = Faults("x.yaml")
    strict = outcome(lambda: plain_tree(read_strictly(text, faults, LONG)))
    assert plain_tree(root) == strict
    assert faults.found == []
    return True


def parsed(data: bytes, *, fast: bool) -> object:
    """The set of a file with its notes, or its faults."""
    with pytest.MonkeyPatch.context() as patch:
        if not fast:
            patch.setattr(yaml_file, "read_written", lambda *_: None)
            patch.setattr(yaml_file, "read_edited", lambda *_: None)
        return outcome(lambda: parse_annotations(data, "x.yaml", DOCUMENT, SCHEME, "aisha"))


def written(annotations: AnnotationSet) -> bytes:
    return AnnotationWriter(DOCUMENT).write(annotations)


class TestOurOwnFiles:
    @settings(max_examples=200)
    @given(annotation_sets(DOCUMENT))
    def test_are_taken_and_read_alike(self, annotations: AnnotationSet) -> None:
        data = written(annotations)
        assert agrees(data.decode())
        assert parsed(data, fast=True) == parsed(data, fast=False) == (annotations, ())

    @given(st.lists(extra_values, min_size=1, max_size=4), extras(()))
    def test_with_keys_of_later_versions(self, values: list[object], more: tuple[Extra, ...]) -> None:
        mapping = {f"key {index}": value for index, value in enumerate(values)}
        mapping |= {extra.key: extra.value for extra in more}
        assert agrees("".join(f"{line}\n" for line in block(mapping, "")))

    @given(texts, st.sampled_from([1, 1, 1, 400]))
    def test_any_text_between_quotes(self, text: str, times: int) -> None:
        text *= times
        assert agrees(f"a: {quoted(text)}\n")
        root = read_written(f"a: {quoted(text)}\n")
        assert root is not None
        assert root.value() == {"a": text}

    def test_usual_spans_are_not_taken_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(self: WrittenSpan, name: str) -> object:
            raise AssertionError(name)

        spans = (Span("s1", "entity", "PER", 9, 14), Span('"', "entity", "NO", 0, 8))
        annotations = replace(empty_set(DOCUMENT), spans=spans)
        data = written(annotations)
        monkeypatch.setattr(WrittenSpan, "__getattr__", fail)
        monkeypatch.setattr(set_reader.SetReader, "_span", fail)
        assert parse_annotations(data, "x.yaml", DOCUMENT, SCHEME, "aisha")[0] == annotations


HEAD = "format: annotator/1\nspans:\n"
USUAL = (
    '- id: s1\n  layer: entity\n  label: PER\n  start: 9\n  end: 14\n  exact: "شہباز"\n'
    '  prefix: "وزیراعظم "\n  suffix: ""\n'
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a: 1",
        " a: 1\n",
        "- a\n",
        "a:\n",
        "a: 1\nb:\n",
        "a:\nb: 1\n",
        "a: 1\na: 2\n",
        '"": 1\n',
        '"a": 1\na: 2\n',
        "a: 1\n  b: 2\n",
        "a: 1\n- b\n",
        "a:\n  b: 1\n c: 2\n",
        "a:\n    b: 1\n",
        "a:\n  - b\n",
        "a:\n- b\n  c\n",
        "a:\n- b: 1\n   c: 2\n",
        "a:\n- b: 1\n c: 2\n",
        "a:\n- b:\n  - c\n - d\n",
        "a:\n-\n",
        "a:\n- \n",
        "a: 1 \n",
        "a:  1\n",
        "a : 1\n",
        "a: 1 # x\n",
        "# x\na: 1\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "a: 'x'\n",
        "a: |\n  x\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !x 1\n",
        "a: [1]\n",
        "a: {b: 1}\n",
        "a: - 1\n",
        "a: b: c\n",
        "? a\n: 1\n",
        "a\n",
        "a: \x07\n",
        'a: "\x07"\n',
        'a: "\t"\n',
        'a: "\x7f"\n',
        'a: "\ufffe"\n',
        'a: "\\q"\n',
        'a: "\\x0g"\n',
        'a: "\\u12"\n',
        'a: "\\xAA\\/"\n',
        'a: "x\n',
        'a: "x" y\n',
        'a: "x"y\n',
        'a: ""x""\n',
        "a:\t1\n",
        "a: 1\n\nb: 2\n",
        "a:\n" * 40,
        "".join(f"{'  ' * depth}a:\n" for depth in range(40)) + "  " * 40 + "a: 1\n",
        f"a:\n{'- ' * 40}x\n",
        f"{'k' * 200}: 1\n",
        HEAD + USUAL + "  id: s2\n",
        HEAD + USUAL + "  id: s2",
        HEAD + USUAL.replace("- ", "-  "),
        HEAD + USUAL + USUAL[2:],
        HEAD + USUAL + " x: 1\n",
        HEAD + USUAL + "   x: 1\n",
        HEAD + USUAL.replace("9", "09"),
        HEAD + USUAL.replace("9", "-9"),
        HEAD + USUAL.replace("9", '"9"'),
        "a:\n" + USUAL.replace("\n", "\n  ").replace("- id", "  - id"),
    ],
)
def test_what_is_not_quite_of_our_writing(text: str) -> None:
    agrees(text)
    assert parsed(text.encode(), fast=True) == parsed(text.encode(), fast=False)


def loaded(text: str) -> Node:
    faults = Faults("x.yaml")
    root = load(text.encode(), faults, LONG)
    faults.check()
    return root


def nested(depth: int, last: str) -> str:
    return "".join(f"{'  ' * level}a:\n" for level in range(depth)) + f"{'  ' * depth}a: {last}\n"


def usual_with(keys: int) -> str:
    return f"long:\n{USUAL}" + "".join(f"  k{number}: 1\n" for number in range(keys - 8))


def beside(values: int) -> str:
    """A file that holds so many values, in lists that may not be long."""
    lists = [min(MAX_ITEMS, values - start) for start in range(0, values, MAX_ITEMS + 1)]
    return "".join(f"k{number}:\n" + "- 1\n" * size for number, size in enumerate(lists)) + "l: 1\n"


def entry_with(values: int) -> str:
    """An entry of a long list that holds so many values, itself left out."""
    lists = [min(MAX_ITEMS, values - start) for start in range(0, values, MAX_ITEMS + 1)]
    return "long:\n- a: 1\n" + "".join(
        f"  k{number}:\n" + "  - 1\n" * (size - (number == 0)) for number, size in enumerate(lists)
    )


@pytest.mark.parametrize(
    ("most", "more"),
    [
        (nested(MAX_DEPTH - 1, "1"), nested(MAX_DEPTH, "1")),
        (nested(MAX_DEPTH - 2, "{}"), nested(MAX_DEPTH - 1, "{}")),
        (nested(MAX_DEPTH - 2, "[]"), nested(MAX_DEPTH - 1, "[]")),
        ("".join(f"k{n}: 1\n" for n in range(MAX_KEYS)), "".join(f"k{n}: 1\n" for n in range(MAX_KEYS + 1))),
        (usual_with(MAX_KEYS), usual_with(MAX_KEYS + 1)),
        ("a:\n" + "- 1\n" * MAX_ITEMS, "a:\n" + "- 1\n" * (MAX_ITEMS + 1)),
        ("a:\n" + "- {}\n" * MAX_ITEMS, "a:\n" + "- {}\n" * MAX_ITEMS + "- - 1\n"),
        ("a:\n  b:\n" + "  - c: 1\n" * MAX_ITEMS, "a:\n  b:\n" + "  - c: 1\n" * (MAX_ITEMS + 1)),
        ("a:\n" + "- b: 1\n" * MAX_ITEMS, "a:\n" + "- b: 1\n" * (MAX_ITEMS + 1)),
        ("a:\n" + USUAL * MAX_ITEMS, "a:\n" + USUAL * (MAX_ITEMS + 1)),
        (entry_with(MAX_ENTRY // 2), entry_with(MAX_ENTRY + 1)),
        (beside(MAX_BESIDE // 2), beside(MAX_BESIDE + 1)),
        (f"{'k' * (MAX_KEY - 2)}: 1\n", f"{'k' * (MAX_KEY - 1)}: 1\n"),
        (f'"{"é" * (MAX_KEY - 2)}": 1\n', f'"{"é" * (MAX_KEY - 1)}": 1\n'),
    ],
)
def test_the_bounds_are_the_same(most: str, more: str) -> None:
    assert agrees(most)
    assert not agrees(more)
    with pytest.raises(FaultyFile):
        loaded(more)


def test_a_list_of_spans_may_be_long() -> None:
    assert agrees("long:\n" + USUAL * (2 * MAX_ITEMS))
    assert agrees("long:\n" + "- b: 1\n" * (2 * MAX_ITEMS) + "spans:\n" + "- b: 1\n" * (2 * MAX_ITEMS))
    assert agrees("long:\n" + "- b:\n  - 1\n" * MAX_BESIDE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: x\n", {"a": 1, "b": "x"}),
        (
            "a:\n- - 1\n  - 2\n- b:\n    c: 1\n  d:\n  - {}\n- []\n",
            {"a": [[1, 2], {"b": {"c": 1}, "d": [{}]}, []]},
        ),
        ("a: -1.5\nb: 1.0e+16\nc: null\nd: true\n", {"a": -1.5, "b": 1e16, "c": None, "d": True}),
        (USUAL.replace("- ", "a:\n- ") + "  note: x\nb: 1\n", None),
    ],
)
def test_what_is_taken(text: str, value: object) -> None:
    assert agrees(text)
    root = read_written(text)
    assert root is not None
    assert value in (None, root.value())


_TOKENS = [
    "a",
    "b",
    "id",
    ":",
    ": ",
    ":\n",
    "\n",
    "- ",
    "-",
    " ",
    "  ",
    '"',
    '"x"',
    "\\",
    "1",
    "-1",
    "{}",
    "[]",
]
_TOKENS += ["#", "null", "~", ".", "---", "'", "\t", "|", ",", "é", "\u2028"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_TOKENS), max_size=24).map("".join))
@example("a:\n- b:\n  - 1\n")
def test_any_lines(text: str) -> None:
    agrees(text)


_LINES = st.tuples(
    st.sampled_from(["", "  ", "    ", "      "]),
    st.sampled_from(["", "- ", "- - "]),
    st.sampled_from(["a:", "b: 1", 'c: "x"', '"d": {}', "1", '"e"', "f: g", "h: []"]),
).map("".join)


@settings(max_examples=400)
@given(st.lists(_LINES, max_size=10))
def test_any_indentation(lines: list[str]) -> None:
    agrees("".join(f"{line}\n" for line in lines))


@settings(max_examples=400)
@given(annotation_sets(DOCUMENT).map(written).flatmap(damaged))
def test_damaged_files(data: bytes) -> None:
    assert parsed(data, fast=True) == parsed(data, fast=False)


@settings(max_examples=200)
@given(annotation_sets(DOCUMENT).map(written), st.data())
def test_files_with_one_line_changed(data: bytes, draw: st.DataObject) -> None:
    lines = data.split(b"\n")
    place = draw.draw(st.integers(0, len(lines) - 1))
    keys = st.sampled_from([*TOP_KEYS, *SPAN_KEYS, *NASTY, "from"])
    new = draw.draw(st.one_of(keys, st.sampled_from(lines).map(bytes.decode), texts))
    said = draw.draw(
        st.sampled_from(NASTY).map(quoted) | st.sampled_from(["null", "0", "12", "~", "{}", "[]"])
    )
    lines[place : place + draw.draw(st.integers(0, 2))] = [
        draw.draw(st.sampled_from([b"", b"  ", b"- "])) + f"{new}: {said}".encode(errors="replace")
    ]
    changed = b"\n".join(lines)
    assert parsed(changed, fast=True) == parsed(changed, fast=False)


def test_lines_that_end_as_on_windows() -> None:
    data = written(empty_set(DOCUMENT)).replace(b"\n", b"\r\n")
    faults = Faults("x.yaml")
    assert plain_tree(load(data, faults)) == plain_tree(
        read_strictly(data.decode().replace("\r\n", "\n"), faults)
    )
