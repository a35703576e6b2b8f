"""The interface speaks Urdu everywhere, and nothing is translated that nobody says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from annotator.agreement.measures import MEASURES
from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.gui import translation
from annotator.gui.actions import ACTIONS, MENUS, READING_KEYS
from annotator.gui.edges import NAMED_SIGNS
from annotator.gui.review.review_actions import EDITING_KEYS, REVIEW_ACTIONS, REVIEW_MENUS
from annotator.gui.translation import QtTexts, isolated, texts_of, tr, use_language

ROOT = Path(__file__).parents[2]
OF_QT = {"Cut", "Paste", "Select All", "Copy Link Location", "Step up", "Step down", "Clear"}
LANGUAGES = [tag for tag in translation.LANGUAGES if tag != "en"]


def constants(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def said() -> set[str]:
    """Every English text that the window says through tr, or that comes to it as a step or a table."""
    texts = {row.text for row in ACTIONS} | set(MENUS.values()) | {text for _, text in READING_KEYS}
    texts |= set(NAMED_SIGNS.values()) | {"done", "draft"}
    texts |= {words for row in REVIEW_ACTIONS for words in (row.text, row.button) if words}
    texts |= set(REVIEW_MENUS.values()) | {text for _, text in EDITING_KEYS}
    texts |= {str(feature) for feature in Feature}
    for row in FORMATS.values():
        texts |= {row.title, *(option.title for option in row.options)}
    for measure in MEASURES.values():
        texts |= {measure.title, *measure.sentences, measure.range, measure.undefined}
    for path in [
        file
        for room in ("agreement", "gui", "session", "store")
        for file in (ROOT / "annotator" / room).rglob("*.py")
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("tr", "Phrase") or (name == "StepText" and isinstance(node.args[0], ast.Constant)):
                texts |= constants(node.args[0])
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pattern":
                texts |= {text for text in constants(node.value) if re.match("[A-Z].*{", text)}
    return texts


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_all_that_is_said_is_translated(tag: str) -> None:
    assert said() - set(texts_of(tag)) == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_nothing_else_is_translated(tag: str) -> None:
    assert set(texts_of(tag)) - said() - OF_QT == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_translations_keep_what_is_filled_in(tag: str) -> None:
    wrong = {english for english, other in texts_of(tag).items() if places(english) != places(other)}
    assert wrong == set()


def test_urdu_is_written_with_the_letters_of_urdu() -> None:
    """Arabic yeh and kaf look alike in some fonts and are found by no search."""
    wrong = [text for text in texts_of("ur").values() if re.search("[يكهة]", text)]
    assert wrong == []


@pytest.fixture
def urdu():
    use_language("ur")
    yield
    use_language("en")


def test_a_text_without_translation_stays_english(urdu) -> None:
    assert tr("Saved") == "محفوظ"
    assert tr("nobody says this") == "nobody says this"


def test_qt_gets_the_same_words(urdu) -> None:
    texts = QtTexts()
    assert texts.translate("QLineEdit", "Cu&t") == "کاٹیں"
    assert texts.translate("QLineEdit", "Unheard of") == "Unheard of"


def test_an_unknown_language_means_the_systems_or_english(urdu) -> None:
    use_language("xx")
    assert translation.language() == "en"


def test_quotes_are_isolated_on_one_line() -> None:
    assert isolated("a\n b") == "\u2068a b\u2069"
