"""Tab, clicks and boundary keys: every span is reached, and a boundary never crosses the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Span
from annotator.session.marking import Edge, Unit, nudge, spans_at_click, step_span
from annotator.text.segments import is_boundary
from tests.session.samples import TEXT, place


def span(name: str, start: int, end: int, *parts: tuple[int, int]) -> Span:
    return Span(name, "entity", "PER", start, end, parts)


def annotations(*spans: Span) -> AnnotationSet:
    return AnnotationSet("a.txt", "aisha", "0" * 64, 1000, spans=spans)


NESTED = annotations(
    span("claim", 10, 60),
    span("name", 20, 30),
    span("first", 20, 24),
    span("crossing", 55, 70),
    span("head", 0, 5),
    span("late", 80, 90),
    span("inner", 80, 85),
    span("split", 2, 95, (2, 4), (92, 95)),
)


def round_trip(made: AnnotationSet, caret: int, *, forward: bool = True) -> list[str]:
    visited: list[str] = []
    chosen = ""
    for _ in made.spans:
        chosen = step_span(made, caret, chosen, forward)
        visited.append(chosen)
    assert step_span(made, caret, chosen, forward) == visited[0]
    return visited


class TestStepSpan:
    def test_goes_outward_at_the_caret_then_on_through_the_text_and_round(self) -> None:
        assert round_trip(NESTED, 22) == [
            "first", "name", "claim", "crossing", "inner", "late", "head", "split",
        ]  # fmt: skip

    def test_the_other_way_is_the_reverse(self) -> None:
        assert round_trip(NESTED, 22, forward=False) == round_trip(NESTED, 22)[::-1]

    def test_without_a_span_at_the_caret_takes_the_next_one(self) -> None:
        assert step_span(NESTED, 75, "", forward=True) == "inner"
        assert step_span(NESTED, 75, "", forward=False) == "crossing"
        assert step_span(NESTED, 999, "", forward=True) == "head"

    def test_a_caret_at_a_span_s_end_is_at_that_span(self) -> None:
        assert step_span(NESTED, 90, "", forward=True) == "late"
        touching = annotations(span("before", 0, 5), span("after", 5, 10))
        assert round_trip(touching, 5) == ["after", "before"]

    def test_goes_on_from_a_span_chosen_elsewhere(self) -> None:
        assert step_span(NESTED, 22, "inner", forward=True) == "late"
        assert step_span(NESTED, 22, "inner", forward=False) == "crossing"

    def test_a_chosen_span_that_is_gone_is_none(self) -> None:
        assert step_span(NESTED, 22, "deleted", forward=True) == "first"
        assert step_span(annotations(), 22, "deleted", forward=True) == ""

    @given(
        st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), min_size=1, max_size=12),
        st.integers(0, 30),
        st.booleans(),
    )
    def test_going_round_visits_each_span_once(
        self, ranges: list[tuple[int, int]], caret: int, forward: bool
    ) -> None:
        made = annotations(*(span(f"s{n}", a, a + b) for n, (a, b) in enumerate(ranges)))
        assert sorted(round_trip(made, caret, forward=forward)) == sorted(made.ids())


class TestClick:
    def test_the_innermost_first_then_outward_and_round(self) -> None:
        chosen, visited = "", []
        for _ in range(4):
            chosen = spans_at_click(NESTED, 22, chosen)
            visited.append(chosen)
        assert visited == ["first", "name", "claim", "first"]

    def test_a_span_chosen_elsewhere_does_not_count(self) -> None:
        assert spans_at_click(NESTED, 22, "late") == "first"

    def test_a_click_beside_all_spans_chooses_none(self) -> None:
        assert spans_at_click(NESTED, 75, "late") == ""
        assert spans_at_click(NESTED, 90, "late") == ""


WORDS = "صدر نے (کہا) کہ 2026-02-05\nहिन्दी ہے"


@pytest.mark.parametrize(
    ("words", "edge", "forward", "unit", "moved"),
    [
        ("نے", "start", False, "word", "صدر نے"),
        ("صدر نے", "start", True, "word", "نے"),
        ("صدر", "end", True, "word", "صدر نے"),
        ("صدر نے", "end", False, "word", "صدر"),
        ("صدر نے", "end", True, "grapheme", "صدر نے "),
        ("صدر نے ", "end", False, "word", "صدر نے"),
        ("صدر نے", "start", True, "grapheme", "در نے"),
        ("(کہا)", "end", False, "word", "(کہا"),
        ("کہا", "end", True, "word", "کہا)"),
        ("(کہا", "start", True, "word", "کہا"),
        ("کہا) کہ", "end", True, "word", "کہا) کہ 2026-02-05"),
        ("2026-02-05", "end", True, "word", "2026-02-05\nहिन्दी"),
        ("हिन्दी", "start", True, "grapheme", "न्दी"),
        ("हिन्दी", "end", False, "grapheme", "हि"),
    ],
)
def test_a_boundary_moves(words: str, edge: Edge, forward: bool, unit: Unit, moved: str) -> None:
    start, end = place(words, WORDS)
    a, b = nudge(WORDS, span("s1", start, end), edge, forward, unit)
    assert WORDS[a:b] == moved


@pytest.mark.parametrize("unit", ["grapheme", "word"])
def test_a_boundary_stays_at_the_ends_of_the_text_and_before_the_other(unit: Unit) -> None:
    whole = span("s1", 0, len(WORDS))
    assert nudge(WORDS, whole, "start", False, unit) == (0, len(WORDS))
    assert nudge(WORDS, whole, "end", True, unit) == (0, len(WORDS))
    one = span("s1", 3, 4)
    assert nudge(WORDS, one, "start", True, unit) == (3, 4)
    assert nudge(WORDS, one, "end", False, unit) == (3, 4)
    last = span("s1", *place("ہے", WORDS))
    assert nudge(WORDS, last, "start", True, unit)[1] == len(WORDS)
    assert nudge(WORDS, last, "start", True, unit)[0] < len(WORDS)


def test_an_inner_piece_is_never_crossed() -> None:
    split = span("s1", 0, 12, (0, 3), (8, 12))
    start, end = 0, 12
    for _ in range(5):
        start, _ = nudge(WORDS, span("s1", start, 12, (start, 3), (8, 12)), "start", True, "word")
        _, end = nudge(WORDS, span("s1", 0, end, (0, 3), (8, end)), "end", False, "grapheme")
    assert (start, end) == (2, 9)
    assert nudge(WORDS, split, "start", True, "grapheme") == (1, 12)


@given(
    st.text(alphabet="ab 1.ک‌ی\n،۔हिन्दी😀\u202e(", min_size=1, max_size=30),
    st.data(),
    st.sampled_from(["start", "end"]),
    st.booleans(),
    st.sampled_from(["grapheme", "word"]),
)
def test_moves_end_at_boundaries_on_their_side(
    text: str, data: st.DataObject, edge: Edge, forward: bool, unit: Unit
) -> None:
    places = [offset for offset in range(len(text) + 1) if is_boundary(text, offset)]
    start = data.draw(st.sampled_from(places[:-1]))
    end = data.draw(st.sampled_from([offset for offset in places if offset > start]))
    for _ in range(40):
        a, b = nudge(text, span("s1", start, end), edge, forward, unit)
        assert 0 <= a < b <= len(text)
        assert is_boundary(text, a)
        assert is_boundary(text, b)
        assert (b == end) if edge == "start" else (a == start)
        moved = (a - start) if edge == "start" else (b - end)
        assert moved >= 0 if forward else moved <= 0
        start, end = a, b


def test_the_sample_text_can_be_walked_by_words() -> None:
    chosen = span("s1", *place("شہباز"))
    ends: list[int] = []
    for _ in range(100):
        start, end = nudge(TEXT, chosen, "end", True, "word")
        ends.append(end)
        chosen = span("s1", start, end)
    assert len(TEXT) - ends[-1] <= 1
