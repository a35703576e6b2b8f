"""The machine is made ready where that is allowed; else what to do is said exactly."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PREPARE = Path(__file__).parents[2] / "tools" / "prepare.py"
FONT = b"the font"


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, on a machine where nothing may be installed."""
    spec = importlib.util.spec_from_file_location("prepare", PREPARE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "prepare", module)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "_apt_with_rights", list)
    monkeypatch.delenv("DISPLAY", raising=False)
    return module


def archive(member: str, data: bytes) -> tarfile.TarFile:
    """An open archive of one file."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo(member)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    packed.seek(0)
    return tarfile.open(fileobj=packed)


def failing(folder: Path) -> tarfile.TarFile:
    raise subprocess.CalledProcessError(1, "fetch")


def offering(data: bytes) -> Callable[[Path], tarfile.TarFile]:
    return lambda _: archive("a/Font.ttf", data)


def test_a_machine_that_has_all_is_left_alone(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "missing_libraries", lambda **_: [])
    assert prepare.main(["system"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_installed_is_said_exactly(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "missing_libraries", lambda **_: ["libGL.so.1"])
    assert prepare.main(["system"]) == 1
    assert "libGL.so.1" in (said := capsys.readouterr().err)
    assert "apt-get install libgl1" in said


def test_libraries_for_a_screen_are_no_fault_without_one(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "missing_libraries", lambda x11: ["libxcb-cursor.so.0"] if x11 else [])
    assert prepare.main(["system"]) == 0
    monkeypatch.setenv("DISPLAY", ":0")
    assert prepare.main(["system"]) == 1


def test_a_python_without_venv_is_told_its_package(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "missing_libraries", lambda **_: [])
    monkeypatch.setattr(prepare.importlib.util, "find_spec", lambda _: None)
    assert prepare.main(["system"]) == 1
    assert "python{}.{}-venv".format(*sys.version_info[:2]) in capsys.readouterr().err


def test_the_font_comes_from_the_first_source_that_has_it(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    right = hashlib.sha256(FONT).hexdigest()
    sources = (
        prepare.Source("no-such-program", offering(b"never asked"), "a/Font.ttf", ""),
        prepare.Source(sys.executable, failing, "a/Font.ttf", ""),
        prepare.Source(sys.executable, offering(b"something else"), "a/Font.ttf", right),
        prepare.Source(sys.executable, offering(FONT), "a/Missing.ttf", ""),
        prepare.Source(sys.executable, offering(FONT), "a/Font.ttf", right),
    )
    monkeypatch.setattr(prepare, "SOURCES", sources)

    assert prepare.main(["fonts", str(tmp_path / "fonts")]) == 0

    assert (tmp_path / "fonts" / "Font.ttf").read_bytes() == FONT


def test_no_font_is_no_fault_but_is_said(
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(prepare, "SOURCES", ())
    assert prepare.main(["fonts", str(tmp_path)]) == 0
    assert "fonts-noto-core" in capsys.readouterr().out


def test_a_wrong_call_says_how_to_call(prepare: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main([]) == 1
    assert "prepare.py system" in capsys.readouterr().err
