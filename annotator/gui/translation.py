"""The interface's words in the chosen language; English itself is the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, QTranslator

LANGUAGES: Mapping[str, str] = {"en": "English", "ur": "اردو"}
"""Interface languages by BCP 47 tag, each by its own name."""

_ISOLATES = ("\u2066", "\u2067", "\u2068")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


@dataclass
class _Interface:
    language: str = "en"
    texts: Mapping[str, str] | None = None


_interface = _Interface()


def tr(text: str) -> str:
    """Return the text in the interface's language; the text itself where it has no translation."""
    texts = _interface.texts
    return texts.get(text, text) if texts else text


def language() -> str:
    """Return the interface's language, a key of LANGUAGES."""
    return _interface.language


def layout_direction() -> Qt.LayoutDirection:
    """Return the direction in which the interface's language runs."""
    rtl = _interface.language == "ur"
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def use_language(chosen: str) -> None:
    """Speak a language of LANGUAGES from now on; anything else means the system's, or English."""
    if chosen not in LANGUAGES:
        chosen = QLocale.system().name().split("_")[0]
    _interface.language = chosen if chosen in LANGUAGES else "en"
    _interface.texts = None if _interface.language == "en" else texts_of(_interface.language)


def texts_of(tag: str) -> Mapping[str, str]:
    """Return the translations into a language, by English text."""
    from annotator.store.resources import read_table, resource  # noqa: PLC0415 - English needs no file

    return read_table(resource(f"translations/{tag}.yaml"))


def isolated(text: str) -> str:
    """Return text of any direction so that it can stand in a sentence of any other, on one line."""
    return f"{FIRST_STRONG_ISOLATE}{' '.join(text.split())}{POP_ISOLATE}"


def in_interface_direction(text: str) -> str:
    """Return text so that its lines run as the interface does, also those that begin with isolated words.

    These say nothing of a paragraph's direction (UAX #9, P2), but Qt takes it from them.
    """
    mark = "\u200f" if layout_direction() == Qt.LayoutDirection.RightToLeft else "\u200e"
    return "\n".join(f"{mark}{line}" if line[:1] in _ISOLATES else line for line in text.split("\n"))


class QtTexts(QTranslator):
    """Gives Qt's own widgets (menus of text fields, standard buttons) the same words."""

    def isEmpty(self) -> bool:
        return not _interface.texts

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        texts = _interface.texts or {}
        return texts.get(sourceText.replace("&", ""), sourceText)
