"""What is known of a text from quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.anchors import Anchor
from annotator.store.anchoring.quoted_text import UNKNOWN, QuotedText
from annotator.store.annotation_writer import quote_context
from annotator.text.folding import fold
from tests.strategies import ranges_in, texts

TEXT = "صدر قازقستان نے کہا۔\nوزیراعظم شہباز شریف اسلام آباد میں صدر سے ملے، اور بات چیت کے بعد واپس چلے گئے۔"


def anchor(text: str, start: int, end: int) -> Anchor:
    return Anchor(start, end, text[start:end], *quote_context(text, start, end))


def test_quotes_that_overlap_are_one_stretch() -> None:
    old = QuotedText([anchor(TEXT, 0, 3), anchor(TEXT, 4, 12)], len(TEXT))
    first, last, _ = old.stretches()[0]
    assert old.text[first:last] == fold(TEXT[:21])
    assert set(old.text[last:]) == {UNKNOWN}


def test_a_short_context_tells_of_a_line_feed() -> None:
    old = QuotedText([anchor(TEXT, 21, 30)], len(TEXT))
    assert old.text[old.index(20)] == "\n"


def test_no_context_tells_nothing() -> None:
    old = QuotedText([Anchor(5, 8, "abc")], 20)
    assert old.stretches() == [(5, 8, 5)]


def test_what_contradicts_is_left_out() -> None:
    old = QuotedText([Anchor(0, 4, "abcd"), Anchor(2, 6, "xxxx"), Anchor(3, 6, "def")], 10)
    assert old.text.startswith("abcdef")
    assert "x" not in old.text


def test_what_lies_outside_is_left_out() -> None:
    old = QuotedText([Anchor(0, 4, "ab"), Anchor(8, 12, "abcd"), Anchor(1, 3, "bc")], 10)
    assert old.text == f"{UNKNOWN}bc{UNKNOWN * 7}"


@given(texts(30), st.data())
def test_known_characters_stand_at_their_places(text: str, data: st.DataObject) -> None:
    ranges = data.draw(st.lists(ranges_in(text), max_size=4))
    anchors = [anchor(text, start, end) for start, end in ranges if start < end]
    old = QuotedText(anchors, len(text))
    assert not old.is_same(text) or old.text == fold(text)
    for each in anchors:
        first, last = old.index(each.start), old.index(each.end)
        assert old.text[first:last].replace(" ", "") == fold(each.exact).replace(" ", "")


def test_only_a_text_that_is_known_to_its_end_is_the_same() -> None:
    assert QuotedText([anchor(TEXT, 21, 41)], len(TEXT), [(0, TEXT)]).is_same(TEXT)
    assert not QuotedText([], len(TEXT), [(0, TEXT)]).is_same(TEXT.replace("شہباز", "شہناز"))
    assert not QuotedText([anchor(TEXT, 21, 41)], len(TEXT)).is_same(TEXT)
