"""What is compared, and by which measure: chosen above the tables."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from annotator.agreement.measures import MEASURES, On
from annotator.gui.captions import caption, set_tip
from annotator.gui.layouts import FlowLayout
from annotator.gui.translation import isolated, tr
from annotator.session.agreement.answers import Choices
from annotator.session.agreement.questions import CHARACTERS, LABELS, Question

_TYPING = 400
"""Milliseconds after a key until what was typed is asked for."""
_FEWEST = 2
_MOST_NAMED = 3


class ChoicesBar(QWidget):
    """The choices as a Question; told as soon as it is another one."""

    changed = Signal()
    meaning_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices = Choices((), (), (), (), 0)
        self._wanted = Question()
        self.annotators = _Button(tr("Annotators"))
        self.annotators.changed.connect(self._tell)
        self.layer = _box(tr("Layer"))
        self.label = _box(tr("Label"))
        self.language = _box(tr("Language"))
        self.measure = _box(tr("Measure"))
        self.of = _box(tr("Computed from"))
        self.articles = QLineEdit()
        self.articles.setPlaceholderText(tr("All articles"))
        self.articles.setAccessibleName(
            tr("Only articles whose path holds this, or fits a pattern such as 00*")
        )
        set_tip(self.articles, self.articles.accessibleName())
        self.articles.setClearButtonEnabled(True)
        self.done = QPushButton(tr("Only what is done"))
        self.done.setCheckable(True)
        self.done.setProperty("role", "segment")
        self.meaning = QPushButton(tr("What it means"))
        self.meaning.setAccessibleName(tr("What the measure means"))
        self.meaning.clicked.connect(self.meaning_requested)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._lay_out()
        self._fill_measures()
        self._connect()

    def _lay_out(self) -> None:
        flow = self._flow = FlowLayout(self, spacing=10)
        for title, widget in (
            (tr("Annotators"), self.annotators),
            (tr("Layer"), self.layer),
            (tr("Label"), self.label),
            (tr("Articles"), self.articles),
            (tr("Language"), self.language),
        ):
            flow.addWidget(_titled(title, widget))
        flow.addWidget(self.done)
        flow.addWidget(_titled(tr("Measure"), self.measure, self.of, self.meaning))

    def add(self, *widgets: QWidget) -> None:
        """Put more behind the choices."""
        for widget in widgets:
            self._flow.addWidget(widget)
        parts = [part for item in range(self._flow.count()) if (part := self._flow.itemAt(item))]
        height = max(part.sizeHint().height() for part in parts)
        for part in parts:
            if inside := part.widget():
                inside.setMinimumHeight(height)

    def _fill_measures(self) -> None:
        for key, measure in MEASURES.items():
            self.measure.addItem(tr(measure.title), key)

    def _connect(self) -> None:
        for box in (self.label, self.language, self.of):
            box.activated.connect(self._tell)
        self.layer.activated.connect(self._change_layer)
        self.measure.activated.connect(self._change_measure)
        self.done.toggled.connect(self._tell)
        self.articles.textEdited.connect(self._typing.start)
        self.articles.returnPressed.connect(self._tell)
        self._typing.timeout.connect(self._tell)

    # what is chosen -----------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        """What is asked."""
        return Question(
            self.annotators.chosen,
            self.layer.currentData() or self._wanted.layer,
            self.label.currentData() or "",
            self.articles.text().strip(),
            self.language.currentData() or "",
            self.done.isChecked(),
            self.measure.currentData(),
            self.of.currentData() or LABELS,
        )

    def choose(self, question: Question) -> None:
        """Show a question's choices; those that are not known yet as soon as they are."""
        self._wanted = question
        with QSignalBlocker(self.done), QSignalBlocker(self.articles):
            self.done.setChecked(question.done)
            self.articles.setText(question.articles)
        _select(self.measure, question.measure)
        self._fill()

    def show_choices(self, choices: Choices) -> None:
        """Offer what the corpus has; what was chosen stays."""
        if choices == self._choices:
            return
        if self._choices.annotators:
            self._wanted = self.question
        self._choices = choices
        self._fill()

    def _fill(self) -> None:
        wanted = self._wanted
        self.annotators.offer(self._choices.annotators, wanted.annotators, self._choices.usual)
        _offer(self.layer, ((layer.name, layer.name) for layer in self._choices.layers), wanted.layer)
        languages = ((isolated(tag), tag) for tag in self._choices.languages)
        _offer(self.language, ((tr("All languages"), ""), *languages), wanted.language)
        parent = self.language.parentWidget()
        if parent:
            parent.setVisible(len(self._choices.languages) > 1)
        self._fill_layer(wanted.label, wanted.of)

    def _fill_layer(self, label: str = "", of: str = LABELS) -> None:
        layer = next((one for one in self._choices.layers if one.name == self.layer.currentData()), None)
        labels = ((isolated(name), name) for name in (layer.labels if layer else ()))
        _offer(self.label, ((tr("All labels"), ""), *labels), label)
        attributes = ((isolated(name), name) for name in (layer.attributes if layer else ()))
        sources = ((tr("labels of aligned spans"), LABELS), (tr("characters"), CHARACTERS), *attributes)
        _offer(self.of, sources, of)
        self._show_of()

    def _show_of(self) -> None:
        self.of.setVisible(MEASURES[self.measure.currentData()].on == On.ITEMS)

    def _change_layer(self) -> None:
        self._fill_layer()
        self._tell()

    def _change_measure(self) -> None:
        self._show_of()
        self._tell()

    def _tell(self) -> None:
        self._typing.stop()
        self._wanted = self.question
        self.changed.emit()


