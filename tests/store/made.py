"""Corpora made for one test, and strategies for what an annotator may write into one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Piece, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.store.corpus import Corpus
from annotator.store.label_files import read_labels

LABELS = """\
format: annotator-labels/1
layers:
- name: entity
  labels:
  - name: PER
  - name: ORG
  - name: "NO"
  - name: "جگہ"
- name: claim
  look: line
  labels:
  - name: FACT
  attributes:
  - name: checkworthy
    values: ["yes", "no", "1e3", "012"]
  - name: wording
    type: text
  - name: sure
    type: flag
relations:
- name: claimant
  from: [claim]
  to: [PER, ORG]
  attributes:
  - name: how
    type: text
article:
- name: topic
  type: text
- name: translated
  type: flag
"""

ARTICLE = "a.txt"
TEXT = (
    "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"
    "\n"
    "कज़ाख़स्तान के राष्ट्रपति 👩‍👩‍👧 ने कहा: می‌خواهم e\u0301 1.5 ارب\u2028ڈالر\u0085 no 012\n"
)

NASTY = [
    "no",
    "1e3",
    "012",
    "~",
    "",
    " ",
    "\u0085",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\x00",
    "\x1b",
    "\ud800",
    "😀",
]
NASTY += [
    "\u0301",
    "a\u0301",
    "क्षि",
    "می‌خواهم",
    "\u202eabc",
    '"',
    "\\",
    "- x",
    "#c",
    "a: b",
    "\r\n",
    "\t",
    "'",
]
NASTY += [
    "2026-02-05",
    "12:30",
    "0x1F",
    "null",
    "true",
    "=",
    "<<",
    "\uffff",
    "\U0010ffff",
    "…",
    "*a",
    "&a",
    "!t",
]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), max_size=4).map("".join),
    st.text(max_size=20),
    st.text(st.characters(), max_size=8),
)
"""Free text: any code points, lone surrogates too."""


def without_halves(text: str) -> bool:
    """Whether there is no half of a surrogate pair, which libyaml refuses."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def scheme_of(labels: str = LABELS) -> LabelScheme:
    return read_labels(labels.encode(), "labels.yaml")[0]


SCHEME = scheme_of()


def make_corpus(folder: Path, text: str = TEXT, labels: str = LABELS) -> Corpus:
    """Write and open a corpus with one article."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "resources").mkdir()
    (folder / "annotator.yaml").write_text("format: annotator-corpus/1\n", encoding="utf-8")
    (folder / "resources" / "labels.yaml").write_text(labels, encoding="utf-8")
    (folder / "seeds" / ARTICLE).write_bytes(text.encode())
    return Corpus.open(folder)


def document_of(text: str = TEXT) -> Document:
    return Document(ARTICLE, text, "ab" * 32)


def empty_set(document: Document, annotator: str = "aisha") -> AnnotationSet:
    return AnnotationSet(document.path, annotator, document.sha256, len(document.text))


_LABELS = [("entity", "PER"), ("entity", "ORG"), ("entity", "NO"), ("entity", "جگہ"), ("claim", "FACT")]


@st.composite
def pieces(draw: st.DrawFn, length: int) -> tuple[Piece, ...]:
    count = draw(st.integers(1, 3))
    edges = sorted(draw(st.sets(st.integers(0, length), min_size=2 * count, max_size=2 * count)))
    return tuple(zip(edges[::2], edges[1::2], strict=True))


extra_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False) | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def extras(draw: st.DrawFn, known: tuple[str, ...]) -> tuple[Extra, ...]:
    keys = draw(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=2))
    return tuple(
        Extra(key, draw(extra_values), draw(st.sampled_from(["", *known])))
        for key in keys
        if key not in known
    )


@st.composite
def claim_attributes(draw: st.DrawFn) -> dict[str, Value]:
    said: dict[str, Value] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "checkworthy": st.sampled_from(["yes", "no", "1e3", "012"]),
                "wording": texts,
                "sure": st.booleans(),
            },
        )
    )
    return said


@st.composite
def spans(draw: st.DrawFn, name: str, length: int) -> Span:
    layer, label = draw(st.sampled_from(_LABELS))
    ranges = draw(pieces(length))
    return Span(
        name,
        layer,
        label,
        ranges[0][0],
        ranges[-1][1],
        ranges if len(ranges) > 1 else (),
        draw(claim_attributes()) if layer == "claim" else {},
        draw(texts),
        draw(texts),
        draw(st.none() | st.just("model") | st.just({"decision": "both", "from": ["aisha#s1", "bilal#s4"]})),
    )


@st.composite
def annotation_sets(draw: st.DrawFn, document: Document) -> AnnotationSet:
    """Any set that the labels allow."""
    names = draw(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=6))
    made = tuple(draw(spans(name, len(document.text))) for name in names)
    claims = [span.id for span in made if span.layer == "claim"]
    people = [span.id for span in made if span.label in ("PER", "ORG")]
    relations: tuple[Relation, ...] = ()
    if claims and people:
        ends = st.tuples(st.sampled_from(claims), st.sampled_from(people), texts, texts)
        relations = tuple(
            Relation(f"r{index} {names}", "claimant", source, target, {"how": how}, note)
            for index, (source, target, how, note) in enumerate(draw(st.lists(ends, max_size=3)))
        )
    said: dict[str, Value] = draw(
        st.fixed_dictionaries({}, optional={"topic": texts, "translated": st.booleans()})
    )
    status = draw(st.sampled_from(["draft", "done"]))
    return AnnotationSet(
        document.path, "aisha", document.sha256, len(document.text), status, said, made, relations
    )


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with some bytes overwritten, lost, given twice, moved or put in."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        new = draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from(NASTY).map(lambda text: text.encode(errors="surrogatepass")),
                st.sampled_from([b"\n", b"\n  ", b"\n- ", b'"', b'\\"', b": ", b"  ", b"- ", b"\r\n", b"#"]),
                st.just(data[start:end] * 2),
            )
        )
        data = data[:start] + new + data[end:]
    return data
