"""The house rules that no linter knows. Each test says the reason; exceptions stand here with theirs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)

ROOT = Path(__file__).parent.parent
PROGRAM = sorted((ROOT / "annotator").rglob("*.py"))
SOURCES = [ROOT / "main.py", *PROGRAM, *sorted((ROOT / "tools").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

FUNCTION_LINES = 40
FILE_LINES = 300
CLASS_METHODS = 20

# file -> why its subject needs more than FILE_LINES
LONG_FILES: dict[str, str] = {}

# file -> why it may catch whatever is raised
CATCHES_ALL = {
    "annotator/session/saving.py": "a mistake in a save must be shown, not leave the session saving for ever",
}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def nodes(path: Path, *kinds: type[Node]) -> Iterator[Node]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


@cache
def code_lines(path: Path) -> frozenset[int]:
    """The numbers of the lines that hold code: no comments, docstrings, blank lines."""
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    tokens = tokenize.tokenize(io.BytesIO(path.read_bytes()).readline)
    code: set[int] = set()
    for token in tokens:
        if token.type not in layout:
            code.update(range(token.start[0], token.end[0] + 1))
    for node in nodes(path, ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef):
        if ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            code.difference_update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return frozenset(code)


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, wherever it does."""
    plain = {alias.name for node in nodes(path, ast.Import) for alias in node.names}
    parts = {node.module for node in nodes(path, ast.ImportFrom) if node.module and not node.level}
    return {name.split(".")[0] for name in plain | parts}


def called(path: Path) -> Iterator[tuple[str, str]]:
    """The last names of what a file calls, and where."""
    for node in nodes(path, ast.Call):
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        if name:
            yield name, f"{named(path)}:{node.lineno} {name}"


def test_a_function_can_be_seen_whole() -> None:
    assert not [
        f"{named(path)}:{node.lineno} {node.name}: {size} lines of code"
        for path in SOURCES
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if (size := sum(node.lineno <= line <= (node.end_lineno or 0) for line in code_lines(path)))
        > FUNCTION_LINES
    ]


def test_a_file_has_one_subject() -> None:
    sizes = {named(path): len(path.read_bytes().splitlines()) for path in SOURCES}
    assert not {name: size for name, size in sizes.items() if size > FILE_LINES and name not in LONG_FILES}


def test_every_exception_is_still_one() -> None:
    assert not [name for name in CATCHES_ALL if not (ROOT / name).is_file()]
    assert not [n for n in LONG_FILES if len((ROOT / n).read_bytes().splitlines()) <= FILE_LINES]


def test_a_class_does_one_job() -> None:
    """What overrides Qt has Qt's camelCase name, and is not the class's choice."""
    assert not [
        f"{named(path)}: {node.name} has {size} methods"
        for path in PROGRAM
        for node in nodes(path, ast.ClassDef)
        if (size := len(own_methods(node))) > CLASS_METHODS
    ]


def own_methods(node: ast.ClassDef) -> set[str]:
    names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
    return {name for name in names if name == name.lower() and not name.startswith("__")}


def test_a_file_is_named_for_its_subject() -> None:
    drawers = {"utils", "util", "common", "helpers", "helper", "misc", "tools", "base", "stuff"}
    assert not [named(p) for p in SOURCES + TESTS if p.stem.removeprefix("test_") in drawers]


def test_a_file_says_what_it_knows() -> None:
    assert not [named(path) for path in SOURCES if not ast.get_docstring(tree_of(path))]


def test_qt_stays_in_the_window() -> None:
    """So that all the rest runs, and is tested, without a screen and without Qt."""
    outside = [path for path in PROGRAM if not named(path).startswith("annotator/gui/")]
    assert not [named(path) for path in outside if imported(path) & {"PySide6", "shiboken6"}]


def test_yaml_stays_in_the_store() -> None:
    """So that no file is read by a laxer reader than the store's."""
    outside = [path for path in PROGRAM if not named(path).startswith("annotator/store/")]
    assert not [named(path) for path in outside if "yaml" in imported(path)]


def test_the_articles_text_is_never_read_back_from_qt() -> None:
    """Qt turns U+2028 and NBSP into others and counts UTF-16: slice ``Document.text`` instead."""
    readers = {"toPlainText", "toHtml", "toMarkdown", "selectedText"}
    surface = [path for path in PROGRAM if named(path).startswith("annotator/gui/article/")]
    assert not [where for path in surface for name, where in called(path) if name in readers]


def test_no_error_is_swallowed_unseen() -> None:
    """Catch what can be mended; what is ours to fix reaches the window's own report."""
    assert not [
        f"{named(path)}:{node.lineno}"
        for path in SOURCES
        for node in nodes(path, ast.ExceptHandler)
        if catches_all(node) and not passes_on(node) and named(path) not in CATCHES_ALL
    ]


def catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(re.search(r"\b(Base)?Exception\b", ast.unparse(handler.type)))


def passes_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_test_waits_for_time_to_pass() -> None:
    """A wait is too long here and too short on a slower machine: wait for a signal."""
    waits = {"sleep", "qWait", "qSleep", "msleep"}
    assert not [where for path in TESTS for name, where in called(path) if name in waits]


def test_every_resource_is_used() -> None:
    """A file is named in the program whole, or, where a folder holds many of a kind, by its stem."""
    constants = (node for path in PROGRAM for node in nodes(path, ast.Constant))
    texts = {node.value for node in constants if isinstance(node.value, str)}
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert not [
        named(path)
        for path in files
        if path.stem not in texts and not any(path.name in text for text in texts)
    ]


def test_no_font_is_in_the_tree() -> None:
    """They come as packages, with their licences; see ``gui/fonts.py``."""
    folders = [ROOT / name for name in ("annotator", "resources", "tests", "docs", "tools")]
    fonts = {".ttf", ".otf", ".ttc", ".woff", ".woff2"}
    assert not [path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in fonts]
