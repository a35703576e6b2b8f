"""Agreement of many spans and annotators, beside the programs that compute it, and whether values agree.

The others are asked where AGREEMENT_RIVALS names an interpreter that has them; see agreement_rivals.py.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.chance import cohen_kappa, fleiss_kappa
from annotator.agreement.continuum import compare, units
from annotator.agreement.gamma import TwoViews, can_compute, gamma
from annotator.agreement.groups import align
from annotator.agreement.scores import Scheme, count_pair, score
from annotator.agreement.tallies import Ratings, Row
from annotator.agreement.unitizing import unitizing
from annotator.model.annotations import Span
from benchmarks.effort import TINY, Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, milliseconds

SIZES, ANNOTATORS = (1_000, 10_000, 100_000), (2, 3, 5)
LABELS = ("PER", "ORG", "GPE", "LOC", "DATE", "EVENT", "ROLE", "DOC")
GAMMA_UNITS = 100
"""Units of each annotator in the comparison with pygamma-agreement, which takes long."""

_RIVALS = "AGREEMENT_RIVALS"
_MOST = {"nervaluate": 1_000, "bratiaa": 1_000, "nltk": 1_000}
"""Spans of each annotator from which a program is not asked: nervaluate takes half a minute for 10,000."""

Values = dict[str, float]


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield F1, the alphas and kappas for each size, groups of more annotators, gamma, and the window."""
    from benchmarks import agreement_window  # noqa: PLC0415 - it takes its spans from here

    rivals = Rivals()
    sizes = (bench.effort.spans,) if bench.effort == TINY else SIZES
    repeat = 1 if bench.effort == TINY else 3
    for size in sizes:
        a, b = made(size, 1), made(size, 2)
        rows = [group.labels for group in align({"a": a, "b": b}) if len(group.present) > 1]
        yield from _scores((a, b), repeat, rivals)
        yield from _unitizing((a, b), repeat)
        yield from _ratings(rows, repeat, rivals)
    for number in ANNOTATORS[1:]:
        for size in sizes:
            yield _groups([made(size, seed) for seed in range(number)], repeat)
    if can_compute():
        yield _gamma(min(GAMMA_UNITS, sizes[0]), repeat, rivals)
    yield from agreement_window.measure(bench)


def made(size: int, seed: int) -> list[Span]:
    """Return an annotator's spans: four in five are everyone's, the others differ in ends, label or place."""
    shared, own = Random(99), Random(seed)
    spans: list[Span] = []
    place = 0
    for number in range(size):
        place += shared.randint(3, 20)
        length, label = shared.randint(2, 15), shared.choice(LABELS)
        start, end = place, place + length
        chance = own.random()
        if chance < 0.08:
            start, end = start + own.randint(0, 1), end + own.randint(0, 2)
        elif chance < 0.14:
            label = own.choice(LABELS)
        elif chance < 0.2:
            start, end = start + 1, start + 2
        spans.append(Span(f"s{number}", "entity", label, start, max(end, start + 1)))
        place += length
    return spans


class Rivals:
    """Asks other programs, and says once where there are none."""

    def __init__(self) -> None:
        self._python = os.environ.get(_RIVALS, "")
        if not self._python:
            print(f"no other programs: {_RIVALS} names no interpreter", file=sys.stderr)

    def ask(self, rival: str, size: int, **data: Any) -> tuple[list[Taken], Values]:
        """Return the milliseconds and values of another program, none where it is absent or too slow."""
        if not self._python or size > _MOST.get(rival, size):
            return [], {}
        script = Path(__file__).with_name("agreement_rivals.py")
        question = json.dumps({"rival": rival, **data})
        ran = subprocess.run(
            [self._python, script], input=question, capture_output=True, text=True, timeout=600, check=False
        )
        answer = json.loads(ran.stdout) if ran.returncode == 0 else {"absent": ran.stderr.strip()[-200:]}
        if "absent" in answer:
            print(f"{rival} was skipped: {answer['absent']}", file=sys.stderr)
            return [], {}
        return [_taken(ms) for ms in answer["ms"]], answer["values"]


