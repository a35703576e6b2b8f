"""Whether spans are found again after edits of which it is known what became of each character.

Prints a table by kind of edit and one by kind of article, then those of two usual ways, and says FAILED where
a single span was put at a wrong place without being shown. With other seeds and nothing beside it:

    python -m benchmarks.reanchoring 100 200
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.store.reanchored_sets import reset
from annotator.store.reanchoring import Reanchored
from annotator.text.reading import decode_article
from benchmarks.anchored_articles import Anchored, Pieces, Sources, annotated_article
from benchmarks.anchoring_rivals import Found, by_difflib, nearest_exact
from benchmarks.articles import MANY
from benchmarks.edited_articles import Edited, Truth
from benchmarks.edits import EDITS, Hand, edit
from benchmarks.effort import TINY, Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, milliseconds

_SEEDS = 12
_BESIDE_SEEDS = 2
"""Of so many the two others are asked too: difflib takes a second for a long article."""
_COMBINED = {"two of these": (2, 2), "three to six of these": (3, 6)}
KINDS = (*EDITS, *_COMBINED)
_LONG = (
    ("paragraph inserted",),
    ("typos",),
    ("NFC to NFD",),
    ("paragraph moved", "paragraph deleted", "sentence repeated", "words replaced"),
)
"""What is done to the very long article."""
LONG = "a very long article"
_SECONDS = Target("p99", 20_000)

COLUMNS = (
    "right, silent", "right, shown", "shown, an edge off", "shown, wrong", "shown, gone",
    "lost, gone", "lost, still there", "WRONG, SILENT",
)  # fmt: skip


@dataclass
class Trial:
    """One article before and after edits."""

    kind: str
    article: Anchored
    data: bytes
    truth: Truth

    def reanchored(self) -> Reanchored:
        """Return what the program says of its spans, as it would of a file's."""
        path, old = "article.txt", self.article.text
        spans = tuple(
            Span(f"s{number}", "layer", f"l{number}", pieces[0][0], pieces[-1][1], _parts(pieces))
            for number, pieces in enumerate(self.article.spans)
        )
        digest = sha256(old.encode()).hexdigest()
        before = AnnotationSet(path, "aisha", digest, len(old), spans=spans)
        now = Document(path, decode_article(self.data), sha256(self.data).hexdigest())
        return reset(before, self.article.anchors(), now).found


@dataclass
class Counts:
    """What became of spans, and the milliseconds that it took for each article."""

    spans: Counter[str] = field(default_factory=Counter[str])
    taken: list[Taken] = field(default_factory=list[Taken])

    def share(self, column: str) -> str:
        """Return a column in percent, the last one as a number."""
        if column == COLUMNS[-1]:
            return str(self.spans[column])
        return f"{100 * self.spans[column] / max(1, self.spans.total()):.2f}%"


