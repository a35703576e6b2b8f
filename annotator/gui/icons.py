"""The program's icons, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QToolButton

from annotator.gui.captions import set_tip
from annotator.gui.theme import Theme
from annotator.store.resources import resource

ICON_SIZE = 16
DRAWN_AT = (1, 2)
"""Device pixel ratios for which pictures are made."""


def icon(name: str, color: str = "#000000") -> QIcon:
    """Return the icon of that name below resources/icons; its lines in the colour."""
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    made = QIcon()
    for ratio in DRAWN_AT:
        size = f'width="{ICON_SIZE * ratio}" height="{ICON_SIZE * ratio}"'
        pixmap = QPixmap()
        pixmap.loadFromData(svg.replace('width="16" height="16"', size, 1).encode(), "SVG")
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


def icon_button(name: str, title: str, theme: Theme) -> QToolButton:
    """Return a small button that shows an icon and says in words what it does."""
    button = QToolButton()
    button.setIcon(icon(name, theme.muted))
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(title)
    set_tip(button, title)
    return button
