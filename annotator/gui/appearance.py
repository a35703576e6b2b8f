"""How the window and the article look, as the reader chose and as it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from annotator.gui.article.reading import Reading
from annotator.gui.fonts import ReadingFonts
from annotator.gui.settings import DEFAULT_READING_SIZE, CorpusSettings, Directions, ReadingFont, Settings
from annotator.gui.theme import THEMES, Theme
from annotator.gui.translation import LANGUAGES, use_language
from annotator.text.direction import Direction


class Appearance(QObject):
    """Theme, language, reading font, marks for invisible characters, directions overruled."""

    reading_changed = Signal(object)
    """The Reading: the article is to be shown so, and nothing else."""
    directions_changed = Signal()
    rebuild_requested = Signal()
    """Theme or language are others: everything is to be built again."""

    def __init__(self, settings: Settings, fonts: ReadingFonts, paragraph: Callable[[], int]) -> None:
        """paragraph: tells the number of the caret's paragraph."""
        super().__init__()
        self._settings = settings
        self._corpus: CorpusSettings | None = None
        self._paragraph = paragraph
        self._article = ""
        self.directions = Directions()
        use_language(self.language_choice)
        font = ReadingFont()
        invisibles = settings.flag("invisibles", False)
        self.reading = Reading(fonts, self._theme(), font.family, font.size, invisibles)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def open_corpus(self, corpus: CorpusSettings) -> None:
        """Take up what is remembered of a corpus."""
        self._corpus = corpus
        font = corpus.reading_font
        self.reading = replace(self.reading, family=font.family, size=font.size)

    def open_article(self, path: str) -> None:
        """Take up the directions that were chosen for an article."""
        self._article = path
        self.directions = self._corpus.directions(path) if self._corpus else Directions()

    # the window ---------------------------------------------------------------------------------

    @property
    def theme_choice(self) -> str:
        """system, light or dark."""
        chosen = self._settings.text("theme", "system")
        return chosen if chosen in THEMES else "system"

    def set_theme(self, choice: str) -> None:
        self._settings.keep("theme", choice)
        self.reading = replace(self.reading, theme=self._theme())
        self.rebuild_requested.emit()

    @property
    def language_choice(self) -> str:
        """system, or a key of LANGUAGES."""
        chosen = self._settings.text("language", "system")
        return chosen if chosen in LANGUAGES else "system"

    def set_language(self, choice: str) -> None:
        self._settings.keep("language", choice)
        use_language(choice)
        self.rebuild_requested.emit()

    def _theme(self) -> Theme:
        if self.theme_choice in THEMES:
            return THEMES[self.theme_choice]
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return THEMES["dark" if dark else "light"]

    def _system_changed(self) -> None:
        if self._theme() is not self.reading.theme:
            self.reading = replace(self.reading, theme=self._theme())
            self.rebuild_requested.emit()

    # the article --------------------------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """Set the article larger or smaller."""
        self._set_font(ReadingFont(self.reading.family, self.reading.size).scaled(factor))

    def reset_size(self) -> None:
        self._set_font(ReadingFont(self.reading.family, DEFAULT_READING_SIZE[self.reading.family]))

    def set_family(self, family: str) -> None:
        """Set the article in "nastaliq" or "naskh"."""
        self._set_font(ReadingFont(family, self.reading.size))

    def turn_invisibles(self) -> None:
        """Show characters without ink, or hide them."""
        self._settings.keep("invisibles", not self.reading.invisibles)
        self._show(replace(self.reading, invisibles=not self.reading.invisibles))

    def _set_font(self, font: ReadingFont) -> None:
        if self._corpus:
            self._corpus.reading_font = font
        self._show(replace(self.reading, family=font.family, size=font.size))

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self.reading_changed.emit(reading)

    # directions ---------------------------------------------------------------------------------

    @property
    def article_direction(self) -> str:
        """ltr, rtl, or "" for the rule."""
        return self.directions.article or ""

    def set_article_direction(self, choice: str) -> None:
        self._keep(replace(self.directions, article=Direction(choice) if choice else None))

    @property
    def paragraph_direction(self) -> str:
        """Of the caret's paragraph: ltr, rtl, or "" for the rule."""
        return self.directions.paragraphs.get(self._paragraph(), "")

    def set_paragraph_direction(self, choice: str) -> None:
        paragraphs = dict(self.directions.paragraphs)
        paragraphs.pop(self._paragraph(), None)
        if choice:
            paragraphs[self._paragraph()] = Direction(choice)
        self._keep(replace(self.directions, paragraphs=paragraphs))

    def _keep(self, directions: Directions) -> None:
        self.directions = directions
        if self._corpus and self._article:
            self._corpus.keep_directions(self._article, directions)
        self.directions_changed.emit()
