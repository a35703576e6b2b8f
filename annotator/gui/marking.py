"""What an annotator's keys and clicks mean for the open article: which edit, of which span.

Knows the selection and the chosen span, no widget. What cannot be done is said as a hint.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.gui.translation import tr
from annotator.gui.wording import layer_title, title_of
from annotator.model.annotations import Span, Value
from annotator.model.faults import AnnotatorError
from annotator.session.article import ArticleSession


class Marking(QObject):
    """The edits of one article at a time."""

    span_chosen = Signal(str, bool)
    """Id, empty for none; whether it shall be revealed."""
    selection_dropped = Signal()
    hinted = Signal(str)
    relating_requested = Signal(str)
    """Name of the relation."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article: ArticleSession | None = None
        self.selection = (0, 0)
        self.chosen = ""

    def open(self, article: ArticleSession | None) -> None:
        """Work on another article; nothing is selected or chosen there."""
        self.article = article
        self.selection = (0, 0)
        self.choose("")

    def select(self, start: int, end: int) -> None:
        """Take note of the selection, in code points; start == end for none."""
        self.selection = (start, end)

    @property
    def span(self) -> Span | None:
        """The chosen span, if there is one."""
        if self.article and self.chosen in self.article.present:
            return self.article.present.span(self.chosen)
        return None

    def choose(self, span_id: str, reveal: bool = False) -> None:
        """Choose a span; "" for none."""
        self.chosen = span_id
        self.span_chosen.emit(span_id, reveal)

    def reveal(self, span_id: str) -> None:
        """Choose a span and bring it into view."""
        self.choose(span_id, reveal=True)

    def forget_deleted(self) -> None:
        """Choose none where the chosen span is gone."""
        if self.chosen and self.span is None:
            self.choose("")

    # labels -------------------------------------------------------------------------------------

    def press_key(self, key: str) -> None:
        """Do what a label's or a relation's key asks for."""
        if self.article is None:
            return
        scheme = self.article.scheme
        if found := scheme.keys.get(key):
            self.apply_label(found[0].name, found[1].name)
        elif relation := next((r for r in scheme.relations if r.key.lower() == key), None):
            self.relating_requested.emit(relation.name)
        else:
            self.hinted.emit(tr("No label has the key {key}.").format(key=key.upper()))

    def apply_label(self, layer: str, label: str) -> None:
        """Mark the selection, else give the chosen span another label, else say how."""
        start, end = self.selection
        if start < end:
            self._annotate(layer, label)
        elif span := self.span:
            self.edit(lambda article: article.relabel(span.id, layer, label))
        else:
            self.hinted.emit(tr("Select some text first, or choose a span; then press the label's key."))

    def _annotate(self, layer: str, label: str) -> None:
        start, end = self.selection
        made: list[Span] = []
        self.edit(lambda article: made.append(article.annotate(start, end, layer, label)))
        if made and self.article:
            self.selection_dropped.emit()
            self.choose(made[0].id)
            found = self.article.scheme.label_of(made[0])
            hint = tr("Marked as {label} ({layer}).")
            layer_name = layer_title(self.article.scheme, layer)
            self.hinted.emit(hint.format(label=title_of(found) if found else label, layer=layer_name))

    # the article --------------------------------------------------------------------------------

    def undo(self) -> None:
        self.edit(lambda article: article.undo())

    def redo(self) -> None:
        self.edit(lambda article: article.redo())

    def set_article_value(self, name: str, value: Value | None) -> None:
        self.edit(lambda article: article.set_article_attribute(name, value))

    def set_status(self, status: str) -> None:
        """Say how far the article is: draft or done."""
        self.edit(lambda article: article.set_status(status))

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self.article.undo_text if self.article else None

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self.article.redo_text if self.article else None

    @property
    def is_done(self) -> bool:
        """Whether the article is said to be done."""
        return self.article is not None and self.article.present.status == "done"

    def turn_done(self) -> None:
        """Say that the article is done, or that it is not."""
        self.set_status("draft" if self.is_done else "done")

    def edit(self, edit: Callable[[ArticleSession], object]) -> bool:
        """Make an edit; say why where it cannot be made. Returns whether it was made."""
        if self.article is None:
            return False
        try:
            edit(self.article)
        except AnnotatorError as error:
            self.hinted.emit(str(error))
            return False
        return True

    def need_span(self) -> Span | None:
        span = self.span
        if span is None:
            self.hinted.emit(tr("Choose a span first: click it, or press Tab."))
        return span

    def need_selection(self) -> bool:
        """Return whether something is selected; where nothing is, say what to do."""
        start, end = self.selection
        if start == end:
            self.hinted.emit(tr("Select some text first."))
        return start < end
