"""Tables for programs that compute agreement."""

from __future__ import annotations

import csv
from pathlib import Path

from annotator.exchange.formats import FORMATS
from annotator.model.annotations import AnnotationSet, Span
from tests.exchange.round_trips import article, write

AGREEMENT = FORMATS["agreement"]
TEXT = "शहबाज़ शरीफ़ ने कहा"


def said(annotator: str, *spans: Span) -> AnnotationSet:
    return AnnotationSet("a.txt", annotator, "", len(TEXT), spans=spans)


def tables(folder: Path, **options: str) -> dict[str, list[dict[str, str]]]:
    aisha = said("aisha", Span("s1", "entity", "PER", 0, 13), Span("s2", "entity", "ORG", 0, 6))
    bilal = said(
        "bilal", Span("s1", "entity", "PER", 0, 13), Span("s2", "entity", "NO", 0, 16, ((0, 6), (14, 16)))
    )
    alone = article("x", AnnotationSet("b.txt", "aisha", "", 1), path="b.txt")
    write(AGREEMENT, [article(TEXT, aisha, bilal), alone], folder, options)
    found: dict[str, list[dict[str, str]]] = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def test_places(tmp_path: Path) -> None:
    rows = tables(tmp_path / "o")["places"]
    assert [(row["start"], row["end"], row["parts"], row["aisha"], row["bilal"]) for row in rows] == [
        ("0", "16", "[[0,6],[14,16]]", "O", "NO"),
        ("0", "13", "", "PER", "PER"),
        ("0", "6", "", "ORG", "O"),
    ]


def test_tokens(tmp_path: Path) -> None:
    rows = [row for row in tables(tmp_path / "o", tokens="BIO")["tokens"] if row["layer"] == "entity"]
    of_first = [(row["text"], row["aisha"], row["bilal"]) for row in rows if row["article"] == "a.txt"]
    assert of_first == [
        ("शहबाज़", "B-PER", "B-NO"),
        ("शरीफ़", "I-PER", "B-PER"),
        ("ने", "O", "I-NO"),
        ("कहा", "O", "O"),
    ]
    assert [(row["aisha"], row["bilal"]) for row in rows if row["article"] == "b.txt"] == [("O", "")]


def test_units(tmp_path: Path) -> None:
    rows = tables(tmp_path / "o")["units"]
    assert [(row["annotator"], row["label"], row["start"], row["end"], row["part"]) for row in rows] == [
        ("aisha", "PER", "0", "13", "0"),
        ("aisha", "ORG", "0", "6", "0"),
        ("bilal", "NO", "0", "6", "0"),
        ("bilal", "NO", "14", "16", "1"),
        ("bilal", "PER", "0", "13", "0"),
    ]
