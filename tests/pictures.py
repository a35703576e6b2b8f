"""Draws every window to PNG files without a screen: ``python -m tests.pictures OUT [NAME …]``.

In English and Urdu, light and dark. Pictures are looked at by people; tests assert structure.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shiboken6
from PySide6.QtCore import QEventLoop, QSettings, QSize, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.gui.agreement.window import AgreementWindow
from annotator.gui.app import Program
from annotator.gui.key_help import show_keys
from annotator.gui.settings import Settings
from annotator.gui.workplace import Workplace
from annotator.store.corpus import Corpus
from tests.review_pictures import REVIEW_SCENES

ROOT = Path(__file__).parent.parent
SIZE = QSize(1400, 900)
SMALL = QSize(1024, 640)
ANNOTATOR = "aisha"

Scene = Callable[[Workplace], QWidget]
"""Brings a workplace into a state and returns what is to be drawn."""


def article(number: int) -> Scene:
    """The window on one of the sample articles."""

    def scene(workplace: Workplace) -> QWidget:
        workplace.opener.open(workplace.opener.paths[number])
        return workplace.panes.window()

    return scene


def chosen_claim(workplace: Workplace) -> QWidget:
    _choose(workplace, "claim")
    return workplace.panes.window()


def chosen_name(workplace: Workplace) -> QWidget:
    _choose(workplace, "entity")
    return workplace.panes.window()


def edges(workplace: Workplace) -> QWidget:
    """A span with signs at its edges."""
    view, text = workplace.panes.view, workplace.marking.article.document.text
    end = text.index("\n")
    view.select_range(end - 10, end + 1)
    layer = workplace.session.corpus.scheme.layers[0]
    workplace.marking.apply_label(layer.name, layer.labels[0].name)
    return workplace.panes.window()


def relating(workplace: Workplace) -> QWidget:
    """A relation under way, both ends known."""
    _choose(workplace, "claim")
    workplace.edits.relate()
    workplace.panes.view.step_span(True)
    return workplace.panes.window()


def moving(workplace: Workplace) -> QWidget:
    _choose(workplace, "entity")
    workplace.edits.move_edges()
    return workplace.panes.window()


def finding(workplace: Workplace) -> QWidget:
    workplace.panes.open_find()
    workplace.panes.find_bar.field.setText("قازقستان")
    return workplace.panes.window()


def guidelines(workplace: Workplace) -> QWidget:
    workplace.panes.show_guidelines()
    return workplace.panes.window()


def invisibles(workplace: Workplace) -> QWidget:
    workplace.appearance.turn_invisibles()
    return workplace.panes.window()


def naskh(workplace: Workplace) -> QWidget:
    workplace.appearance.set_family("naskh")
    return workplace.panes.window()


def changed(place: int) -> Scene:
    """An article that was changed after it was annotated. place: how often Down is pressed."""

    def scene(workplace: Workplace) -> QWidget:
        path = workplace.opener.paths[3]
        file = workplace.session.corpus.sources / path
        text = file.read_text("utf-8")
        lines = text.split("\n")
        spans = Corpus.open(workplace.session.corpus.folder).read_annotations(
            ANNOTATOR, workplace.session.corpus.document(path)
        )
        for span in spans.annotations.spans[2:7:2]:
            words = span.exact(text)
            lines = [line.replace(words, words[: len(words) // 3]) for line in lines]
        file.write_text("\n".join(["", *lines]), "utf-8")
        workplace.opener.open(path)
        workplace.panes.to_unsettled()
        for _ in range(place):
            QTest.keyClick(workplace.panes.unsettled.tree, Qt.Key.Key_Down)
        return workplace.panes.window()

    return scene


def changed_small(workplace: Workplace) -> QWidget:
    workplace.panes.window().resize(SMALL)
    return changed(0)(workplace)


def unreadable(workplace: Workplace) -> QWidget:
    path = workplace.opener.paths[1]
    (workplace.session.corpus.sources / path).write_bytes("پاکستان".encode("utf-16"))
    workplace.opener.open(path)
    return workplace.panes.window()


def troubles(workplace: Workplace) -> QWidget:
    """Every strip above the article at once."""
    notices = workplace.panes.notices
    nothing: dict[str, Callable[[], None]] = {"Try again": lambda: None}
    notices.alert("saving", "annotations/aisha/x.txt.yaml could not be written: no space left.", nothing)
    workplace.desk.warn_of_source(there=False)
    return workplace.panes.window()


def small(workplace: Workplace) -> QWidget:
    workplace.panes.window().resize(SMALL)
    _choose(workplace, "claim")
    return workplace.panes.window()


def keys(workplace: Workplace) -> QWidget:
    return show_keys(workplace.panes.window(), workplace.session.corpus.scheme)


def agreement(page: str, row: str = "", column: str = "", small: bool = False) -> Scene:
    """A page of the agreement window, the spans behind one of its cells below."""

    def scene(workplace: Workplace) -> QWidget:
        workplace.agreement.show()
        window = workplace.agreement.window
        assert window
        if small:
            window.resize(SMALL)
        finished(window.figures.finished)
        if page == "advice":
            advice = window.tabs.advice
            window.tabs.setCurrentWidget(advice.parentWidget())
            window.tabs.focus_cell()
            QTest.keyClick(advice, Qt.Key.Key_Return)
        else:
            table = window.tabs.pages[page].table
            window.tabs.setCurrentWidget(window.tabs.pages[page])
            window.tabs.focus_cell()
            table.setCurrentIndex(table.rows.index_of(row, column))
            table.open_present()
        finished(window.figures.examples_told)
        return window

    return scene


def agreement_meaning(workplace: Workplace) -> QWidget:
    window = agreement("labels", "PER", "u")(workplace)
    assert isinstance(window, AgreementWindow)
    return window.show_meaning()


def finished(signal: SignalInstance) -> None:
    """Go on when a signal has come."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()


