"""Lets the annotator decide on what a changed article left open: which edit, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from annotator.gui.marking import Marking
from annotator.gui.panes import Panes
from annotator.gui.translation import tr
from annotator.gui.unsettled_rows import Place, Row, rows_of
from annotator.model.annotations import AnnotationSet
from annotator.model.unsettled import LostSpan, lost_spans
from annotator.session.article import ArticleSession

SUBJECT = "unsettled"


class Settling(QObject):
    """Makes the edits through Marking, which says why where one cannot be made."""

    def __init__(self, panes: Panes, marking: Marking) -> None:
        super().__init__(marking)
        self._panes = panes
        self._marking = marking
        self._article: ArticleSession | None = None
        self._shown: AnnotationSet | None = None
        self._lost: tuple[LostSpan, ...] = ()
        self._candidates: Mapping[str, tuple[Place, ...]] = {}
        self._showing_places = False

    # what waits ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what waits in the article that is open now."""
        article = self._marking.article
        present = article.present if article else None
        if present is self._shown and article is self._article:
            return
        news = article is not self._article
        self._shown, self._article = present, article
        pane, before = self._panes.unsettled, self._panes.unsettled.rows
        if article and news:
            self._showing_places = False
            pane.show_article(article.document, article.scheme)
        pane.show_rows(self._rows(article) if article else ())
        if news or pane.rows != before:
            self._panes.show_unsettled(bool(pane.rows))
            self._say(news)
        if not pane.rows:
            self._forget_places()

    def _rows(self, article: ArticleSession) -> tuple[Row, ...]:
        present = article.present
        lost = lost_spans(present) if present.extra else ()
        if lost != self._lost:
            self._lost, self._candidates = lost, article.candidates()
        return rows_of(present, lost, self._candidates, article.document.text)

    def _say(self, news: bool) -> None:
        """Say how many wait; once that was closed, no more."""
        rows, notices = self._panes.unsettled.rows, self._panes.notices
        if not rows:
            notices.settle(SUBJECT)
        elif news or SUBJECT in notices.shown():
            lost = sum(row.lost for row in rows)
            text = tr(
                "The article has changed since it was annotated. "
                "Spans that moved: {moved}. Spans that were lost: {lost}. Nothing is moved or deleted unseen."
            )
            choices = {tr("Decide on them (F8)"): self._panes.to_unsettled}
            notices.warn(SUBJECT, text.format(moved=len(rows) - lost, lost=lost), choices)

    def show_row(self, row: Row, place: int) -> None:
        """Show in the article where a moved span is, or where a lost one could be."""
        if not row.lost:
            self._forget_places()
            self._marking.reveal(row.span.id)
            return
        self._marking.choose("")
        if row.places:
            at = row.places[max(place, 0)]
            ranges = sorted({piece for other in row.places for piece in other})
            self._panes.view.show_matches(ranges, ranges.index(at[0]))
            self._showing_places = True
        else:
            self._forget_places()

    def _forget_places(self) -> None:
        if self._showing_places:
            self._showing_places = False
            self._panes.view.show_matches([], -1)

    # decisions ----------------------------------------------------------------------------------

    def confirm(self, span_ids: list[str]) -> None:
        """Settle moved spans where they are."""
        self._marking.edit(lambda article: article.confirm(*span_ids))

    def reject(self, span_id: str) -> None:
        self._marking.edit(lambda article: article.reject(span_id))

    def place(self, span_id: str, pieces: Place) -> None:
        """Put a lost span at a place."""
        self._marking.edit(lambda article: article.place(span_id, pieces))

    def delete(self, span_id: str) -> None:
        """Delete a lost span."""
        self._marking.edit(lambda article: article.forget(span_id))

    @property
    def lost_row(self) -> Row | None:
        """The lost span that the next decision is about, if it is about one."""
        row, _ = self._panes.unsettled.present
        return row if row and row.lost else None

    def place_at_selection(self) -> None:
        """Put the present lost span where the article is selected, and go on with the next."""
        row, selection = self.lost_row, self._marking.selection
        if row is None or not self._marking.need_selection():
            return
        if self._marking.edit(lambda article: article.place(row.span.id, (selection,))):
            self._marking.selection_dropped.emit()
            self._panes.to_unsettled()
