"""Gives the application its look: Qt's Fusion style, the theme's palette, the style sheet, the font."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtWidgets import QApplication

from annotator.gui.article.reading import Reading

UI_POINT_SIZE = 10.0


def apply_style(application: QApplication, reading: Reading, *, sheet: bool = True) -> None:
    """Dress the whole application in a theme. sheet: with the style sheet, which takes a file to be read."""
    application.setFont(reading.fonts.ui_font(UI_POINT_SIZE))
    application.setPalette(reading.theme.palette())
    if sheet:
        application.setStyle("Fusion")  # the first look needs no style, and naming one loads much of Qt
        from annotator.store.resources import resource  # noqa: PLC0415 - the first look does without

        template = Template(resource("style.qss").read_text(encoding="utf-8"))
        application.setStyleSheet(template.substitute(asdict(reading.theme)))