Tally = defaultdict[str, Counts]


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield the time for each kind of article beside difflib's, and for a very long one; print what became of
    the spans. Leaves with a message where one was put at a wrong place in silence."""
    tiny = bench.effort == TINY
    tables = Tables()
    for seed in range(1 if tiny else _SEEDS):
        for trial in islice(trials_of(seed), 12) if tiny else trials_of(seed):
            tables.add(trial, beside=seed < _BESIDE_SEEDS)
    tables.print()
    for kind, counts in tables.by_article.items():
        beside = tables.beside["difflib"][kind].taken
        ours = counts.taken[: len(beside)]
        yield Figure("reanchoring", f"an edited article: {kind}", ours, beside, "difflib")
    for names in _LONG:
        trial = _long_trial(bench.corpus, names)
        ours = [tables.add(trial, beside=False)]
        case = f"{len(trial.data) / 1e6:.1f} MB, {len(trial.article.spans):,} spans: {', '.join(names)}"
        yield Figure("reanchoring", case, ours, target=_SECONDS)
    tables.check()


def _long_trial(corpus: Path, names: Sequence[str]) -> Trial:
    article = annotated_article(corpus, MANY)
    return _edited(LONG, article, names, Hand("long", Sources().paragraphs))


def trials_of(seed: int) -> Iterator[Trial]:
    """Yield articles of every kind, each edited in every way."""
    sources = Sources()
    for kind in KINDS:
        hand = Hand(f"{seed} {kind}", sources.paragraphs)
        least, most = _COMBINED.get(kind, (1, 1))
        for article in sources.each(hand):
            names = [kind] if kind in EDITS else hand.choices(list(EDITS), k=hand.randint(least, most))
            trial = _edited(kind, article, names, hand)
            if trial.data != article.text.encode():
                yield trial


def _edited(kind: str, article: Anchored, names: Sequence[str], hand: Hand) -> Trial:
    edited = Edited.of(article.text)
    edit(edited, names, hand)
    data = edited.text.replace("\n", "\r\n" if "LF to CRLF" in names else "\n").encode()
    return Trial(kind, article, data, Truth(edited))


class Tables:
    """What became of all spans."""

    def __init__(self) -> None:
        self.by_edit, self.by_article = Tally(Counts), Tally(Counts)
        self.beside: dict[str, Tally] = {"nearest": Tally(Counts), "difflib": Tally(Counts)}

    def add(self, trial: Trial, *, beside: bool) -> Taken:
        """Let the program find the spans of a trial, and the others beside it; return how long it took."""
        result: list[Reanchored] = []
        taken = milliseconds(lambda: result.append(trial.reanchored()))
        outcomes = Counter(_outcomes(trial, result[0]))
        for counts in (self.by_edit[trial.kind], self.by_article[trial.article.kind]):
            counts.spans += outcomes
            counts.taken.append(taken)
        for name, tally in self.beside.items() if beside else ():
            self._add_beside(trial, _OTHERS[name], tally)
        return taken

    def _add_beside(self, trial: Trial, find: Callable[[Anchored, str], Found], tally: Tally) -> None:
        found: Found = []
        taken = milliseconds(lambda: found.extend(find(trial.article, trial.truth.text)))
        places = zip(trial.article.spans, found, strict=True)
        outcomes = Counter(_silent_outcome(trial.truth, pieces, place) for pieces, place in places)
        for kind in (trial.kind, trial.article.kind):
            tally[kind].spans += outcomes
            tally[kind].taken.append(taken)

    def print(self) -> None:
        """Print what became of the spans, by kind of edit and by kind of article."""
        for name, tally in (("edit", self.by_edit), ("article", self.by_article)):
            total = Counts(sum((counts.spans for counts in tally.values()), Counter[str]()))
            print(_line((name, "spans", *COLUMNS)))
            for kind, counts in (*tally.items(), ("all", total)):
                print(_line((kind, str(counts.spans.total()), *map(counts.share, COLUMNS))))
        for name, tally in self.beside.items():
            print(_line((f"beside it: {name}", "spans", *_SILENT)) if tally else "")
            for kind, counts in tally.items():
                print(_line((kind, str(counts.spans.total()), *map(counts.share, _SILENT))))
        sys.stdout.flush()

    def check(self) -> None:
        """Leave with a message where a span was put at a wrong place in silence."""
        wrong = sum(counts.spans[COLUMNS[-1]] for counts in self.by_edit.values())
        if wrong:
            sys.exit(f"FAILED: {wrong} spans were put at wrong places in silence")


_OTHERS = {"nearest": nearest_exact, "difflib": by_difflib}
_SILENT = (COLUMNS[0], "lost, gone", "lost, still there", COLUMNS[-1])


def _outcomes(trial: Trial, found: Reanchored) -> Iterator[str]:
    unchanged = set(found.unchanged)
    for number, pieces in enumerate(trial.article.spans):
        name = f"s{number}"
        if name in unchanged:
            yield _silent_outcome(trial.truth, pieces, pieces)
        elif name in found.moved:
            yield _shown_outcome(trial.truth, pieces, found.moved[name].pieces)
        else:
            yield _silent_outcome(trial.truth, pieces, None)


def _silent_outcome(truth: Truth, pieces: Pieces, place: Pieces | None) -> str:
    right = truth.of(pieces)
    if place is None:
        return "lost, gone" if right is None else "lost, still there"
    return COLUMNS[0] if place == right else COLUMNS[-1]


def _shown_outcome(truth: Truth, pieces: Pieces, place: Pieces) -> str:
    right = truth.of(pieces)
    if right is None:
        return "shown, gone"
    if _trimmed(truth.text, place) == _trimmed(truth.text, right):
        return "right, shown"
    same = all(a < d and c < b for (a, b), (c, d) in zip(place, right, strict=True))
    return "shown, an edge off" if same else "shown, wrong"


def _trimmed(text: str, pieces: Pieces) -> Pieces:
    """Return pieces without the space at their ends."""
    return tuple(
        (end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())) for start, end in pieces
    )


def _parts(pieces: Pieces) -> Pieces:
    return pieces if len(pieces) > 1 else ()


def _line(cells: Iterable[str]) -> str:
    first, *others = cells
    return "  ".join((first.ljust(24), *(cell.rjust(max(7, len(cell))) for cell in others)))


def main(arguments: Sequence[str]) -> None:
    """Try the seeds from one number to another."""
    first, last = map(int, arguments)
    tables = Tables()
    for seed in range(first, last):
        for trial in trials_of(seed):
            tables.add(trial, beside=False)
    tables.print()
    tables.check()


if __name__ == "__main__":
    main(sys.argv[1:])
