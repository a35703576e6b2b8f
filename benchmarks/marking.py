"""From the press of a label's key to the painted span, in articles that are annotated already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annotator.model.annotations import Piece
from annotator.session.open_article import Opened
from annotator.store.corpus import Corpus
from annotator.text.segments import word_at
from benchmarks.articles import chief_articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.opening import afresh, read
from benchmarks.surfaces import OurView, PlainEdit, Surface
from benchmarks.timing import Taken, in_turn, milliseconds

FRAME = Target("p99", 16)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield marking words all over an article; each mark is taken back before the next."""
    corpus = Corpus.open(bench.corpus)
    for article in chief_articles(bench.corpus):
        opened = read(corpus, article.path)
        places = unmarked_words(opened, bench.effort.marks)
        surfaces: list[Surface] = [OurView(), PlainEdit()]
        for surface in surfaces:
            surface.open(afresh(opened), corpus.scheme)
            surface.paint()
            surface.rest()
        ours, beside = in_turn(
            *(partial(mark, surface, places) for surface in surfaces),
            count=len(places),
            patience=bench.effort.patience,
        )
        for surface in surfaces:
            surface.close()
        yield Figure("marking", f"{article.case}: key to painted", ours, beside, PlainEdit.name, target=FRAME)


def unmarked_words(opened: Opened, count: int) -> list[Piece]:
    """Return words from all over an article, none of them marked as a whole."""
    text = opened.document.text
    marked = {(span.start, span.end) for span in opened.annotations}
    words = (word_at(text, len(text) * number // count) for number in range(count))
    return [word for word in dict.fromkeys(words) if word not in marked]


def mark(surface: Surface, places: Sequence[Piece], number: int) -> Taken:
    """Mark one place, paint, and take it back; only the first two are timed."""
    surface.go_to(*places[number])
    surface.paint()

    def press() -> None:
        surface.mark()
        surface.paint()

    taken = milliseconds(press)
    surface.unmark()
    surface.paint()
    return taken
