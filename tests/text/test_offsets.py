from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import Utf16Offsets, utf16_length
from tests.strategies import nasty_texts, texts

ANY = st.one_of(texts(), nasty_texts())


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(ANY)
def test_offsets_are_those_of_the_encoded_text(text: str) -> None:
    offsets = Utf16Offsets(text)
    assert utf16_length(text) == units(text)
    assert offsets.is_identity == (units(text) == len(text))
    starts = [units(text[:place]) for place in range(len(text) + 1)]
    assert [offsets.to_utf16(place) for place in range(len(text) + 1)] == starts
    assert [offsets.to_code_point(start) for start in starts] == list(range(len(text) + 1))
    for half in set(range(units(text))) - set(starts):
        with pytest.raises(ValueError, match="surrogate pair"):
            offsets.to_code_point(half)


@pytest.mark.parametrize("text", ["", "abc", "ا👍ب"])
def test_places_outside_the_text_are_refused(text: str) -> None:
    offsets = Utf16Offsets(text)
    for place in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="outside the text"):
            offsets.to_utf16(place)
    for unit in (-1, utf16_length(text) + 1):
        with pytest.raises(ValueError, match="outside the text"):
            offsets.to_code_point(unit)
