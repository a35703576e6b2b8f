"""Export… and Import… as they are used: from the menu, with a look before, stopped, and shown afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.exchange.formats import FORMATS
from annotator.gui.exchange.export_dialog import ExportDialog
from annotator.gui.exchange.import_dialog import ImportDialog
from annotator.gui.exchange.told_model import MOST, ToldModel
from annotator.gui.workplace import Workplace
from annotator.store.corpus import Corpus
from tests.gui.samples import TEXT

Open = Callable[..., Workplace]


def export_dialog(place: Workplace, name: str = "") -> ExportDialog:
    """The dialog as the menu opens it, with a format chosen."""
    place.menus.actions["export_corpus"].trigger()
    dialog = place.main_window.findChild(ExportDialog)
    assert dialog
    if name:
        choose(dialog.choice.formats, name)
    return dialog


def import_dialog(place: Workplace, source: Path, name: str = "") -> ImportDialog:
    place.menus.actions["import_files"].trigger()
    dialog = place.main_window.findChild(ImportDialog)
    assert dialog
    dialog.source.setText(str(source))
    if name:
        choose(dialog.choice.formats, name)
    return dialog


def choose(box, name: str) -> None:
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith(f"{name} ·")))


def wait(qtbot, dialog: ExportDialog | ImportDialog, press) -> None:
    """Press a button and wait for the end of what it begins."""
    with qtbot.waitSignal(dialog.running.ended):
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)


def rows(dialog: ExportDialog | ImportDialog) -> list[tuple[str, ...]]:
    model = dialog.results.model
    return [
        tuple(str(model.data(model.index(row, column))) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


@pytest.fixture
def annotated(open_corpus: Open) -> Workplace:
    """A window on an article with a span that has a note."""
    place = open_corpus()
    place.panes.view.select_range(0, 5)
    layer = place.session.corpus.scheme.layers[0]
    place.marking.apply_label(layer.name, layer.labels[0].name)
    span = place.marking.article.present.spans[0]
    place.marking.choose(span.id)
    place.edits.set_note(span.id, "ایک نوٹ")
    return place


class TestExport:
    def test_a_look_before_and_the_export(self, qtbot, annotated: Workplace, tmp_path: Path) -> None:
        dialog = export_dialog(annotated, "doccano")
        target = tmp_path / "out" / "here"
        dialog.target.setText(str(target))
        wait(qtbot, dialog, dialog.look_button)
        before = rows(dialog)
        assert [row[3] for row in before] == ["notes"]
        assert TEXT[:5].strip() in before[0][2]
        assert "Written" not in dialog.results.summary.text()
        assert not target.exists()
        wait(qtbot, dialog, dialog.export_button)
        assert rows(dialog) == before
        assert str(target) in dialog.results.summary.text()
        assert [path for path in target.rglob("*.jsonl")]
        dialog.reject()

    def test_what_is_unsaved_is_saved_before(self, qtbot, annotated: Workplace, tmp_path: Path) -> None:
        dialog = export_dialog(annotated, "jsonl")
        dialog.target.setText(str(tmp_path / "o.jsonl"))
        wait(qtbot, dialog, dialog.export_button)
        assert "ایک نوٹ" in (tmp_path / "o.jsonl").read_text("utf-8")
        assert "Nothing is lost." in dialog.results.summary.text()

    def test_what_is_there_is_replaced_only_when_asked(
        self, qtbot, annotated: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dialog = export_dialog(annotated, "jsonl")
        (tmp_path / "o.jsonl").write_text("mine", "utf-8")
        dialog.target.setText(str(tmp_path / "o.jsonl"))
        answers = iter((False, True))
        asked = "annotator.gui.exchange.export_dialog.may_replace"
        monkeypatch.setattr(asked, lambda _parent, _target: next(answers))
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        assert not dialog.running.is_busy
        assert (tmp_path / "o.jsonl").read_text("utf-8") == "mine"
        wait(qtbot, dialog, dialog.export_button)
        assert (tmp_path / "o.jsonl").read_text("utf-8") != "mine"

    def test_what_is_chosen(self, annotated: Workplace) -> None:
        dialog = export_dialog(annotated)
        assert dialog.selection.annotators == ()
        dialog.only_open.setChecked(True)
        dialog.only_done.setChecked(True)
        dialog.layers.choose([dialog.layers.chosen[0]])
        assert dialog.selection.articles == ("a.txt",)
        assert dialog.selection.done
        assert dialog.selection.layers == ("entity",)
        dialog.layers.choose([])
        assert not dialog.export_button.isEnabled()

    def test_the_place_has_the_formats_kind(self, annotated: Workplace) -> None:
        dialog = export_dialog(annotated, "jsonl")
        assert dialog.target.text().endswith("corpus-jsonl.jsonl")
        choose(dialog.choice.formats, "brat")
        assert dialog.target.text().endswith("corpus-brat")

    def test_options_of_a_format(self, annotated: Workplace) -> None:
        dialog = export_dialog(annotated, "csv")
        assert dialog.request(dry=True).options == {"separator": "comma"}
        choose(dialog.choice.formats, "brat")
        assert dialog.request(dry=True).options == {}

    def test_what_cannot_be_written_is_said(self, qtbot, annotated: Workplace, folder: Path) -> None:
        dialog = export_dialog(annotated, "brat")
        dialog.target.setText(str(folder / "annotations" / "x"))
        wait(qtbot, dialog, dialog.export_button)
        assert "belongs to the corpus" in dialog.results.summary.text()

    def test_it_can_be_stopped(self, qtbot, annotated: Workplace, tmp_path: Path, monkeypatch) -> None:
        dialog = export_dialog(annotated, "jsonl")
        dialog.target.setText(str(tmp_path / "o.jsonl"))
        with qtbot.waitSignal(dialog.running.stopped):
            dialog.export_button.click()
            assert dialog.close_button.text() == "Stop"
            dialog.running.stop()
        assert not (tmp_path / "o.jsonl").exists()
        assert "nothing was written" in dialog.results.summary.text()
        assert dialog.isVisible()
        dialog.close_button.click()
        assert not dialog.isVisible()


class TestImport:
    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        """A folder of brat: a new article, and one that has another text here."""
        folder = tmp_path / "theirs"
        folder.mkdir()
        for name, text, line in (("new", "شہباز شریف", "T1\tTITLE 0 5\tشہباز"), ("a", "other", "")):
            (folder / f"{name}.txt").write_bytes(text.encode())
            (folder / f"{name}.ann").write_text(f"{line}\n", "utf-8")
        return folder

    def test_a_look_before_and_the_import(self, qtbot, open_corpus: Open, source: Path, folder: Path) -> None:
        place = open_corpus()
        dialog = import_dialog(place, source)
        dialog.annotator.setCurrentText("sara")
        wait(qtbot, dialog, dialog.look_button)
        assert "Format: \u2066brat\u2069" in dialog.results.summary.text()
        assert "Nothing was written." in dialog.results.summary.text()
        assert [(row[0], row[1]) for row in rows(dialog)] == [("\u2066a.ann\u2069", "fault")]
        assert "has another text" in rows(dialog)[0][2]
        assert "sara" not in Corpus.open(folder).annotators()
        wait(qtbot, dialog, dialog.import_button)
        assert "New in the labels: \u2068TITLE\u2069" in dialog.results.summary.text()
        assert "sara" in Corpus.open(folder).annotators()
        dialog.reject()
        window = place.main_window
        assert window.workplace is not place
        assert "new.txt" in window.workplace.opener.paths
        names = [label.name for label in window.workplace.session.corpus.scheme.layers[0].labels]
        assert "TITLE" in names

    def test_ones_own_open_article_can_be_replaced(
        self, qtbot, annotated: Workplace, tmp_path: Path, folder: Path
    ) -> None:
        (tmp_path / "b").mkdir()
        (tmp_path / "b" / "a.txt").write_bytes(TEXT.encode())
        (tmp_path / "b" / "a.ann").write_text(f"T1\tORG 0 5\t{TEXT[:5]}\n", "utf-8")
        dialog = import_dialog(annotated, tmp_path / "b", "brat")
        wait(qtbot, dialog, dialog.import_button)
        assert "--replace" in rows(dialog)[0][2]
        dialog.replace.setChecked(True)
        wait(qtbot, dialog, dialog.import_button)
        assert "put over others 1" in dialog.results.summary.text()
        dialog.reject()
        workplace = annotated.main_window.workplace
        assert [span.label for span in workplace.marking.article.present.spans] == ["ORG"]
        assert not workplace.marking.article.read_only

    def test_only_looking_leaves_the_window_alone(self, qtbot, annotated: Workplace, source: Path) -> None:
        dialog = import_dialog(annotated, source)
        wait(qtbot, dialog, dialog.look_button)
        dialog.reject()
        assert annotated.main_window.workplace is annotated
        assert not annotated.marking.article.read_only

    def test_wishes_that_cannot_be(self, qtbot, open_corpus: Open, source: Path) -> None:
        dialog = import_dialog(open_corpus(), Path("/there/is/none"))
        wait(qtbot, dialog, dialog.look_button)
        assert "there is no such file" in dialog.results.summary.text()
        dialog.source.setText(str(source))
        dialog.names.setText("x")
        dialog.look_button.click()
        assert not dialog.running.is_busy
        assert "is no pair OLD=NEW" in dialog.results.summary.text()

    def test_folders_of_annotators(self, open_corpus: Open, source: Path) -> None:
        dialog = import_dialog(open_corpus(), source, "brat")
        dialog.by_folder.setChecked(True)
        assert not dialog.annotator.isEnabled()
        request = dialog.request(dry=True)
        assert (request.annotator, request.by_folder) == ("", True)


def test_formats_whose_packages_are_missing_cannot_be_chosen(
    open_corpus: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(row for row in FORMATS.values() if row.packages and row.writer)
    monkeypatch.setattr(type(row), "missing", lambda self: list(self.packages))
    dialog = export_dialog(open_corpus())
    formats = dialog.choice.formats
    place = next(n for n in range(formats.count()) if formats.itemText(n).startswith(row.name))
    assert f"pip install 'annotator[{row.extra}]'" in formats.itemText(place)
    assert not formats.model().flags(formats.model().index(place, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_more_losses_than_anyone_reads(qapp: QApplication) -> None:
    model = ToldModel(qapp)
    model.begin(("a",))
    model.add([("x",)] * (MOST - 1))
    model.add([("y",)] * 5)
    assert (model.rowCount(), model.count) == (MOST, MOST + 4)
