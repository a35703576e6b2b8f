"""Words in the window: headings and texts that are never taken for markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def caption(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label. role: what the style sheet calls it ("heading", "muted", ...)."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows the text as it is; Qt would guess at markup."""
    widget.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """Return text for a tooltip: escaped, wrapped where it is long."""
    return f"<qt>{escape(text, quote=False).replace(chr(10), '<br>')}</qt>" if text else ""


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
