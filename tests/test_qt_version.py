"""Qt for Python as we pin it does not lose references, which would end the program after some hours."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parent.parent
CALLS = 20_000
NOISE = 200  # references that others take or give meanwhile


def test_void_calls_keep_none_alive(qtbot: QtBot) -> None:
    """6.12.0 dropped a reference to None with each, and aborted CPython 3.11 when none was left."""
    thing, widget, place = QObject(), QWidget(), QRect(0, 0, 5, 5)
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for number in range(CALLS // 4):
        thing.setObjectName("name")
        thing.blockSignals(False)
        widget.setGeometry(place)
        widget.setMinimumWidth(number % 2)
        widget.update()
    assert abs(sys.getrefcount(None) - before) < NOISE


def test_the_locked_version_is_one_that_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (wanted,) = [line for line in project["dependencies"] if line.startswith("PySide6")]
    assert wanted == "PySide6-Essentials>=6.8.3,<6.12"

    locked = (ROOT / "constraints.txt").read_text("utf-8")
    versions = dict(re.findall(r"^(\w[\w.-]*)==(\S+)$", locked, re.M))
    assert versions["PySide6_Essentials"] == versions["shiboken6"]
    assert (6, 8, 3) <= tuple(map(int, versions["shiboken6"].split("."))) < (6, 12)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for e in project["optional-dependencies"].values() for line in e),
    ]
    names = {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in wanted} - {project["name"]}
    locked = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-")
    assert names <= set(re.findall(r"^(\w[\w.-]*)==", locked, re.M))
