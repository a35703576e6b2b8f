"""Annotators without their names: A, B, … in an order that says nothing of who they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from string import ascii_uppercase


def in_blind_order(annotators: Iterable[str], corpus: str) -> tuple[str, ...]:
    """Return the annotators in an order that looks random and is the same each time in a corpus of that name,
    whoever is named first."""
    return tuple(sorted(set(annotators), key=lambda name: sha256(f"{corpus}\n{name}".encode()).digest()))


def letters(number: int) -> str:
    """Return the name of the annotator of a number, from 0: A to Z, then AA, AB, …"""
    first, last = divmod(number, len(ascii_uppercase))
    return (letters(first - 1) if first else "") + ascii_uppercase[last]


def blind_names(annotators: Sequence[str]) -> dict[str, str]:
    """Return the letters that stand for the annotators, in their order."""
    return {name: letters(number) for number, name in enumerate(annotators)}
