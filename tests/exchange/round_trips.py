"""Articles written in a format and read back, without a corpus: what comes back, and what was told."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from annotator.exchange.counting import normalised
from annotator.exchange.format import Feature, Format
from annotator.exchange.incoming import FileFault, IncomingArticle, Reading
from annotator.exchange.losses import losses_of
from annotator.exchange.outgoing import Export, Loss, OutgoingArticle
from annotator.exchange.output import DiskOutput
from annotator.exchange.source import Source
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.session.importing_labels import Vocabulary
from annotator.session.importing_names import Renames
from annotator.session.importing_sets import converted
from annotator.session.importing_units import Units
from tests.store.made import SCHEME, annotation_sets
from tests.strategies import nasty_texts, texts


@dataclass
class Back:
    """What came back. sets: by article and annotator; texts: of the articles, as files would hold them."""

    sets: dict[tuple[str, str], AnnotationSet] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)
    incoming: list[IncomingArticle] = field(default_factory=list)


def article(
    text: str, *sets: AnnotationSet, path: str = "a.txt", source: str | None = None
) -> OutgoingArticle:
    """An article with these sets. source: its file's text with other line ends or a mark."""
    data = (text if source is None else source).encode()
    return OutgoingArticle(Document(path, text, sha256(data).hexdigest()), sets, data)


def write(
    row: Format,
    articles: Iterable[OutgoingArticle],
    target: Path,
    options: Mapping[str, str] | None = None,
    scheme: LabelScheme = SCHEME,
) -> list[Loss]:
    """Write into a file or a folder; return the losses, those that the table tells first."""
    articles = list(articles)
    losses = [loss for one in articles for loss in losses_of(one, row.lacks)]
    output = DiskOutput(target, one_file=row.one_file)
    names = tuple(dict.fromkeys(said.annotator for one in articles for said in one.sets))
    export = Export(scheme, output, losses.append, row.settled(options or {}), "corpus", names)
    row.writing().write(iter(articles), export)
    return losses


def read(
    row: Format,
    path: Path,
    known: Sequence[Document] = (),
    options: Mapping[str, str] | None = None,
    scheme: LabelScheme = SCHEME,
) -> Back:
    """Read a file or a folder as the importer does. known: articles that are there already."""
    by_name = {document.path: document for document in known}
    reading = Reading(
        scheme, row.settled(options or {}), lambda name: by_name.get(name) or by_name.get(f"{name}.txt")
    )
    source, module = Source(path), row.reading()
    incoming: list[IncomingArticle] = list(module.read(source, reading))
    given = module.read_labels(source) if hasattr(module, "read_labels") else None
    vocabulary, units = Vocabulary(scheme, given, Renames()), Units(row.unit)
    back = Back(incoming=incoming)
    pairs = [(one, _text_of(one, by_name, known)) for one in incoming]
    for one, text in pairs:
        back.faults += one.faults
        for said in one.sets:
            vocabulary.see(said)
        units.look(text, one)
    vocabulary.settle()
    for one, text in pairs:
        foreign = units.choose(text, one)
        name = _name_of(one, known, foreign.text)
        data = text.encode() if one.data is None else one.data
        back.texts[name] = data.decode()
        document = Document(name, foreign.text, sha256(data).hexdigest())
        for said in one.sets:
            result = converted(said, said.annotator or "aisha", document, foreign, vocabulary)
            back.faults += result.faults
            back.sets[name, said.annotator or "aisha"] = result.annotations
    return back


def _text_of(one: IncomingArticle, by_name: Mapping[str, Document], known: Sequence[Document]) -> str:
    if one.text is not None:
        return one.text
    found = by_name.get(one.name) or by_name.get(f"{one.name}.txt")
    return found.text if found else known[0].text


def _name_of(one: IncomingArticle, known: Sequence[Document], text: str) -> str:
    """The path of an article; one without a name has that of the known one with its text."""
    if one.name:
        return one.name if one.name.endswith(".txt") else f"{one.name}.txt"
    return next((d.path for d in known if normalised(d.text).rstrip() == text.rstrip()), "a.txt")


@contextmanager
def folder():
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="annotator-trip-"))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def there_and_back(
    row: Format, articles: Sequence[OutgoingArticle], options: Mapping[str, str] | None = None
) -> tuple[Back, list[Loss]]:
    """Write articles and read them back."""
    with folder() as path:
        target = path / f"out{row.suffix}" if row.one_file else path / "out"
        losses = write(row, articles, target, options)
        return read(row, target, [one.document for one in articles], options), losses


# what is compared --------------------------------------------------------------------------------

