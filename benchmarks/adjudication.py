"""Adjudicating without a window: finding what there is to decide, and from a decision to the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from annotator.model.annotations import AnnotationSet, Span
from annotator.session.adjudicating import AdjudicationSession, Rule
from annotator.session.case_list import Filter
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus
from annotator.text.segments import word_spans
from benchmarks.articles import MANY
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, in_turn, milliseconds

ANNOTATORS = ("aisha", "bilal", "chandra")
_BYTES = 5_000
"""Of an article of usual length."""
_QUICK = Target("p99", 10)
_READING = Target("ratio", 2.5)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield reading and deciding: in many articles of usual length, and in one long one."""
    with tempfile.TemporaryDirectory(prefix="annotator-adjudication-") as folder:
        many = differing_corpus(bench, Path(folder, "many"), max(bench.effort.bytes // _BYTES, 2), _BYTES)
        yield from _reading(bench, many)
        yield _deciding(bench, many)
        yield _taking_over(bench, many)
        one = differing_corpus(bench, Path(folder, "one"), 1, bench.effort.bytes)
        yield _deciding(bench, one)


def differing_corpus(bench: Bench, folder: Path, articles: int, size: int) -> Corpus:
    """Make a corpus that three annotated, each with every fifth span otherwise than the others."""
    text = Corpus.open(bench.corpus).document(MANY).text
    shutil.copytree(bench.corpus / "resources", folder / "resources")
    shutil.copy(bench.corpus / "annotator.yaml", folder)
    (folder / "seeds").mkdir()
    length = min(len(text), size * len(text) // bench.effort.bytes)
    for number in range(articles):
        start = number * length % max(len(text) - length, 1)
        (folder / "seeds" / f"{number:03}.txt").write_text(text[start : start + length], "utf-8")
    corpus = Corpus.open(folder)
    for article in corpus.article_paths():
        document = corpus.document(article)
        words = word_spans(document.text)[::4]
        for name in ANNOTATORS:
            spans = _spans(words, f"{article}{name}")
            said = AnnotationSet(article, name, document.sha256, len(document.text), "done", spans=spans)
            corpus.write_annotations(said, document, None)
    return corpus


def _spans(words: Sequence[tuple[int, int]], seed: str) -> tuple[Span, ...]:
    random = Random(seed)
    spans: list[Span] = []
    for number, (start, end) in enumerate(words):
        span = Span(f"s{number}", "entity", "PER", start, end)
        way = random.random()
        if way < 0.04:
            continue
        if way < 0.08:
            span = replace(span, label="ORG")
        elif way < 0.12 and end - start > 1:
            span = replace(span, end=end - 1)
        spans.append(span)
    return tuple(spans)


def _reading(bench: Bench, corpus: Corpus) -> Iterator[Figure]:
    documents = [corpus.document(article) for article in corpus.article_paths()]

    def review(_number: int) -> Taken:
        found = AdjudicationSession(corpus, ANNOTATORS, "zed")
        return milliseconds(lambda: (list(found.load()), found.counts()))

    def read(_number: int) -> Taken:
        return milliseconds(
            lambda: [corpus.read_annotations(name, one) for one in documents for name in ANNOTATORS]
        )

    times = min(bench.effort.saves, 5)
    case = f"{len(documents):,} articles x {len(ANNOTATORS)}: read, aligned, listed"
    samples = in_turn(review, read, times, bench.effort.patience)
    yield Figure("adjudicate", case, *samples, "reading the files", target=_READING)


def _deciding(bench: Bench, corpus: Corpus) -> Figure:
    """From a decision to the next conflict with the counts, beside marking a span in such an article."""
    review = AdjudicationSession(corpus, ANNOTATORS, "zed")
    list(review.load())
    every = len(review.conflicts())
    place = review.next_open(None)
    session = CorpusSession(corpus, ANNOTATORS[0])

    def decide(number: int) -> Taken:
        nonlocal place
        case = place

        def press() -> None:
            nonlocal place
            if case:
                review.take(case.id, ANNOTATORS[number % 3])
                place = review.next_open(case.id)
                review.counts(Filter())

        taken = milliseconds(press)
        if place is None:
            review.undo()
            place = review.next_open(None)
        return taken

    def mark(number: int) -> Taken:
        article = session.open(corpus.article_paths()[0])
        start, end = number % 50 * 3, number % 50 * 3 + 2
        taken = milliseconds(lambda: article.annotate(start, end, "entity", "ORG"))
        article.undo()
        return taken

    samples = in_turn(decide, mark, bench.effort.marks, bench.effort.patience)
    review.close()
    session.close()
    shutil.rmtree(corpus.annotations / "zed", ignore_errors=True)
    case = f"{every:,} conflicts in {len(review.articles):,} articles: decision to next"
    return Figure("adjudicate", case, *samples, "marking a span", target=_QUICK)


def _taking_over(bench: Bench, corpus: Corpus) -> Figure:
    review = AdjudicationSession(corpus, ANNOTATORS, "zed")
    list(review.load())
    samples = [milliseconds(lambda: review.plan(Rule(2))) for _ in range(min(bench.effort.saves, 3))]
    return Figure("adjudicate", f"{review.counts().agreed:,} agreed: what 2 of 3 say, tried", samples)
