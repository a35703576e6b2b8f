"""The table of spans tells exactly what changed, whatever it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.spans_model import Column, SpansModel
from annotator.model.annotations import AnnotationSet, Span
from tests.gui.samples import SCHEME, TEXT, annotations, document

ranges = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
sets = st.lists(ranges, max_size=12)


class Mirror:
    """Keeps rows by what the model tells, as a view does."""

    def __init__(self, model: SpansModel) -> None:
        self.model = model
        self.rows = self.present()
        model.modelReset.connect(self.reset)
        model.rowsInserted.connect(self.inserted)
        model.rowsRemoved.connect(self.removed)
        model.dataChanged.connect(self.changed)

    def present(self) -> list[Span]:
        return [
            self.model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(self.model.rowCount())
        ]

    def reset(self) -> None:
        self.rows = self.present()

    def inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = [None] * (last - first + 1)
        for row in range(first, last + 1):
            self.rows[row] = self.model.index(row, 0).data(Qt.ItemDataRole.UserRole)

    def removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]

    def changed(self, top: QModelIndex, bottom: QModelIndex) -> None:
        for row in range(top.row(), bottom.row() + 1):
            self.rows[row] = self.model.index(row, 0).data(Qt.ItemDataRole.UserRole)


def made(pieces: list[tuple[int, int]]) -> AnnotationSet:
    spans = (Span(f"s{n}", "entity", "PER", start, end) for n, (start, end) in enumerate(pieces))
    return AnnotationSet("001.txt", "aisha", "0" * 64, len(TEXT), spans=tuple(spans))


@given(st.lists(sets, min_size=1, max_size=5))
def test_whoever_listens_knows_the_rows(steps: list[list[tuple[int, int]]]) -> None:
    model = SpansModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_article(document(), SCHEME, made(steps[0]))
    mirror = Mirror(model)
    for pieces in steps[1:]:
        model.show_annotations(made(pieces))
        assert mirror.rows == list(model.rows) == mirror.present()
    del tester


def test_an_edit_tells_of_one_row_only(qtbot) -> None:
    model = SpansModel()
    many = made([(n, n + 3) for n in range(60)])
    model.show_article(document(), SCHEME, many)
    with qtbot.waitSignal(model.rowsInserted) as told:
        model.show_annotations(many.adding(Span("new", "entity", "GPE", 10, 40)))
    assert told.args[1] == told.args[2]


def test_cells_say_label_and_isolated_text() -> None:
    model = SpansModel()
    model.show_article(document(), SCHEME, annotations())
    row = model.row_of("s1")
    assert model.index(row, Column.LABEL).data() == "Person"
    assert model.index(row, Column.TEXT).data() == "\u2068شہباز شریف\u2069"
    assert "first" in model.index(model.row_of("s2"), 0).data(Qt.ItemDataRole.ToolTipRole)


def test_filter_by_layer_label_and_folded_text() -> None:
    model = SpansModel()
    model.show_article(document(), SCHEME, annotations())
    model.filter("entity", "", "")
    assert [span.id for span in model.rows] == ["s1", "s3"]
    model.filter("entity", "GPE", "")
    assert [span.id for span in model.rows] == ["s3"]
    model.filter("", "", "شريف")  # an Arabic yeh finds the Farsi one
    assert [span.id for span in model.rows] == ["s2", "s1"]
    assert model.row_of("s3") == -1


def test_an_unknown_label_is_shown_by_its_name() -> None:
    model = SpansModel()
    odd = AnnotationSet("001.txt", "a", "0" * 64, len(TEXT), spans=(Span("s1", "x", "ODD", 0, 3),))
    model.show_article(document(), SCHEME, odd)
    assert model.index(0, 0).data() == "ODD"
