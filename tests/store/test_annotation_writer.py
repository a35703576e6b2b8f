"""The same annotations give the same bytes; one change changes its own lines alone."""

from __future__ import annotations

from dataclasses import replace
from difflib import ndiff

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.store import annotation_writer
from annotator.store.annotation_writer import CONTEXT, AnnotationWriter, quote_context
from annotator.text.segments import is_boundary
from tests.store.made import TEXT, annotation_sets, document_of, empty_set, without_halves

DOCUMENT = document_of()


def changed_lines(before: bytes, after: bytes) -> list[str]:
    lines = ndiff(before.decode().split("\n"), after.decode().split("\n"))
    return [line for line in lines if line[0] in "+-"]


def many(count: int) -> AnnotationSet:
    spans = tuple(Span(f"s{i}", "entity", "PER", i, i + 3) for i in range(count))
    return replace(empty_set(DOCUMENT), spans=spans)


def test_the_format() -> None:
    first, second = TEXT.index("شہباز"), TEXT.index("قازقستان")
    spans = (
        Span("s1", "entity", "PER", first, first + 10),
        Span(
            "s2",
            "claim",
            "FACT",
            0,
            second + 8,
            ((0, 8), (second, second + 8)),
            {"sure": False, "checkworthy": "yes"},
            "first: only",
            "Q42",
            {"decision": "both", "from": ["aisha#s1"]},
        ),
    )
    annotations = replace(
        empty_set(DOCUMENT),
        status="done",
        attributes={"topic": "دورہ", "translated": True},
        spans=spans,
        relations=(Relation("r1", "claimant", "s2", "s1", {"how": "no"}, "خود"),),
    )
    assert (
        AnnotationWriter(DOCUMENT).write(annotations).decode()
        == f"""\
format: annotator/1
article: a.txt
sha256: {DOCUMENT.sha256}
length: {len(TEXT)}
annotator: aisha
status: done
attributes:
  topic: "دورہ"
  translated: true
spans:
- id: s2
  layer: claim
  label: FACT
  start: 0
  end: {second + 8}
  parts:
  - start: 0
    end: 8
    exact: "وزیراعظم"
  - start: {second}
    end: {second + 8}
    exact: "قازقستان"
  exact: "وزیراعظم قازقستان"
  prefix: ""
  suffix: " کے صدر کا استقبال کیا۔"
  attributes:
    sure: false
    checkworthy: "yes"
  note: "first: only"
  link: Q42
  origin:
    decision: both
    from:
    - aisha#s1
- id: s1
  layer: entity
  label: PER
  start: {first}
  end: {first + 10}
  exact: "شہباز شریف"
  prefix: "وزیراعظم "
  suffix: " نے قازقستان کے صدر کا ا"
relations:
- id: r1
  label: claimant
  from: s2
  to: s1
  attributes:
    how: "no"
  note: "خود"
"""
    )


def test_an_empty_set() -> None:
    assert AnnotationWriter(DOCUMENT).write(empty_set(DOCUMENT, "عائشہ")).decode() == (
        f"format: annotator/1\narticle: a.txt\nsha256: {DOCUMENT.sha256}\nlength: {len(TEXT)}\n"
        'annotator: "عائشہ"\nstatus: draft\nattributes: {}\nspans: []\nrelations: []\n'
    )


@given(annotation_sets(DOCUMENT), st.randoms())
def test_the_same_annotations_give_the_same_bytes(annotations: AnnotationSet, random: st.DataObject) -> None:
    shuffled = list(annotations.spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    data = AnnotationWriter(DOCUMENT).write(annotations)
    assert AnnotationWriter(DOCUMENT).write(replace(annotations, spans=tuple(shuffled))) == data
    writer = AnnotationWriter(DOCUMENT)
    assert writer.write(annotations) == writer.write(annotations) == data


@given(annotation_sets(DOCUMENT))
def test_other_yaml_readers_read_it_too(annotations: AnnotationSet) -> None:
    free = [
        said
        for span in annotations
        for said in (span.id, span.note, span.link, *map(str, span.attributes.values()))
    ]
    free += [said for r in annotations.relations for said in (r.id, r.note, *map(str, r.attributes.values()))]
    free += map(str, annotations.attributes.values())
    if not all(map(without_halves, free)):
        return
    read = yaml.load(AnnotationWriter(DOCUMENT).write(annotations), Loader=yaml.CSafeLoader)
    assert [(s["id"], s["start"], s["end"], s["exact"]) for s in read["spans"]] == [
        (span.id, span.start, span.end, span.exact(TEXT)) for span in annotations
    ]
    assert [s.get("note", "") for s in read["spans"]] == [span.note for span in annotations]
    assert read["attributes"] == dict(annotations.attributes)


def test_one_changed_span_changes_its_own_lines_alone() -> None:
    writer = AnnotationWriter(DOCUMENT)
    before = many(40)
    data = writer.write(before)
    after = before.replacing(replace(before.span("s7"), label="ORG"))
    assert changed_lines(data, writer.write(after)) == ["-   label: PER", "+   label: ORG"]
    fewer = writer.write(before.removing("s7"))
    assert len(changed_lines(data, fewer)) == data.count(b"\n") - fewer.count(b"\n") == 8


def test_one_edit_renders_one_span(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    original = annotation_writer._span_lines

    def count(text: str, span: Span) -> list[str]:
        rendered.append(span.id)
        return original(text, span)

    monkeypatch.setattr(annotation_writer, "_span_lines", count)
    writer = AnnotationWriter(DOCUMENT)
    present = many(40)
    writer.write(present)
    rendered.clear()
    present = present.adding(Span("new", "entity", "ORG", 5, 9))
    writer.write(present)
    present = present.replacing(replace(present.span("s7"), note="x"))
    writer.write(present)
    writer.write(present.with_status("done"))
    assert rendered == ["new", "s7"]


def test_spans_of_earlier_sets_are_forgotten() -> None:
    writer = AnnotationWriter(DOCUMENT)
    for round_ in range(100):
        writer.write(
            AnnotationSet(
                "a.txt",
                "aisha",
                DOCUMENT.sha256,
                len(TEXT),
                spans=(*(Span(f"{round_}-{i}", "entity", "PER", i, i + 1) for i in range(10)),),
            )
        )
    assert len(writer._entries) < 200


class TestQuoteContext:
    def test_ends_with_the_paragraph(self) -> None:
        text = "سطر ایک\nسطر دو\nسطر تین"
        start = text.index("دو")
        assert quote_context(text, start, start + 2) == ("سطر ", "")
        assert quote_context(text, start - 4, start) == ("", "دو")
        assert quote_context(text, 0, len(text)) == ("", "")

    def test_over_a_line_end(self) -> None:
        text = "ab\ncd\nef"
        assert quote_context(text, 1, 4) == ("a", "d")

    @given(st.text(st.sampled_from("aب \nक्षि\u0301👩\u200d👧🇵🇰"), min_size=1, max_size=90), st.data())
    def test_holds_whole_clusters_of_one_paragraph(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        prefix, suffix = quote_context(text, start, end)
        assert text[:start].endswith(prefix)
        assert text.startswith(suffix, end)
        assert max(len(prefix), len(suffix)) <= CONTEXT
        assert "\n" not in prefix + suffix
        assert not prefix or is_boundary(text, start - len(prefix))
        assert not suffix or is_boundary(text, end + len(suffix))
