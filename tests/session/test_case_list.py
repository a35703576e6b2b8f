"""Ten thousand cases in order: what a filter lets through, what comes next, how many stand how."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.adjudication import Case, CaseKind, Voice
from annotator.agreement.adjudication_ledger import Standing, State
from annotator.model.annotations import Span
from annotator.session.case_list import CaseList, Counts, Filter

KINDS = (CaseKind.SAME, CaseKind.LABEL, CaseKind.MISSING)
STATES = (State.OPEN, State.LEFT_OPEN, State.DECIDED)


def case(article: str, number: int, kind: CaseKind, label: str, who: str) -> Case:
    span = Span("s1", "entity", label, number, number + 1)
    voices = tuple(
        Voice(name, f"{name}#{number}" if name in who else "", span if name in who else None) for name in "ab"
    )
    return Case(f"{article}\n{number}", article, kind, "entity", (number, number + 1), voices)


@st.composite
def lists(draw: st.DrawFn) -> tuple[CaseList, list[tuple[Case, Standing]]]:
    made = CaseList()
    everything: list[tuple[Case, Standing]] = []
    for article in ("x", "y"):
        cases: list[tuple[Case, Standing]] = []
        for number in range(draw(st.integers(0, 6))):
            kind, label = draw(st.sampled_from(KINDS)), draw(st.sampled_from(["PER", "ORG"]))
            one = case(article, number, kind, label, draw(st.sampled_from(["a", "b", "ab"])))
            state = State.AGREED if kind is CaseKind.SAME else draw(st.sampled_from(STATES))
            cases.append((one, Standing(state, kind)))
        everything += cases
        made.put(article, [one for one, _ in cases], {one.id: standing for one, standing in cases})
    return made, everything


def some(values: Sequence[object]) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


filters = st.builds(
    Filter, some(KINDS[1:]), some(["PER", "ORG"]), some(["a", "b"]), some(["x", "y"]), some(STATES)
)


def wanted(found: Filter, one: Case, standing: Standing) -> bool:
    """What a filter lets through, word by word."""
    return (
        one.kind is not CaseKind.SAME
        and (not found.kinds or one.kind in found.kinds)
        and (not found.labels or any(label in found.labels for label in one.labels))
        and (not found.annotators or any(v.annotator in found.annotators for v in one.voices if v.source))
        and (not found.articles or one.article in found.articles)
        and (not found.states or standing.state in found.states)
    )


@given(lists(), filters, st.data())
def test_all_of_it_by_definition(
    made: tuple[CaseList, list[tuple[Case, Standing]]], found: Filter, data: st.DataObject
) -> None:
    cases, everything = made
    cases.counts(found)
    for _ in range(data.draw(st.integers(0, 3)) if everything else 0):
        place = data.draw(st.integers(0, len(everything) - 1))
        one = everything[place][0]
        state = data.draw(st.sampled_from(STATES)) if one.kind is not CaseKind.SAME else State.AGREED
        everything[place] = one, Standing(state, one.kind)
        cases.update(*everything[place])
    fitting = [(one, standing) for one, standing in everything if wanted(found, one, standing)]
    assert cases.fitting(found) == [one for one, _ in fitting]
    counts = cases.counts(found)
    assert counts.open == sum(standing.open for _, standing in fitting)
    assert counts.decided == sum(not standing.open for _, standing in fitting)
    assert sum(counts.kinds.values()) == len(fitting)
    state = State.LEFT_OPEN if found.states == {State.LEFT_OPEN} else State.OPEN
    ids = [one.id for one, _ in everything]
    for after in [None, *ids]:
        begin = ids.index(after) if after else -1
        turn = [*everything[begin + 1 :], *everything[: begin + 1]]
        ahead = [one for one, standing in turn if wanted(found, one, standing) and standing.state is state]
        assert cases.next_open(after, found, 1) == (ahead[0] if ahead else None)
        begin = ids.index(after) if after else len(ids)
        turn = [*everything[begin:], *everything[:begin]][::-1]
        behind = [one for one, standing in turn if wanted(found, one, standing) and standing.state is state]
        assert cases.next_open(after, found, -1) == (behind[0] if behind else None)


def test_an_article_that_is_read_again_replaces_its_cases() -> None:
    cases = CaseList()
    one, two = case("x", 0, CaseKind.LABEL, "PER", "ab"), case("x", 1, CaseKind.LABEL, "PER", "ab")
    cases.put("x", [one], {one.id: Standing(State.OPEN, one.kind)})
    assert cases.counts(Filter()).open == 1
    cases.put("x", [two], {two.id: Standing(State.DECIDED, two.kind)})
    assert (one.id in cases, two.id in cases) == (False, True)
    assert cases.counts(Filter()).decided == 1
    cases.drop("x")
    assert cases.counts(Filter()) == Counts()
    assert cases.next_open(None, Filter(), 1) is None
