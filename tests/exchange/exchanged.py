"""Articles written by a format's writer and read by its reader, in memory, with what was told."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO

from hypothesis import strategies as st

from annotator.exchange.counting import Counting, ForeignText
from annotator.exchange.format import Feature, Format
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle, IncomingSet, Reading, no_document
from annotator.exchange.losses import losses_of
from annotator.exchange.outgoing import Export, Loss, OutgoingArticle
from annotator.exchange.sniffing import Glimpse
from annotator.exchange.source import Source
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.text.reading import decode_article
from annotator.text.units import Unit
from tests.store.made import scheme_of

SCHEME = scheme_of()


class Files(Source):
    """Files in memory. files: bytes by name."""

    def __init__(self, files: Mapping[str, bytes], *, is_folder: bool = False) -> None:
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
    named = {f"out{suffix or row.suffix}": data for suffix, data in files.items()}
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


def placed(article: IncomingArticle, said: IncomingSet, document: Document, row: Format) -> AnnotationSet:
    """Return an incoming set as one of ours, with the offsets counted as the file or the table says."""
    assert article.text is None or article.text == document.text
    foreign = ForeignText(document.text, Counting(article.unit or row.unit or Unit.CODE_POINTS))
    spans: list[Span] = []
    for number, span in enumerate(said.spans):
        pieces = foreign.pieces(span.pieces)
        if span.exact is not None:
            there = " ".join(document.text[start:end] for start, end in pieces)
            assert unicodedata.normalize("NFC", there) == unicodedata.normalize("NFC", span.exact)
        spans.append(
            Span(
                span.id or f"new{number}",
                span.layer or _layer_of(span.label),
                span.label,
                pieces[0][0],
                pieces[-1][1],
                pieces if len(pieces) > 1 else (),
                span.attributes,
                span.note,
                span.link,
                span.origin,
                span.extra,
            )
        )
    relations = tuple(
        Relation(
            one.id or f"newr{number}", one.label, one.source, one.target, one.attributes, one.note, one.extra
        )
        for number, one in enumerate(said.relations)
    )
    return AnnotationSet(
        document.path, said.annotator, document.sha256, len(document.text), said.status, said.attributes,
        tuple(spans), relations, said.extra,
    )  # fmt: skip


def _layer_of(label: str) -> str:
    return next(layer.name for layer in SCHEME.layers if layer.label(label))


def kept(said: AnnotationSet, lacks: Iterable[Feature]) -> AnnotationSet:
    """Return what of a set is left without these features, with ids by order where they are lost."""
    gone = set(lacks)
    spans = [_kept_span(span, gone) for span in said.spans]
    relations = [] if Feature.RELATIONS in gone else [_kept_relation(one, gone) for one in said.relations]
    if Feature.IDS in gone:
        spans, relations = _numbered(spans, relations)
    return AnnotationSet(
        said.article,
        "" if Feature.ANNOTATORS in gone else said.annotator,
        said.sha256,
        said.length,
        "draft" if Feature.STATUS in gone else said.status,
        {} if Feature.ARTICLE_ATTRIBUTES in gone else said.attributes,
        tuple(spans),
        tuple(relations),
        () if Feature.OTHER_KEYS in gone else said.extra,
    )


def _kept_span(span: Span, gone: set[Feature]) -> Span:
    return Span(
        span.id,
        span.layer,
        span.label,
        span.start,
        span.end,
        () if Feature.PIECES in gone else span.parts,
        {} if Feature.ATTRIBUTES in gone else span.attributes,
        "" if Feature.NOTES in gone else span.note,
        "" if Feature.LINKS in gone else span.link,
        None if Feature.ORIGINS in gone else span.origin,
        () if Feature.OTHER_KEYS in gone else span.extra,
    )


def _kept_relation(one: Relation, gone: set[Feature]) -> Relation:
    return Relation(
        one.id,
        one.label,
        one.source,
        one.target,
        {} if Feature.RELATION_ATTRIBUTES in gone else one.attributes,
        "" if Feature.RELATION_NOTES in gone else one.note,
        () if Feature.OTHER_KEYS in gone else one.extra,
    )


def _numbered(spans: list[Span], relations: list[Relation]) -> tuple[list[Span], list[Relation]]:
    """Return them with ids by what they are, so that two sets with other ids can be compared."""
    ordered = sorted(spans, key=lambda s: (s.start, s.end, s.layer, s.label, s.parts, repr(_rest(s))))
    names = {span.id: f"s{number}" for number, span in enumerate(ordered)}
    spans = [
        Span(
            names[s.id],
            s.layer,
            s.label,
            s.start,
            s.end,
            s.parts,
            s.attributes,
            s.note,
            s.link,
            s.origin,
            s.extra,
        )
        for s in ordered
    ]
    by_ends = sorted(
        relations, key=lambda r: (r.label, names[r.source], names[r.target], repr(dict(r.attributes)), r.note)
    )
    return spans, [
        Relation(f"r{n}", r.label, names[r.source], names[r.target], r.attributes, r.note, r.extra)
        for n, r in enumerate(by_ends)
    ]


def _rest(span: Span) -> tuple[object, ...]:
    return dict(span.attributes), span.note, span.link, span.origin, span.extra


def article_texts() -> st.SearchStrategy[str]:
    """Return texts that an article can have, long enough for three pieces."""
    from tests.strategies import nasty_texts, texts  # noqa: PLC0415

    return (
        st.one_of(texts(), nasty_texts())
        .map(lambda text: text.encode("utf-8", "ignore").decode().replace("\ufeff", ""))
        .map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))
        .filter(lambda text: len(text) >= 8)
    )


def stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))
