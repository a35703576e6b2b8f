"""Which format, and what it leaves to choose; says what it cannot hold."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from annotator.exchange.format import Format
from annotator.gui.captions import caption
from annotator.gui.exchange.rows_form import RowsForm
from annotator.gui.exchange.sayings import listed
from annotator.gui.exchange.wrapped_words import WrappedWords
from annotator.gui.translation import isolated, tr


class FormatChoice(QObject):
    """Combo boxes for a form: formats, and the options of the chosen one.

    side: "read" or "write". guess: words for letting the program find out, where that can be chosen.
    """

    changed = Signal()

    def __init__(self, rows: Iterable[Format], side: str, chosen: str = "", guess: str = "") -> None:
        super().__init__()
        self._side = side
        self._rows: list[Format | None] = [None] if guess else []
        self._rows += rows
        self.formats = QComboBox()
        self.formats.setAccessibleName(tr("Format"))
        for row in self._rows:
            self.formats.addItem(f"{row.name} · {tr(row.title)}" if row else guess)
        self._mark_missing()
        self.lacks = WrappedWords("muted")
        self.options = QWidget()
        self._lines = QFormLayout(self.options)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._fields: dict[str, QComboBox | QLineEdit] = {}
        names = [row.name if row else "" for row in self._rows]
        self.formats.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self.formats.currentIndexChanged.connect(self._show)
        self._show()

    def _mark_missing(self) -> None:
        """Let formats not be chosen whose packages are missing, and say which these are."""
        model = self.formats.model()
        assert isinstance(model, QStandardItemModel)
        for place, row in enumerate(self._rows):
            if row and (missing := row.missing()):
                words = tr("needs {packages}: pip install 'annotator[{extra}]'")
                said = words.format(packages=", ".join(missing), extra=row.extra)
                self.formats.setItemText(place, f"{row.name} · {said}")
                model.item(place).setEnabled(False)

    def add_to(self, form: RowsForm) -> None:
        """Put the fields into a form."""
        form.add(tr("Format"), self.formats)
        form.add("", self.lacks)
        form.add("", self.options)

    @property
    def row(self) -> Format | None:
        """The chosen format; None where the program is to find out."""
        return self._rows[self.formats.currentIndex()]

    @property
    def given(self) -> dict[str, str]:
        """The options as they are chosen."""
        return {
            name: field.currentText() if isinstance(field, QComboBox) else field.text()
            for name, field in self._fields.items()
        }

    def _show(self) -> None:
        row = self.row
        if row is None:
            self.lacks.hide()
        else:
            self.lacks.say(_what_is_lost(row))
            self.lacks.setVisible(self._side == "write")
        while self._lines.rowCount():
            self._lines.removeRow(0)
        self._fields = {}
        for option in row.options if row else ():
            if option.side not in ("", self._side):
                continue
            field: QComboBox | QLineEdit = QComboBox() if option.values else QLineEdit()
            if isinstance(field, QComboBox):
                field.addItems(option.values)
            field.setAccessibleName(tr(option.title))
            self._lines.addRow(caption(tr(option.title), "muted"), field)
            self._fields[option.name] = field
        self.options.setVisible(bool(self._fields))
        self.changed.emit()


def _what_is_lost(row: Format) -> str:
    if row.lossless:
        return tr("It holds everything.")
    names = listed(isolated(tr(str(feature))) for feature in row.lacks)
    return tr("It has no room, or not all of it, for: {what}").format(what=names)
