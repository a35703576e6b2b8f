"""Gamma's alignment costs what trying everything finds; gamma is the same for the same seed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import gamma as module
from annotator.agreement.gamma import TwoViews, Unit, gamma
from tests.agreement.made import moved, spans

pytest.importorskip("scipy")

from annotator.agreement.gamma_alignment import least_cost

UNITS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9), st.sampled_from("XY")).map(
        lambda unit: (unit[0], unit[0] + unit[1], unit[2])
    ),
    max_size=5,
)


def cost(a: Unit, b: Unit) -> float:
    apart = abs(a[0] - b[0]) + abs(a[1] - b[1])
    return (apart / (a[1] - a[0] + b[1] - b[0])) ** 2 + (a[2] != b[2])


def by_trying(a: list[Unit], b: list[Unit]) -> float:
    if not a:
        return len(b)
    found = [1 + by_trying(a[1:], b)]
    found += [cost(a[0], b[n]) + by_trying(a[1:], [*b[:n], *b[n + 1 :]]) for n in range(len(b))]
    return min(found)


@settings(max_examples=50)
@given(UNITS, UNITS)
def test_no_alignment_costs_less(a: list[Unit], b: list[Unit]) -> None:
    assert least_cost(a, b) == pytest.approx(by_trying(a, b))
    assert least_cost(b, a) == pytest.approx(least_cost(a, b))


A = spans((0, 10, "X"), (20, 30, "Y"), (50, 55, "X"), (70, 90, "Y"))


def test_full_agreement_is_one_and_a_shift_is_less() -> None:
    same, shifted = TwoViews.of(A, A, 100), TwoViews.of(A, moved(A, 3), 100)
    assert gamma([same]).value == 1
    value = gamma([shifted]).value
    assert value is not None
    assert 0 < value < 1


def test_the_same_seed_gives_the_same_figure_and_each_sample_is_told() -> None:
    text = TwoViews.of(A, moved(A, 4), 100)
    told: list[tuple[int, int]] = []
    first = gamma([text], seed=7, watch=lambda done, of: told.append((done, of)))
    assert first == gamma([text], seed=7)
    assert first.value != gamma([text], seed=8).value
    assert first.note == f"{len(told):,} samples, seed 7"
    assert told[-1][0] == told[-1][1] >= module.FEWEST_SAMPLES


def test_it_can_be_stopped() -> None:
    def stop(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        gamma([TwoViews.of(A, A, 100)], watch=stop)


def test_texts_without_units_change_nothing() -> None:
    text = TwoViews.of(A, A[:2], 100)
    assert gamma([TwoViews((), (), 50), TwoViews((), (), 0)]).undefined == "neither annotator has a span"
    with_empty = gamma([text, TwoViews((), (), 50)], precision=0.1).value
    assert with_empty == pytest.approx(gamma([text], precision=0.1).value, abs=0.2)


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert "pip install 'annotator[gamma]'" in gamma([TwoViews.of(A, A, 100)]).undefined
