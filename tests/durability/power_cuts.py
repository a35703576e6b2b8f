"""Cuts the power at every call to the disk and looks what is left.

As ``python -m tests.durability.power_cuts RUNS [SEED]``. An annotator works and saves on a recorded disk. For
each call, several of the states are made in which a power cut there could leave the disk. In each of them the
article must open, for writing, with what was told to be saved last before the cut, or with what was shown
since; nothing else, and nothing in between.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotator.session.article import ArticleSession
from annotator.session.news import AnnotationsChanged, News, SaveState, SaveStateChanged
from annotator.store.corpus import Corpus
from tests.durability.recorded_disk import Call, PowerCut, Recorder
from tests.durability.work import ANNOTATOR, ARTICLE, Annotator, begin, make_corpus, name_of

KINDS = ("nothing", "everything", "names", "torn", "torn", "torn")


@dataclass
class Report:
    """states: how many were looked at; wrong: those that are not as they should be, a line for each."""

    runs: int = 0
    calls: int = 0
    states: int = 0
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.found.items()))
        looked = f"{self.runs} runs, {self.calls:,} calls, {self.states:,} states"
        head = f"{looked}, {len(self.wrong)} wrong ({kinds})"
        return "\n".join([head, *self.wrong[:20]])


def run(folder: Path, runs: int, seed: int, edits: int = 14) -> Report:
    """Work that many times, each time on what is there already; return what power cuts would have left."""
    chance = random.Random(seed)
    report = Report()
    corpus = make_corpus(folder / "corpus")
    look = _Looker(folder / "left")
    while report.runs < runs:
        recorder = Recorder(corpus)
        first = [_saved(corpus), look.at(recorder.before)]
        with recorder.recording():
            _work(corpus, recorder, chance, edits)
        report.runs += 1
        report.calls += len(recorder.calls)
        for calls in range(len(recorder.calls) + 1):
            allowed = _allowed(recorder.calls, calls, first)
            for kind in KINDS:
                found = look.at(PowerCut(recorder, calls).left(chance, kind))
                report.states += 1
                report.found["as it was saved" if found == allowed[0] else "newer"] += found in allowed
                if found not in allowed:
                    report.wrong.append(f"run {report.runs}, call {calls}, {kind}: {found}")
        if chance.random() < 0.3:
            shutil.rmtree(corpus / "annotations", ignore_errors=True)
    return report


class _Looker:
    """Opens what is left on a disk, each state once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[tuple[str, bytes | None], ...], str] = {}

    def at(self, left: Mapping[str, bytes | None]) -> str:
        """Return the name of the annotations that are there, or what is wrong with them."""
        state = tuple(sorted(left.items()))
        if state not in self._known:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
            for name, content in left.items():
                path = self._folder / name
                path.mkdir(parents=True) if content is None else path.write_bytes(content)
            self._known[state] = _opened(self._folder)
        return self._known[state]


def _opened(folder: Path) -> str:
    corpus = begin(folder)
    try:
        session = corpus.open(ARTICLE)
        if session.read_only:
            return f"cannot be edited: {session.read_only}"
        name = name_of(session.present)
        if session.save() is not SaveState.SAVED:
            return f"cannot be saved: {session.save_message}"
    finally:
        corpus.close()
    return name


def _saved(folder: Path) -> str:
    """Return the name of what the annotation file itself holds."""
    corpus = Corpus.open(folder)
    return name_of(corpus.read_saved(ANNOTATOR, corpus.document(ARTICLE)).annotations)


def _allowed(all_calls: Sequence[Call], count: int, first: Sequence[str]) -> list[str]:
    """Return what may be there after so many calls: what was told to be saved last, and what was shown since.

    An edit is written before it is shown: the next one may be there already. What was taken back by undo to
    what is saved may be there again: it is one step further, and that step is told.
    first: what the file held before the first call, and what stood there with its journal.
    """
    allowed = [*first]
    following = (call for call in all_calls[count:] if call.path.startswith("seen "))
    for call in (*all_calls[:count], *islice(following, 1)):
        if call.what == "said":
            kind, _, name = call.path.partition(" ")
            if kind == "seen" or name not in allowed:
                allowed.append(name)
            if kind == "saved":
                allowed = allowed[allowed.index(name) :]
    return allowed


def _work(folder: Path, recorder: Recorder, chance: random.Random, edits: int) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    if session.save_state is SaveState.SAVED:
        recorder.say(f"saved {name_of(session.present)}")
    session.subscribe(lambda news: _tell(session, news, recorder))
    annotator = Annotator(session, chance.randrange(1 << 30))
    for _ in range(chance.randrange(1, edits)):
        annotator.edit()
        if chance.random() < 0.3:
            session.save()
        elif chance.random() < 0.4 and (job := session.begin_save()):
            for _ in range(chance.randrange(3)):
                annotator.edit()  # while it is saved
            session.finish_save(job, job.run())
    if chance.random() < 0.5:
        session.save()
    corpus.close()


def _tell(session: ArticleSession, news: News, recorder: Recorder) -> None:
    if isinstance(news, AnnotationsChanged):
        recorder.say(f"seen {name_of(news.after)}")
    elif isinstance(news, SaveStateChanged) and news.state is SaveState.SAVED:
        recorder.say(f"saved {name_of(session.present)}")


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory, where the system has one: the real disk is no part of this."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def main() -> int:
    """Cut the power as often as the command line says; 1 where anything was not as it should be."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with quick_folder() as folder:
        report = run(folder, runs, seed)
    print(report)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
