"""From a new width of the view to its paint, at the head of an article and in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annotator.store.corpus import Corpus
from benchmarks.articles import chief_articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure
from benchmarks.opening import afresh, read
from benchmarks.surfaces import SIZE, OurView, PlainEdit, Surface
from benchmarks.timing import Taken, in_turn, milliseconds

_NARROWEST = 500
_STEP = 37


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield the frames of dragging the view's edge to and fro."""
    corpus = Corpus.open(bench.corpus)
    for article in chief_articles(bench.corpus):
        opened = read(corpus, article.path)
        for place, share in (("head", 0), ("middle", 0.5)):
            surfaces: list[Surface] = [OurView(), PlainEdit()]
            for surface in surfaces:
                surface.open(afresh(opened), corpus.scheme)
                start = int(len(opened.document.text) * share)
                surface.rest()
                surface.go_to(start, start)
                surface.paint()
            ours, beside = in_turn(
                *(partial(_resize, surface) for surface in surfaces),
                count=bench.effort.widths,
                patience=bench.effort.patience,
            )
            for surface in surfaces:
                surface.close()
            yield Figure("resizing", f"{article.case}: at its {place}", ours, beside, PlainEdit.name)


def _resize(surface: Surface, number: int) -> Taken:
    range_ = SIZE.width() - _NARROWEST
    place = (number + 2) * _STEP % (2 * range_)
    width = SIZE.width() - min(place, 2 * range_ - place)

    def resize() -> None:
        surface.set_width(width)
        surface.paint()

    return milliseconds(resize)
