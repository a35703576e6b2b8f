"""Saving a long article: beside the bare writing of the same bytes, and beside PyYAML's C dumper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from annotator.session.article import ArticleSession
from annotator.store.corpus import Corpus
from benchmarks.articles import ANNOTATOR, MANY, session_in
from benchmarks.effort import Bench
from benchmarks.figures import Figure
from benchmarks.marking import unmarked_words
from benchmarks.opening import read
from benchmarks.timing import Taken, Timed, in_turn, milliseconds

_BARE, _YAML = "write and fsync", "yaml CSafeDumper, fsync"


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield the first save after opening and saves after one edit each."""
    corpus = Corpus.open(bench.corpus)
    path = corpus.annotation_path(ANNOTATOR, MANY)
    before = path.read_bytes()
    copy = bench.corpus / "copy.yaml"
    said = yaml.load(before, Loader=yaml.CSafeLoader)
    words = unmarked_words(read(corpus, MANY), bench.effort.saves + 2)
    runs = bench.effort.saves, bench.effort.patience

    def bare(_number: int) -> Taken:
        copy.unlink(missing_ok=True)
        return milliseconds(lambda: _write(copy, before))

    def dumped(_number: int) -> Taken:
        copy.unlink(missing_ok=True)
        return milliseconds(lambda: _write(copy, _dump(said)))

    def first(number: int) -> Taken:
        path.write_bytes(before)
        session = session_in(bench.corpus).open(MANY)
        session.annotate(*words[number], "entity", "PER")
        return _timed_save(session)

    yield Figure("saving", "first save after opening", *in_turn(first, bare, *runs), _BARE)
    yield Figure("saving", "first save after opening", *in_turn(first, dumped, *runs), _YAML)
    path.write_bytes(before)
    after_edit = _edit_and_save(bench, words)
    yield Figure("saving", "save after one edit", *in_turn(after_edit, bare, *runs), _BARE)
    yield Figure("saving", "save after one edit", *in_turn(after_edit, dumped, *runs), _YAML)
    path.write_bytes(before)
    copy.unlink()


def _edit_and_save(bench: Bench, words: list[tuple[int, int]]) -> Timed:
    session = session_in(bench.corpus).open(MANY)

    def edit_and_save(number: int) -> Taken:
        span = session.annotate(*words[number], "entity", "ORG")
        taken = _timed_save(session)
        session.delete(span.id)
        session.save()
        return taken

    return edit_and_save


def _timed_save(session: ArticleSession) -> Taken:
    taken = milliseconds(session.save)
    if session.unsaved:
        raise RuntimeError(f"not saved: {session.save_message}")
    return taken


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _dump(said: object) -> bytes:
    return yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, encoding="utf-8")
