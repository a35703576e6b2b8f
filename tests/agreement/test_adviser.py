"""Habits are found in any corpus by what recurs: here they are planted in made text, and must be named."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from annotator.agreement.advice import Advice
from annotator.agreement.alignment import Kind
from annotator.agreement.habits import commonest, habits
from annotator.agreement.phrases import Quote
from annotator.agreement.report import make_report
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.annotations import AnnotationSet, Span, Value
from annotator.model.document import Document
from tests.agreement.corpus import SCHEME


class Text:
    """A text in the making: words are added, and spans around some of them."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: dict[str, list[Span]] = {"anne": [], "باسط": []}

    def add(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def mark(self, who: str, start: int, end: int, label: str = "PER", **more: Value) -> None:
        said = self.spans[who]
        said.append(Span(f"s{len(said)}", "entity", label, start, end, attributes=more))

    def advice(self) -> list[Advice]:
        digest = sha256(self.text.encode()).hexdigest()
        document = Document("a.txt", self.text, digest)
        sets = {
            who: AnnotationSet("a.txt", who, digest, len(self.text), spans=tuple(spans))
            for who, spans in self.spans.items()
        }
        return list(make_report([AnnotatedArticle(document, sets)], list(sets), SCHEME).advice)


def boundary(before: list[str], names: list[str], after: list[str]) -> list[Advice]:
    """The first has what stands before and after the names inside, the other has not."""
    made = Text()
    for number, name in enumerate(names):
        start, _ = made.add(before[number % len(before)])
        name_start, name_end = made.add(name)
        _, end = made.add(after[number % len(after)])
        made.add("\n")
        made.mark("anne", start, end)
        made.mark("باسط", name_start, name_end)
    return [one for one in made.advice() if one.kind == Kind.BOUNDARY]


NAMES = ["قاسم جومارت", "شہباز شریف", "آصف زرداری", "امام علی"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("صدر ", "", "the word “صدر” before PER"),
        ("«", "", "a quotation mark before PER"),
        ("", '"', "a quotation mark after PER"),
        ("", "۔", "punctuation after PER"),
        ("", " ", "white space after PER"),
        ("(", "", "a bracket before PER"),
        ("", " (COAS)", "the word “COAS” after PER"),
        ("قازقستان کے ", "", "a phrase joined by a case marker or postposition before PER"),
        ("", " نے", "the word “نے” after PER"),
        ("", "وں", "a part of a word after PER"),
        ("ایک دو تین چار پانچ چھ ", "", "a longer stretch, 6 words or more before PER"),
    ],
)
def test_what_lies_between_the_boundaries(before: str, after: str, told: str) -> None:
    (advice,) = boundary([before], NAMES, [after])
    assert told in advice.sentence
    assert advice.sentence.startswith("4 of 4 boundary differences: ")
    assert "is inside for “anne”, outside for “باسط”" in advice.sentence
    assert (advice.count, advice.of, advice.cost) == (4, 4, 1)
    assert len(advice.groups) == 4


def test_several_words_of_a_kind_are_told_together() -> None:
    (advice,) = boundary([""], NAMES, [" نے", " کو", " سے", " کا"])
    assert "a case marker, postposition or article after PER" in advice.sentence
    assert sum(f"“{word}”" in advice.sentence for word in ("نے", "کو", "سے", "کا")) == 3


def test_hindi_and_other_numbers_of_words() -> None:
    (advice,) = boundary([""], NAMES, [" ने", " को"])
    assert "a case marker, postposition or article" in advice.sentence
    (advice,) = boundary(["12 ", "۱۳ ", "१४ ", "15 "], NAMES, [""])
    assert "a number before PER" in advice.sentence


def test_words_that_are_a_span_of_their_own_are_called_by_its_label() -> None:
    made = Text()
    for title, name in zip(["صدر", "وزیراعظم", "جنرل"], NAMES, strict=False):
        start, title_end = made.add(title)
        made.add(" ")
        name_start, end = made.add(name)
        made.add("، ")
        made.mark("anne", start, end)
        made.mark("باسط", name_start, end)
        made.mark("باسط", start, title_end, "ORG")
    told = [one.sentence for one in made.advice() if one.kind == Kind.BOUNDARY]
    assert len(told) == 1
    assert told[0].startswith("3 of 3 boundary differences: the “ORG” before PER is inside for “anne”")


