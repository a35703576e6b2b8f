"""What is read in part says what the strict reader says of the whole, or nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.faults import FaultyFile
from annotator.store import edited_by_hand
from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import LONG_LISTS
from annotator.store.edited_by_hand import read_edited
from annotator.store.fast_reader import WrittenSpan, read_written
from annotator.store.nodes import Faults, Node
from annotator.store.yaml_file import read_strictly
from tests.store.made import SCHEME, document_of
from tests.store.test_fast_reader import plain_tree

HEAD = "format: annotator/1\n"


def span(number: int, more: str = "") -> str:
    return (
        f'- id: s{number}\n  layer: entity\n  label: PER\n  start: 9\n  end: 14\n  exact: "شہباز"\n'
        f'  prefix: "وزیراعظم "\n  suffix: "\\n- id: x"\n{more}'
    )


SPANS = "".join(span(number) for number in range(25))


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited_by_hand, "FEWEST", 1)


def strictly(text: str) -> object:
    faults = Faults("x.yaml")
    try:
        root = read_strictly(text, faults, LONG_LISTS)
    except FaultyFile as error:
        return error.faults
    return faults.found or plain_tree(root)


def agrees(text: str) -> bool:
    """Whether a text is taken; fails where it is read in a way of its own."""
    root = read_edited(text, LONG_LISTS)
    if root is None:
        return False
    assert plain_tree(root) == strictly(text)
    return True


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}spans:\n{SPANS}# seen by Aisha\nrelations: []\n",
        f"# mine\n{HEAD}spans:\n# first\n{SPANS}\n\n{SPANS.replace('id: s', 'id: t')}relations: []\n",
        HEAD + "spans:\n" + span(1) + span(2, "  note: |\n    long\n    - id: s3\n") + span(3),
        HEAD + "spans:\n" + span(1, "  attributes: {a: b}\n") + span(2, "  later: [1, 2]\n  note: x y\n"),
        f"{HEAD}spans:\n{span(1)}- {{id: s2, layer: claim}}\n{span(3)}- id: s4\n  label: x\n{span(5)}",
        f"{HEAD}spans:\n{span(1)}-\n  id: s2\n{span(3)}",
        f"{HEAD}spans:\n{SPANS}...\n",
        f"---\n{HEAD}spans:\n{SPANS}relations: []\n",
        f"{HEAD}relations: []\nspans: # all\n{SPANS}",
        f'{HEAD}note: "over\n  two lines"\nspans:\n{SPANS}',
        HEAD + "spans:\n" + SPANS + "lost:\n" + span(90) + span(91, "  note: x\n") + "# end\n",
        f"{HEAD}note: '\\ud800'\nspans:\n{SPANS}",
    ],
)
def test_what_a_person_changed(text: str) -> None:
    assert read_written(text, LONG_LISTS) is None
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}note: "\n{SPANS}"\n',
        f"{HEAD}note: '\n{SPANS}'\n",
        f"{HEAD}more: [\n{SPANS}]\n",
        f"{HEAD}more: {{a: [\n{SPANS}]}}\n",
        f"{HEAD}more:\n{SPANS}# unknown\n",
        f"{HEAD}spans:\n{SPANS}---\n{SPANS}",
        f"{HEAD}spans:\n{SPANS}  layer: twice\n",
        f"{HEAD}spans:\n{SPANS}  id: twice\n",
        f"{HEAD}spans:\n{SPANS}\n  note: after a line that is empty\n",
        f"{HEAD}spans:\n{SPANS}# x\n  note: after a comment\n",
        f"{HEAD}spans:\n{SPANS}\tnote: a tab\n",
        f"{HEAD}spans:\n{SPANS}    goes on\n",
        f"{HEAD}spans:\n{SPANS} note: too near\n",
        f"{HEAD}spans:\n{SPANS}spans:\n{SPANS}",
        f"{HEAD}spans:\n{SPANS}x\n",
        f"{HEAD}spans:\n{SPANS}: x\n",
        f"{HEAD}spans: &a\n{SPANS}",
        f"{HEAD}spans: !t\n{SPANS}",
        f"{HEAD}spans: x\n{SPANS}",
        f"- a\n{SPANS}",
        f"{SPANS}x: 1\n",
        f"{HEAD}spans:\n- \n{SPANS}- [\n{SPANS}]\n",
        f"{HEAD}spans:\n- x: >\n{SPANS}",
        f"{HEAD}spans:\n" + span(1, "".join(f"  k{n}: 1\n" for n in range(993))) + "#\n",
        f'{HEAD}spans:\n- id: ""\n{SPANS}- {{}}\n',
        f"{HEAD}%TAG ! x\nspans:\n{SPANS}",
    ],
)
def test_what_is_not_what_it_seems(text: str) -> None:
    agrees(text)


_PARTS = st.sampled_from(
    [
        "spans:\n", "relations:\n", "lost:\n", "a:\n", span(1), span(2), span(3), span(4, "  note: x\n"),
        "\n", "# x\n", "  note: y\n", "  ", "- ", "-\n", "- {}\n", '- id: ""\n', '"', "'", "[", "]", "{", "}",
        "|\n", ">\n", "---\n", "...\n", "x", ": ", "&a ", "*a", "\t", ",\n", "? ",
    ]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(_PARTS, max_size=14).map("".join))
def test_anything_in_between(text: str) -> None:
    agrees(text)
    agrees(f"spans:\n{text}")


def test_spans_are_not_taken_apart() -> None:
    root = read_edited(f"{HEAD}spans:\n{SPANS}# x\n", LONG_LISTS)
    assert isinstance(root, Node)
    assert isinstance(root.content, dict)
    spans = root.content["spans"].content
    assert all(isinstance(entry, WrittenSpan) for entry in spans)
    assert [entry.line for entry in spans] == list(range(3, 3 + 8 * 25, 8))


def test_faults_have_their_lines() -> None:
    document = document_of()
    head = (
        f"format: annotator/1\narticle: a.txt\nsha256: {document.sha256}\nlength: {len(document.text)}\n"
        "annotator: aisha\nstatus: draft\n"
    )
    data = f"{head}# by hand\nspans:\n{span(1)}{span(2).replace('PER', 'NOBODY')}relations: []\n".encode()
    with pytest.raises(FaultyFile, match=r"line 19: spans\[1\]\.label: 'NOBODY'"):
        parse_annotations(data, "x.yaml", document, SCHEME, "aisha")
