"""Two programs on one annotator's file, each its own process: one writes, the other follows, takes over."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.gui import file_watch
from annotator.gui.workplace import Workplace
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.gui.other_program import OtherProgram
from tests.gui.samples import place
from tests.gui.test_shared_file import annotation_file, labels, mark, saved

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the children are killed")

Start = Callable[..., OtherProgram]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts another program on the corpus."""
    started: list[OtherProgram] = []

    def begin(kind: str = "session") -> OtherProgram:
        started.append(OtherProgram(kind, folder))
        return started[-1]

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.kill()


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_watch, "OFTEN", 50)


def stored(folder: Path) -> list[str]:
    corpus = Corpus.open(folder)
    return sorted(span.label for span in corpus.read_saved("aisha", corpus.document("a.txt")).annotations)


def follows(qtbot, workplace: Workplace, expected: list[str]) -> None:
    qtbot.waitUntil(lambda: labels(workplace) == expected)


def can_edit(workplace: Workplace) -> bool:
    return workplace.marking.article.read_only is None


@pytest.mark.parametrize("kind", ["session", "window"])
def test_who_reads_sees_what_who_writes_does(qtbot, start: Start, open_corpus, kind: str) -> None:
    other = start(kind)
    assert other.opened == "open"
    workplace = open_corpus()
    told = workplace.panes.notices.shown()["annotations"]
    assert f"(process {other.process.pid})" in told
    assert "as soon as they are closed there" in told
    other.does("mark", *place("قازقستان"), "GPE")
    follows(qtbot, workplace, ["GPE"])
    other.does("mark", *place("شہباز"), "PER")
    follows(qtbot, workplace, ["GPE", "PER"])
    assert not can_edit(workplace)
    mark(workplace, "صدر")
    assert labels(workplace) == ["GPE", "PER"]
    if kind == "session":
        other.does("undo")
        follows(qtbot, workplace, ["GPE"])
        other.does("save")
        assert labels(workplace) == ["GPE"]
    assert sorted(span.label for span in workplace.panes.view.annotations) == labels(workplace)


@pytest.mark.parametrize("kind", ["session", "window"])
def test_who_reads_takes_over_when_the_other_closes(
    qtbot, start: Start, open_corpus, folder, kind: str
) -> None:
    other = start(kind)
    other.does("mark", *place("قازقستان"), "GPE")
    workplace = open_corpus()
    selection = place("شہباز شریف")
    workplace.panes.view.select_range(*selection)
    other.does("close")
    other.end()
    qtbot.waitUntil(lambda: can_edit(workplace))
    shown = workplace.panes.notices.shown()
    assert "You can edit these annotations here now" in shown["taken"]
    assert not any("open elsewhere:" in text for text in shown.values())
    assert workplace.panes.view.selection == selection
    assert labels(workplace) == ["GPE"]
    workplace.marking.apply_label("entity", "PER")
    qtbot.waitUntil(lambda: saved(workplace))
    assert stored(folder) == ["GPE", "PER"]


def test_who_reads_takes_over_what_a_killed_program_left(qtbot, start: Start, open_corpus, folder) -> None:
    other = start()
    other.does("mark", *place("قازقستان"), "GPE")
    workplace = open_corpus()
    other.does("mark", *place("شہباز"), "PER")
    other.kill()
    qtbot.waitUntil(lambda: can_edit(workplace))
    assert labels(workplace) == ["GPE", "PER"]
    assert "brought back" in workplace.panes.notices.shown()["annotations"]
    qtbot.waitUntil(lambda: saved(workplace) and annotation_file(folder).exists())
    assert stored(folder) == ["GPE", "PER"]
    workplace.marking.undo()
    assert labels(workplace) == ["GPE"]


def test_who_goes_to_another_article_lets_go(qtbot, start: Start, open_corpus) -> None:
    other = start("window")
    workplace = open_corpus()
    assert not can_edit(workplace)
    other.does("next")
    qtbot.waitUntil(lambda: can_edit(workplace))


def test_of_two_who_wait_one_takes_over(qtbot, start: Start, open_corpus, folder) -> None:
    first = start()
    second = start()
    assert f"(process {first.process.pid})" in second.opened
    workplace = open_corpus()
    first.does("close")
    first.end()
    qtbot.waitUntil(lambda: can_edit(workplace))
    mark(workplace)
    qtbot.waitUntil(lambda: saved(workplace))
    second.does("look")
    assert second.does("spans") == "GPE"


def test_a_faulty_file_that_is_put_right_can_be_edited(qtbot, open_corpus, folder: Path) -> None:
    path = annotation_file(folder)
    path.parent.mkdir(parents=True)
    path.write_text("x: [", "utf-8")
    workplace = open_corpus()
    assert "put right" in workplace.panes.notices.shown()["annotations"]
    path.write_text("x: [1]", "utf-8")
    workplace.taking_over.watch.check()
    assert not can_edit(workplace)
    path.unlink()
    qtbot.waitUntil(lambda: can_edit(workplace))


def test_both_write_where_a_disk_knows_no_locks(
    qtbot, start: Start, open_corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each of them does is put together with what the other wrote; nothing is lost."""

    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    other = start("unlocked")
    workplace = open_corpus()
    assert other.opened == "open"
    assert "cannot lock files" in workplace.panes.notices.shown()["annotations"]
    mark(workplace)
    qtbot.waitUntil(lambda: saved(workplace))
    other.does("mark", *place("شہباز"), "PER")
    assert other.does("save") == "unsaved"  # the file was another: both stand together now
    assert other.does("save") == "saved"
    follows(qtbot, workplace, ["GPE", "PER"])
    mark(workplace, "صدر")
    qtbot.waitUntil(lambda: saved(workplace))
    other.does("look")
    assert sorted(other.does("spans").split()) == ["GPE", "GPE", "PER"]
    assert stored(folder) == ["GPE", "GPE", "PER"]


def test_what_both_changed_alike_is_asked(
    qtbot, start: Start, open_corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSYS, "no locks")))
    workplace = open_corpus()
    mark(workplace)
    qtbot.waitUntil(lambda: saved(workplace))
    other = start("unlocked")
    workplace.taking_over.watch.stop()  # so that both edit before either sees the other
    other.does("relabel", "s1", "ORG")
    other.does("save")
    workplace.marking.article.relabel("s1", "entity", "PER")
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.CONFLICT)
    assert "Choose what shall stand" in workplace.panes.notices.shown()["saving"]
    assert stored(folder) == ["ORG"]
    assert labels(workplace) == ["PER"]
