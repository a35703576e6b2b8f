"""The details of the chosen span; of the article where none is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.article_details import ArticleDetails
from annotator.gui.span_details import SpanDetails, quote_font
from annotator.gui.translation import tr
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.labels import LabelScheme


class DetailsPane(QScrollArea):
    """Switches between a span's and the article's details; updates only what is seen."""

    built = Signal()
    """The span's details are there now and can be wired."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._scheme = LabelScheme(())
        self._shown: tuple[Document, AnnotationSet] | None = None
        self.chosen = ""
        self.article = ArticleDetails(reading.theme)
        self.span: SpanDetails | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.article)
        self.setWidget(inside)
        self.setObjectName("details")
        self.setAccessibleName(tr("Details"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_article(self, document: Document, scheme: LabelScheme, annotations: AnnotationSet) -> None:
        """Show another article."""
        self.commit()
        self.chosen = ""
        if scheme != self._scheme:
            self._scheme = scheme
            self.article.show_scheme(scheme)
            if self.span:
                self.span.show_scheme(scheme)
        self._shown = (document, annotations)
        self._refresh()

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set of the same article."""
        if self._shown:
            self._shown = (self._shown[0], annotations)
            self._refresh()

    def clear(self) -> None:
        """Show no article."""
        self.commit()
        self._shown, self.chosen = None, ""
        self.article.hide()
        if self.span:
            self.span.hide()

    def set_reading(self, reading: Reading) -> None:
        """Set quotes in another font."""
        self._reading = reading
        if self.span:
            self.span.quote.setFont(quote_font(reading))

    def choose(self, span_id: str) -> None:
        """Show the details of a span; "" for the article's."""
        if span_id != self.chosen:
            self.commit()
        self.chosen = span_id
        self._refresh()

    def commit(self) -> None:
        """Say what was typed and not said yet."""
        self.article.commit()
        if self.span:
            self.span.commit()

    def _refresh(self) -> None:
        if not self._shown:
            return
        document, annotations = self._shown
        if self.chosen and self.chosen in annotations:
            self._span_details().show_span(annotations.span(self.chosen), document, annotations)
        else:
            self.article.show_article(document, annotations)
        self._show_page(bool(self.chosen and self.chosen in annotations))

    def _show_page(self, of_span: bool) -> None:
        self.article.setVisible(not of_span)
        if self.span:
            self.span.setVisible(of_span)

    def _span_details(self) -> SpanDetails:
        """Return the page for spans, built when the first span is chosen."""
        if self.span is None:
            self.span = SpanDetails(self._reading)
            self.span.hide()
            self.span.show_scheme(self._scheme)
            self._column.addWidget(self.span)
            self.built.emit()
        return self.span
