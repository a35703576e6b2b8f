"""The review windows for ``tests.pictures``: conflicts of every kind, decisions under way, what returns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.agreement.adjudication import CaseKind
from annotator.agreement.fates import Fate
from annotator.gui.review.merge_dialog import MergeDialog
from annotator.gui.review.opening import reviews_of
from annotator.gui.review.returned_window import ReturnedWindow
from annotator.gui.review.window import ReviewWindow
from annotator.gui.workplace import Workplace
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus

SIZE = QSize(1480, 940)
SMALL = QSize(1040, 660)
PAIR = ("aisha", "bilal")
SIX = (*PAIR, "chand", "dara", "esha", "farid")

Scene = Callable[[Workplace], QWidget]


def conflict(kind: CaseKind, article: str, place: int = 0, keys: str = "") -> Scene:
    """A conflict of a kind in an article, by its number among them, after some keys."""

    def scene(workplace: Workplace) -> QWidget:
        window = _opened(workplace, PAIR)
        _look_at(window, kind, article, place)
        for key in keys:
            QTest.keyClick(window.focusWidget(), key)
        return window

    return scene


def six(workplace: Workplace) -> QWidget:
    """Six annotators, of whom four are made of the other two."""
    corpus = workplace.session.corpus
    for number, name in enumerate(SIX[2:], 2):
        _write_like(corpus, SIX[number % 2], name, number)
    window = _opened(workplace, SIX)
    _look_at(window, CaseKind.BOTH, "002", 1)
    return window


def decided(workplace: Workplace) -> QWidget:
    """Some conflicts decided, one of them looked at again."""
    window = _opened(workplace, PAIR)
    for key in "1212u1o2":
        QTest.keyClick(window.place.conflicts.list, key)
    _look_at(window, CaseKind.BOUNDARY, "000", 1)
    return window


def merging(workplace: Workplace) -> QWidget:
    """What would be taken over."""
    window = _opened(workplace, PAIR)
    dialog = MergeDialog(window.review, window.appearance.reading, window)
    dialog.show()
    return dialog


def beginning(workplace: Workplace) -> QWidget:
    """What is asked before a review."""
    return reviews_of(_main(workplace)).ask(workplace.session.corpus)


def returned(workplace: Workplace) -> QWidget:
    """What an annotator gets back."""
    window = _opened(workplace, PAIR)
    for number in range(160):
        QTest.keyClick(window.place.conflicts.list, "2" if number % 3 else "1")
    back = ReturnedWindow(window.review.report_for("aisha"), window.appearance)
    reviews_of(_main(workplace))._show(back)
    back.resize(1280, 840)
    moved = next(row for row, one in enumerate(back.model.rows) if one.fate is Fate.BOUNDARY)
    back.list.setCurrentIndex(back.model.index(moved))
    return back


def small(workplace: Workplace) -> QWidget:
    """The least window."""
    window = _opened(workplace, PAIR)
    window.resize(SMALL)
    _look_at(window, CaseKind.BOUNDARY, "003", 2)
    return window


def keys(workplace: Workplace) -> QWidget:
    """All keys of the window."""
    window = _opened(workplace, PAIR)
    window.show_keys()
    (dialog,) = [child for child in window.findChildren(QWidget) if child.isWindow() and child.isVisible()]
    return dialog


def _main(workplace: Workplace) -> QWidget:
    return workplace.panes.window()


def _opened(workplace: Workplace, annotators: tuple[str, ...]) -> ReviewWindow:
    review = AdjudicationSession(Corpus.open(workplace.session.corpus.folder), annotators, "zed")
    window = reviews_of(_main(workplace)).open(review)
    window.resize(SIZE)
    window.loading.finish()
    for _ in range(5):
        QApplication.processEvents()
    window.place.to_list()
    return window


def _look_at(window: ReviewWindow, kind: CaseKind, article: str, place: int) -> None:
    found = [
        case
        for case in window.place.conflicts.model.rows
        if case.kind is kind and case.article.startswith(article)
    ]
    window.desk.choose(found[min(place, len(found) - 1)])


def _write_like(corpus: Corpus, model: str, name: str, step: int) -> None:
    for article in corpus.article_paths():
        document = corpus.document(article)
        like = corpus.read_annotations(model, document).annotations
        kept = tuple(span for number, span in enumerate(like.spans) if (number * 7 + step) % 6)
        ids = {span.id for span in kept}
        joined = tuple(one for one in like.relations if {one.source, one.target} <= ids)
        mine = corpus.read_annotations(name, document).annotations.revised(kept, joined)
        corpus.write_annotations(mine, document, None)


REVIEW_SCENES: dict[str, Scene] = {
    "review": conflict(CaseKind.BOUNDARY, "001", 2),
    "review-hindi": conflict(CaseKind.BOUNDARY, "003", 3),
    "review-labels": conflict(CaseKind.LABEL, "003"),
    "review-attributes": conflict(CaseKind.ATTRIBUTE, "003"),
    "review-relation": conflict(CaseKind.RELATION, "001"),
    "review-article": conflict(CaseKind.ARTICLE, "003"),
    "review-reasons": conflict(CaseKind.MISSING, "002", 3, "n"),
    "review-editing": conflict(CaseKind.BOUNDARY, "001", 2, "e"),
    "review-decided": decided,
    "review-six": six,
    "review-merge": merging,
    "review-begin": beginning,
    "review-small": small,
    "review-keys": keys,
    "returned": returned,
}
