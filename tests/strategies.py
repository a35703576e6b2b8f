"""Texts to try properties on: of the scripts that are annotated here, and of what breaks programs."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = tuple(
    word
    for line in (
        "پاکستان قازقستان کرنیکا 5سالہ صدرِ اعلیٰ مؤقف می\u200cشود كتاب مُحَمَّد ایران–قازقستان ۲۰۲۶ ڈاکٹر",
        "कजाकिस्तान क़ज़ाख़ विदेश क्षेत्रीय उप-प्रधान क्\u200dष हिन्दी श्री १२ डॉ",
        "العَرَبِيَّة إيران ﻻ ـــ ירושלים שָׁלוֹם צה\"ל Tokayev Ki-moon don't naïve nai\u0308ve ß İstanbul Dr Ⅳ",
        "2026-02-05 6.4 1,000 COVID-19 U.S.A dawn.com 40% 漢字 한국어 ไทย",
    )
    for word in line.split()
)
STOPS = (
    "۔",
    "؟",
    "،",
    "؛",
    "।",
    "॥",
    ".",
    "!",
    "?",
    ",",
    "…",
    ":",
    "...",
    "۔”",
    '."',
    "»",
    "«",
    "(",
    ")",
    "–",
)
SPACES = (" ", " ", " ", "  ", "\n", "\u00a0", "\t", "\u200b")

NASTY = (
    *("\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\u00a0", " ", "\t", "\x00", "\ufeff", "\u3000"),
    *("\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069", "\u00ad", "\u2060", "\ufe0f", "\u034f"),
    *(
        "\u0301",
        "\u0308",
        "\u093c",
        "\u094d",
        "\u0902",
        "\u093f",
        "\u064e",
        "\u0651",
        "\u0670",
        "\u20e3",
        "\u0e33",
    ),
    *("\u0600", "\u06dd", "\u0d4e", "\U000110bd", "\U000111c2"),
    *("क", "ष", "त्र", "क्ष", "క", "్", "ക", "്", "ক", "\u1cf5", "\U00011a3a"),
    *("👨", "👩", "🏽", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "‼", "ℹ", "©", "1\ufe0f\u20e3"),
    *("🇵", "🇰", "🇮🇳", "🇰🇿🇵🇰", "\U000e0067\U000e007f"),
    *("각", "\u1100", "\u1161", "\u11a8", "漢", "𐎀", "𝔸", "𞤀", "\U0001f3f4"),
    *("ا", "ہ", "ي", "ﷺ", "ﻻ", "ב", "A", "z", "ß", "ﬁ", "é", "İ", "ς", "5", "۵", "५"),
    *(
        "۔",
        "।",
        ".",
        "...",
        "…",
        "!",
        "؟",
        "'",
        '"',
        "’",
        "“",
        "”",
        "«",
        "»",
        "(",
        ")",
        "-",
        "_",
        "&",
        "%",
        "،",
        ",",
    ),
)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts of words, stops and spaces as articles have them, in many scripts."""
    pieces = st.one_of(*(st.sampled_from(pool) for pool in (WORDS, SPACES, SPACES, STOPS)))
    return st.lists(pieces, max_size=max_size).map("".join)


def nasty_texts(max_size: int = 20) -> st.SearchStrategy[str]:
    """Return texts of joiners, controls, marks, halves of sequences, and any other characters."""
    pieces = st.one_of(
        st.sampled_from(NASTY), st.sampled_from(NASTY), st.sampled_from(WORDS), st.characters()
    )
    return st.lists(pieces, max_size=max_size).map("".join)


def ranges_in(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """Return code point ranges with start < end; (0, 0) in an empty text."""
    if not text:
        return st.just((0, 0))
    starts = st.integers(0, len(text) - 1)
    return starts.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text))))
