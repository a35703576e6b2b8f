"""Patterns mean what they say, in time that no pattern can make long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.globs import fits


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "axtxt", False),
        ("a.txt", "b/a.txt", False),
        ("*.txt", "خبر.txt", True),
        ("*.txt", "b/a.txt", False),
        ("?.txt", "ab.txt", False),
        ("003_*", "003_", True),
        ("2026/*", "2026/a.txt", True),
        ("2026/*", "2026/b/a.txt", False),
        ("2026/**", "2026/b/a.txt", True),
        ("**/a.txt", "a.txt", True),
        ("**/a.txt", "b/c/a.txt", True),
        ("**/a.txt", "b/ca.txt", False),
        ("b/**/a.txt", "b/a.txt", True),
        ("b/**/c/**/a.txt", "b/x/c/c/y/a.txt", True),
        ("**", "b/a.txt", True),
        ("[ab].txt", "a.txt", False),
        ("[ab].txt", "[ab].txt", True),
        ("a.txt", "a.txt\n", False),
        ("a*\n", "ab\n", True),
        ("", "a", False),
    ],
)
def test_what_is_meant(pattern: str, path: str, meant: bool) -> None:
    assert fits(pattern, path) is meant


@given(st.text(st.sampled_from("ab*?/"), max_size=8), st.text(st.sampled_from("ab/"), max_size=8))
def test_as_an_expression_would_have_it(pattern: str, path: str) -> None:
    parts = [
        "(?:.*/)?" if part == "**" else re.sub(r"\*+", "[^/]*", part).replace("?", "[^/]") + "/"
        for part in pattern.split("/")
    ]
    assert fits(pattern, path) is (re.fullmatch("".join(parts), f"{path}/") is not None)


@pytest.mark.parametrize(
    "pattern", ["*a" * 60 + "b", "**/" * 60 + "b", "**/*a*" * 20 + "b", "*" * 5_000 + "b"]
)
def test_no_pattern_takes_long(pattern: str) -> None:
    """Going back and forth, each of these would take years."""
    assert not fits(pattern, "a" * 255)
    assert not fits(pattern, "a/" * 100)
