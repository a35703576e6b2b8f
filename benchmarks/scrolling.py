"""The time of one frame while paging through an article and while dragging its scroll bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from annotator.store.corpus import Corpus
from benchmarks.articles import MANY, SINGLE, chief_articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.opening import afresh, read
from benchmarks.surfaces import OurView, PlainEdit, Surface
from benchmarks.timing import Taken, in_turn, milliseconds

FRAME = Target("p99", 16)
_WHEEL = 120


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield frames of pages seen for the first time and again, of wheel steps, and of jumps anywhere."""
    corpus = Corpus.open(bench.corpus)
    for article in chief_articles(bench.corpus):
        opened = read(corpus, article.path)
        surfaces: list[Surface] = [OurView(), PlainEdit()]
        for surface in surfaces:
            surface.open(afresh(opened), corpus.scheme)
            surface.paint()
            surface.rest()
        for case, way in _ways(is_long=article.path in (MANY, SINGLE)).items():
            ours, beside = in_turn(
                *(partial(_frame, surface, way) for surface in surfaces),
                count=bench.effort.pages,
                patience=bench.effort.patience,
            )
            yield Figure("scrolling", f"{article.case}: {case}", ours, beside, PlainEdit.name, target=FRAME)
        for surface in surfaces:
            surface.close()


Way = Callable[[Surface, int], None]


def _ways(is_long: bool) -> dict[str, Way]:
    """Return what is done; every page of a short article is soon a seen one."""
    again: dict[str, Way] = {"seen page": _next_page, "wheel": _wheel, "jump": _jump}
    return {"new page": _next_page, **again} if is_long else again


def _next_page(surface: Surface, number: int) -> None:
    bar = surface.bar
    if number < 0 or bar.value() == bar.maximum():
        bar.setValue(0)
    else:
        bar.setValue(bar.value() + bar.pageStep())


def _wheel(surface: Surface, number: int) -> None:
    surface.bar.setValue(surface.bar.value() + (_WHEEL if number % 20 < 14 else -_WHEEL))


def _jump(surface: Surface, number: int) -> None:
    surface.bar.setValue(int(surface.bar.maximum() * Random(number + 1).random()))


def _frame(surface: Surface, way: Way, number: int) -> Taken:
    def scroll() -> None:
        way(surface, number)
        surface.paint()

    return milliseconds(scroll)
