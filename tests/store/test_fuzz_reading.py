"""A few hundred damaged files on each run of the tests; ``fuzz_reading`` goes on for as long as one likes."""

from __future__ import annotations

from random import Random

from tests.store.fuzz_reading import Run


def test_damaged_files() -> None:
    run = Run(Random(20260205))
    for _ in range(400):
        run.one()
    assert run.bad == []
    assert len(run.ends) > 5
