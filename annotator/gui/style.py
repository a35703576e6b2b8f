"""Gives the application its look: Qt's Fusion style, the theme's palette, the style sheet, the font."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtWidgets import QApplication

from annotator.gui.article.reading import Reading
from annotator.store.resources import resource

UI_POINT_SIZE = 10.0


def apply_style(application: QApplication, reading: Reading) -> None:
    """Dress the whole application in a theme."""
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    application.setFont(reading.fonts.ui_font(UI_POINT_SIZE))
    application.setPalette(reading.theme.palette())
    sheet = Template(resource("style.qss").read_text(encoding="utf-8"))
    application.setStyleSheet(sheet.substitute(asdict(reading.theme)))