def test_the_word_that_recurs_is_told_apart_from_others() -> None:
    made = boundary(["صدر ", "صدر ", "صدر ", "معزز مہمان "], NAMES * 2, [""])
    assert made[0].sentence.startswith("6 of 8 boundary differences: the word “صدر” before PER")
    assert "further words, up to 5 before PER" in made[1].sentence


def test_half_of_a_difference_at_both_ends_costs_half() -> None:
    advice = boundary(["صدر "], NAMES, ["۔"])
    assert [one.count for one in advice] == [4, 4]
    assert [one.cost for one in advice] == [0.5, 0.5]


def test_pieces() -> None:
    made = Text()
    for _ in range(2):
        start, _ = made.add("ایک ")
        made.add("دو ")
        third, end = made.add("تین")
        made.add("\n")
        made.mark("anne", start, end)
        made.mark("باسط", start, end)
        whole = made.spans["باسط"][-1]
        made.spans["باسط"][-1] = replace(whole, parts=((start, start + 3), (third, end)))
    (advice,) = made.advice()
    assert "a gap within PER is inside for “anne”, outside for “باسط”" in advice.sentence


def test_labels() -> None:
    made = Text()
    for here, there in (("PER", "ORG"), ("PER", "ORG"), ("ORG", "PER"), ("PER", "جگہ")):
        start, end = made.add("قازقستان")
        made.add(" ")
        made.mark("anne", start, end, here)
        made.mark("باسط", start, end, there)
    (advice,) = made.advice()
    assert advice.sentence == (
        "2 of 4 label differences: PER for “anne”, ORG for “باسط”; 1 the other way round (“قازقستان” 2×)"
    )
    assert (advice.count, advice.of, advice.cost) == (3, 4, 0.75)


def test_spans_that_only_one_has() -> None:
    made = Text()
    for number in range(2):
        elsewhere, once, within = (made.add(word) for word in ("لاہور", f"شہر{number}", "کراچی"))
        made.mark("anne", *elsewhere, "جگہ")
        made.mark("anne", *once, "ORG")
        made.mark("anne", *within)
        made.mark("anne", within[0], within[0] + 1)
        made.mark("باسط", *within)
    made.mark("باسط", *made.add("لاہور"), "جگہ")
    told = {one.sentence for one in made.advice()}
    only = "2 of 6 spans that only “anne” has: "
    assert told == {
        f"{only}جگہ, and “باسط” marks the same words elsewhere (“لاہور” 2×)",
        f"{only}ORG, and these words “باسط” marks nowhere (“شہر0”, “شہر1”)",
        f"{only}PER, and “باسط” has another span there (“ک” 2×)",
    }


def test_attributes_cost_no_f1_and_are_told_all_the_same() -> None:
    made = Text()
    for _ in range(3):
        start, end = made.add("نام")
        made.add(" ")
        made.mark("anne", start, end, sure="no", odd=True)
        made.mark("باسط", start, end)
    told = [(one.sentence, one.cost) for one in made.advice()]
    assert told == [
        ("3 of 3 differences in odd: yes for “anne”, no for “باسط” (“نام” 3×)", 0),
        ("3 of 3 differences in sure: no for “anne”, yes for “باسط” (“نام” 3×)", 0),
    ]


def test_full_agreement_needs_no_advice() -> None:
    made = Text()
    for who in made.spans:
        made.mark(who, 0, 4)
    made.add("نام و نسب")
    assert made.advice() == []


def test_the_words_keep_what_is_quoted_apart() -> None:
    (advice,) = boundary(["صدر "], NAMES, [""])
    assert Quote("صدر") in advice.words
    assert Quote("باسط") in advice.words


def test_habits_explain_each_thing_once_and_leave_single_ones() -> None:
    things = ["aa", "ab", "ab", "cb", "dd"]
    found = habits(things, lambda thing: [(thing[0], 1.0), (thing[1], 0.9)], 2)
    assert found == [("a", ["aa", "ab", "ab"])]
    assert commonest(["b", "A", "a", "c"], str.lower, 2) == [("A", 2), ("b", 1)]
