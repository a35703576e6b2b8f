"""What is written says the same to every reader of YAML 1.1 and 1.2, and to people.

Half a surrogate pair is no text: two of these readers, and libyaml, refuse it even as an escape.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import ruamel.yaml
import ryaml
import yaml
import yaml12
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.emitter import PlainText, block, quoted, word
from tests.store.made import (
    NASTY,
    TEXT,
    annotation_sets,
    document_of,
    empty_set,
    extra_values,
    texts,
    without_halves,
)
from tests.strategies import nasty_texts

DOCUMENT = document_of()

READERS: dict[str, Callable[[str], object]] = {
    "PyYAML": yaml.safe_load,
    "libyaml": lambda text: yaml.load(text, Loader=yaml.CSafeLoader),
    "ruamel.yaml, YAML 1.2": ruamel.yaml.YAML(typ="safe", pure=True).load,
    "ruamel.yaml, keeping form": ruamel.yaml.YAML(typ="rt").load,
    "ryaml": ryaml.loads,
    "yaml12": yaml12.parse_yaml,
}

MORE = ["\x7f", "\x80", "\x9f", "\xa0", "\xad", "\u061c", "\u200f", "\u2066x\u2069", "\ufffe", "\U000e0001"]
MORE += [
    "  a",
    "a  ",
    "a\tb",
    "a\nb",
    "\n",
    "\\n",
    "\\",
    "a" * 2_000,
    "---",
    "...",
    "%x",
    "@",
    "`",
    "?",
    "- ",
    "-",
]
MORE += [
    ":",
    "{",
    "[",
    "{}",
    "[]",
    "0o7",
    "0b1",
    "1_000",
    ".5",
    "+1",
    "NaN",
    ".inf",
    "y",
    "N",
    "On",
    "a #b",
    "a: b",
]
MORE += [
    "12:30:45",
    "1e3",
    "1.0e+3",
    "685.230_15e+03",
    "0x_0A_74_AE",
    "190:20:30",
    "2001-12-14t21:59:43.10-05:00",
]


def read_alike(text: str, expected: object) -> None:
    for name, read in READERS.items():
        assert read(text) == expected, name


@pytest.mark.parametrize("text", [text for text in NASTY + MORE if without_halves(text)], ids=ascii)
def test_nasty_texts(text: str) -> None:
    read_alike(f"k: {quoted(text)}\nl:\n- {word(text)}\n", {"k": text, "l": [text]})
    if text and len(text) < 500:
        read_alike(f"{word(text)}: 1\n", {text: 1})


@given((texts | nasty_texts()).filter(without_halves))
def test_any_text(text: str) -> None:
    read_alike(f"k: {quoted(text)}\nl: {word(text)}\n", {"k": text, "l": text})


@settings(max_examples=60)
@given(annotation_sets(DOCUMENT))
def test_whole_files(annotations: AnnotationSet) -> None:
    text = AnnotationWriter(DOCUMENT).write(annotations).decode()
    if "\\uD" in text:
        return
    said = yaml.load(text, Loader=yaml.CSafeLoader)
    assert [span["exact"] for span in said["spans"]] == [span.exact(TEXT) for span in annotations]
    assert [span.get("note", "") for span in said["spans"]] == [span.note for span in annotations]
    assert [relation["id"] for relation in said["relations"]] == [r.id for r in annotations.relations]
    read_alike(text, said)


def same_to_all(value: object) -> bool:
    """Whether a value is text or a number that YAML 1.1 and 1.2 have in common."""
    if isinstance(value, dict):
        return all(without_halves(key) and same_to_all(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(same_to_all, value))
    return not isinstance(value, PlainText) and (not isinstance(value, str) or without_halves(value))


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), extra_values, min_size=1, max_size=4).filter(same_to_all)
)
def test_keys_of_later_versions(mapping: dict[str, object]) -> None:
    read_alike("".join(f"{line}\n" for line in block(mapping, "")), mapping)


def test_people_read_it_too() -> None:
    said = ["شہباز شریف", "می‌خواهم", "राष्ट्रपति ने कहा", "العَرَبِيَّة", "👩‍👩‍👧 🇵🇰", "צה״ל", "𐎀 𞤀"]
    annotations = replace(empty_set(DOCUMENT, "عائشہ"), attributes={"topic": " ".join(said)})
    data = AnnotationWriter(DOCUMENT).write(annotations)
    assert f'topic: "{" ".join(said)}"'.encode() in data
    assert 'annotator: "عائشہ"'.encode() in data
