"""Faults say where they are."""

from __future__ import annotations

import pytest

from annotator.model.faults import Fault, FaultyFile


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("is empty"), "is empty"),
        (Fault("is empty", "spans"), "spans: is empty"),
        (Fault("is empty", "spans", 7), "line 7: spans: is empty"),
        (Fault("is empty", line=7), "line 7: is empty"),
    ],
)
def test_a_fault_as_text(fault: Fault, text: str) -> None:
    assert str(fault) == text


def test_a_faulty_file_shows_all_of_its_faults() -> None:
    error = FaultyFile("x.yaml", [Fault("one"), Fault("two", "spans[1]")])
    assert str(error) == "x.yaml: one\nx.yaml: spans[1]: two"
    assert error.faults == (Fault("one"), Fault("two", "spans[1]"))
