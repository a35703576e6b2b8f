"""Kills annotators at random moments and looks what is left: ``python -m tests.durability.kills 1000``.

Each child works on the corpus that the ones before left. It says through a pipe what a listener of the
session, as the window is one, was shown and told. All of that must be there when the article is next opened.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.faults import AnnotatorError
from annotator.session.article import ArticleSession
from annotator.store.hidden import beside
from tests.durability.work import ANNOTATOR, ARTICLE, begin, make_corpus, name_of, work

LONGEST_LIFE = 0.12
"""Seconds: several saves, or one article left and opened again."""


@dataclass
class Report:
    """What was seen. lost: what was shown or told and is not there; one line each."""

    kills: int = 0
    shown: int = 0
    saved: int = 0
    found: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.found.items()))
        head = f"{self.kills} kills, {self.shown} edits shown, {self.saved} saves told, {len(self.lost)} lost"
        return "\n".join([f"{head} ({kinds})", *self.lost])


def run(folder: Path, kills: int, seed: int = 0) -> Report:
    """Kill that many children and return what was left of their work."""
    chance = random.Random(seed)
    make_corpus(folder)
    report = Report()
    while report.kills < kills:
        said = _kill_one(folder, chance.randrange(1 << 30), chance.random() ** 2 * LONGEST_LIFE)
        report.kills += 1
        _check(folder, said, report)
    return report


def _kill_one(folder: Path, seed: int, life: float) -> list[str]:
    """Let a child work for some seconds, kill it, and return all that it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(folder, seed, lambda line: os.write(writer, f"{line}\n".encode()) and None)
        except BaseException as error:  # what goes wrong is told, and never becomes a second parent
            os.write(writer, f"died {error!r}\n".encode())
        finally:
            os._exit(1)
    os.close(writer)
    said = b""
    end = time.monotonic() + life
    while (left := end - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0]:
            more = os.read(reader, 1 << 16)
            if not more:
                break
            said += more
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 1 << 16):
        said += more
    os.close(reader)
    return said.decode().splitlines()


def _check(folder: Path, said: list[str], report: Report) -> None:
    """Look whether all that was said is there."""
    number = report.kills
    report.lost += [f"kill {number}: {line}" for line in said if line.startswith("died")]
    shown = [line.split()[1] for line in said if line.startswith(("seen", "open"))]
    told = [place for place, line in enumerate(said) if line.startswith("saved")]
    report.shown += sum(line.startswith("seen") for line in said)
    report.saved += len(told)
    corpus = begin(folder)
    path = corpus.corpus.annotation_path(ANNOTATOR, ARTICLE)
    report.found["with a journal"] += beside(path, "journal").exists()
    in_file = _in_file(folder, report)
    session = corpus.open(ARTICLE)
    present = name_of(session.present)
    if session.read_only:
        report.lost.append(f"kill {number}: {session.read_only}")
    if shown and present != shown[-1]:
        if _one_more(session, shown):
            report.found["with an edit not shown yet"] += 1
        else:
            report.lost.append(f"kill {number}: {shown[-1]} was shown, {present} is there")
    if told:
        since = {line.split()[1] for line in said[told[-1] :]}
        if in_file not in since and in_file != present:
            report.lost.append(f"kill {number}: saved was said of another than {in_file}")
    report.found["with undo"] += session.undo_text is not None
    report.found["with edits brought back"] += any("brought back" in str(note) for note in session.notes)
    aside = [note for note in session.notes if "not taken over" in str(note)]
    report.lost += [f"kill {number}: {note}" for note in aside]
    if number % 2:  # else the next child finds the journal as it was left
        session.save()
    corpus.close()
    left = [path.name for path in path.parent.iterdir() if path.name.endswith(".tmp")]
    report.lost += [f"kill {number}: {name} was left behind" for name in left]


def _in_file(folder: Path, report: Report) -> str:
    """Return what the annotation file holds by itself, whatever the journal says."""
    corpus = begin(folder).corpus
    try:
        return name_of(corpus.read_annotations(ANNOTATOR, corpus.document(ARTICLE)).annotations)
    except AnnotatorError as error:
        report.lost.append(f"kill {report.kills}: {error}")
        return ""


def _one_more(session: ArticleSession, shown: list[str]) -> bool:
    """Whether one edit more is there, which nobody had been told of yet: one step from what was shown."""
    undo, redo = session.undo_text, session.redo_text
    neighbours: list[str] = []
    if undo:
        session.undo()
        neighbours.append(name_of(session.present))
        session.redo()
    if redo:
        session.redo()
        neighbours.append(name_of(session.present))
        session.undo()
    # A move that was joined to the one before goes back to before both.
    return any(name in shown[-4:] for name in neighbours)


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder, "corpus"), kills, seed)
    print(report)
    print(f"{time.monotonic() - began:.0f} s")
    return bool(report.lost)


if __name__ == "__main__":
    sys.exit(main())
