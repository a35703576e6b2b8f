"""What is remembered comes back; what cannot be used gives the default."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from annotator.gui.settings import Directions, LastLook, ReadingFont, Settings
from annotator.text.direction import Direction


def at(path: Path) -> Settings:
    return Settings(QSettings(str(path / "s.ini"), QSettings.Format.IniFormat))


def test_values_come_back_from_the_file(tmp_path: Path) -> None:
    settings = at(tmp_path)
    settings.keep("name", "عائشہ")
    settings.keep("flag", True)
    settings.keep("number", 12.5)
    again = at(tmp_path)
    assert (again.text("name"), again.flag("flag", False), again.number("number", 1)) == ("عائشہ", True, 12.5)


def test_what_is_absent_or_odd_gives_the_default(tmp_path: Path) -> None:
    settings = at(tmp_path)
    settings.keep("number", "wide")
    assert settings.number("number", 3) == 3
    assert settings.text("x", "y") == "y"
    assert settings.flag("x", True)
    assert settings.state("x").isEmpty()


def test_each_corpus_has_its_own(tmp_path: Path) -> None:
    settings = at(tmp_path)
    one, other = settings.corpus(tmp_path / "one"), settings.corpus(tmp_path / "other")
    one.last_look = LastLook("a/b.txt", "seeds/a/b.txt", "ur", Direction.RTL)
    one.reading_font = ReadingFont("naskh", 20)
    again = at(tmp_path).corpus(tmp_path / "one")
    assert again.last_look == LastLook("a/b.txt", "seeds/a/b.txt", "ur", Direction.RTL)
    assert again.article == "a/b.txt"
    assert again.reading_font == ReadingFont("naskh", 20)
    assert other.last_look is None
    assert other.reading_font == ReadingFont()


def test_a_font_stays_readable(tmp_path: Path) -> None:
    corpus = at(tmp_path).corpus(tmp_path)
    corpus.reading_font = ReadingFont("comic", 4000)
    assert corpus.reading_font == ReadingFont("nastaliq", 60)
    assert ReadingFont("naskh", 9).scaled(0.1).size == 8


def test_directions_of_an_article_and_its_paragraphs(tmp_path: Path) -> None:
    corpus = at(tmp_path).corpus(tmp_path)
    chosen = Directions(Direction.LTR, {3: Direction.RTL, 12: Direction.LTR})
    corpus.keep_directions("a.txt", chosen)
    assert at(tmp_path).corpus(tmp_path).directions("a.txt") == chosen
    assert corpus.directions("b.txt") == Directions()
    corpus.keep_directions("a.txt", Directions())
    assert corpus.directions("a.txt") == Directions()