def menu(number: int) -> Scene:
    """One of the menus, open."""

    def scene(workplace: Workplace) -> QWidget:
        found = workplace.panes.window().menuBar().actions()[number].menu()
        assert isinstance(found, QMenu)
        found.adjustSize()
        return found

    return scene


SCENES: dict[str, Scene] = {
    **{f"article-{number}": article(number) for number in range(5)},
    "claim": chosen_claim,
    "name": chosen_name,
    "edges": edges,
    "relating": relating,
    "moving": moving,
    "finding": finding,
    "guidelines": guidelines,
    "invisibles": invisibles,
    "naskh": naskh,
    "changed-moved": changed(0),
    "changed-lost": changed(200),
    "changed-small": changed_small,
    "unreadable": unreadable,
    "troubles": troubles,
    "small": small,
    "agreement-annotators": agreement("annotators", "aisha", "bilal"),
    "agreement-labels": agreement("labels", "PER", "chosen"),
    "agreement-articles": agreement("articles", "003_d637200c98632f62.txt", "chosen"),
    "agreement-confusion": agreement("confusion", "ORG", ""),
    "agreement-kinds": agreement("kinds", "0.1", "boundary"),
    "agreement-relations": agreement("relations", "claimant", "missing"),
    "agreement-of-articles": agreement("article_attributes", "topic", "alpha"),
    "agreement-advice": agreement("advice"),
    "agreement-small": agreement("labels", "GPE", "chosen", small=True),
    "agreement-meaning": agreement_meaning,
    **REVIEW_SCENES,
    "keys": keys,
    "menu-span": menu(2),
    "menu-view": menu(4),
}


def main(arguments: list[str]) -> int:
    """Draw the scenes that are named, or all; return the exit status."""
    if not arguments:
        print(__doc__)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    for name, theme, language in product(arguments[1:] or SCENES, ("light", "dark"), ("en", "ur")):
        path = out / f"{name}-{theme}-{language}.png"
        with opened(application, theme, language) as workplace:
            drawn = SCENES[name](workplace)
            settle(application, workplace)
            drawn.grab().save(str(path))
        print(path)
    return 0


@contextmanager
def opened(application: QApplication, theme: str, language: str) -> Iterator[Workplace]:
    """Open a copy of the sample corpus in the program's window, and close it again."""
    with tempfile.TemporaryDirectory(prefix="annotator-pictures-") as name:
        folder = Path(name) / "corpus"
        for part in ("seeds", "annotations", "resources"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "annotator.yaml", folder)
        settings = Settings(QSettings(str(Path(name) / "settings.ini"), QSettings.Format.IniFormat))
        for key, value in {"theme": theme, "language": language, "annotator": ANNOTATOR}.items():
            settings.keep(key, value)
        program = Program(application, settings)
        program.open(folder)
        window = program.window
        window.resize(SIZE)
        assert window.workplace
        settle(application, window.workplace)
        yield window.workplace
        window.workplace.may_leave()
        window.workplace.close()
        window.workplace = None
        window.close()
        shiboken6.delete(window)  # a window that lives on would be dressed again with every later one
        shiboken6.delete(program)


def settle(application: QApplication, workplace: Workplace) -> None:
    """Let everything that is under way come to its end."""
    workplace.opener.wait()
    for _ in range(5):
        application.processEvents()


def _choose(workplace: Workplace, layer: str) -> None:
    present = workplace.marking.article.present
    wanted = [span for span in present if span.layer == layer]
    related = [span for span in wanted if present.relations_of(span.id)]
    workplace.marking.reveal((related or wanted)[0].id)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
