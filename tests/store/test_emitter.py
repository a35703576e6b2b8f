"""What is written means the same to every reader, and is read back as it was."""

from __future__ import annotations

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.emitter import PlainText, entry, plain_value, quoted, scalar, word
from annotator.store.nodes import Faults, Section
from annotator.store.yaml_file import load
from tests.store.made import NASTY, extra_values, texts, without_halves

BOOLEANS = ["NO", "no", "y", "on", "Null", "true"]
NUMBERS = ["1e3", "012", "0x1F", "0o7", "0b1", "1.5", ".5", "+1", "1_000", "1:30", "2026-02-05", "12e8277"]


def read_back(lines: list[str]) -> object:
    faults = Faults("x.yaml")
    section = Section(load("\n".join(lines).encode(), faults), "", faults)
    faults.check()
    return {key: node.value() for key, node in section.nodes.items()}


class TestQuoted:
    @given(texts)
    def test_our_reader_reads_the_same_text(self, text: str) -> None:
        assert read_back([f"k: {quoted(text)}"]) == {"k": text}

    @given(texts.filter(without_halves))
    def test_both_of_pyyamls_parsers_read_the_same_text(self, text: str) -> None:
        assert yaml.load(quoted(text), Loader=yaml.CSafeLoader) == text
        assert yaml.load(quoted(text), Loader=yaml.SafeLoader) == text

    @given(texts)
    def test_is_one_line_of_utf_8(self, text: str) -> None:
        assert len(quoted(text).splitlines()) == 1
        quoted(text).encode()

    @pytest.mark.parametrize(
        "text", ["شہباز شریف", "राष्ट्रपति", "👩‍👩‍👧", "می‌خواهم", "\u202eabc", "e\u0301", "\xa0"]
    )
    def test_scripts_and_emoji_stay_themselves(self, text: str) -> None:
        assert quoted(text) == f'"{text}"'

    def test_escapes(self) -> None:
        assert quoted('a"\\\n\t\r\x00\x7f\x85\u2028\ufeff\ud800') == (
            '"a\\"\\\\\\n\\t\\r\\x00\\x7F\\u0085\\u2028\\uFEFF\\uD800"'
        )


class TestWord:
    @pytest.mark.parametrize(
        "text", ["PER", "s1", "001_de75.txt", "2026/x.txt", "aisha", "aisha#s1", "eaf277d9"]
    )
    def test_plain_words_have_no_quotes(self, text: str) -> None:
        assert word(text) == text

    @pytest.mark.parametrize("text", [*BOOLEANS, *NUMBERS, ".inf", "=", "<<", "-", "~"])
    def test_what_a_reader_may_take_for_something_else_has(self, text: str) -> None:
        assert word(text) == quoted(text)
        assert yaml.load(word(text), Loader=yaml.CSafeLoader) == text

    @pytest.mark.parametrize(
        "text", ["", " a", "a b", "a: b", "- a", "#a", "عائشہ", "*a", "&a", "!t", "%a", "@a"]
    )
    def test_so_has_what_is_no_word(self, text: str) -> None:
        assert word(text) == quoted(text)

    @given(texts | st.from_regex(r"[-+.0-9a-fxoeE_:]{1,8}", fullmatch=True))
    def test_a_word_is_text_to_every_reader(self, text: str) -> None:
        assert plain_value(text) == text or word(text) == quoted(text)
        if without_halves(text):
            assert yaml.load(word(text), Loader=yaml.CSafeLoader) == text
        assert read_back([f"{word(text)}: 1"] if text else ["a: 1"]) == {text or "a": 1}


class TestPlainValue:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("", None), ("~", None), ("null", None), ("true", True), ("False", False), ("12", 12), ("1.5", 1.5)],
    )
    def test_is_what_yaml_1_2_says(self, text: str, value: object) -> None:
        assert plain_value(text) == value
        assert type(plain_value(text)) is type(value)

    @pytest.mark.parametrize(
        "text", ["012", "1e3", "yes", "No", "2026-02-05", "12:30", "1.50", "0x1F", "1_000", "-0"]
    )
    def test_what_readers_differ_on_is_written_as_it_stood(self, text: str) -> None:
        value = plain_value(text)
        assert value == text
        assert isinstance(value, PlainText)
        assert scalar(value) == text


class TestEntry:
    @given(st.text(min_size=1, max_size=8), extra_values)
    def test_any_value_is_read_back(self, key: str, value: object) -> None:
        assert read_back(entry(key, value)) == {key: value}

    def test_block_style(self) -> None:
        value = {"a": [1, {"b": "x y", "c": []}, [2, 3]], "d": {}}
        assert entry("k", value) == [
            "k:",
            "  a:",
            "  - 1",
            '  - b: "x y"',
            "    c: []",
            "  - - 2",
            "    - 3",
            "  d: {}",
        ]

    @pytest.mark.parametrize(
        ("value", "text"), [(math.inf, ".inf"), (-math.inf, "-.inf"), (math.nan, ".nan"), (1e16, "1.0e+16")]
    )
    def test_numbers_that_python_writes_otherwise(self, value: float, text: str) -> None:
        assert scalar(value) == text

    def test_refuses_what_no_file_holds(self) -> None:
        with pytest.raises(TypeError, match="bytes"):
            scalar(b"x")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_strings_as_keys_and_values(text: str) -> None:
    assert read_back(entry(f"k{text}", [text, {f"a{text}": text}])) == {
        f"k{text}": [text, {f"a{text}": text}]
    }
