"""Another program on the same corpus, in a process of its own, that does what it is told line by line.

As a session without a window, or as the whole program:
``python -m tests.gui.other_program KIND FOLDER NAME``.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


class OtherProgram:
    """A child that has a.txt open. kind: "session", "window", or "unlocked": a session without locks."""

    def __init__(self, kind: str, folder: Path, annotator: str = "aisha") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.other_program", kind, str(folder), annotator],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            text=True,
        )
        self.opened = self._answer()

    def does(self, *words: object) -> str:
        """Tell it to do something; returns what it says when that is done."""
        assert self.process.stdin
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def kill(self) -> None:
        """End it in the middle of everything."""
        self.process.kill()
        self.end()

    def end(self) -> None:
        """Wait until it is gone."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def _answer(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("> "):
                return line[2:].strip()
        raise AssertionError("it has ended")


def _obey(doing: dict[str, Callable[..., object]]) -> None:
    for line in sys.stdin:
        name, *words = line.split()
        said = doing[name](*words)
        print(f"> {said}", flush=True)
        if name == "close":
            return


def _as_session(folder: Path, annotator: str) -> None:
    from annotator.session.corpus import CorpusSession  # noqa: PLC0415
    from annotator.store.corpus import Corpus  # noqa: PLC0415

    corpus = CorpusSession(Corpus.open(folder), annotator)
    article = corpus.open("a.txt")
    print(f"> {article.read_only or 'open'}", flush=True)
    _obey(
        {
            "mark": lambda start, end, label: article.annotate(int(start), int(end), "entity", label).id,
            "relabel": lambda span, label: article.relabel(span, "entity", label).label,
            "undo": article.undo,
            "save": article.save,
            "look": article.look,
            "spans": lambda: " ".join(span.label for span in article.present),
            "leave": lambda: corpus.leave("a.txt"),
            "close": corpus.close,
        }
    )


def _as_window(folder: Path, annotator: str) -> None:
    from PySide6.QtCore import QSettings  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.gui.app import Program  # noqa: PLC0415
    from annotator.gui.settings import Settings  # noqa: PLC0415

    application = QApplication([])
    settings = Settings(QSettings(str(folder / "other.ini"), QSettings.Format.IniFormat))
    settings.keep("annotator", annotator)
    settings.keep("language", "en")
    program = Program(application, settings)
    program.open(folder, "a.txt")
    place = program.window.workplace
    assert place
    assert place.marking.article
    print(f"> {place.marking.article.read_only or 'open'}", flush=True)

    def mark(start: str, end: str, label: str) -> None:
        place.panes.view.select_range(int(start), int(end))
        place.marking.apply_label("entity", label)
        application.processEvents()

    _obey({"mark": mark, "next": lambda: place.opener.step(1), "close": program.window.close})


def _without_locks() -> None:
    import fcntl  # noqa: PLC0415 - not on every system

    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    fcntl.flock = flock


if __name__ == "__main__":
    if sys.argv[1] == "unlocked":
        _without_locks()
    (_as_window if sys.argv[1] == "window" else _as_session)(Path(sys.argv[2]), sys.argv[3])
