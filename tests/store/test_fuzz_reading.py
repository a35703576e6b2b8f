"""A few hundred damaged files on each run of the tests; ``fuzz_reading`` goes on for as long as one likes."""

from __future__ import annotations

from random import Random

import pytest

from annotator.store import edited_by_hand
from tests.store.fuzz_reading import Run


def test_damaged_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited_by_hand, "FEWEST", 1)
    run = Run(Random(20260205))
    for _ in range(400):
        run.one()
    assert run.bad == []
    assert len(run.ends) > 5
