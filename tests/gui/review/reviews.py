"""Corpora with annotators who differ in every way, and the keys as one layout or another sends them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.review.window import ReviewWindow
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.store.corpus import Corpus

ROOT = Path(__file__).resolve().parents[3]

TEXT = (
    'وزیراعظم شہباز شریف نے "شنگھائی روح" کے تحت کہا۔ '
    "او می\u200cخواهد John Smith سے ملے۔ \U0001f1f5\U0001f1f0 \U0001d400\U0001d401\n"
    "पाकिस्तान और कज़ाख़स्तान ने किताब दी।\r\n"
)

ARTICLES = {"a.txt": TEXT, "b.txt": "इस्लामाबाद में पाकिस्तान ने कहा कि e\u0301 ठीक है।\n"}

LABELS = """format: annotator-labels/1
layers:
- name: entity
  labels:
  - {name: PER, key: p, color: "#1b6ca8"}
  - {name: ORG, key: o, color: "#8a5a00"}
  - {name: GPE, key: g, color: "#2a7d4f"}
- name: claim
  look: line
  labels:
  - {name: FACT, key: f, color: "#b0413e"}
  attributes:
  - {name: checkworthy, type: choice, values: ["yes", "no"]}
relations:
- {name: claimant, key: c, from: [claim], to: [PER, ORG, GPE]}
article:
- {name: topic, type: text}
"""

URDU = {
    "1": (0x6F1, 10, "۱"),
    "2": (0x6F2, 11, "۲"),
    "3": (0x6F3, 12, "۳"),
    "u": (0x626, 30, "ئ"),
    "i": (0x6CC, 31, "ی"),
    "e": (0x639, 26, "ع"),
    "n": (0x646, 57, "ن"),
    "o": (0x6C1, 32, "ہ"),
    "t": (0x679, 28, "ٹ"),
    "k": (0x6A9, 45, "ک"),
    "g": (0x6AF, 42, "گ"),
    "p": (0x67E, 33, "پ"),
    "0": (0x6F0, 19, "۰"),
}
"""What the keys of an Urdu layout send: Qt's key, the scan code of X11, the text."""

NONE = Qt.KeyboardModifier.NoModifier


def place(words: str, text: str = TEXT, after: int = 0) -> tuple[int, int]:
    start = text.index(words, after)
    return start, start + len(words)


def span(name: str, label: str, at: tuple[int, int], **more: object) -> Span:
    return Span(name, "claim" if label == "FACT" else "entity", label, *at, **more)


def said(  # noqa: PLR0913 - a set in one call
    corpus: Corpus,
    annotator: str,
    *spans: Span,
    article: str = "a.txt",
    relations: tuple[Relation, ...] = (),
    attributes: Mapping[str, Value] | None = None,
    status: str = "done",
) -> None:
    """Write what an annotator says of an article over what they said before."""
    document = corpus.document(article)
    made = AnnotationSet(
        article, annotator, document.sha256, len(document.text), status, attributes or {}, spans, relations
    )
    corpus.write_annotations(made, document, corpus.digest(annotator, article))


def make_corpus(folder: Path) -> Corpus:
    """Make a corpus with two articles and the labels above; nobody has annotated it."""
    (folder / "seeds").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "seeds" / name).write_bytes(text.encode())
    (folder / "labels.yaml").write_text(LABELS, "utf-8")
    (folder / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: differing\nsources: seeds\nlabels: labels.yaml\n", "utf-8"
    )
    return Corpus.open(folder)


def differing(folder: Path) -> Corpus:
    """A corpus in which aisha, bilal and chand differ in every way there is."""
    corpus = make_corpus(folder)
    name, quoted, zwnj = place("شہباز شریف"), place("شنگھائی روح"), place("می\u200cخواهد")
    john, claim = place("John Smith"), place("وزیراعظم شہباز شریف نے")
    hindi = place("पाकिस्तान")
    relation = Relation("r1", "claimant", "c1", "s1")
    said(
        corpus,
        "aisha",
        span("s1", "PER", name),
        span("s2", "ORG", quoted),
        span("s3", "ORG", (zwnj[0], zwnj[0] + 2)),
        span("s4", "PER", john, note="see the header"),
        span("s5", "GPE", hindi),
        span("c1", "FACT", claim, attributes={"checkworthy": "yes"}),
        relations=(relation,),
        attributes={"topic": "ملاقات"},
    )
    said(
        corpus,
        "bilal",
        span("s1", "PER", name),
        span("s2", "ORG", (quoted[0] - 1, quoted[1] + 1)),
        span("s3", "PER", (zwnj[0], zwnj[0] + 3)),
        span("s5", "ORG", hindi),
        span("c1", "FACT", claim, attributes={"checkworthy": "no"}),
        attributes={"topic": "شنگھائی"},
    )
    said(
        corpus,
        "chand",
        span("s1", "PER", name),
        span("s2", "ORG", (quoted[0], quoted[1] + 2)),
        span("s5", "GPE", hindi),
        span("c1", "FACT", claim, attributes={"checkworthy": "yes"}),
    )
    city = place("इस्लामाबाद", ARTICLES["b.txt"])
    said(corpus, "aisha", span("s1", "GPE", city), article="b.txt")
    said(corpus, "bilal", span("s1", "GPE", (city[0], city[1] + 4)), article="b.txt")
    return corpus


def sample_corpus(folder: Path) -> Corpus:
    """A copy of the sample corpus."""
    for part in ("seeds", "annotations", "resources"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "annotator.yaml", folder)
    return Corpus.open(folder)


def focused(window: ReviewWindow) -> QWidget:
    """The widget that gets the keys."""
    return window.focusWidget() or window.place.conflicts.list


def press(
    window: ReviewWindow, key: str, *, urdu: bool = False, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Press a letter or a digit, as a US layout sends it or as an Urdu one does."""
    if urdu:
        code, scan, text = URDU[key.lower()]
        event = QKeyEvent(QEvent.Type.KeyPress, code, modifiers, scan, 0, 0, text)
    else:
        event = QKeyEvent(QEvent.Type.KeyPress, ord(key.upper()), modifiers, key.lower())
    QApplication.sendEvent(focused(window), event)


def strike(window: ReviewWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key that is no letter."""
    text = " " if key == Qt.Key.Key_Space else ""
    QApplication.sendEvent(focused(window), QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, text))


def go_to(window: ReviewWindow, words: str, kind: str = "") -> None:
    """Look at the first conflict about these words."""
    for case in window.place.conflicts.model.rows:
        text = window.review.cases_of(case.article).text
        about = case.name or text[slice(*case.extent)]
        if words in about and (not kind or window.review.standing(case.id).kind == kind):
            window.desk.choose(case)
            return
    raise LookupError(words)


def result(window: ReviewWindow) -> set[tuple[str, str]]:
    """The spans of the present article's result: (label, words)."""
    article = window.desk.case.article
    text = window.review.cases_of(article).text
    return {(one.label, one.exact(text)) for one in window.review.result_of(article)}
