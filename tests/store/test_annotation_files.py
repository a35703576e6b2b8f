"""A file is read whole and checked word for word, or not at all: every fault with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.faults import FaultyFile
from annotator.store.annotation_files import no_annotations, parse_annotations
from annotator.store.annotation_writer import SPAN_KEYS, TOP_KEYS, AnnotationWriter
from tests.store.made import ARTICLE, SCHEME, TEXT, annotation_sets, document_of, empty_set, extras

DOCUMENT = document_of()
HEAD = f"""\
format: annotator/1
article: {ARTICLE}
sha256: {DOCUMENT.sha256}
length: {len(TEXT)}
annotator: aisha
"""
# Nine lines: a span begins at line 7 and has its end at line 11.
SPAN = """\
- id: s1
  layer: entity
  label: PER
  start: 9
  end: 13
  exact: "شہباز"
"""
FIRST = SPAN.replace("13", "14")
CLAIM = """\
- id: c1
  layer: claim
  label: FACT
  start: 0
  end: 8
  exact: "وزیراعظم"
"""


def read(text: str | bytes, document: Document = DOCUMENT) -> tuple[AnnotationSet, list[str]]:
    data = text.encode() if isinstance(text, str) else text
    annotations, notes = parse_annotations(data, "x.yaml", document, SCHEME, "aisha")
    return annotations, [str(note) for note in notes]


def faults_of(text: str, document: Document = DOCUMENT) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        read(text, document)
    return [str(fault) for fault in caught.value.faults if not fault.warning]


def span_with(old: str, new: str) -> str:
    assert old in FIRST
    return f"{HEAD}spans:\n{FIRST.replace(old, new)}"


@settings(max_examples=200)
@given(annotation_sets(DOCUMENT))
def test_whole_sets_are_read_back_as_they_were(annotations: AnnotationSet) -> None:
    data = AnnotationWriter(DOCUMENT).write(annotations)
    again, notes = read(data)
    assert again == annotations
    assert notes == []
    assert AnnotationWriter(DOCUMENT).write(again) == data


def test_the_least_that_a_file_needs() -> None:
    annotations, notes = read(HEAD)
    assert annotations == empty_set(DOCUMENT) == no_annotations(DOCUMENT, "aisha")
    assert notes == []
    annotations, _ = read(f"{HEAD}spans:\n{FIRST}")
    assert annotations.spans == (Span("s1", "entity", "PER", 9, 14),)


@pytest.mark.parametrize("kind", ["yes", "no", "1e3", "012"])
def test_choices_that_yaml_1_1_would_take_for_something_else(kind: str) -> None:
    annotations, _ = read(f"{HEAD}spans:\n{CLAIM}  attributes: {{checkworthy: {kind}, sure: true}}\n")
    assert annotations.spans[0].attributes == {"checkworthy": kind, "sure": True}


def test_text_that_looks_like_a_flag() -> None:
    annotations, _ = read(HEAD + "attributes: {topic: true, translated: false}\n")
    assert annotations.attributes == {"topic": "true", "translated": False}


@pytest.mark.parametrize("origin", ['""', "{}", "[]", "null"])
def test_an_origin_that_says_nothing_is_none(origin: str) -> None:
    annotations, _ = read(f"{HEAD}spans:\n{FIRST}  origin: {origin}\n")
    assert annotations.spans[0].origin is None


def test_a_label_called_no() -> None:
    annotations, _ = read(span_with("label: PER", "label: NO"))
    assert annotations.spans[0].label == "NO"


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("id: s1", "id:", ["line 7: spans[0].id: is empty"]),
        ("id: s1\n  ", "", ["line 7: spans[0].id: is missing"]),
        ("id: s1", "id: [s1]", ["line 7: spans[0].id: must be text"]),
        (
            "label: PER",
            "label: X",
            ["line 9: spans[0].label: 'X' is no label of entity; there are: PER, ORG, NO, جگہ"],
        ),
        ("layer: entity", "layer: x", ["line 8: spans[0].layer: 'x' is no layer; there are: entity, claim"]),
        ("start: 9", "start: -1", ["line 10: spans[0].start: -1 is before the beginning of the article"]),
        ("start: 9", "start: 14", ["line 11: spans[0].end: 14 is not after the start (14)"]),
        (
            "start: 9",
            "start: 011",
            ["line 10: spans[0].start: 011 has a leading zero, which programs read differently; write 11"],
        ),
        ("start: 9", 'start: "9"', ['line 10: spans[0].start: "9" is text; write 9 without quotes']),
        (
            "end: 14",
            "end: 4960",
            [f"line 11: spans[0].end: 4960 is past the end of the article ({len(TEXT)})"],
        ),
        ("end: 14", "end: 14.0", ['line 11: spans[0].end: "14.0" is no whole number']),
        ("end: 14\n  ", "", ["line 7: spans[0].end: is missing"]),
        ("شہباز", "شہبار", ['line 12: spans[0].exact: is "شہبار", but the article reads "شہباز" there']),
        ('  exact: "شہباز"\n', "", ["line 7: spans[0].exact: is missing"]),
        ("exact:", "note: [a]\n  exact:", ["line 12: spans[0].note: must be text"]),
        (
            "exact:",
            "attributes: {a: b}\n  exact:",
            ["line 12: spans[0].attributes.a: 'a' is no attribute here; there are: none"],
        ),
        (
            "exact:",
            "attributes: [a]\n  exact:",
            ["line 12: spans[0].attributes: must be a mapping (lines of key: value)"],
        ),
        (
            "exact:",
            "parts: []\n  exact:",
            ["line 12: spans[0].parts: must be two or more; a span in one piece has none"],
        ),
        ("exact:", "id: s2\n  exact:", ["line 12: spans[0].id: is given twice"]),
    ],
)
def test_faults_of_a_span(old: str, new: str, faults: list[str]) -> None:
    assert faults_of(span_with(old, new)) == faults


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([(9, 11), (12, 15)], "do not reach from the span's start to its end (9 to 14)"),
        ([(9, 11), (11, 14)], "are not in the order of the text, or touch each other"),
        ([(9, 12), (11, 14)], "are not in the order of the text, or touch each other"),
        ([(9, 14)], "must be two or more; a span in one piece has none"),
    ],
)
def test_faults_of_pieces(parts: list[tuple[int, int]], fault: str) -> None:
    said = ", ".join(f'{{start: {a}, end: {b}, exact: "{TEXT[a:b]}"}}' for a, b in parts)
    assert faults_of(span_with("exact:", f"parts: [{said}]\n  exact:")) == [
        f"line 12: spans[0].parts: {fault}"
    ]


def test_faults_inside_a_piece() -> None:
    said = '[{start: 9, end: 11, exact: "x", note: y}, {start: 12, end: 9999, exact: ""}]'
    assert faults_of(span_with("exact:", f"parts: {said}\n  exact:")) == [
        "line 12: spans[0].parts[0].note: is no key of a piece",
        'line 12: spans[0].parts[0].exact: is "x", but the article reads "شہ" there',
        f"line 12: spans[0].parts[1].end: 9999 is past the end of the article ({len(TEXT)})",
    ]


@pytest.mark.parametrize(
    ("relation", "faults"),
    [
        ("{id: r1, label: claimant, from: c1, to: s1}", []),
        ("{id: r1, label: claimant, from: c1, to: s9}", ['to: "s9" is the id of no span']),
        ("{id: r1, label: claimant, from: c1, to: r1}", ['to: "r1" is the id of no span']),
        ("{id: r1, label: claimant, from: c1, to: c1}", ["to: is the span that the relation starts from"]),
        ("{id: s1, label: claimant, from: c1, to: s1}", ['id: "s1" is the id of spans[0] too']),
        ("{id: r1, label: x, from: c1, to: s1}", ["label: 'x' is no relation; there are: claimant"]),
        ("{id: r1, label: claimant, from: s1, to: c1}", ["claimant cannot run from PER (s1) to FACT (c1)"]),
        ("{id: r1, from: c1, to: s1}", ["label: is missing"]),
        ("{id: r1, label: claimant, from: c1}", ["to: is missing"]),
        (
            "{id: r1, label: claimant, from: c1, to: s1, attributes: {why: x}}",
            ["attributes.why: 'why' is no attribute here; there are: how"],
        ),
    ],
)
def test_faults_of_relations(relation: str, faults: list[str]) -> None:
    text = f"{HEAD}spans:\n{FIRST}{CLAIM}relations:\n- {relation}\n"
    if not faults:
        assert len(read(text)[0].relations) == 1
        return
    places = [
        f".{fault}" if fault.split(":")[0].islower() and ": " in fault else f": {fault}" for fault in faults
    ]
    assert faults_of(text) == [f"line 20: relations[0]{place}" for place in places]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "annotator/1",
            "annotator/2",
            "line 1: format: annotator/2 is of a newer version of the program; this one reads annotator/1",
        ),
        ("annotator/1", "1", 'line 1: format: "1" is not annotator/1'),
        ("format: annotator/1\n", "", "line 1: format: is missing"),
        (f"length: {len(TEXT)}", "length: 3", f"line 4: length: 3 is not the article's length ({len(TEXT)})"),
        (
            "annotator: aisha",
            "annotator: bilal",
            'line 5: annotator: "bilal" wrote this, but it lies in the folder of "aisha"',
        ),
        ("sha256:", "sha:", "line 1: sha256: is missing"),
        (
            "annotator: aisha",
            "annotator: aisha\nstatus: ready",
            'line 6: status: "ready" is none of: draft, done',
        ),
        (
            "annotator: aisha",
            "annotator: aisha\nattributes: {translated: maybe}",
            "line 6: attributes.translated: 'maybe' is not true or false",
        ),
        (
            "annotator: aisha",
            "annotator: aisha\nattributes: {translated: [a]}",
            "line 6: attributes.translated: must be text",
        ),
        (
            "annotator: aisha",
            "annotator: aisha\nspans: {}",
            "line 6: spans: must be a list (lines that begin with a dash)",
        ),
    ],
)
def test_faults_of_the_head(old: str, new: str, fault: str) -> None:
    assert faults_of(HEAD.replace(old, new))[0] == fault


def test_faults_are_gathered_over_the_whole_file_in_its_order() -> None:
    """In an unsorted file the places are those of the file, not those of the sorted set."""
    late = CLAIM.replace("FACT", "X").replace("c1", "late")
    first = FIRST.replace("PER", "Y").replace("14", "9999")
    text = f"{HEAD}status: x\nspans:\n{first}{late}{CLAIM}  attributes: {{q: r}}\n"
    assert [fault.split(": ")[1] for fault in faults_of(text)] == [
        "status",
        "spans[0].label",
        "spans[0].end",
        "spans[1].label",
        "spans[2].attributes.q",
    ]


def test_unsorted_files_are_read_and_written_sorted() -> None:
    annotations, _ = read(f"{HEAD}spans:\n{FIRST}{CLAIM}")
    assert [span.id for span in annotations] == ["c1", "s1"]


def test_a_span_that_cuts_a_cluster_still_loads() -> None:
    start = TEXT.index("e\u0301")
    text = span_with("start: 9\n  end: 14", f"start: {start}\n  end: {start + 1}").replace("شہباز", "e")
    assert read(text)[0].spans[0].end == start + 1


class TestChangedArticle:
    """The bytes have changed: it must be certain that every span stands where it stood."""

    QUOTE = FIRST + '  prefix: "وزیراعظم "\n  suffix: " شریف نے قازقستان کے صدر"\n'
    HINT = "annotator reanchor places the spans again and tells where each of them went"

    def changed(self, old: str, new: str) -> Document:
        assert old in TEXT
        return Document(ARTICLE, TEXT.replace(old, new), "cd" * 32)

    def test_quotes_that_still_stand(self) -> None:
        document = self.changed("012", "0123")
        annotations, notes = read(f"{HEAD}spans:\n{self.QUOTE}", document)
        assert (annotations.sha256, annotations.length) == (document.sha256, len(TEXT) + 1)
        assert notes[:1] == ["line 3: sha256: the article has changed since it was annotated"]

    @pytest.mark.parametrize(("old", "new"), [("وزیراعظم", "وزیراعظن"), ("قازقستان", "قازقستاں")])
    def test_a_typo_beside_it_is_shown(self, old: str, new: str) -> None:
        assert faults_of(f"{HEAD}spans:\n{self.QUOTE}", self.changed(old, new)) == [
            self.HINT,
            "line 12: spans[0].exact: stands elsewhere in the article now, or between other words",
        ]

    def test_words_that_stand_there_by_chance(self) -> None:
        document = self.changed("وزیراعظم شہباز شریف نے قازقستان", "00000000 شہباز 0000000000000000")
        assert faults_of(f"{HEAD}spans:\n{self.QUOTE}", document) == [
            self.HINT,
            "line 12: spans[0].exact: is not to be found in the article as it is now, or in several places",
        ]

    def test_words_that_have_moved(self) -> None:
        document = self.changed("وزیراعظم", "آج وزیراعظم")
        assert faults_of(f"{HEAD}spans:\n{self.QUOTE}", document) == [
            self.HINT,
            "line 12: spans[0].exact: stands elsewhere in the article now, or between other words",
        ]

    def test_quotes_that_contradict_each_other(self) -> None:
        other = self.QUOTE.replace("s1", "s2").replace("شہباز", "شہناز")
        assert faults_of(f"{HEAD}spans:\n{self.QUOTE}{other}", self.changed("012", "0123")) == [
            'line 12: spans[0].exact: is "شہباز", but other quotes tell of "شہناز" there'
        ]

    @pytest.mark.parametrize("length", [3, 10**15])
    def test_a_length_that_cannot_be(self, length: int) -> None:
        text = HEAD.replace(f"length: {len(TEXT)}", f"length: {length}")
        assert any(
            "line" in fault for fault in faults_of(f"{text}spans:\n{FIRST}", self.changed("012", "0123"))
        )

    def test_the_same_article_under_another_name(self) -> None:
        annotations, notes = read(HEAD.replace(ARTICLE, "old.txt"))
        assert annotations.article == ARTICLE
        assert notes == ['line 2: article: "old.txt" is annotated here, but the file lies at "a.txt"']
        changed = self.changed("012", "0123")
        assert len(faults_of(HEAD.replace(ARTICLE, "old.txt"), changed)) == 1


class TestUnknownKeys:
    TEXT = f"""\
