"""Spans are found again in a changed article, or said to be lost: never at a wrong place in silence."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.anchors import Anchor
from annotator.store.reanchoring import Moved, reanchor
from annotator.text.segments import is_boundary
from tests.store.edits import Tracked, all_of, anchor_at, edited, found, places_of, ranges
from tests.strategies import nasty_texts, texts

FIRST = "وزیراعظم شہباز شریف نے قازقستان کے صدر قاسم جومارت توکایوف کا اسلام آباد میں استقبال کیا۔"
SECOND = "دونوں ممالک نے تجارت، توانائی اور تعلیم کے شعبوں میں تعاون بڑھانے پر اتفاق کیا۔"
THIRD = "क़ज़ाख़स्तान के राष्ट्रपति ने पाकिस्तान की मेहमाननवाज़ी की तारीफ़ की और नई योजनाओं का ऐलान किया।"
FOURTH = "می\u200cخواهیم همکاری\u200cهای دو کشور را گسترش دهیم، گفت رئیس جمهور در پایان این دیدار رسمی."
OLD = "\n".join((FIRST, SECOND, THIRD, FOURTH))
NEWS = "ایک نئی خبر کے مطابق موسم کل سے بدل جائے گا اور بارش ہو گی۔"


def span_of(words: str, text: str = OLD) -> dict[str, list[tuple[int, int]]]:
    start = text.index(words)
    return {"s": [(start, start + len(words))]}


def now(new: str, words: str, old: str = OLD) -> Moved:
    """Return where words of the old text have moved to."""
    result = found(old, span_of(words, old), new)
    assert result.moved.keys() == {"s"}, result
    return result.moved["s"]


def read_at(text: str, moved: Moved) -> str:
    return " ".join(text[start:end] for start, end in moved.pieces)


class TestPlainCases:
    def test_the_same_text(self) -> None:
        spans = all_of("کے", OLD)
        assert found(OLD, spans, OLD).unchanged == tuple(spans)

    def test_what_stands_before_an_edit_is_unchanged_and_what_comes_after_moves(self) -> None:
        new = "\n".join((FIRST, NEWS, SECOND, THIRD, FOURTH))
        spans = {"first": span_of("شہباز شریف")["s"], "rest": span_of("تعلیم")["s"]}
        result = found(OLD, spans, new)
        assert result.unchanged == ("first",)
        assert result.moved["rest"].pieces == ((new.index("تعلیم"), new.index("تعلیم") + 5),)
        assert not result.moved["rest"].quote_changed
        assert not result.moved["rest"].out_of_order

    def test_what_is_gone_is_lost(self) -> None:
        result = found(OLD, span_of("تعلیم"), "\n".join((FIRST, THIRD, FOURTH)))
        assert result.lost.keys() == {"s"}
        assert result.lost["s"].candidates == ()
        assert abs(result.lost["s"].near - len(FIRST)) < 60

    def test_a_paragraph_that_was_moved(self) -> None:
        new = "\n".join((FOURTH, THIRD, FIRST, SECOND))
        spans = {**all_of("नई", OLD), "s": span_of("گسترش")["s"], "t": span_of("شہباز")["s"]}
        result = found(OLD, spans, new)
        places = places_of(result, {})
        assert places["s"] == ((new.index("گسترش"), new.index("گسترش") + 5),)
        assert places["t"] == ((new.index("شہباز"), new.index("شہباز") + 5),)
        assert {moved.out_of_order for moved in result.moved.values()} == {False, True}

    def test_an_empty_article(self) -> None:
        assert found(OLD, span_of("تعلیم"), "").lost.keys() == {"s"}

    def test_no_spans(self) -> None:
        result = reanchor({}, 10, "anything")
        assert (result.unchanged, result.moved, result.lost) == ((), {}, {})


class TestQuotesThatChanged:
    @pytest.mark.parametrize(
        ("words", "new_words"),
        [
            ("قاسم جومارت توکایوف", "قاسم جومارت توقایوف"),
            ("قاسم جومارت توکایوف", "قاسم جومرت توکایوف"),
            ("قاسم جومارت توکایوف", "قاسم جوممارت توکایوف"),
            ("شہباز شریف", "شہاز شریف"),
            ("تعاون بڑھانے پر اتفاق کیا", "تعاون کو بڑھانے پر اتفاق کیا"),
        ],
    )
    def test_typos(self, words: str, new_words: str) -> None:
        new = f"{NEWS}\n{OLD.replace(words, new_words)}"
        moved = now(new, words)
        assert read_at(new, moved) == new_words
        assert moved.quote_changed

    def test_other_keyboards(self) -> None:
        new = OLD.replace("ی", "ي").replace("ک", "ك")
        moved = now(new, "اتفاق کیا")
        assert read_at(new, moved) == "اتفاق كيا"
        assert moved.quote_changed

    def test_decomposed_letters(self) -> None:
        new = unicodedata.normalize("NFD", OLD)
        assert read_at(new, now(new, "मेहमाननवाज़ी")) == unicodedata.normalize("NFD", "मेहमाननवाज़ी")

    def test_joiners_left_out(self) -> None:
        new = OLD.replace("\u200c", "")
        moved = now(new, "همکاری\u200cهای")
        assert read_at(new, moved) == "همکاریهای"
        assert moved.quote_changed

    def test_other_spaces(self) -> None:
        new = OLD.replace(" ", "  ")
        assert read_at(new, now(new, "شہباز شریف")) == "شہباز  شریف"

    def test_another_word_is_not_the_same_words(self) -> None:
        assert "s" in found(OLD, span_of("شہباز"), OLD.replace("شہباز", "نواز")).lost

    def test_a_quote_torn_in_two(self) -> None:
        words = "تعاون بڑھانے پر اتفاق کیا"
        new = OLD.replace("بڑھانے", f"بڑھانے۔\n{NEWS}\n{NEWS}\nجاری رکھنے")
        lost = found(OLD, span_of(words), new).lost["s"]
        assert any("تعاون" in new[a:b] for (a, b), *_ in lost.candidates)


class TestRepeatedWords:
    """The same name many times in an article."""

    OCCASIONS = "آمد ملاقات تقریب اعلان دورہ معاہدہ اجلاس خطاب ناشتہ سفر دعوت مشق پریڈ نمائش میچ"
    THINGS = "تیل گیس کپاس سڑک ریل بندرگاہ تعلیم صحت دفاع ثقافت سیاحت زراعت صنعت بجلی پانی"
    LINES = tuple(
        f"{occasion} کے موقع پر قازقستان نے {thing} کی بات کی۔"
        for occasion, thing in zip(OCCASIONS.split(), THINGS.split(), strict=True)
    )
    OLD = "\n".join(LINES)

    @pytest.mark.parametrize("gone", range(len(LINES)))
    def test_the_one_that_is_gone_is_lost_and_each_other_finds_its_own(self, gone: int) -> None:
        spans = all_of("قازقستان", self.OLD)
        new = "\n".join(line for number, line in enumerate(self.LINES) if number != gone)
        result = found(self.OLD, spans, new)
        assert result.lost.keys() == {f"w{gone}"}
        left = [(start, end) for ((start, end),) in all_of("قازقستان", new).values()]
        assert sorted(piece for (piece,) in places_of(result, spans).values()) == left

    def test_equal_lines_of_which_one_is_gone_cannot_be_told(self) -> None:
        old = "\n".join((FIRST, "قازقستان", "قازقستان", "قازقستان", SECOND))
        new = "\n".join((FIRST, "قازقستان", "قازقستان", SECOND))
        spans = {name: pieces for name, pieces in all_of("قازقستان", old).items() if name != "w0"}
        result = found(old, {**spans, **span_of("شہباز", old)}, new)
        assert result.unchanged == ("s",)
        assert result.lost.keys() == {"w1", "w2", "w3"}
        assert len(result.lost["w1"].candidates) == 3
        assert all(new[start:end] == "قازقستان" for ((start, end),) in result.lost["w1"].candidates)

    def test_equal_lines_that_are_all_still_there(self) -> None:
        old = "\n".join((FIRST, "قازقستان", "قازقستان", "قازقستان", SECOND))
        spans = all_of("قازقستان", old)
        new = f"{NEWS}\n{old}"
        assert places_of(found(old, spans, new), spans) == {
            name: tuple(pieces) for name, pieces in all_of("قازقستان", new).items()
        }

    def test_a_copy_before_it_could_be_the_first(self) -> None:
        """Nobody can tell which paragraph was there and which was put in."""
        new = "\n".join((FIRST, SECOND, SECOND, THIRD, FOURTH))
        lost = found(OLD, span_of("تعلیم"), new).lost["s"]
        assert [new[start:end] for ((start, end),) in lost.candidates] == ["تعلیم", "تعلیم"]

    def test_a_copy_elsewhere_is_not_taken_for_what_stayed(self) -> None:
        new = f"{OLD}\n{NEWS}\n{NEWS}\n{SECOND}"
        spans = {**span_of("تعلیم"), **all_of("گسترش", OLD), "f": span_of("شہباز")["s"]}
        places = places_of(found(OLD, spans, new), spans)
        assert places == {name: tuple(pieces) for name, pieces in spans.items()}


class TestSeveralSpans:
    def test_nested_crossing_and_equal_ones_stay_so(self) -> None:
        at = OLD.index("تجارت")
        spans = {
            "outer": [(at, at + 40)],
            "inner": [(at + 7, at + 15)],
            "same": [(at + 7, at + 15)],
            "crossing": [(at + 30, at + 50)],
        }
        new = OLD.replace(FIRST, NEWS)
        shift = new.index("تجارت") - at
        places = places_of(found(OLD, spans, new), spans)
        assert places == {name: ((a + shift, b + shift),) for name, ((a, b),) in spans.items()}

    def test_pieces_move_together(self) -> None:
        first, second = OLD.index("تجارت"), OLD.index("تعلیم")
        new = f"{NEWS}\n{OLD}"
        shift = len(NEWS) + 1
        moved = found(OLD, {"s": [(first, first + 5), (second, second + 5)]}, new).moved["s"]
        assert moved.pieces == ((first + shift, first + shift + 5), (second + shift, second + shift + 5))

    def test_a_span_without_one_of_its_pieces_is_lost(self) -> None:
        first, second = OLD.index("تجارت"), OLD.index("تعلیم")
        new = OLD.replace("تعلیم", "صنعت")
        assert "s" in found(OLD, {"s": [(first, first + 5), (second, second + 5)]}, new).lost

    def test_pieces_that_part_company_are_a_lost_span(self) -> None:
        first, second = OLD.index("شہباز"), OLD.index("تعلیم")
        new = "\n".join((SECOND, THIRD, FOURTH, FIRST))
        assert "s" in found(OLD, {"s": [(first, first + 5), (second, second + 5)]}, new).lost


class TestWhatIsKnown:
    def test_nothing_but_the_words(self) -> None:
        """Files of other programs have no context: that is not enough for a moved place."""
        start = OLD.index("تعلیم")
        result = reanchor({"s": Anchor(start, start + 5, "تعلیم")}, len(OLD), f"{NEWS}\n{OLD}")
        at = OLD.index("تعلیم") + len(NEWS) + 1
        assert result.lost["s"].candidates == (((at, at + 5),),)

    def test_the_whole_text_tells_more(self) -> None:
        old = "\n".join((FIRST, "قازقستان", SECOND, "قازقستان", THIRD))
        new = "\n".join((FIRST, NEWS, SECOND, "قازقستان", THIRD))
        start = old.rindex("قازقستان")
        anchors = {"s": anchor_at(old, (start, start + 8))}
        assert "s" in reanchor(anchors, len(old), new).lost
        assert "s" in reanchor(anchors, len(old), new, [(0, old)]).moved

    def test_quotes_that_contradict_each_other_place_nothing(self) -> None:
        start = OLD.index("تعلیم")
        told = Anchor(start, start + 5, "تعلیم", "اور ", " کے")
        other = Anchor(start - 4, start + 5, "xxxx تعلی")
        assert "b" in reanchor({"a": told, "b": other}, len(OLD), f"{NEWS}\n{OLD}").lost

    def test_words_that_fold_to_nothing(self) -> None:
        old = f"{FIRST}\n\u200c\u200c\n{SECOND}"
        start = len(FIRST) + 1
        assert "s" in found(old, {"s": [(start, start + 2)]}, f"{NEWS}\n{old}").lost


words = st.integers(0, 10**6).map(lambda number: f"w{number}x{number * 7919 % 10_007}")


@st.composite
def unlike_texts(draw: st.DrawFn) -> str:
    """Return a text in which no word stands twice: so it is always known what is right."""
    numbers = draw(st.lists(words, min_size=20, max_size=60, unique=True))
    breaks = draw(st.sets(st.integers(0, len(numbers) - 1), max_size=6))
    return "".join(word + ("\n" if place in breaks else " ") for place, word in enumerate(numbers))


@given(st.data())
def test_what_has_a_place_has_the_right_one(data: st.DataObject) -> None:
    old = data.draw(unlike_texts())
    spans = data.draw(ranges(old))
    tracked: Tracked = data.draw(edited(old, words.map(lambda word: f"n{word} {word}n")))
    result = found(old, spans, tracked.text)
    for name, pieces in places_of(result, spans).items():
        truth = tracked.place(spans[name])
        if truth is not None:
            assert pieces == truth
    assert not [name for name in result.unchanged if tracked.place(spans[name]) != tuple(spans[name])]


@given(st.data())
def test_whatever_the_texts_are(data: st.DataObject) -> None:
    """Each span is one of the three, at whole clusters, its pieces in order; nothing raises."""
    some = st.one_of(texts(60), nasty_texts(30)).filter(bool)
    old, new = data.draw(some), data.draw(some)
    new = data.draw(st.sampled_from([new, old + new, new + old, old[: len(old) // 2] + new, old]))
    spans = data.draw(ranges(old))
    result = found(old, spans, new)
    assert sorted([*result.unchanged, *result.moved, *result.lost]) == sorted(spans)
    for name in result.unchanged:
        assert all(old[start:end] == new[start:end] for start, end in spans[name])
    placed = [moved.pieces for moved in result.moved.values()]
    for pieces in (*placed, *(pieces for lost in result.lost.values() for pieces in lost.candidates)):
        assert all(0 <= start < end <= len(new) for start, end in pieces)
        assert all(is_boundary(new, offset) for piece in pieces for offset in piece)
        assert all(left[1] < right[0] for left, right in pairwise(pieces))
    for name, moved in result.moved.items():
        same = " ".join(new[a:b] for a, b in moved.pieces) == " ".join(old[a:b] for a, b in spans[name])
        assert moved.quote_changed is not same


@pytest.mark.parametrize("unit", ["a", "قازقستان ", "نام پتہ\n", "پاکستان اور قازقستان۔ "])
def test_a_text_that_says_the_same_all_over_is_not_guessed_at(unit: str) -> None:
    old = unit * (40_000 // len(unit))
    spans = {f"s{at}": [(at, at + max(1, len(unit) - 1))] for at in range(0, len(old) - 40, 40 * len(unit))}
    new = f"{old[:20_000]}{NEWS}{old[20_000:]}"
    assert not found(old, spans, new).unchanged
