"""What it costs to lose nothing: an edit with and without a journal, its line on the disk, a save beside a
bare write, and what an earlier run left when an article is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.model.annotations import AnnotationSet, Piece, Span
from annotator.model.changes import change_between
from annotator.model.step_text import StepText
from annotator.session.article import ArticleSession
from annotator.session.opening import open_for_writing
from annotator.store.corpus import Corpus
from annotator.store.journal import Edit, Head, Journal
from annotator.store.kept_history import MOST_STEPS
from benchmarks.articles import ANNOTATOR, chief_articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.marking import unmarked_words
from benchmarks.opening import read
from benchmarks.timing import Taken, Timed, in_turn, milliseconds

_APPEND = Target("p99", 1)
"""Milliseconds: not to be felt in a frame of 16."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield figures of the first sample and of the article with many spans."""
    for article in chief_articles(bench.corpus)[:2]:
        corpus = Corpus.open(bench.corpus)
        path = corpus.annotation_path(ANNOTATOR, article.path)
        before = path.read_bytes()
        words = unmarked_words(read(corpus, article.path), bench.effort.marks)
        runs = len(words) - 1, bench.effort.patience
        with_it, without = (
            _editing(corpus, article.path, words, journal=journal) for journal in (True, False)
        )
        yield _figure(f"{article.case}: an edit", *in_turn(with_it, without, *runs), "without a journal")
        appended = _appending(bench.corpus, read(corpus, article.path).annotations, words)
        yield _figure(f"{article.case}: its line", *in_turn(appended, _bare(bench.corpus), *runs), "write")
        saves = _saving(corpus, article.path, words)
        bare = _bare(bench.corpus, before)
        name = f"{article.case}: edit, save, history"
        yield Figure("journal", name, *in_turn(saves, bare, *runs), "write and fsync")
        del saves  # it holds the lock
        left, none = (_opening(corpus, article.path, kept=kept) for kept in (True, False))
        few = bench.effort.openings, bench.effort.patience
        name = f"{article.case}: opened with {MOST_STEPS} steps"
        yield Figure("journal", name, *in_turn(left, none, *few), "without them")
        path.write_bytes(before)


def _figure(case: str, ours: list[Taken], beside: list[Taken], name: str) -> Figure:
    return Figure("journal", case, ours, beside, name, target=_APPEND)


def _session(corpus: Corpus, article: str) -> ArticleSession:
    opened = open_for_writing(corpus, ANNOTATOR, corpus.document(article))
    return ArticleSession(opened, corpus.scheme, corpus)


def _editing(corpus: Corpus, article: str, words: list[Piece], *, journal: bool) -> Timed:
    opened = open_for_writing(corpus, ANNOTATOR, corpus.document(article))
    if opened.upkeep and not journal:
        opened.upkeep.release()
        opened = replace(opened, upkeep=None)
    session = ArticleSession(opened, corpus.scheme, corpus)

    def edit(number: int) -> Taken:
        spans: list[Span] = []
        taken = milliseconds(lambda: spans.append(session.annotate(*words[number], "entity", "ORG")))
        session.delete(spans[0].id)
        return taken

    # The next one to be measured wants the lock.
    session.close()
    return edit


def _appending(folder: Path, annotations: AnnotationSet, words: list[Piece]) -> Timed:
    journal = Journal(folder / ".journal", Head(annotations.article, ANNOTATOR, annotations.sha256, "", None))

    def append(number: int) -> Taken:
        after = annotations.adding(Span("new", "entity", "ORG", *words[number]))
        text = StepText("Mark {quote} as {label}", quote="شہباز شریف", label="ORG")

        def take() -> None:
            journal.take(Edit("do", text, change_between(annotations, after)))

        return milliseconds(take)

    return append


def _bare(folder: Path, data: bytes = b"") -> Timed:
    """Return a write of as many bytes; of a whole file with fsync, of a line without."""
    path = folder / "bare"
    line = b"x" * 200 + b"\n"

    def write(_number: int) -> Taken:
        if data:
            path.unlink(missing_ok=True)
        return milliseconds(lambda: _write(path, data or line, flushed=bool(data)))

    return write


def _write(path: Path, data: bytes, *, flushed: bool) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(file, data)
    if flushed:
        os.fsync(file)
    os.close(file)


def _saving(corpus: Corpus, article: str, words: list[Piece]) -> Timed:
    session = _session(corpus, article)

    def save(number: int) -> Taken:
        spans: list[Span] = []

        def edit_and_save() -> None:
            spans.append(session.annotate(*words[number], "entity", "ORG"))
            session.save()

        taken = milliseconds(edit_and_save)
        if session.unsaved:
            raise RuntimeError(session.save_message)
        session.delete(spans[0].id)
        session.save()
        return taken

    return save


def _opening(corpus: Corpus, article: str, *, kept: bool) -> Timed:
    def opening(_number: int) -> Taken:
        if kept:
            _leave_steps(corpus, article)
        else:
            corpus.annotation_path(ANNOTATOR, article).with_name(f".{article}.yaml.history").unlink(True)
        made: list[ArticleSession] = []
        taken = milliseconds(lambda: made.append(_session(corpus, article)))
        if kept != (made[0].undo_text is not None):
            raise RuntimeError("the steps are not as they should be")
        made[0].close()
        return taken

    return opening


def _leave_steps(corpus: Corpus, article: str) -> None:
    session = _session(corpus, article)
    step: Callable[[], object] = session.redo if session.redo_text else session.undo
    if session.undo_text:
        step()
    else:
        span = session.present.spans[0]
        for number in range(MOST_STEPS):
            session.set_note(span.id, str(number))
    session.save()
    session.close()
