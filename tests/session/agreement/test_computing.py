"""Requests are answered one after the other; what is not wanted any more is not computed to its end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import TypeVar

import pytest

from annotator.agreement.phrases import Phrase
from annotator.session.agreement import computing
from annotator.session.agreement.answers import (
    Advised,
    Answer,
    Choices,
    Examples,
    Failed,
    Finished,
    News,
    Outdated,
    Overview,
    Progress,
    Table,
    Uncertainty,
    Written,
)
from annotator.session.agreement.computing import Computing
from annotator.session.agreement.frames import FrameReader, frame
from annotator.session.agreement.questions import (
    Ask,
    Export,
    LookBehind,
    Place,
    Question,
    Request,
    Show,
    Stop,
)
from annotator.store.corpus import Corpus
from tests.session.agreement.annotated import made_corpus, save, span, three_annotators

T = TypeVar("T")
ROOT = Path(__file__).parents[3]


class Desk:
    """A computation whose answers are kept. during: is asked at every word of progress."""

    def __init__(self, corpus: Corpus) -> None:
        self.inbox: Queue[Request] = Queue()
        self.answers: list[Answer] = []
        self.during: Callable[[Progress], None] = lambda _: None
        self.work = Computing(corpus.folder, self.inbox, self._take)

    def _take(self, answer: Answer) -> None:
        self.answers.append(answer)
        if isinstance(answer.news, Progress):
            self.during(answer.news)

    def step(self, request: Request | None) -> list[News]:
        before = len(self.answers)
        self.work.step(request)
        return [answer.news for answer in self.answers[before:]]

    def of(self, kind: type[T]) -> list[T]:
        return [answer.news for answer in self.answers if isinstance(answer.news, kind)]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return three_annotators(tmp_path / "corpus")


@pytest.fixture
def desk(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(computing, "_TOLD_EVERY", 0)
    return Desk(corpus)


def test_what_is_seen_first_is_told_first(desk: Desk) -> None:
    told = [type(news) for news in desk.step(Ask(1, Question())) if not isinstance(news, Progress)]
    assert told[:3] == [Choices, Overview, Table]
    assert told[-3:] == [Advised, Uncertainty, Finished]
    names = [table.name for table in desk.of(Table)]
    assert names[:4] == ["annotators", "labels", "articles", "languages"]
    assert desk.of(Choices)[0].annotators == ("anne", "chen", "باسط")
    assert desk.of(Choices)[0].languages == ("hi", "ur")
    assert {answer.number for answer in desk.answers} == {1}


def test_the_same_answers_to_the_same_question(desk: Desk) -> None:
    first = [news for news in desk.step(Ask(1, Question(measure="alpha"))) if not isinstance(news, Progress)]
    again = [news for news in desk.step(Ask(2, Question(measure="alpha"))) if not isinstance(news, Progress)]
    assert first == again


def test_a_newer_question_ends_the_older(desk: Desk) -> None:
    desk.during = lambda _: desk.inbox.put(Ask(2, Question(layer="claim")))
    news = desk.step(Ask(1, Question()))
    assert news[-1] == Finished(stopped=True)
    assert not desk.of(Overview)
    desk.during = lambda _: None
    assert isinstance(desk.work._next(), Ask)


def test_stopping(desk: Desk) -> None:
    desk.during = lambda progress: desk.inbox.put(Stop(2)) if progress.what.startswith("draw") else None
    news = desk.step(Ask(1, Question()))
    assert news[-1] == Finished(stopped=True)
    assert desk.of(Advised)
    assert desk.step(Stop(3)) == [Finished(stopped=True)]


def test_examples_are_told_while_figures_are_computed(desk: Desk) -> None:
    desk.step(Ask(1, Question()))
    desk.answers.clear()
    asked: Iterator[Request] = iter([LookBehind(7, Place("overview", ""), Show.ALL)])
    desk.during = lambda _: [desk.inbox.put(one) for one in asked] and None
    desk.step(Ask(2, Question()))
    (told,) = [answer for answer in desk.answers if isinstance(answer.news, Examples)]
    assert told.number == 7
    assert desk.of(Finished) == [Finished()]


def test_a_changed_file_is_noticed_once(desk: Desk, corpus: Corpus) -> None:
    desk.step(Ask(1, Question()))
    assert desk.step(None) == []
    save(corpus, "chen", "b.txt", span("s1", 0, 12), span("s2", 17, 25, "ORG"))
    assert desk.step(None) == [Outdated()]
    assert desk.step(None) == []
    before = desk.of(Overview)[-1]
    desk.step(Ask(2, Question()))
    assert desk.of(Overview)[-1].units != before.units
    assert desk.step(None) == []


def test_a_new_annotator_article_or_label_is_noticed(desk: Desk, corpus: Corpus) -> None:
    desk.step(Ask(1, Question()))
    save(corpus, "dora", "a.txt", span("s1", 0, 19))
    assert desk.step(None) == [Outdated()]
    desk.step(Ask(2, Question()))
    assert "dora" in desk.of(Choices)[-1].annotators
    (corpus.sources / "c.txt").write_text("اور", "utf-8")
    assert desk.step(None) == [Outdated()]
    desk.step(Ask(3, Question()))
    labels = corpus.folder / "resources" / "labels.yaml"
    labels.write_text(labels.read_text("utf-8").replace("- name: ORG", "- name: ORG\n  - name: NEW"), "utf-8")
    assert desk.step(None) == [Outdated()]
    desk.step(Ask(4, Question()))
    assert "NEW" in desk.of(Choices)[-1].layers[0].labels


def test_why_nothing_can_be_computed(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    desk = Desk(corpus)
    (failed,) = desk.step(Ask(1, Question()))
    assert isinstance(failed, Failed)
    assert isinstance(failed.why, Phrase)
    (corpus.folder / "resources" / "labels.yaml").write_text("layers: {", "utf-8")
    (failed,) = desk.step(Ask(2, Question()))
    assert isinstance(failed, Failed)
    assert "labels.yaml" in failed.why
    assert desk.step(None) == []
    (corpus.folder / "resources" / "labels.yaml").unlink()
    assert desk.step(None) == [Outdated()]


def test_who_comes_first_is_noticed(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    desk = Desk(corpus)
    desk.step(Ask(1, Question()))
    assert desk.step(None) == []
    save(corpus, "anne", "a.txt", span("s1", 0, 3))
    assert desk.step(None) == [Outdated()]


@pytest.mark.parametrize("suffix", ["html", "csv", "json"])
def test_reports_are_written(desk: Desk, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report.{suffix}"
    news = desk.step(Export(1, Question(articles="a*"), path))
    assert news[-1] == Written(path)
    assert "باسط" in path.read_text("utf-8")
    if suffix == "json":
        assert json.loads(path.read_text("utf-8"))["articles"] == ["a.txt"]


def test_a_report_is_written_to_its_end(desk: Desk, tmp_path: Path) -> None:
    asked: Iterator[Request] = iter([Ask(9, Question())])
    desk.during = lambda _: [desk.inbox.put(one) for one in asked] and None
    assert desk.step(Export(1, Question(), tmp_path / "report.csv"))[-1] == Written(tmp_path / "report.csv")
    assert isinstance(desk.work._next(), Ask)
    desk.during = lambda _: desk.inbox.put(Stop(2))
    assert desk.step(Export(1, Question(), tmp_path / "other.csv"))[-1] == Finished(stopped=True)
    assert not (tmp_path / "other.csv").exists()


def test_reports_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    for name, told in (("folder.html", "could not be written"), ("report.pdf", ".html, .csv, .json")):
        news = desk.step(Export(1, Question(), tmp_path / name))[-1]
        assert isinstance(news, Failed)
        assert told in news.why


def test_frames_come_in_any_portions() -> None:
    values = [Answer(1, Failed(Phrase("{n} of {name}", n=3, name="باسط"))), Answer(2, Finished())]
    data = b"".join(map(frame, values))
    for size in (1, 3, 1000):
        reader = FrameReader()
        portions = (data[start : start + size] for start in range(0, len(data), size))
        found = [value for portion in portions for value in reader.feed(portion)]
        assert found == values
        assert found[0].news.why.values == {"n": 3, "name": "باسط"}


def test_a_process_of_its_own_answers_and_ends_with_its_input(corpus: Corpus, tmp_path: Path) -> None:
    """A file called as a module of ours beside the corpus is not taken for it."""
    (tmp_path / "annotator").mkdir()
    command = [sys.executable, "-P", "-m", "annotator.session.agreement", str(corpus.folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(frame(Ask(1, Question())))
        process.stdin.flush()
        reader, told = FrameReader(), []
        while not any(isinstance(one.news, Finished) for one in told):
            told += reader.feed(process.stdout.read1(1 << 16))
        process.stdin.close()
        assert process.wait(20) == 0
    assert any(isinstance(one.news, Overview) for one in told)
