"""The main job without a display: real windows drawn offscreen, worked by key and mouse events.

It works on a copy of the corpus, for an annotator of its own, so that nobody's work is touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.app import Program
from annotator.gui.article.view import ArticleView
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.gui.tour_review import compare_and_decide
from annotator.model.annotations import AnnotationSet
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus
from annotator.text.direction import Direction

NAME = "tour"
_SIZE = (1280, 820)
_PATIENCE = 20_000
_GLANCE = 10
"""Milliseconds: how long a step may take, and between two looks at whether it is done."""
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class TourError(AnnotatorError):
    """A step of the tour that did not do what it should."""


def run_tour(out: Path | None) -> int:
    """Do the main job on a copy of the nearest corpus; print where the YAML and the pictures are.

    out: a folder for both (made if need be); a new temporary one otherwise. Returns the exit status.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or Path(tempfile.mkdtemp(prefix="annotator-tour-"))
    corpus = copied_corpus(Corpus.find(Path.cwd()), folder / "corpus")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    tour = Tour(corpus, folder)
    tour.annotate_first_article()
    tour.draw_articles()
    tour.compare_and_decide()
    for line in tour.told:
        print(line)
    del application
    return 0


def copied_corpus(source: Path, target: Path) -> Corpus:
    """Copy what belongs to a corpus and open the copy. Raises AnnotatorError where it holds no article."""
    original = Corpus.open(source)
    articles = original.article_paths()
    if not articles:
        raise AnnotatorError(f"{source} holds no articles: run the tour in a corpus")
    if target.exists():
        shutil.rmtree(target)
    parts = [source / "annotator.yaml", *(source / "resources").glob("*.*")]
    parts += [original.sources / article for article in articles]
    parts += [file for file in original.annotations.rglob("*.yaml") if ".backup" not in file.parts]
    for part in parts:
        if part.is_file():
            place = target / part.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(part, place)
    return Corpus.open(target)


@dataclass
class Tour:
    """One tour over a corpus that may be written to. told: what was done, a line each."""

    corpus: Corpus
    folder: Path
    told: list[str] = field(default_factory=list[str])

    def annotate_first_article(self) -> None:
        """Open the first article, mark, change, undo, save, close and open it again."""
        article = self.corpus.article_paths()[0]
        window = self._open(article, NAME, "light")
        view = window.panes.view
        self._mark_by_keyboard(view)
        self._mark_by_mouse(view)
        self._change(view)
        made = _annotations(view)
        self.wait(lambda: self._stored(article, NAME) == made, "the annotations were not saved")
        self.told.append(f"marked {len(made.spans)} spans in {article}")
        self.told.append(f"saved   {self.corpus.annotation_path(NAME, article)}")
        self.draw(window, "marked-by-keys")
        window.close()
        again = self._open(article, NAME, "dark")
        if _annotations(again.panes.view) != made:
            raise TourError(f"{article}: opened again, the annotations are not the same")
        self.told.append("closed, opened again: the same annotations")
        self.draw(again, "opened-again-dark")
        again.close()

    def draw_articles(self) -> None:
        """Draw the window with every article and its first annotator's work."""
        annotators = [name for name in self.corpus.annotators() if name != NAME] or [NAME]
        for article in self.corpus.article_paths():
            window = self._open(article, annotators[0], "light")
            self.draw(window, Path(article).with_suffix("").as_posix().replace("/", "-"))
            window.close()

    def compare_and_decide(self) -> None:
        """Show how far annotators agree, and decide on some of their differences."""
        window = self._open(self.corpus.article_paths()[0], NAME, "light")
        compare_and_decide(self, window)
        window.close()

    # steps --------------------------------------------------------------------------------------

    def _mark_by_keyboard(self, view: ArticleView) -> None:
        """Mark the first words of the second paragraph with a label of the first layer, and so on."""
        forward = Qt.Key.Key_Left if view.caret_direction() is Direction.RTL else Qt.Key.Key_Right
        press(view, Qt.Key.Key_Down, _CTRL)
        for layer, unit in zip(self.corpus.scheme.layers, (_CTRL, _ALT), strict=False):
            if keys := [label.key for label in layer.labels if label.key]:
                press(view, forward, unit | _SHIFT)
                self._labelled(view, keys[0])
                press(view, forward, _CTRL)

    def _mark_by_mouse(self, view: ArticleView) -> None:
        """Mark the word at the caret by a double click."""
        keys = [label.key for layer in self.corpus.scheme.layers[:1] for label in layer.labels if label.key]
        if view.page is None or not keys:
            return
        place = view.to_viewport(view.page.caret_line(view.caret)[0]).center().toPoint()
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self._labelled(view, keys[-1])

    def _labelled(self, view: ArticleView, key: str) -> None:
        before = len(_annotations(view).spans)
        press(view, Qt.Key(ord(key.upper())))
        if len(_annotations(view).spans) != before + 1:
            raise TourError(f"the key {key} made no span")

    def _change(self, view: ArticleView) -> None:
        before = _annotations(view)
        press(view, Qt.Key.Key_Tab)
        press(view, Qt.Key.Key_Return)
        press(view, Qt.Key.Key_Left, _CTRL)
        press(view, Qt.Key.Key_Return)
        window = view.window()
        press(window, Qt.Key.Key_Z, _CTRL)
        if _annotations(view) != before:
            raise TourError("undo did not bring back what was there before")
        press(window, Qt.Key.Key_Z, _CTRL | _SHIFT)

    # windows ------------------------------------------------------------------------------------

    def _open(self, article: str, annotator: str, theme: str) -> MainWindow:
        store = QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.keep("annotator", annotator)
        settings.keep("theme", theme)
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TourError("there is no application")
        program = Program(application, settings)
        program.open(self.corpus.folder, article)
        window = program.window
        self.wait(lambda: window.panes.view.annotations is not None, f"{article} was not shown")
        window.resize(*_SIZE)
        window.panes.view.setFocus()
        QApplication.processEvents()
        return window

    def draw(self, window: QWidget, name: str) -> None:
        """Draw a window as a picture of that name."""
        path = self.folder / "pictures" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        QApplication.processEvents()
        if not window.grab().save(str(path)):
            raise TourError(f"{path} could not be written")
        self.told.append(f"picture {path}")

    def _stored(self, article: str, annotator: str) -> AnnotationSet:
        return self.corpus.read_annotations(annotator, self.corpus.document(article)).annotations

    def wait(self, done: Callable[[], bool], otherwise: str) -> None:
        """Let events happen until it is done; raises TourError with the other words where that lasts."""
        deadline = QDeadlineTimer(_PATIENCE)
        while not done():
            if deadline.hasExpired():
                raise TourError(otherwise)
            QTest.qWait(_GLANCE)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press and release a key, as a person would."""
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def _annotations(view: ArticleView) -> AnnotationSet:
    if view.annotations is None:
        raise TourError("no article is open")
    return view.annotations
