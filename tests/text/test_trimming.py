from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.segments import is_boundary, snap, trim
from tests.strategies import nasty_texts, ranges_in, texts

ANY = st.one_of(texts(), nasty_texts())

TRIMMED = [
    (" ،قازقستان ", "قازقستان"),
    ("پاکستان۔", "پاکستان"),
    ("؛ پاکستان ؟!", "پاکستان"),
    ("«شنگھائی»،", "شنگھائی"),
    ("“Shanghai”", "Shanghai"),
    ("”شنگھائی“", "شنگھائی"),
    ('"ایران"', "ایران"),
    ("(ایس سی او).", "ایس سی او"),
    ("((ECO))", "ECO"),
    ("(PML-N) leader", "(PML-N) leader"),
    ("leader (PML-N),", "leader (PML-N)"),
    ("(a) and (b)", "(a) and (b)"),
    ('"Roadmap" deal', '"Roadmap" deal'),
    ("deal (2025", "deal (2025"),
    ("(2025 deal", "2025 deal"),
    ("deal) 2025)", "deal) 2025"),
    ("—ایران–قازقستان –", "ایران–قازقستان"),
    ("- Ki-moon -", "Ki-moon"),
    ("वह आया।", "वह आया"),
    ("दिल्ली॥", "दिल्ली"),
    ("40%", "40%"),
    ("٪40", "٪40"),
    ("#tag,", "#tag"),
    ("the U.S.", "the U.S."),
    ("Dr.", "Dr"),
    ("workers’", "workers"),
    ("\u202bقازقستان\u202c\u200f", "قازقستان"),
    ("\ufeff\u00a0x\u200b", "x"),
    ("صدرِ", "صدرِ"),
    ("می\u200c", "می\u200c"),
    ("x !\u0301", "x"),
    ("❤\ufe0f!", "❤\ufe0f"),
    ("{[x]}", "x"),
    ("don't'", "don't"),
    ("(] x [)", "x"),
    ("﴿آية﴾", "آية"),
]


@pytest.mark.parametrize(("text", "expected"), TRIMMED, ids=ascii)
def test_what_is_left_out(text: str, expected: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize("text", ["", " ", "۔", "...", "( )", "\u200f", "«»"], ids=ascii)
def test_a_range_of_nothing_else_stays(text: str) -> None:
    assert trim(text, 0, len(text)) == (0, len(text))


def test_only_the_range_counts() -> None:
    text = "کہا (ایس سی او) نے"
    assert trim(text, 4, 9) == (5, 8)
    assert text[5:8] == "ایس"


@given(ANY.flatmap(lambda text: st.tuples(st.just(text), ranges_in(text))))
def test_a_trimmed_range_is_inside_whole_and_stays(given_: tuple[str, tuple[int, int]]) -> None:
    text, wanted = given_
    start, end = snap(text, *wanted)
    first, last = trim(text, start, end)
    assert start <= first <= last <= end
    assert first < last or start == end
    assert is_boundary(text, first)
    assert is_boundary(text, last)
    assert trim(text, first, last) == (first, last)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 4)])
def test_places_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        trim("abc", start, end)
