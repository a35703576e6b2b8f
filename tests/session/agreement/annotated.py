"""Corpora on the disk that several annotators worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.model.adjudication import with_adjudicated
from annotator.model.annotations import Relation, Span, Value
from annotator.store.corpus import Corpus

LABELS = """\
format: annotator-labels/1
layers:
- name: entity
  labels:
  - name: PER
  - name: ORG
  - name: "جگہ"
  attributes:
  - name: sure
    values: ["yes", "no"]
    default: "yes"
  - name: firm
    values: ["1", "2", "3"]
- name: claim
  look: line
  labels:
  - name: FACT
relations:
- name: about
article:
- name: kind
  values: [report, opinion]
- name: debris
  type: flag
"""

URDU = "وزیراعظم شہباز شریف نے قازقستان کے صدر قاسم جومارت کا استقبال کیا۔\n" * 3
HINDI = "प्रधानमंत्री ने 👩‍👩‍👧 कहा: می‌خواهم e\u0301 1.5 ارب \U0001d54f\u2028ڈالر\u0085 no 012\n" * 3

Said = Mapping[str, Sequence[Span]]
"""Spans by annotator."""


def made_corpus(folder: Path, articles: Mapping[str, str] | None = None) -> Corpus:
    """A corpus with an Urdu and a Hindi article, whose languages it knows."""
    for name, text in (articles or {"a.txt": URDU, "b.txt": HINDI}).items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (folder / "resources").mkdir(exist_ok=True)
    (folder / "resources" / "labels.yaml").write_text(LABELS, "utf-8")
    (folder / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: compared\nsources: seeds\nlanguage: ur\n"
        "articles:\n- match: b*\n  language: hi\n",
        "utf-8",
    )
    return Corpus.open(folder)


def span(name: str, start: int, end: int, label: str = "PER", **more: Value) -> Span:
    return Span(name, "entity", label, start, end, attributes=more)


def save(  # noqa: PLR0913 - all that a file says
    corpus: Corpus,
    who: str,
    article: str,
    *spans: Span,
    relations: Sequence[Relation] = (),
    status: str = "done",
    about: Mapping[str, Value] | None = None,
) -> None:
    """Write what someone says of an article, in place of what was said before."""
    document = corpus.document(article)
    stored = corpus.read_annotations(who, document)
    present = stored.annotations.removing(*(one.id for one in stored.annotations.spans))
    for one in spans:
        present = present.adding(one)
    for relation in relations:
        present = present.adding_relation(relation)
    present = present.with_attributes(about or {})
    corpus.write_annotations(present.with_status(status), document, stored.digest)


def decided_from_others(corpus: Corpus, who: str, article: str) -> None:
    """Write a set that was adjudicated."""
    document = corpus.document(article)
    empty = corpus.read_annotations(who, document).annotations
    decided = with_adjudicated(empty.adding(span("s1", 0, 19)), ("anne", "باسط"))
    corpus.write_annotations(decided, document, None)


def three_annotators(folder: Path) -> Corpus:
    """Anne, باسط and Chen on two articles; Chen has one of them alone with Anne, and a draft."""
    corpus = made_corpus(folder)
    anne = (span("s1", 0, 19), span("s2", 24, 32, "جگہ"), span("s3", 40, 51, sure="no"))
    basit = (span("s1", 9, 19), span("s2", 24, 32, "ORG"), span("s3", 40, 51))
    save(
        corpus,
        "anne",
        "a.txt",
        *anne,
        relations=[Relation("r1", "about", "s1", "s2")],
        about={"kind": "report"},
    )
    save(
        corpus,
        "باسط",
        "a.txt",
        *basit,
        relations=[Relation("r1", "about", "s1", "s2")],
        about={"kind": "opinion"},
    )
    save(corpus, "chen", "a.txt", span("s1", 0, 19), span("s2", 24, 32, "جگہ"), about={"kind": "report"})
    save(corpus, "anne", "b.txt", span("s1", 0, 12), span("s2", 17, 25, "ORG"))
    save(corpus, "chen", "b.txt", span("s1", 0, 12), status="draft")
    return corpus
