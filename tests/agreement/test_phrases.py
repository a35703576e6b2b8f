"""Sentences are plain English text that remembers what it is made of."""

from __future__ import annotations

import pickle

import pytest

from annotator.agreement.phrases import Phrase, Quote, in_turn, listed


def test_a_phrase_is_its_english_sentence() -> None:
    told = Phrase("{n} of {who}: {what}", n=1234, who=Quote("باسط"), what=Phrase("the {x}", x="PER"))
    assert told == "1,234 of “باسط”: the PER"
    assert told.words == ("1,234", " of ", Quote("باسط"), ": ", "the ", "PER")
    assert told.pattern == "{n} of {who}: {what}"


def test_words_without_values_are_taken_as_they_are() -> None:
    assert Phrase("only one category").words == ("only one category",)
    with pytest.raises(KeyError):
        Phrase("{n} of {who}", n=1)


def test_names_that_look_like_patterns_stay_names() -> None:
    assert Phrase("{name} has not annotated it", name="{n}") == "{n} has not annotated it"


def test_phrases_travel() -> None:
    told = Phrase("{n} of {who}", n=3, who=Phrase("{name}", name="x"))
    again = pickle.loads(pickle.dumps(told))
    assert again == told
    assert again.values["who"].values == {"name": "x"}


def test_several_phrases_as_one() -> None:
    assert listed([Phrase("a"), "b", Phrase("c")]) == "a, b, c"
    assert in_turn([Phrase("a"), Phrase("b")]) == "a; b"
    assert listed(["a"]) == "a"
