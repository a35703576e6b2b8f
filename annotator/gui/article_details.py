"""What is said of the article as a whole: status, attributes, and how many spans of which label."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.attribute_rows import AttributeRow, attribute_row
from annotator.gui.captions import caption
from annotator.gui.theme import Theme
from annotator.gui.translation import tr
from annotator.gui.wording import label_title
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme

_COUNT_AFTER = 60
"""Milliseconds without an edit after which labels are counted: ten thousand take longer than a key press."""


class ArticleDetails(QWidget):
    """Shows an article and says what shall be said of it."""

    status_requested = Signal(str)
    value_said = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._scheme = LabelScheme(())
        self._rows: list[AttributeRow] = []
        self.done = QCheckBox(tr("This article is done"))
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.setPalette(_outlined(theme))
        self.summary = caption("", "muted", wrap=True)
        self._attributes = QVBoxLayout()
        self._counts = QGridLayout()
        self._counts.setColumnStretch(0, 1)
        self._labels: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.done)
        column.addLayout(self._attributes)
        column.addWidget(self.summary)
        column.addLayout(self._counts)
        column.addStretch(1)
        self.done.clicked.connect(self._tell_status)
        self._counted: AnnotationSet | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_COUNT_AFTER)
        self._later.timeout.connect(self._show_counts)

    def show_scheme(self, scheme: LabelScheme) -> None:
        """Offer the attributes of a scheme."""
        self._scheme = scheme
        for row in self._rows:
            row.deleteLater()
        self._rows = [attribute_row(attribute) for attribute in scheme.article]
        for row in self._rows:
            row.value_said.connect(self.value_said)
            self._attributes.addWidget(row)

    def show_article(self, document: Document, annotations: AnnotationSet) -> None:
        """Show the present annotations of an article."""
        with QSignalBlocker(self.done):
            self.done.setChecked(annotations.status == "done")
        for row in self._rows:
            row.show_value(annotations.attributes.get(row.attribute.name))
        spans, relations = len(annotations.spans), len(annotations.relations)
        summary = tr("Characters: {characters} · spans: {spans} · relations: {relations}")
        self.summary.setText(summary.format(characters=len(document.text), spans=spans, relations=relations))
        self._counted = annotations
        self._later.start()

    def commit(self) -> None:
        """Say what was typed and not said yet."""
        for row in self._rows:
            row.commit()

    def _tell_status(self, on: bool) -> None:
        self.status_requested.emit("done" if on else "draft")

    def _show_counts(self) -> None:
        annotations = self._counted
        if annotations is None:
            return
        counts = Counter((span.layer, span.label) for span in annotations.spans)
        order = [(layer.name, label.name) for layer in self._scheme.layers for label in layer.labels]
        shown = [pair for pair in order if counts[pair]] + [pair for pair in counts if pair not in order]
        while len(self._labels) < 2 * len(shown):
            row, place = divmod(len(self._labels), 2)
            label = caption("")
            self._counts.addWidget(label, row, place)
            self._labels.append(label)
        words = [
            words
            for pair in shown
            for words in (label_title(self._scheme, Span("x", *pair, 0, 1)), str(counts[pair]))
        ]
        for place, label in enumerate(self._labels):
            label.setText(words[place] if place < len(words) else "")
            label.setVisible(place < len(words))


def _outlined(theme: Theme) -> QPalette:
    """Return a palette with which Fusion, which darkens the window's colour, draws a box that is seen."""
    palette = theme.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.color("control_line").lighter(140))
    return palette
