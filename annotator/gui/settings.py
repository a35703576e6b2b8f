"""What the window remembers between runs, for everything and for each corpus; not what it means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, QCryptographicHash, QSettings

from annotator.text.direction import Direction

DEFAULT_READING_SIZE = {"nastaliq": 16.0, "naskh": 15.0}
"""Points: Nastaliq letters are drawn smaller in their em than Naskh ones."""

LEAST_SIZE, GREATEST_SIZE = 8.0, 60.0


@dataclass(frozen=True, slots=True)
class ReadingFont:
    """How articles are set. family: "nastaliq" or "naskh"; size: points."""

    family: str = "nastaliq"
    size: float = DEFAULT_READING_SIZE["nastaliq"]

    def scaled(self, factor: float) -> ReadingFont:
        """Return the font at another size, within what can be read."""
        return ReadingFont(self.family, min(max(round(self.size * factor, 1), LEAST_SIZE), GREATEST_SIZE))


@dataclass(frozen=True, slots=True)
class Directions:
    """Directions overruled by the reader. article: None for the rule; paragraphs: by number."""

    article: Direction | None = None
    paragraphs: Mapping[int, Direction] = field(default_factory=dict[int, Direction])


@dataclass(frozen=True, slots=True)
class LastLook:
    """An article that was open. file: from the corpus folder; direction: the corpus file's word, if any."""

    path: str
    file: str
    language: str = ""
    direction: Direction | None = None


class Settings:
    """The remembered values; absent or unusable ones give the default."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("annotator", "annotator")

    def text(self, name: str, default: str = "") -> str:
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool) -> bool:
        return self.text(name, "yes" if default else "no") == "yes"

    def number(self, name: str, default: float) -> float:
        try:
            return float(self.text(name))
        except ValueError:
            return default

    def state(self, name: str) -> QByteArray:
        """Return a widget's state as Qt saves it; empty where there is none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | bool | float | QByteArray) -> None:
        """Remember a value: a flag as yes or no, a number as text."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, float | int):
            value = repr(value)
        self._store.setValue(name, value)

    def corpus(self, folder: Path) -> CorpusSettings:
        """Return what is remembered of one corpus."""
        return CorpusSettings(self, folder)


class CorpusSettings:
    """What is remembered of one corpus: the last article, its reading font, directions overruled."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._group = f"corpora/{_short_name(str(folder.resolve()))}"

    @property
    def article(self) -> str:
        """The article that was open last; empty where there is none."""
        return self._settings.text(f"{self._group}/article")

    @property
    def last_look(self) -> LastLook | None:
        """What is needed to show that article again; None where there is none."""
        names = ("file", "language", "direction")
        file, language, word = (self._settings.text(f"{self._group}/{name}") for name in names)
        if not (self.article and file):
            return None
        direction = Direction(word) if word in ("ltr", "rtl") else None
        return LastLook(self.article, file, language, direction)

    @last_look.setter
    def last_look(self, look: LastLook) -> None:
        for name, word in (
            ("article", look.path),
            ("file", look.file),
            ("language", look.language),
            ("direction", look.direction or ""),
        ):
            self._settings.keep(f"{self._group}/{name}", str(word))

    @property
    def reading_font(self) -> ReadingFont:
        family = self._settings.text(f"{self._group}/font", "nastaliq")
        family = family if family in DEFAULT_READING_SIZE else "nastaliq"
        size = self._settings.number(f"{self._group}/size", DEFAULT_READING_SIZE[family])
        return ReadingFont(family, size).scaled(1)

    @reading_font.setter
    def reading_font(self, font: ReadingFont) -> None:
        self._settings.keep(f"{self._group}/font", font.family)
        self._settings.keep(f"{self._group}/size", font.size)

    def directions(self, article: str) -> Directions:
        """Return what the reader chose for an article: its direction, and those of paragraphs by number."""
        chosen = self._settings.text(self._direction_name(article))
        parts = [part.partition("=") for part in chosen.split()]
        known = {name: Direction(word) for name, _, word in parts if word in ("ltr", "rtl")}
        paragraphs = {int(name): direction for name, direction in known.items() if name.isdecimal()}
        return Directions(known.get("article"), paragraphs)

    def keep_directions(self, article: str, directions: Directions) -> None:
        words = [f"article={directions.article}"] if directions.article else []
        words += [f"{number}={direction}" for number, direction in sorted(directions.paragraphs.items())]
        self._settings.keep(self._direction_name(article), " ".join(words))

    def _direction_name(self, article: str) -> str:
        return f"{self._group}/directions/{_short_name(article)}"


def _short_name(path: str) -> str:
    """Return a name for a path that a settings file can bear."""
    digest = QCryptographicHash.hash(os.fsencode(path), QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.data()).hex()[:16]