tool: {{name: x, version: 1.10}}
format: annotator/1
article: {ARTICLE}
sha256: {DOCUMENT.sha256}
length: {len(TEXT)}
annotator: aisha
adjudicates:
- aisha
- bilal
status: draft
attributes: {{}}
spans:
- uuid: 012
  id: s1
  layer: entity
  seen: yes
  when: 2026-02-05
  label: PER
  start: 9
  end: 14
  exact: "شہباز"
  prefix: "وزیراعظم "
  suffix: " شریف نے قازقستان کے صدر"
  score: 0.5
relations: []
rejected:
- from:
  - bilal#s9
  reason: "a title, not part of the name"
""".replace("tool: {name: x, version: 1.10}", "tool:\n  name: x\n  version: 1.10")

    def test_are_kept_where_they_stood(self) -> None:
        annotations, notes = read(self.TEXT)
        assert notes == []
        assert AnnotationWriter(DOCUMENT).write(annotations).decode() == self.TEXT

    def test_stay_with_a_span_that_changes(self) -> None:
        annotations, _ = read(self.TEXT)
        (span,) = annotations.spans
        moved = Span("s1", "entity", "ORG", 9, 14, extra=span.extra)
        written = AnnotationWriter(DOCUMENT).write(annotations.replacing(moved)).decode()
        assert written == self.TEXT.replace("label: PER", "label: ORG")

    @given(st.data())
    def test_any_of_them_are_read_back(self, data: st.DataObject) -> None:
        span = Span("s1", "entity", "PER", 9, 14, extra=data.draw(extras(SPAN_KEYS)))
        head = data.draw(extras(TOP_KEYS))
        annotations = AnnotationSet(ARTICLE, "aisha", DOCUMENT.sha256, len(TEXT), spans=(span,), extra=head)
        again, _ = read(AnnotationWriter(DOCUMENT).write(annotations))
        assert AnnotationWriter(DOCUMENT).write(again) == AnnotationWriter(DOCUMENT).write(annotations)
        assert {e.key: e.value for e in again.extra} == {e.key: e.value for e in annotations.extra}


@pytest.mark.parametrize("size", range(0, 412, 7))
def test_a_file_cut_short_is_never_loaded_in_silence(size: int) -> None:
    data = f"{HEAD}spans:\n{FIRST}{CLAIM}relations: []\n".encode()
    try:
        annotations, notes = read(data[:size])
    except FaultyFile:
        return
    assert size > data.index(b"annotator: aisha")
    assert len(annotations.spans) == data[:size].count(b"exact")
    assert bool(notes) == (bool(annotations.spans) and b"\nrelations:" not in data[:size])
