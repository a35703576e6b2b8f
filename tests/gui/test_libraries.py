"""What is missing on a machine is said by name, before Qt ends the program."""

from __future__ import annotations

import sys
from pathlib import Path

import PySide6
import pytest

from annotator.gui import libraries
from annotator.gui.libraries import (
    DRAWING,
    X11,
    debian_packages,
    missing_libraries,
    missing_message,
    obstacle,
)


def test_what_is_missing_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "DRAWING", {"libno-such-thing.so.9": "libno9", **DRAWING})
    monkeypatch.setattr(sys, "platform", "linux")

    missing = missing_libraries(x11=False)

    assert "libno-such-thing.so.9" in missing
    message = missing_message(missing)
    assert "libno-such-thing.so.9" in message
    assert "apt-get install libno9" in message


def test_libraries_for_a_screen_are_asked_for_only_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "X11", {"libno-such-thing.so.9": "libno9"})
    monkeypatch.setattr(sys, "platform", "linux")
    assert "libno-such-thing.so.9" not in missing_libraries(x11=False)
    assert "libno-such-thing.so.9" in missing_libraries(x11=True)


def test_other_systems_bring_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "DRAWING", {"libno-such-thing.so.9": "libno9"})
    monkeypatch.setattr(sys, "platform", "win32")
    assert missing_libraries(x11=True) == []


def test_without_a_screen_the_tour_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert "annotator tour" in obstacle({})
    assert obstacle({"QT_QPA_PLATFORM": "offscreen"}) == ""


@pytest.mark.parametrize("screen", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_each_kind_of_screen_asks_for_its_own(
    monkeypatch: pytest.MonkeyPatch, screen: dict[str, str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries, "missing_libraries", lambda x11: ["libxcb-cursor.so.0"] if x11 else [])
    assert ("libxcb-cursor0" in obstacle(screen)) == ("DISPLAY" in screen)


def test_packages_keep_the_order_of_the_libraries() -> None:
    assert debian_packages(["libGL.so.1", "libxcb-cursor.so.0"]) == ["libgl1", "libxcb-cursor0"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the table is for Linux")
@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("lib/libQt6Core.so.6", DRAWING),
        ("lib/libQt6Gui.so.6", DRAWING),
        ("lib/libQt6DBus.so.6", DRAWING),
        ("plugins/platforms/libqoffscreen.so", DRAWING),
        ("lib/libQt6XcbQpa.so.6", DRAWING | X11),
        ("plugins/platforms/libqxcb.so", DRAWING | X11),
    ],
)
def test_the_table_holds_all_that_this_qt_needs(file: str, table: dict[str, str]) -> None:
    """Read from the names in Qt's files; what is not named here comes with libX11 or the C library."""
    data = (Path(PySide6.__file__).parent / "Qt" / file).read_bytes()
    names = {name.decode() for name in data.split(b"\0") if b".so" in name and name.isascii()}
    system = ("libxcb-", "libX", "libxkb", "libGL.", "libEGL.", "libglib", "libdbus", "libf", "libz")
    needed = {name for name in names if name.startswith(system)}
    assert needed
    assert needed <= set(table)
