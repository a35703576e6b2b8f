"""What the figures say, in both languages."""

from __future__ import annotations

import pytest

from annotator.agreement.phrases import Phrase, Quote
from annotator.gui.agreement.phrasing import DASH, bare, plain, plain_value, said, said_tip, said_value
from annotator.gui.translation import use_language
from annotator.session.agreement.answers import Form, Value


@pytest.fixture
def urdu():
    use_language("ur")
    yield
    use_language("en")


def test_names_are_isolated_and_phrases_are_filled() -> None:
    told = Phrase("{n} of {name}", n=1200, name="باسط")
    assert said(told) == "1,200 of \u2068باسط\u2069"
    assert said("a\nb") == "\u2068a b\u2069"
    assert bare("a\nb") == "a\nb"
    assert plain(told) == "1,200 of باسط"


def test_phrases_in_phrases_are_translated(urdu) -> None:
    told = Phrase("spans of one annotator overlap ({who})", who=Phrase("{n} of {name}", n=3, name="aisha"))
    assert said(told) == "ایک ہی کے نشانات ایک دوسرے پر آتے ہیں (\u2068aisha\u2069 کے 3)"
    habit = Phrase("the word {words}", words=Quote("صدر"))
    assert said(habit) == "لفظ “\u2068صدر\u2069”"


def test_what_is_undefined_is_a_dash_with_its_reason() -> None:
    value = Value(why=Phrase("only one category"))
    assert said_value(value, Form.FIGURE) == DASH
    assert said_tip(value, Form.FIGURE) == "undefined: only one category"
    assert plain_value(value, Form.FIGURE) == DASH


@pytest.mark.parametrize(
    ("value", "form", "shown", "copied"),
    [
        (Value(0.0), Form.FIGURE, "0.000", "0"),
        (Value(-0.25), Form.FIGURE, "-0.250", "-0.25"),
        (Value(2 / 3), Form.FIGURE, "0.667", "0.666667"),
        (Value(1234), Form.COUNT, "1,234", "1234"),
        (Value(0.5), Form.SHARE, "50%", "0.5"),
        (Value(text="باسط"), Form.TEXT, "باسط", "باسط"),
        (Value(0, text="·"), Form.COUNT, "·", "·"),
    ],
)
def test_values(value: Value, form: Form, shown: str, copied: str) -> None:
    isolates = "\u2066\u2068\u2069"
    assert said_value(value, form).strip(isolates) == shown
    assert plain_value(value, form) == copied
