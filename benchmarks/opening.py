"""From an article whose files are read to its first paint, in a view that is shown already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from annotator.model.labels import LabelScheme
from annotator.session.open_article import Opened
from annotator.store.corpus import Corpus
from benchmarks.articles import ANNOTATOR, MANY, SINGLE, Article, articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.surfaces import OurView, PlainEdit, Surface
from benchmarks.timing import Taken, in_turn, milliseconds

SAMPLE, LONG = Target("p50", 50), Target("p50", 300)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield opening of every article; then, apart, reading it and its YAML from the disk."""
    corpus = Corpus.open(bench.corpus)
    every = articles(bench.corpus)
    for article in every:
        opened = read(corpus, article.path)
        ours, beside = in_turn(
            partial(_open, OurView, opened, corpus.scheme),
            partial(_open, PlainEdit, opened, corpus.scheme),
            bench.effort.openings,
            bench.effort.patience,
        )
        target = LONG if article.path in (MANY, SINGLE) else SAMPLE
        yield Figure(
            "opening", f"{article.case}: read to painted", ours, beside, PlainEdit.name, target=target
        )
    for article in every:
        yield _reading(corpus, article, bench.effort.openings)


def read(corpus: Corpus, path: str) -> Opened:
    """Read an article and the annotations of the one who annotated all of them."""
    document = corpus.document(path)
    stored = corpus.read_annotations(ANNOTATOR, document)
    return Opened(document, stored.annotations, stored.digest, stored.notes)


def afresh(opened: Opened) -> Opened:
    """Return it as it was just read: nothing that a document finds out on demand is known."""
    return replace(opened, document=replace(opened.document))


def _open(kind: type[OurView] | type[PlainEdit], opened: Opened, scheme: LabelScheme, _number: int) -> Taken:
    surface: Surface = kind()
    fresh = afresh(opened)

    def show() -> None:
        surface.open(fresh, scheme)
        surface.paint()

    taken = milliseconds(show)
    surface.close()
    return taken


def _reading(corpus: Corpus, article: Article, count: int) -> Figure:
    text = [milliseconds(lambda: corpus.document(article.path)) for _ in range(count)]
    document = corpus.document(article.path)
    annotations = [milliseconds(lambda: corpus.read_annotations(ANNOTATOR, document)) for _ in range(count)]
    return Figure("opening", f"{article.case}: YAML read", annotations, text, "the article read")
