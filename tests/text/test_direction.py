from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.direction import Direction, article_direction, paragraph_direction, strong_counts
from annotator.text.reading import decode_article
from annotator.text.segments import paragraph_spans
from tests.strategies import nasty_texts, texts

LTR, RTL = Direction.LTR, Direction.RTL
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
# The only paragraphs of the sample articles that run against their article: start of the name -> texts.
AGAINST = {
    "002": {
        "Created: JANUARY 23, 2025",
        "pakistan bolsters regional ties with tajikistan belarus kyrgyzstan at sco summit",
        "Comments(0)",
        "Top Comments",
        "Comment Form",
    }
}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_every_paragraph_of_the_samples(path: Path) -> None:
    text = decode_article(path.read_bytes())
    article = article_direction(text)
    assert article is (LTR if path.name.startswith("003") else RTL)
    paragraphs = [text[start:end] for start, end in paragraph_spans(text)]
    against = {part.strip() for part in paragraphs if paragraph_direction(part, article) is not article}
    assert against == AGAINST.get(path.name[:3], set())


def test_there_are_five_samples() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        (" date 2026-02-05 پاکستان ،قازقستان", RTL, RTL),
        ("Comments(0)", RTL, LTR),
        ("", RTL, RTL),
        ("2026-02-05 (…) 👍", RTL, RTL),
        ("2026-02-05", LTR, LTR),
        ("वह" * 4 + "ا", RTL, RTL),
        ("aaaaaaaaaا", RTL, LTR),
        ("aaaaaaaaاا", RTL, RTL),
        ("اااااااااb", LTR, RTL),
        ("اااااااbbb", LTR, LTR),
        ("ישראל", LTR, RTL),
    ],
)
def test_a_paragraph_follows_its_article_but_for_nine_tenths(
    text: str, article: Direction, expected: Direction
) -> None:
    assert paragraph_direction(text, article) is expected


@given(st.one_of(texts(), nasty_texts()))
def test_one_of_both_articles_agrees_with_a_paragraph(text: str) -> None:
    ways = {paragraph_direction(text, article) for article in Direction}
    left, right = strong_counts(text)
    decided = left + right > 0 and 10 * max(left, right) >= 9 * (left + right)
    assert len(ways) == (1 if decided else 2)
    if decided:
        assert ways == {LTR if left > right else RTL}


@given(texts(), texts())
def test_counts_add_up(one: str, other: str) -> None:
    (a, b), (c, d) = strong_counts(one), strong_counts(other)
    assert strong_counts(one + other) == (a + c, b + d)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *(("ur", RTL), ("fa-IR", RTL), ("ar", RTL), ("HE", RTL), ("sd", RTL), ("ckb", RTL), ("urd", RTL)),
        *(("ur-Latn", LTR), ("hi", LTR), ("hi-Arab", RTL), ("pa", LTR), ("pa-PK", RTL), ("pa-Guru-PK", LTR)),
        *(
            ("sd-IN", LTR),
            ("sd-Deva", LTR),
            ("ur_PK", RTL),
            ("ur-Aran", RTL),
            ("ku-Arab", RTL),
            ("en-GB", LTR),
        ),
        *(("dv", RTL), ("yi", RTL), ("ks-Deva-IN", LTR), ("az-Cyrl", LTR), ("ug", RTL), ("en-Hebr", RTL)),
    ],
)
def test_a_language_decides_whatever_the_text(language: str, expected: Direction) -> None:
    assert article_direction("अ" * 9, language) is expected
    assert article_direction("ا" * 9, language) is expected


@pytest.mark.parametrize("language", [None, "", "und", "mul", "x-private", "urdu"])
def test_without_a_known_language_the_majority_does(language: str | None) -> None:
    assert article_direction("abc ااااا", language) is RTL
    assert article_direction("abcd ااا", language) is LTR


@pytest.mark.parametrize("text", ["", "123 …", "aا"])
def test_left_to_right_where_nothing_decides(text: str) -> None:
    assert article_direction(text) is LTR


def test_opposites() -> None:
    assert LTR.opposite is RTL
    assert RTL.opposite is LTR
