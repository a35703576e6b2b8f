"""Words for the Undo menu: quotes are short, on one line, and isolated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.session.step_text import StepText, quoted
from annotator.text.invisible import reorders


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("شہباز شریف", "شہباز شریف"),
        ("a" * 30, "a" * 30),
        ("a" * 31, "a" * 30 + "…"),
        ("क्षि" * 31, "क्षि" * 30 + "…"),
        ("👩‍👩‍👧" * 40, "👩‍👩‍👧" * 30 + "…"),
        ("دو\nسطریں  یہاں", "دو سطریں یہاں"),
        ("a\u2069b\u202ec\u200f", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_quotes(text: str, shown: str) -> None:
    assert quoted(text) == f"\u2068{shown}\u2069"


@given(st.text(alphabet="ab \n\u202e\u2069\u2068ک्षि😀", max_size=80))
def test_nothing_in_a_quote_ends_its_isolation(text: str) -> None:
    inside = quoted(text)[1:-1]
    assert not any(reorders(char) or char == "\n" for char in inside)


def test_a_step_can_be_said_in_another_language() -> None:
    step = StepText("Mark {quote} as {label}", quote="\u2068{x}\u2069", label="PER")
    assert step == "Mark \u2068{x}\u2069 as PER"
    assert "{label}: {quote}".format(**step.values) == "PER: \u2068{x}\u2069"
    assert step.pattern == "Mark {quote} as {label}"
