"""Editing what comes of a conflict in its place: edges by the arrows, labels by their keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.gui.article.view import ArticleView
from annotator.gui.review.desk import ReviewDesk
from annotator.gui.translation import tr
from annotator.model.annotations import AnnotationSet


class Editing(QObject):
    """One span at a time, shown in the text as a span of the annotating window is.

    ended: whether it was kept; the keys go back to the list then.
    """

    ended = Signal(bool)
    begun = Signal()

    def __init__(self, view: ArticleView, desk: ReviewDesk) -> None:
        super().__init__(view)
        self._view = view
        self._desk = desk
        self._span = ""
        self._took = False
        self._count = 0
        view.boundary_moved.connect(self._move)
        view.boundary_mode_changed.connect(self._mode_changed)
        view.label_key_pressed.connect(self._press_label)

    @property
    def active(self) -> bool:
        return bool(self._span)

    def begin(self) -> None:
        """Edit what was decided; where nothing was yet, what the first annotator marked."""
        case = self._desk.case
        if case is None or not case.about_spans or self.active:
            return
        self._took = False
        if self._desk.product is None:
            if not case.spans:
                return
            self._took = self._desk.attempt(lambda: self._desk.review.take(case.id, case.spans[0][0]))
        product = self._desk.product
        if product is None:
            return
        self._span = product.id
        self._count += 1
        self._show()
        self._view.setFocus()
        self._view.select_range(product.end, product.end, reveal=False)
        self._view.choose_span(product.id)
        self._view.start_boundary_mode()
        self.begun.emit()

    def cancel(self) -> None:
        """Let everything be as it was before."""
        mode, case = self._view.boundary_mode, self._desk.case
        if not self.active or mode is None or case is None:
            return
        span, before = self._span, mode.before
        self._end()
        if self._took:
            self._desk.attempt(lambda: self._desk.review.take_back(case.id))
        elif work := self._desk.work:
            self._desk.attempt(lambda: work.move(span, *before, key=self._key))
        self.ended.emit(False)

    @property
    def _key(self) -> str:
        return f"review {self._count}"

    def _move(self, span_id: str, start: int, end: int) -> None:
        work = self._desk.work
        if self.active and work:
            self._desk.attempt(lambda: work.move(span_id, start, end, key=self._key))
            self._show()

    def _press_label(self, key: str) -> None:
        work = self._desk.work
        if not self.active or work is None:
            return
        if found := work.scheme.keys.get(key):
            layer, label = found
            self._desk.attempt(lambda: work.relabel(self._span, layer.name, label.name))
            self._show()
        else:
            self._desk.hinted.emit(tr("No label has the key {key}.").format(key=key.upper()))

    def _mode_changed(self, edge: str) -> None:
        if not edge and self.active:
            self._end()
            self.ended.emit(True)

    def _end(self) -> None:
        self._span = ""
        self._view.end_boundary_mode()
        if work := self._desk.work:
            work.close_step()
        self._show()

    def _show(self) -> None:
        """Show in the text the span that is being edited, and no other."""
        page, result = self._view.page, self._desk.result
        if page is None or result is None:
            return
        document = page.document
        nothing = AnnotationSet(document.path, "", document.sha256, len(document.text))
        spans = (result.span(self._span),) if self._span and self._span in result else ()
        self._view.show_annotations(nothing.revised(spans, ()))
