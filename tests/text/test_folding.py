from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.text.folding import find_all, fold
from annotator.text.segments import is_boundary, snap
from tests.strategies import nasty_texts, ranges_in, texts

ANY = st.one_of(texts(), nasty_texts())

ALIKE = [
    ("پاکستانی", "پاكستاني"),
    ("علی", "على"),
    ("ہے", "هے"),
    ("جامعہ", "جامعة"),
    ("مُحَمَّد", "محمد"),
    ("محمـــد", "محمد"),
    ("می\u200cشود", "میشود"),
    ("آستانہ", "استانہ"),
    ("مؤقف", "موقف"),
    ("ﻻ", "لا"),
    ("ﷺ", "صلى الله عليه وسلم"),
    ("क़ज़ाख़स्तान", "कजाखस्तान"),
    ("\u0958", "क\u093c"),
    ("हिंदी", "हिँदी"),
    ("क्\u200dष", "क्ष"),
    ("۲۰۲۶", "2026"),
    ("٢٠٢٦", "२०२६"),
    ("Tokayev", "TOKAYEV"),
    ("naïve", "nai\u0308ve"),
    ("Erdoğan", "erdogan"),
    ("STRASSE", "straße"),
    ("İstanbul", "istanbul"),
    ("ﬁn", "fin"),
    ("O’Brien", "O'Brien"),
    ("“x”", '"x"'),
    ("ایران–قازقستان", "ایران-قازقستان"),
    ("a \u00a0\u2009b", "a b"),
    ("ab\u200fc\u00ad", "abc"),
    ("한국", normalize("NFD", "한국")),
]
DIFFERENT = [
    ("ہے", "ہی"),
    ("ن", "ں"),
    ("ا", "ع"),
    ("की", "कि"),
    ("द", "ध"),
    ("ab", "a b"),
    ("a b", "a\nb"),
    ("ー", "一"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=ascii)
def test_what_readers_take_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    for text, needle in ((one, other), (other, one)):
        assert find_all(f"x {text} y", needle) == [snap(f"x {text} y", 2, 2 + len(text.rstrip("\u00ad")))]


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=ascii)
def test_what_they_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert find_all(one, other) == []


@given(ANY)
def test_composed_or_not_folds_alike(text: str) -> None:
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text)) == fold(text)


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY.filter(bool))
def test_matches_hold_the_needle_whole_and_apart(text: str, needle: str) -> None:
    past = 0
    for start, end in find_all(text, needle[:2]):
        assert past <= start < end
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert fold(needle[:2]) in fold(text[start:end])
        past = end


@given(ANY, ANY)
def test_a_needle_is_found_where_the_folded_text_has_it(text: str, needle: str) -> None:
    sought = fold(needle[:2])
    assert bool(find_all(text, needle[:2])) == bool(sought and sought in fold(text))


@given(ANY.flatmap(lambda text: st.tuples(st.just(text), ranges_in(text))))
def test_a_part_of_the_text_is_found_in_it(given_: tuple[str, tuple[int, int]]) -> None:
    text, wanted = given_
    start, end = snap(text, *wanted)
    part = fold(text[start:end])
    assume(part.strip() == part != "")
    found = find_all(text, text[start:end])
    assert found
    assert found[0][0] <= start or not fold(text[start : found[0][0]])


def test_a_match_inside_a_cluster_takes_in_the_whole_of_it() -> None:
    assert find_all("पाकिस्तान", "प") == [(0, 2)]
    assert find_all("क्ष", "ष") == [(0, 3)]
    assert find_all("क्क", "क") == [(0, 3)]


def test_matches_do_not_overlap() -> None:
    assert find_all("aaaa", "aa") == [(0, 2), (2, 4)]


def test_no_more_than_the_limit_are_given() -> None:
    assert len(find_all("ا " * 50, "ا", limit=7)) == 7
    assert len(find_all("ا " * 20_000, "ا")) == 10_000


@pytest.mark.parametrize("needle", ["", "\u200c", "ِ", "ـ"], ids=ascii)
def test_a_needle_of_nothing_is_nowhere(needle: str) -> None:
    assert find_all("صدرِ می\u200cشود", needle) == []


def test_offsets_beyond_odd_characters_are_those_of_the_text() -> None:
    text = "ﷺ  ـ \u200fمحمّد   ﻻ قازقستان 𝔸 قازقستان"
    first, second = find_all(text, "قازقستان")
    assert text[slice(*first)] == text[slice(*second)] == "قازقستان"
    assert find_all(text, "a") == [(text.index("𝔸"), text.index("𝔸") + 1)]
