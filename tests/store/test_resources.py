"""The program finds what it brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.store import resources
from annotator.store.resources import read_table, resource


def test_beside_the_package_in_a_checkout() -> None:
    assert resource("labels.yaml").is_file()


def test_inside_the_package_when_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "annotator"
    (package / "_resources" / "icons").mkdir(parents=True)
    (package / "_resources" / "icons" / "a.svg").touch()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resource("icons/a.svg") == package / "_resources" / "icons" / "a.svg"
    assert resource("icons").is_dir()
    with pytest.raises(AnnotatorError, match=r"labels\.yaml is missing: install"):
        resource("labels.yaml")


def test_tables_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "ur.yaml"
    path.write_text('Save: محفوظ\n"Yes": "ہاں"\nEmpty:\n', encoding="utf-8")
    assert read_table(path) == {"Save": "محفوظ", "Yes": "ہاں", "Empty": ""}
    path.write_text("Save: [a]\n", encoding="utf-8")
    with pytest.raises(FaultyFile, match=r"^ur\.yaml: line 1: Save: must be text$"):
        read_table(path)
