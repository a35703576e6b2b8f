"""What the measures mean: their sense, range and limits, and the papers that define them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.measures import MEASURES, Measure
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import layout_direction, tr

_SIZE = QSize(820, 520)
_LIST_WIDTH = 250


class MeaningDialog(QDialog):
    """Every measure in a list, the meaning of the present one beside it."""

    def __init__(self, parent: QWidget, measure: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What the measures mean"))
        self.resize(_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Measures"))
        self.list.setFixedWidth(_LIST_WIDTH)
        for key, one in MEASURES.items():
            item = QListWidgetItem(tr(one.title))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        self.text.setAccessibleName(tr("What the measure means"))
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.show_measure(measure)

    def show_measure(self, key: str) -> None:
        """Show the meaning of a measure."""
        self.list.setCurrentRow(max(list(MEASURES).index(key) if key in MEASURES else 0, 0))
        self.list.setFocus()

    def _show(self, row: int) -> None:
        item = self.list.item(row)
        self.text.setHtml(meaning_html(MEASURES[item.data(Qt.ItemDataRole.UserRole)]))


def meaning_html(measure: Measure) -> str:
    """Return the meaning of a measure as a page in the interface's language; papers keep their own."""
    rtl = layout_direction() == Qt.LayoutDirection.RightToLeft
    says = " ".join(tr(sentence) for sentence in measure.sentences)
    told = ((tr("Range"), measure.range), (tr("When it is undefined"), measure.undefined))
    parts = [f"<h3>{escape(tr(measure.title))}</h3><p>{escape(says)}</p>"]
    parts += [f"<p><b>{escape(head)}:</b> {escape(tr(words))}</p>" for head, words in told]
    parts.append(f"<p><b>{escape(tr('Defined in'))}:</b></p>")
    for paper in measure.papers:
        link = f'<a href="{escape(paper.link)}">{escape(left_to_right(paper.link))}</a>'
        parts.append(f'<p dir="ltr">{escape(paper.reference)}<br>{link}</p>')
    return f'<div dir="{"rtl" if rtl else "ltr"}">{"".join(parts)}</div>'
