"""Lists of words as the interface's language writes them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from annotator.gui.translation import layout_direction


def listed(words: Iterable[str]) -> str:
    """Return words one after another, with the comma of the language."""
    comma = "، " if layout_direction() == Qt.LayoutDirection.RightToLeft else ", "
    return comma.join(words)
