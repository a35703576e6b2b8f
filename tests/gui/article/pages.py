"""Pages laid out for tests: the sample articles, nasty lines, and every line of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from annotator.gui.article.block import VisualLine
from annotator.gui.article.page import Page
from annotator.gui.article.reading import Reading
from annotator.gui.fonts import load_fonts
from annotator.gui.theme import LIGHT
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.store.corpus import Corpus

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted(path.name for path in (ROOT / "seeds").glob("*.txt"))
NASTY = "\n".join(
    (
        "قیمت 1,234.50 روپے (COAS) \u202eevil\u202c اور \u200fRLM\u200e، «اقتباس» 5سالہ",
        "abc پاکستان 2026-02-05 def [قازقستان] 12% ghi",
        "क्षेत्रीय ज़िम्मेदारी e\u0301 👨‍👩‍👧 فیملی \U0001f1f5\U0001f1f0 \U0001d400\U0001d401 لا الله",
        "می\u200cخواهم و نامه\u200cها \u00a0nbsp\u00a0 tab\there \u2028ls\u2029ps \x07bell \u0085nel",
        "  spaces at the edges \u0020 ",
        "ﷺ ﻻ لآ لإ بِسْمِ ٱللَّهِ",
        "",
        "123 456 789",
        "؟!۔،",
    )
)


def reading(family: str = "nastaliq", size: float = 16.0) -> Reading:
    return Reading(load_fonts(), LIGHT, family, size)


def sample(name: str) -> Document:
    return Corpus.open(ROOT).document(name)


def scheme():
    return Corpus.open(ROOT).scheme


def document(text: str) -> Document:
    return Document("x.txt", text, "0" * 64)


def annotated(text: str, *spans: Span) -> AnnotationSet:
    return AnnotationSet("x.txt", "aisha", "0" * 64, len(text), spans=spans)


def laid_out(article: Document, family: str = "nastaliq", width: float = 700) -> Page:
    page = Page(article, scheme(), reading(family))
    page.set_width(width)
    page.ensure_all()
    return page


def lines(page: Page) -> Iterator[VisualLine]:
    for block in page.blocks:
        yield from block.lines


def graphemes(line: VisualLine) -> Iterator[tuple[int, int]]:
    """Yield units (start, end) of the line's graphemes, without spaces that hang over its end."""
    inside = [unit for unit in line.block.boundaries if line.start <= unit <= line.geometry.end]
    yield from pairwise(inside)
