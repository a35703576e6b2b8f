"""Where the first entries are wrong, that is told without reading the others; else everything is told."""

from __future__ import annotations

import pytest

from annotator.model.faults import FaultyFile
from annotator.store import tree_builder
from annotator.store.annotation_files import parse_annotations
from annotator.store.nodes import MAX_FAULTS, Node
from tests.store.hostile import HOSTILE, LARGE, message
from tests.store.made import SCHEME, document_of


@pytest.fixture
def values(monkeypatch: pytest.MonkeyPatch) -> list[Node]:
    """Every value that the strict reader puts into its tree."""
    seen: list[Node] = []
    put = tree_builder.TreeBuilder._put

    def note(self: tree_builder.TreeBuilder, node: Node) -> None:
        seen.append(node)
        put(self, node)

    monkeypatch.setattr(tree_builder.TreeBuilder, "_put", note)
    return seen


@pytest.mark.parametrize(
    "kind", ["wrong spans by another program", "wrong spans as JSON", "wrong relations", "wrong lost spans"]
)
def test_little_is_read_where_all_are_wrong(values: list[Node], kind: str) -> None:
    told = message(HOSTILE[kind](1_000_000)).split("\n")
    assert told[0] == "x.yaml: these are the first 1,000 faults; there may be more"
    assert len(told) > MAX_FAULTS - 10
    assert len(values) < 15 * MAX_FAULTS


def test_where_few_are_wrong_more_are_read(values: list[Node]) -> None:
    told = message(LARGE["every tenth span wrong"](3_000_000))
    assert told.startswith("x.yaml: these are the first 1,000 faults")
    assert 90 * MAX_FAULTS < len(values) < 120 * MAX_FAULTS


def test_what_is_missing_may_still_come() -> None:
    """Neither the head behind the spans nor spans behind their relations is taken for missing."""
    document = document_of("hello")
    span = "- {id: s%d, layer: entity, label: PER, start: 0, end: 4, exact: hell}\n"
    relation = "- {id: r%d, label: claimant, from: s1, to: s2}\n"
    text = "relations:\n" + "".join(relation % n for n in range(3 * MAX_FAULTS))
    text += "spans:\n" + "".join(span % n for n in range(3 * MAX_FAULTS))
    text += f"format: annotator/1\narticle: a.txt\nsha256: {document.sha256}\nlength: 5\nannotator: aisha\n"
    with pytest.raises(FaultyFile) as caught:
        parse_annotations(text.encode(), "x.yaml", document, SCHEME, "aisha")
    assert {fault.place.split(".")[0].split("[")[0] for fault in caught.value.faults} <= {"relations", ""}
    assert not any("is the id of no span" in fault.message for fault in caught.value.faults)


def test_a_file_of_a_newer_version_is_told_early(values: list[Node]) -> None:
    data = HOSTILE["wrong spans by another program"](1_000_000).replace(b"annotator/1", b"annotator/2")
    assert "is of a newer version" in message(data)
    assert len(values) < 15 * MAX_FAULTS
