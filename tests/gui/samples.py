"""A small article with labels and spans for the window's tests."""

from __future__ import annotations

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel, Wording

TEXT = (
    " date 2026-02-04 اسلام آباد:\n"
    "وزیراعظم شہباز شریف نے قازقستان کے صدر قاسم جومارت کا استقبال کیا۔\n"
    "Comments(0) by John Smith\n"
)


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    """Return where words stand in the text, in code points."""
    start = text.index(words)
    return start, start + len(words)


def wording(english: str, urdu: str = "") -> Wording:
    return Wording({"en": english, "ur": urdu} if urdu else {"en": english})


SCHEME = LabelScheme(
    layers=(
        Layer(
            "entity",
            (
                Label(
                    "PER",
                    "#1b6ca8",
                    "p",
                    wording("Person", "شخص"),
                    wording("A person by name", "کسی شخص کا نام"),
                ),
                Label("ORG", "#8a5a00", "o", wording("Organisation", "ادارہ")),
                Label("GPE", "#2a7d4f", "g", wording("Country or city", "ملک یا شہر")),
                Label("DATE", "#7a4fa3", "d", wording("Date", "تاریخ")),
            ),
            title=wording("Entities", "نام"),
        ),
        Layer(
            "claim",
            (
                Label("FACT", "#b0413e", "f", wording("Fact", "حقیقت")),
                Label("PLEDGE", "#5a6f00", "v", wording("Pledge", "وعدہ")),
            ),
            attributes=(
                Attribute(
                    "checkworthy", "choice", ("yes", "no"), "no", wording("Worth checking", "قابلِ جانچ")
                ),
                Attribute("voice", "choice", ("author", "reported"), None, wording("Voice", "کس کی آواز")),
                Attribute("reported", "flag", (), None, wording("Reported speech", "منقول قول")),
                Attribute("source", "text", (), None, wording("Source", "ماخذ")),
            ),
            title=wording("Claims", "دعوے"),
            look="line",
        ),
    ),
    relations=(
        RelationLabel(
            "claimant", ("claim",), ("PER", "ORG", "GPE"), "", wording("Claimant", "دعویٰ کرنے والا")
        ),
        RelationLabel("supports", ("claim",), ("claim",), "", wording("Supports", "تائید")),
    ),
    article=(Attribute("topic", "text", (), None, wording("Topic", "موضوع")),),
)


def document(text: str = TEXT, path: str = "001.txt") -> Document:
    return Document(path, text, "0" * 64, "ur")


def annotations(text: str = TEXT, path: str = "001.txt") -> AnnotationSet:
    """Three spans, nested, and a relation."""
    person, claim, country = place("شہباز شریف"), place("وزیراعظم شہباز شریف نے قازقستان"), place("قازقستان")
    return AnnotationSet(
        path,
        "aisha",
        "0" * 64,
        len(text),
        spans=(
            Span("s1", "entity", "PER", *person),
            Span("s2", "claim", "FACT", *claim, attributes={"checkworthy": "yes"}, note="first"),
            Span("s3", "entity", "GPE", *country),
        ),
        relations=(Relation("r1", "claimant", "s2", "s1"),),
    )
