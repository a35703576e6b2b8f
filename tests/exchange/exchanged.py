"""A format's writer and reader driven in memory, on an article that holds all that can be said."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle, Reading, no_document
from annotator.exchange.losses import losses_of
from annotator.exchange.outgoing import Export, Loss, OutgoingArticle
from annotator.exchange.sniffing import Glimpse
from annotator.exchange.source import Source
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.text.reading import decode_article
from tests.store.made import SCHEME


class Files(Source):
    """Files in memory. files: bytes by name."""

    def __init__(self, files: Mapping[str, bytes], *, is_folder: bool = False) -> None:
        self.path = Path("files")
        self.files = dict(files)
        self.is_folder = is_folder

    def names(self, *suffixes: str) -> Iterator[str]:
        names = sorted(self.files) if self.is_folder else list(self.files)[:1]
        fits = (
            name for name in names if not self.is_folder or not suffixes or name.lower().endswith(suffixes)
        )
        yield from fits

    def has(self, name: str) -> bool:
        return name in self.files

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.files[name])


class Held:
    """Output that is kept in memory. files: bytes by name; "" is the one file."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def open(self, name: str = "") -> Iterator[BinaryIO]:
        assert name not in self.files
        file = io.BytesIO()
        yield file
        self.files[name] = file.getvalue()


def article_of(
    text: str, *sets: AnnotationSet, path: str = "a.txt", language: str | None = None
) -> OutgoingArticle:
    source = text.encode()
    return OutgoingArticle(
        Document(path, decode_article(source), sha256(source).hexdigest(), language), sets, source
    )


def written(
    name: str, articles: Iterable[OutgoingArticle], /, scheme: LabelScheme = SCHEME, **options: str
) -> tuple[dict[str, bytes], list[Loss]]:
    """Return the files, and what was told: by the writer and by the table."""
    row = FORMATS[name]
    told: list[Loss] = []
    output = Held()
    articles = list(articles)
    for article in articles:
        told += losses_of(article, row.lacks)
    export = Export(scheme, output, told.append, row.settled(options), "corpus")
    row.writing().write(iter(articles), export)
    return output.files, told


def source_of(name: str, files: Mapping[str, bytes]) -> Files:
    """Return files as they would stand on the disk."""
    row = FORMATS[name]
    if not row.one_file:
        return Files(files, is_folder=True)
    named = {f"out{suffix or row.suffix}": data for suffix, data in sorted(files.items())}
    return Files(named)


def read(
    name: str, source: Source, /, scheme: LabelScheme = SCHEME, known: Iterable[Document] = (), **options: str
):
    """Return the articles that a format's reader gives."""
    row = FORMATS[name]
    by_name = {document.path: document for document in known}
    find = by_name.get if by_name else no_document
    return list(row.reading().read(source, Reading(scheme, row.settled(options), find)))


def read_files(name: str, files: Mapping[str, bytes], /, **options: str) -> list[IncomingArticle]:
    return read(name, Files(files, is_folder=len(files) > 1 or not FORMATS[name].one_file), **options)


def sniffed(name: str, source: Source) -> int:
    return FORMATS[name].reading().sniff(Glimpse(source))


def told(*articles: IncomingArticle) -> list[tuple[str, str]]:
    """Return the faults of articles: where, and what."""
    return [(fault.fault.place, fault.fault.message) for article in articles for fault in article.faults]


def serious(*articles: IncomingArticle) -> list[str]:
    """Return the faults that keep an article from being imported."""
    return [
        fault.fault.message for article in articles for fault in article.faults if not fault.fault.warning
    ]


def set_of(
    text: str, *spans: Span, relations: tuple[Relation, ...] = (), annotator: str = "aisha", **more: object
) -> AnnotationSet:
    """A set of an article with that text."""
    document = article_of(text).document
    return AnnotationSet(
        document.path,
        annotator,
        document.sha256,
        len(document.text),
        spans=spans,
        relations=relations,
        **more,
    )


SAMPLE = "👩\u200d👩\u200d👧 शहबाज़ शरीफ़ ने क्षेत्र में وزیراعظم شہباز شریف کہا۔\r\nKi-moon 😀 said, he said"


def place_of(word: str) -> tuple[int, int]:
    """Return where a word of the sample stands."""
    start = SAMPLE.replace("\r\n", "\n").index(word)
    return start, start + len(word)


def sample(annotator: str = "aisha") -> AnnotationSet:
    """What can be said of the sample: nested, in pieces, inside a word, with notes, attributes, relations."""
    fact = (place_of("ने")[0], place_of("Ki-moon")[1])
    pieces = (place_of("शहबाज़"), place_of("کہا"), place_of("😀"))
    return set_of(
        SAMPLE,
        Span("s1", "entity", "PER", *place_of("शहबाज़ शरीफ़")),
        Span("s2", "entity", "PER", *place_of("شہباز شریف"), link="Q1", note='the "second"\nof them'),
        Span("s3", "claim", "FACT", *fact, attributes={"checkworthy": "yes", "wording": "", "sure": True}),
        Span("s4", "entity", "جگہ", *place_of("oon"), origin={"decision": "both", "from": ["a#s1"]}),
        Span("s5", "entity", "ORG", pieces[0][0], pieces[-1][1], pieces, origin="model"),
        relations=(
            Relation("r1", "claimant", "s3", "s1", {"how": "said"}, "by telephone"),
            Relation("r2", "claimant", "s3", "s2"),
        ),
        attributes={"topic": "visit", "translated": True},
        status="done",
        annotator=annotator,
    )