def _taken(ms: float) -> Taken:
    taken = Taken(ms)
    taken.processor = ms
    return taken


def _run(action: Callable[[], object], repeat: int) -> list[Taken]:
    gc.collect()
    return [milliseconds(action) for _ in range(repeat)]


def _told(case: str, ours: Values, theirs: Values) -> str:
    """Return the case with whether the values agree: all of them, or which do not."""
    if not theirs:
        return case
    differ = [
        f"{name} {ours[name]:.3f}/{value:.3f}"
        for name, value in theirs.items()
        if name in ours and abs(ours[name] - value) > 5e-4
    ]
    return f"{case}, {'other: ' + ', '.join(differ) if differ else 'same values'}"


def _target(size: int, most: float) -> Target | None:
    return Target("p50", most) if size == SIZES[-1] else None


def _plain(spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in spans]


def _scores(sides: tuple[list[Span], list[Span]], repeat: int, rivals: Rivals) -> Iterator[Figure]:
    size = len(sides[0])
    counts = count_pair(*sides)
    values = {scheme.value: score(counts, scheme).f1.value or 0.0 for scheme in Scheme}
    ours = _run(lambda: count_pair(*sides), repeat)
    case = f"F1, 4 schemes, 2 x {size:,}"
    yield Figure("agreement", case, ours, target=_target(size, 700))
    for rival in ("nervaluate", "bratiaa"):
        taken, theirs = rivals.ask(rival, size, spans=[_plain(side) for side in sides])
        if taken:
            yield Figure("agreement", _told(case, values, theirs), ours, taken, rival)


def _unitizing(sides: tuple[list[Span], ...], repeat: int) -> Iterator[Figure]:
    size = len(sides[0])
    length = max(span.end for side in sides for span in side) + 1

    def run() -> object:
        return unitizing(*compare([units(side, length) for side in sides]))

    yield Figure("agreement", f"u alphas, 2 x {size:,}", _run(run, repeat), target=_target(size, 300))


def _ratings(rows: Sequence[Row], repeat: int, rivals: Rivals) -> Iterator[Figure]:
    size = len(rows)
    asked = (
        ("alpha", krippendorff_alpha, ("krippendorff", "nltk")),
        ("kappa", cohen_kappa, ("sklearn",)),
        ("fleiss", fleiss_kappa, ("statsmodels",)),
    )
    for name, rate, others in asked:
        ours = _run(lambda rate=rate: rate(Ratings.of(rows)), repeat)
        values = {name: rate(Ratings.of(rows)).value or 0.0}
        case = f"{name}, {size:,} items"
        yield Figure("agreement", case, ours, target=_target(size, 200) if name == "alpha" else None)
        for rival in others:
            taken, theirs = rivals.ask(rival, size, rows=rows)
            if taken:
                yield Figure("agreement", _told(case, values, theirs), ours, taken, rival)


def _groups(sides: Sequence[list[Span]], repeat: int) -> Figure:
    """Return the time for groups and for F1 of all pairs."""
    named = {str(number): side for number, side in enumerate(sides)}

    def run() -> None:
        align(named)
        for a, b in combinations(sides, 2):
            count_pair(a, b)

    case = f"groups and F1 of all pairs, {len(sides)} x {len(sides[0]):,}"
    return Figure("agreement", case, _run(run, 1 if len(sides[0]) > SIZES[1] else repeat))


def _gamma(size: int, repeat: int, rivals: Rivals) -> Figure:
    a, b = made(size, 1), made(size, 2)
    length = max(span.end for span in (*a, *b)) + 1
    text = TwoViews.of(a, b, length)
    ours = _run(lambda: gamma([text]), repeat)
    taken, theirs = rivals.ask("pygamma", size, spans=[_plain(a), _plain(b)])
    case = f"gamma, 2 x {size:,}"
    if theirs:
        value = gamma([text]).value or 0.0
        case += f", {value:.2f}/{theirs['gamma']:.2f} by chance"
    return Figure("agreement", case, ours, taken, "pygamma-agreement" if taken else "")