SpanKey = tuple[object, ...]


def span_key(span: Span, lacks: Mapping[Feature, str], scheme: LabelScheme = SCHEME) -> SpanKey:
    """All that is said of a span but what a format lacks; equal for equal spans."""
    says: dict[Feature, object] = {
        Feature.IDS: span.id,
        Feature.LAYERS: span.layer,
        Feature.ATTRIBUTES: sorted(span.attributes.items()),
        Feature.NOTES: span.note,
        Feature.LINKS: span.link,
        Feature.ORIGINS: span.origin,
        Feature.OTHER_KEYS: span.extra,
    }
    pieces = (span.start, span.end) if Feature.PIECES in lacks else span.pieces
    return (span.label, pieces, *(repr(value) for what, value in says.items() if what not in lacks))


_OF_WRITERS = (Feature.EDGES, Feature.OVERLAPS)
"""What only a writer knows, whatever the table says."""


def compare(row: Format, before: AnnotationSet, after: AnnotationSet | None, losses: Sequence[Loss]) -> None:
    """Assert that all came back of which no loss was told, and nothing came that was not there."""
    told = {loss.item for loss in losses if loss.annotator == before.annotator}
    particular = {loss.item for loss in losses if loss.what not in row.lacks or loss.what in _OF_WRITERS}
    if after is None:
        assert Feature.EMPTY_SETS in row.lacks
        assert not [span for span in before.spans if span.id not in particular]
        return
    spans = Counter(span_key(span, row.lacks) for span in before.spans if span.id not in particular)
    back = Counter(span_key(span, row.lacks) for span in after.spans)
    assert not spans - back, "a span is lost and nobody said so"
    assert (back - spans).total() <= len(particular), "a span came back as another"
    _compare_relations(row, before, after, particular)
    if "" not in told or Feature.ARTICLE_ATTRIBUTES not in row.lacks:
        for what, name in ((Feature.ARTICLE_ATTRIBUTES, "attributes"), (Feature.STATUS, "status")):
            if what not in row.lacks and "" not in particular:
                assert getattr(before, name) == getattr(after, name)


def _compare_relations(row: Format, before: AnnotationSet, after: AnnotationSet, told: set[str]) -> None:
    if Feature.RELATIONS in row.lacks:
        assert not after.relations
        return
    said = _relation_keys(row, before, told)
    back = _relation_keys(row, after, set())
    assert not said - back, "a relation is lost and nobody said so"
    assert (back - said).total() <= len(before.relations) - said.total()


def _relation_keys(row: Format, said: AnnotationSet, told: set[str]) -> Counter[SpanKey]:
    keys: list[SpanKey] = []
    for relation in said.relations:
        if told & {relation.id, relation.source, relation.target}:
            continue
        ends = (span_key(said.span(end), row.lacks) for end in (relation.source, relation.target))
        says: dict[Feature, object] = {
            Feature.IDS: relation.id,
            Feature.RELATION_ATTRIBUTES: sorted(relation.attributes.items()),
            Feature.RELATION_NOTES: relation.note,
            Feature.OTHER_KEYS: relation.extra,
        }
        keys.append((relation.label, *ends, *(repr(v) for what, v in says.items() if what not in row.lacks)))
    return Counter(keys)


# what is tried -----------------------------------------------------------------------------------


@st.composite
def articles(draw: st.DrawFn, *, many: bool, path: str = "ایک/a.txt") -> OutgoingArticle:
    """An article in any script with sets of one or several annotators, and any line ends."""
    text = draw(st.one_of(texts(), nasty_texts())) + draw(
        st.sampled_from(["شہباز 👨‍👩‍👧 क्षि", "x 😀 y = z\n", "۔" * 12])
    )
    text = normalised(text.encode("utf-8", "replace").decode())
    ends = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = text.lstrip("\ufeff")  # files with two marks at their head: which of them counts, nobody knows
    source = draw(st.sampled_from(["", "", "\ufeff"])) + text.replace("\n", ends)
    document = Document(path, text, sha256(source.encode()).hexdigest())
    names = draw(st.sampled_from([["aisha"], ["aisha", "بلال"], []])) if many else ["aisha"]
    sets = [draw(annotation_sets(document)) for _ in names]
    named = [_of(one, name) for one, name in zip(sets, names, strict=True)]
    return OutgoingArticle(document, tuple(named), source.encode())


def _of(said: AnnotationSet, annotator: str) -> AnnotationSet:
    return AnnotationSet(
        said.article,
        annotator,
        said.sha256,
        said.length,
        said.status,
        said.attributes,
        said.spans,
        said.relations,
        said.extra,
    )
