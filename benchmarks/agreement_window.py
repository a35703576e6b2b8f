"""The agreement window beside the main one: how soon it shows figures, and what a key costs meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, SignalInstance
from PySide6.QtWidgets import QApplication

from annotator.gui.agreement.window import AgreementWindow
from annotator.gui.workplace import Workplace
from annotator.session.agreement.questions import Question
from annotator.store.corpus import Corpus
from benchmarks.agreement import made
from benchmarks.effort import TINY, Bench
from benchmarks.figures import Figure, Target
from benchmarks.marking import FRAME, unmarked_words
from benchmarks.opening import read
from benchmarks.timing import Taken, stopwatch
from benchmarks.window import mark, shown_workplace

WORDS = ("وزیراعظم", "شہباز", "شریف", "نے", "قازقستان", "کے", "صدر", "سے", "کہا", "कि", "2026", "agreement")
MANY = (200, 3, 60)
"""Articles, annotators, spans of each in an article."""
LARGE = (100, 2, 500)
_OPENINGS = 5
_KEYS = 150
_SOON = Target("p50", 2_000)


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield opening the window on many articles, then keys while a large corpus is computed."""
    tiny = bench.effort == TINY
    many, large = ((3, 2, 5), (2, 2, 5)) if tiny else (MANY, LARGE)
    yield from _opening(bench, _made(bench.corpus.parent / "many", many), many)
    yield from _keys(bench, _made(bench.corpus.parent / "large", large), large, 2 if tiny else _KEYS)


def _made(folder: Path, size: tuple[int, int, int]) -> Path:
    """Write a corpus of articles that annotators marked mostly alike."""
    articles, annotators, spans = size
    chance = Random(7)
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: compared\nsources: seeds\n", "utf-8"
    )
    sides = [made(spans, seed) for seed in range(annotators)]
    length = max(span.end for side in sides for span in side) + 1
    for number in range(articles):
        text = " ".join(chance.choice(WORDS) for _ in range(length // 3))[:length]
        (folder / "seeds" / f"{number:04}.txt").write_text(text.ljust(length, "۔"), "utf-8")
    corpus = Corpus.open(folder)
    for article in corpus.article_paths():
        document = corpus.document(article)
        for number, side in enumerate(sides):
            empty = corpus.read_annotations(f"n{number}", document).annotations
            corpus.write_annotations(empty.revised(tuple(side), ()), document, None)
    return folder


def _opening(bench: Bench, folder: Path, size: tuple[int, int, int]) -> Iterator[Figure]:
    first: list[Taken] = []
    whole: list[Taken] = []
    with shown_workplace(bench, folder) as workplace:
        for _ in range(1 if bench.effort == TINY else _OPENINGS):
            watch = stopwatch()
            window = _window(workplace)
            _wait(window.figures.overview_told)
            first.append(watch())
            _wait(window.figures.finished)
            whole.append(watch())
            window.close()
            QApplication.processEvents()
    case = f"window, {size[0]} articles x {size[1]} annotators x {size[2]} spans"
    yield Figure("agreement", f"{case}: first figures", first, target=_SOON)
    yield Figure("agreement", f"{case}: all, with intervals", whole)


def _keys(bench: Bench, folder: Path, size: tuple[int, int, int], count: int) -> Iterator[Figure]:
    with shown_workplace(bench, folder) as workplace:
        article = workplace.opener.paths[0]
        places = unmarked_words(read(workplace.session.corpus, article), count)
        workplace.opener.open(article)
        QApplication.processEvents()
        at_rest = [mark(workplace, place) for place in places]
        window = _window(workplace)
        while_computed: list[tuple[Taken, Taken]] = []
        for place in places:
            if not window.figures.working:  # from the beginning, nothing is known any more
                window.figures.end()
                window.ask()
            while_computed.append(mark(workplace, place))
        window.close()
    spans = f"{size[0] * size[1] * size[2]:,} spans are compared"
    rest = [painted for painted, _ in at_rest]
    busy = [painted for painted, _ in while_computed]
    yield Figure("agreement", f"key to painted while {spans}", busy, rest, "at rest", target=FRAME)
    yield Figure(
        "agreement",
        f"key to all panes while {spans}",
        [settled for _, settled in while_computed],
        target=FRAME,
    )


def _window(workplace: Workplace) -> AgreementWindow:
    workplace.agreement.show(Question())
    window = workplace.agreement.window
    assert window
    return window


def _wait(signal: SignalInstance) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)