class _Button(QPushButton):
    """Chooses two or more annotators from a menu that stays open."""

    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._usual: tuple[str, ...] = ()
        self.setMenu(_StayingMenu(self))
        self.setAccessibleName(title)
        self._menu.toggled_one.connect(self._keep_two)

    @property
    def _menu(self) -> _StayingMenu:
        menu = self.menu()
        assert isinstance(menu, _StayingMenu)
        return menu

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those who are compared; nobody named where it is the usual ones."""
        names = tuple(action.data() for action in self._menu.actions() if action.isChecked())
        return () if names == self._usual else names

    def offer(self, names: tuple[str, ...], chosen: Iterable[str], usual: tuple[str, ...]) -> None:
        """Offer names; those chosen are ticked, the usual ones where nobody is."""
        self._names, self._usual = names, usual or names
        wanted = set(chosen) & set(names) or set(self._usual)
        self._menu.clear()
        for name in names:
            action = self._menu.addAction(isolated(name))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in wanted)
        self._say()

    def _keep_two(self, action: QAction) -> None:
        ticked = [one for one in self._menu.actions() if one.isChecked()]
        if len(ticked) < _FEWEST:
            action.setChecked(True)
            return
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = self.chosen or self._usual
        if len(chosen) <= _MOST_NAMED:
            words = tr(", ").join(map(isolated, chosen)) or tr("nobody")
        else:
            words = tr("{count} of {all}").format(count=len(chosen), all=len(self._names))
        self.setText(words)
        self.setAccessibleDescription(words)


class _StayingMenu(QMenu):
    """Stays open while things are ticked."""

    toggled_one = Signal(QAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._toggle(self.activeAction()):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ticking = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (ticking and self._toggle(self.activeAction())):
            super().keyPressEvent(event)

    def _toggle(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.toggle()
        self.toggled_one.emit(action)
        return True


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _titled(title: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = caption(title, "muted")
    label.setBuddy(widgets[0])
    row.addWidget(label)
    for widget in widgets:
        row.addWidget(widget)
    return holder


def _offer(box: QComboBox, options: Iterable[tuple[str, str]], chosen: str) -> None:
    """Fill a box with words and what they stand for; where the choice is gone, the first one is taken."""
    with QSignalBlocker(box):
        box.clear()
        for words, value in options:
            box.addItem(words, value)
    _select(box, chosen)


def _select(box: QComboBox, value: str) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(max(box.findData(value), 0))
