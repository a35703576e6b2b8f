"""An adjudicated file as people may have written it: each fault with its place, and what is sound kept."""

from __future__ import annotations

import pytest

from annotator.model.adjudication import adjudicated, origin_of
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.model.labels import LabelScheme
from annotator.store.annotation_files import parse_annotations
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.label_files import read_labels
from tests.store.made import LABELS

TEXT = "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"
DOCUMENT = Document("a.txt", TEXT, "a1" * 32)
SCHEME: LabelScheme = read_labels(LABELS.encode(), "labels.yaml")[0]

FILE = f"""\
format: annotator/1
article: a.txt
sha256: {DOCUMENT.sha256}
length: {len(TEXT)}
annotator: zed
adjudicates:
- aisha
- "عائشہ"
status: draft
attributes:
  topic: "دورہ"
attribute_origins:
  topic:
    decision: "one of"
    from:
    - aisha#attributes.topic
    taken: aisha
    seen:
      aisha#attributes.topic: abcdefghjk
spans:
- id: s1
  layer: claim
  label: FACT
  start: 0
  end: 19
  exact: "وزیراعظم شہباز شریف"
  prefix: ""
  suffix: " نے قازقستان کے صدر کا ا"
  origin:
    decision: edited
    from:
    - aisha#s1
    - "عائشہ#s4"
    how: union
    seen:
      aisha#s1: abcdefghjk
      "عائشہ#s4": abcdefghjk
    remark: kept
- id: s2
  layer: entity
  label: PER
  start: 9
  end: 19
  exact: "شہباز شریف"
  prefix: "وزیراعظم "
  suffix: " نے قازقستان کے صدر کا ا"
  origin:
    decision: both
    from:
    - aisha#s2
    by: auto
relations:
- id: r1
  label: claimant
  from: s1
  to: s2
  origin:
    decision: both
    from:
    - aisha#r1
rejected:
- from:
  - "عائشہ#s9"
  reason: "لقب، نام کا حصہ نہیں"
  seen:
    "عائشہ#s9": abcdefghjk
- from:
  - aisha#s7
  reason: "a slip"
  by_hand: true
left_open:
- from:
  - aisha#s8
  reason: "ask"
"""


def read(text: str) -> tuple[AnnotationSet, list[Fault]]:
    annotations, notes = parse_annotations(text.encode(), "zed/a.txt.yaml", DOCUMENT, SCHEME, "zed")
    return annotations, [*notes]


def faults(text: str) -> list[tuple[str, str, int]]:
    with pytest.raises(FaultyFile) as caught:
        read(text)
    return [(fault.place, fault.message, fault.line) for fault in caught.value.faults]


def test_is_read_and_written_as_it_stands() -> None:
    annotations, notes = read(FILE)
    assert notes == []
    assert adjudicated(annotations) == ("aisha", "عائشہ")
    assert AnnotationWriter(DOCUMENT).write(annotations).decode() == FILE
    origin = origin_of(annotations.span("s1"))
    assert origin
    assert origin.rest == {"remark": "kept"}
    assert origin_of(annotations.relation("r1"))


def test_may_be_written_in_flow_style() -> None:
    text = FILE.replace('adjudicates:\n- aisha\n- "عائشہ"', "adjudicates: [aisha, عائشہ]")
    text = text.replace(
        "  origin:\n    decision: both\n    from:\n    - aisha#s2\n    by: auto\n",
        "  origin: {decision: both, from: [aisha#s2], by: auto}\n",
    )
    assert text != FILE
    assert AnnotationWriter(DOCUMENT).write(read(text)[0]).decode() == FILE


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ('adjudicates:\n- aisha\n- "عائشہ"', "adjudicates: []", "adjudicates", "must list the annotators"),
        ("adjudicates:\n- aisha", "adjudicates:\n- aisha\n- aisha", "adjudicates", "twice"),
        ("adjudicates:\n- aisha", "adjudicates:\n- {}", "adjudicates[0]", "must be text"),
        ("decision: edited", "decision: guessed", "spans[0].origin", "'guessed' is none of: both, one of"),
        ("decision: both\n    from:\n    - aisha#r1", "decision: no", "relations[0].origin", "none of"),
        ("    - aisha#r1", "    - bilal#r1", "relations[0].origin", "about nobody who is adjudicated"),
        ("    - aisha#r1", "    - r1", "relations[0].origin", "from must be a list of names"),
        ("how: union", "how: [union]", "spans[0].origin", "how must be text"),
        (
            "    seen:\n      aisha#s1: abcdefghjk",
            "    seen:\n      aisha#s1: 12",
            "spans[0].origin",
            "seen must be",
        ),
        ('    decision: "one of"', "    decision: []", "attribute_origins.topic", "none of"),
        (
            '  topic:\n    decision: "one of"',
            "  topic:\n    was: x",
            "attribute_origins.topic",
            "tells of a decision",
        ),
        ("- from:\n  - aisha#s7", "- of:\n  - aisha#s7", "rejected[1]", "from must name"),
        ('  reason: "a slip"', "  reason: {}", "rejected[1]", "reason must be text"),
        ('- from:\n  - aisha#s8\n  reason: "ask"', "- ask", "left_open[0]", "must be a mapping"),
        (
            'left_open:\n- from:\n  - aisha#s8\n  reason: "ask"',
            "left_open: ask",
            "left_open",
            "must be a list",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, place: str, told: str) -> None:
    assert old in FILE
    found = faults(FILE.replace(old, new, 1))
    assert place in [where for where, _, _ in found]
    assert told in " ".join(message for where, message, _ in found if where == place)
    line = FILE[: FILE.index(old)].count("\n") + 1
    assert all(line - 5 <= at <= line + 3 for where, _, at in found if where == place)


def test_what_is_decided_on_twice_is_a_warning() -> None:
    _, (note,) = read(FILE.replace("aisha#s8", "aisha#s7"))
    assert (note.place, note.warning, note.code) == ("left_open[0]", True, "decided-twice")
    assert "rejected[1]" in note.message


def test_without_the_annotators_these_keys_are_any_others() -> None:
    text = FILE.replace('adjudicates:\n- aisha\n- "عائشہ"\n', "").replace(
        "decision: both", "decision: guessed"
    )
    annotations, notes = read(text)
    assert notes == []
    assert AnnotationWriter(DOCUMENT).write(annotations).decode() == text
