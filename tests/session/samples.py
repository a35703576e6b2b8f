"""An article, labels and a store in memory for the tests of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.faults import ConflictingFile, Fault, FaultyFile, SaveFailed
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel
from annotator.session.article import ArticleSession
from annotator.session.news import AnnotationsChanged, News, SaveStateChanged
from annotator.session.open_article import Opened
from annotator.store.annotation_files import StoredAnnotations

TEXT = (
    "وزیراعظم شہباز شریف نے قازقستان کے صدر سے کہا کہ 2026-02-05 کو معاہدہ ہو گا۔\nहिन्दी में प्रधानमंत्री ने कहा।\n"
)

SCHEME = LabelScheme(
    (
        Layer("entity", tuple(Label(name, "#1b6ca8") for name in ("PER", "ORG", "GPE", "DATE"))),
        Layer(
            "claim",
            (Label("FACT", "#227722"), Label("OPINION", "#772277")),
            attributes=(
                Attribute("checkworthy", values=("yes", "no")),
                Attribute("reported", "flag"),
                Attribute("topic", "text"),
            ),
        ),
        Layer(
            "event", (Label("MEETING", "#777722"),), attributes=(Attribute("checkworthy", values=("no",)),)
        ),
    ),
    relations=(
        RelationLabel("claimant", ("claim",), ("PER", "ORG"), attributes=(Attribute("why", "text"),)),
        RelationLabel("about", ("claim",), ()),
    ),
    article=(Attribute("topic", "text"), Attribute("opinion", "flag")),
)


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    """Return where the words stand."""
    start = text.index(words)
    return start, start + len(words)


NAME = place("شہباز شریف")
CLAIM = place("قازقستان کے صدر سے کہا")
PER = Span("s1", "entity", "PER", *NAME)
FACT = Span("s2", "claim", "FACT", *CLAIM, attributes={"checkworthy": "yes", "reported": True})
CLAIMANT = Relation("r1", "claimant", "s2", "s1")


@dataclass
class MemoryStore:
    """A disk of one file. trouble: what the next write raises."""

    content: AnnotationSet | None = None
    written: str | None = None
    trouble: Exception | None = None
    writes: int = 0
    copies: dict[Path, AnnotationSet] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def write_annotations(
        self,
        annotations: AnnotationSet,
        document: Document,
        expected: str | None,
        announce: Callable[[str], None] | None = None,
    ) -> str:
        assert annotations.sha256 == document.sha256
        if self.trouble:
            raise self.trouble
        if expected != self.written:
            raise ConflictingFile("the file was written by someone else")
        self.writes += 1
        self.content, self.written = annotations, f"digest {self.writes}"
        return self.written

    def read_saved(self, annotator: str, document: Document) -> StoredAnnotations:
        if self.content is None or isinstance(self.trouble, ConflictingFile):
            raise FaultyFile("a.txt.yaml", [Fault("is not YAML")])
        return StoredAnnotations(self.content, self.written)

    def read_annotations(self, annotator: str, document: Document) -> StoredAnnotations:
        return self.read_saved(annotator, document)

    def digest(self, annotator: str, article: str) -> str | None:
        return self.written

    def someone_writes(self, annotations: AnnotationSet) -> None:
        """Let another program write."""
        self.content, self.written = annotations, f"theirs after {self.written}"

    def keep_old(self, annotator: str, article: str) -> str:
        self.kept.append(f"{annotator}/{article}")
        return "backups"

    def write_copy(self, annotations: AnnotationSet, document: Document, path: Path) -> None:
        if self.trouble and not isinstance(self.trouble, ConflictingFile):
            raise SaveFailed("there is no room")
        self.copies[path] = annotations


def session_of(
    *spans: Span,
    relations: tuple[Relation, ...] = (),
    store: MemoryStore | None = None,
    read_only: str | None = None,
    text: str = TEXT,
) -> ArticleSession:
    document = Document("a.txt", text, "0" * 64)
    annotations = AnnotationSet(
        "a.txt", "aisha", document.sha256, len(text), spans=spans, relations=relations
    )
    opened = Opened(document, annotations, read_only=read_only)
    return ArticleSession(opened, SCHEME, store or MemoryStore())


class Ears:
    """Listens to a session."""

    def __init__(self, session: ArticleSession) -> None:
        self.heard: list[News] = []
        self.unsubscribe = session.subscribe(self.heard.append)

    @property
    def changes(self) -> list[AnnotationsChanged]:
        return [news for news in self.heard if isinstance(news, AnnotationsChanged)]

    @property
    def states(self) -> list[str]:
        return [news.state.value for news in self.heard if isinstance(news, SaveStateChanged)]


def undone(session: ArticleSession) -> str | None:
    """Return the words of the last step after checking that undo and redo are exact."""
    text, after = session.undo_text, session.present
    session.undo()
    before = session.present
    assert session.redo_text == text
    session.redo()
    assert session.present == after
    assert before != after
    return text
