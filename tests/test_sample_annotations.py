"""The annotations that come with the program: they load without a fault, fit their articles, show nested,
crossing and broken spans, and are written back byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.corpus import Corpus
from annotator.text.segments import is_boundary

HERE = Path(__file__).parent.parent
CORPUS = Corpus.open(HERE)
ARTICLES = CORPUS.article_paths()
ANNOTATORS = ("aisha", "bilal")
FILES = [(annotator, article) for annotator in ANNOTATORS for article in ARTICLES]


def sample(annotator: str, article: str) -> tuple[Document, AnnotationSet]:
    document = CORPUS.document(article)
    return document, CORPUS.read_annotations(annotator, document).annotations


def crossing(spans: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    return [(a, b) for a in spans for b in spans if a.start < b.start < a.end < b.end]


def nested(spans: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    return [(a, b) for a in spans for b in spans if a.start <= b.start and b.end <= a.end and a is not b]


def test_the_labels_and_the_corpus_file_are_read_without_a_warning() -> None:
    assert CORPUS.notes == ()
    assert len(ARTICLES) == 5
    assert set(ANNOTATORS) <= set(CORPUS.annotators())
    assert CORPUS.guidelines is not None


def test_every_label_has_a_key_of_its_own_and_words_in_three_languages() -> None:
    labels = [label for layer in CORPUS.scheme.layers for label in layer.labels]
    assert len(CORPUS.scheme.keys) == len(labels)
    for item in (*labels, *CORPUS.scheme.layers, *CORPUS.scheme.relations, *CORPUS.scheme.article):
        assert {"en", "ur", "hi"} <= set(item.title.texts), item.name
        assert {"en", "ur", "hi"} <= set(item.description.texts), item.name


@pytest.mark.parametrize(("annotator", "article"), FILES)
def test_a_file_loads_without_a_warning(annotator: str, article: str) -> None:
    stored = CORPUS.read_annotations(annotator, CORPUS.document(article))
    assert stored.notes == ()
    assert CORPUS.scheme.faults_of(stored.annotations) == []
    assert stored.annotations.annotator == annotator


@pytest.mark.parametrize(("annotator", "article"), FILES)
def test_spans_keep_to_grapheme_clusters_and_hold_no_space_at_an_edge(annotator: str, article: str) -> None:
    document, annotations = sample(annotator, article)
    for start, end in (piece for span in annotations for piece in span.pieces):
        words = document.text[start:end]
        assert is_boundary(document.text, start), words
        assert is_boundary(document.text, end), words
        assert words == words.strip(" ۔،।,\n"), words


@pytest.mark.parametrize(("annotator", "article"), FILES)
def test_a_file_is_written_back_byte_for_byte(annotator: str, article: str) -> None:
    document, annotations = sample(annotator, article)
    on_disk = CORPUS.annotation_path(annotator, article).read_bytes()
    assert AnnotationWriter(document).write(annotations) == on_disk


@pytest.mark.parametrize("article", ARTICLES)
def test_the_careful_set_is_rich(article: str) -> None:
    _, annotations = sample("aisha", article)
    assert annotations.status == "done"
    assert len(annotations.spans) >= 24
    assert {span.layer for span in annotations} == {"entity", "claim"}
    assert nested(annotations.spans)
    assert any(span.note for span in annotations)
    assert "about" in {relation.label for relation in annotations.relations}


def test_there_are_crossing_spans_spans_in_pieces_and_every_label_and_relation() -> None:
    sets = [sample("aisha", article)[1] for article in ARTICLES]
    assert sum(bool(crossing(annotations.spans)) for annotations in sets) >= 3
    assert sum(bool(span.parts) for annotations in sets for span in annotations) >= 5
    used = {span.label for annotations in sets for span in annotations}
    assert used == {label.name for layer in CORPUS.scheme.layers for label in layer.labels}
    related = {relation.label for annotations in sets for relation in annotations.relations}
    assert related == {relation.name for relation in CORPUS.scheme.relations}


@pytest.mark.parametrize("article", ARTICLES)
def test_the_two_annotators_agree_in_part(article: str) -> None:
    ours, theirs = (
        {(span.layer, span.label, span.pieces) for span in sample(annotator, article)[1]}
        for annotator in ANNOTATORS
    )
    assert 0.3 < len(ours & theirs) / min(len(ours), len(theirs)) < 0.95
    ranges = {(layer, pieces): label for layer, label, pieces in ours}
    assert any(ranges.get((layer, pieces), label) != label for layer, label, pieces in theirs)
