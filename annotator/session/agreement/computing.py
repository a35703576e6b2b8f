"""Answers requests about the agreement of one corpus, one by one; a newer question ends an older one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

from annotator.agreement.advice import Advice
from annotator.agreement.adviser import advise
from annotator.agreement.bootstrap import Sampling
from annotator.agreement.phrases import Phrase
from annotator.agreement.report import Options, make_report
from annotator.agreement.report_files import WRITERS
from annotator.model.faults import AnnotatorError
from annotator.session.agreement import tables
from annotator.session.agreement.answers import (
    AdviceLine,
    Advised,
    Answer,
    Failed,
    Finished,
    News,
    Outdated,
    Overview,
    Progress,
    Uncertainty,
    Written,
)
from annotator.session.agreement.behind import BehindFigures
from annotator.session.agreement.comparing import Comparer, Comparison
from annotator.session.agreement.questions import Ask, Export, LookBehind, Request, Stop
from annotator.session.agreement.reading import stamp_of, who_annotated
from annotator.store.corpus import Corpus
from annotator.store.disk import reason, write_atomically
from annotator.store.finding import CORPUS_FILE

SAMPLING = Sampling()
"""For the interval of the chosen figure."""

_TOLD_EVERY = 0.05
"""Seconds between two words on how far the work is."""
_LOOK_EVERY = 2.0
"""Seconds between two looks at the files of a corpus, where looking takes no long time itself."""
_LOOK_SHARE = 20
"""Looking takes one part in so many of the time."""


class _Ended(Exception):
    """The work is not wanted any more."""


class Computing:
    """The work on one corpus. tell: takes each answer as soon as it is known."""

    def __init__(self, folder: Path, inbox: Queue[Request], tell: Callable[[Answer], None]) -> None:
        self._folder = folder
        self._inbox = inbox
        self._tell = tell
        self._waiting: deque[Request] = deque()
        self._comparer: Comparer | None = None
        self._made_from: object = None
        self._behind: BehindFigures | None = None
        self._number = 0
        self._writing = False
        self._told = 0.0
        self._look_after = _LOOK_EVERY
        self._seen: object = None
        self._is_read = False
        self._outdated = False

    def run(self) -> None:
        """Answer requests for ever."""
        while True:
            self.step(self._next())

    def step(self, request: Request | None) -> None:
        """Answer one request; None: look whether the corpus has changed."""
        if request is None:
            self._look()
            return
        self._number, self._writing = request.number, isinstance(request, Export)
        try:
            self._answer(request)
        except _Ended:
            self._say(Finished(stopped=True))
        except AnnotatorError as error:
            why = error.args[0] if error.args and isinstance(error.args[0], Phrase) else str(error)
            self._say(Failed(why))

    def _next(self) -> Request | None:
        if self._waiting:
            return self._waiting.popleft()
        try:
            return self._inbox.get(timeout=self._look_after)
        except Empty:
            return None

    def _answer(self, request: Request) -> None:
        if isinstance(request, Ask):
            self._compute(request)
        elif isinstance(request, LookBehind):
            if self._behind:
                self._say(self._behind.examples(request))
        elif isinstance(request, Export):
            self._export(request)
        else:
            self._say(Finished(stopped=True))

    def _say(self, news: News, number: int | None = None) -> None:
        self._tell(Answer(self._number if number is None else number, news))

    def _watch(self, what: str, done: int, of: int) -> None:
        """Tell how far the work is; answer what can be answered meanwhile; end it where it is not wanted."""
        now = monotonic()
        if now - self._told >= _TOLD_EVERY:
            self._told = now
            self._say(Progress(what, done, of))
        while not self._inbox.empty():
            request = self._inbox.get()
            if isinstance(request, LookBehind) and self._behind:
                self._say(self._behind.examples(request), request.number)
                continue
            self._waiting.append(request)
            # A report that someone waits for is written to its end, whatever else is asked meanwhile.
            if isinstance(request, Stop) or (isinstance(request, Ask) and not self._writing):
                raise _Ended

    # what is asked ------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._outdated or self._seen is None:
            return
        start = monotonic()
        comparer = self._comparer if self._is_read else None
        if self._state() != self._seen or (comparer and comparer.is_outdated()):
            self._outdated = True
            self._say(Outdated(), 0)
        self._look_after = max(_LOOK_EVERY, _LOOK_SHARE * (monotonic() - start))

    def _state(self) -> object:
        """Return what a corpus is besides its articles and annotations, or why it cannot be opened."""
        try:
            corpus = Corpus.open(self._folder)
        except AnnotatorError as error:
            return str(error)
        return corpus.scheme, tuple(who_annotated(corpus)), stamp_of(corpus.folder / CORPUS_FILE)

    def _open(self) -> Comparer:
        """Return what compares in the corpus as it is now; the same one as long as the corpus file is."""
        corpus = Corpus.open(self._folder)
        made_from = (stamp_of(corpus.folder / CORPUS_FILE), corpus.scheme, corpus.sources, corpus.annotations)
        if self._comparer is None or made_from != self._made_from:
            self._comparer, self._made_from = Comparer(corpus), made_from
        return self._comparer

    def _compute(self, request: Ask) -> None:
        self._seen, self._is_read, self._outdated = self._state(), False, False
        comparer = self._open()
        comparison = comparer.compare(request.question, self._watch)
        self._is_read = True
        self._say(comparer.choices())
        behind = self._behind = BehindFigures(comparison)
        self._say(overview(comparison))
        for table in tables.first_tables(comparison):
            self._say(table)
            self._watch(Phrase("computing figures"), 0, 0)
        for table in tables.further_tables(comparison, behind.groups):
            self._say(table)
            self._watch(Phrase("computing figures"), 0, 0)
        self._watch(Phrase("looking for habits"), 0, 0)
        behind.advice = advise([comparison.layer])
        self._say(Advised(tuple(_line(number, one) for number, one in enumerate(behind.advice))))
        self._finish(comparison)

    def _finish(self, comparison: Comparison) -> None:
        """Compute what takes longest: gamma, and the interval."""
        if comparison.question.measure == "gamma":
            what = Phrase("gamma of {layer}", layer=comparison.layer.name)
            comparison.measuring.prepare(SAMPLING.seed, lambda done, of: self._watch(what, done, of))
            self._say(overview(comparison))
            self._say(tables.annotators_table(comparison))
        what = Phrase("drawing samples of {layer}", layer=comparison.layer.name)
        interval = comparison.measuring.interval(SAMPLING, lambda done, of: self._watch(what, done, of))
        told = Phrase(
            "{level} of {samples} samples of the articles (bootstrap, seed {seed})",
            level=f"{SAMPLING.level:.0%}",
            samples=SAMPLING.samples,
            seed=str(SAMPLING.seed),
        )
        self._say(Uncertainty(interval.low, interval.high, interval.undefined, told))
        self._say(Finished())

    def _export(self, request: Export) -> None:
        writer = WRITERS.get(request.path.suffix.lower())
        if writer is None:
            raise AnnotatorError(Phrase("The name must end in {suffixes}.", suffixes=", ".join(WRITERS)))
        comparer = self._open()
        question = request.question
        comparison = comparer.compare(question, self._watch)
        options = Options(
            labels=(question.label,) if question.label else (),
            done=question.done,
            gamma=question.measure == "gamma",
            excluded=tuple(comparison.unreadable),
        )
        articles, scheme = comparison.asked, comparer.scheme
        report = make_report(articles, comparison.annotators, scheme, options, self._watch)
        try:
            write_atomically(request.path, writer(report).encode())
        except OSError as error:
            told = Phrase("{path} could not be written: {why}", path=str(request.path), why=reason(error))
            raise AnnotatorError(told) from error
        self._say(Written(request.path))


def overview(comparison: Comparison) -> Overview:
    """Return the chosen figure of all that is compared."""
    everyone = comparison.everyone
    units = tables.units_of(comparison, everyone)
    left_out = {one.article for one in comparison.excluded if not one.annotator}
    return Overview(
        replace(comparison.question, layer=comparison.layer.name),
        tables.title_of(comparison.question.measure, comparison.question.of),
        tables.figure_value(comparison.measuring.figure(everyone)),
        tuple(units.items()),
        len(comparison.articles),
        len(left_out),
    )


def _line(number: int, advice: Advice) -> AdviceLine:
    quotes = tuple((quote.text, times) for quote, times in advice.quotes)
    return AdviceLine(str(number), advice.told, quotes, advice.cost, advice.count)
