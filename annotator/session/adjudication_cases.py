"""The cases of an adjudication, read from the corpus, and how each stands while the result is edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.agreement.adjudication import ArticleCases, Case, CaseReader, Meanings
from annotator.agreement.adjudication_ledger import Ledger, Standing, State
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.annotations import AnnotationSet
from annotator.model.faults import Fault, FaultyFile
from annotator.session.adjudicated_article import AdjudicatedArticle, AdjudicatedCorpus
from annotator.session.adjudicated_sets import AdjudicatedSets, ReadArticle, serious
from annotator.session.case_list import CaseList, Counts, Filter
from annotator.session.news import AnnotationsChanged, News
from annotator.store.corpus import Corpus


@dataclass(frozen=True, slots=True)
class CasesChanged:
    """These cases stand otherwise than before. loaded: the cases themselves may be others."""

    cases: frozenset[str]
    loaded: bool = False


Listener = Callable[[CasesChanged], None]


class AdjudicationCases:
    """What there is to decide on, and how it stands. Not thread-safe.

    annotators: in the order in which they are shown. work: the articles of the adjudicated set. faults: files
    that cannot be used, whose articles are left out.
    """

    def __init__(
        self, corpus: Corpus, annotators: Sequence[str], adjudicator: str, *, done: bool = False
    ) -> None:
        """annotators: two or more. done: only what an annotator says is done. Raises AnnotatorError for names
        that cannot be."""
        self.corpus = corpus
        self.annotators = tuple(dict.fromkeys(annotators))
        self.adjudicator = adjudicator
        self.faults: list[tuple[str, Fault]] = []
        self.work = AdjudicatedCorpus(corpus, adjudicator, self.annotators)
        self._sets = AdjudicatedSets(corpus, self.annotators, adjudicator, done=done)
        self._meanings = Meanings(corpus.scheme)
        self._reader = CaseReader(corpus.scheme, self._meanings)
        self._read: dict[str, ReadArticle] = {}
        self._ledgers: dict[str, Ledger] = {}
        self._list = CaseList()
        self._opened: dict[str, Callable[[], None]] = {}
        self._listeners: list[Listener] = []

    # reading ------------------------------------------------------------------------------------

    def load(self, articles: Iterable[str] | None = None) -> Iterator[str]:
        """Read article by article (None: all) and yield the name of each whose cases are there.

        Articles that fewer than two annotators have are left out, and those with a file that has faults.
        Raises OwnWork where the adjudicator's name has other work in one.
        """
        for article in self.corpus.article_paths() if articles is None else articles:
            if self.reload(article):
                yield article

    def reload(self, article: str) -> bool:
        """Read an article's sets again: what was decided stands unless what it was made from has changed.

        Returns whether two annotators have it. Raises OwnWork.
        """
        try:
            must_open = article in self._opened or self._sets.has_edits(article)
            present = self.article(article).present if must_open else None
            read = self._sets.read(article, present)
        except FaultyFile as error:
            self.faults += serious(error)
            return self._drop(article)
        if len(read.article.sets) < 2:
            return self._drop(article)
        cases = self._reader.read(read.article, self.annotators)
        self._read[article] = read
        self._ledgers[article] = Ledger(cases, read.present, self._meanings)
        self._relist(article)
        return True

    def look(self) -> list[str]:
        """Return the articles of which an annotator's file is another by now, to be read again."""
        return [name for name, read in self._read.items() if self._sets.digests(name) != read.digests]

    def article(self, article: str) -> AdjudicatedArticle:
        """Return the session of an article of the adjudicated set, opened for writing: for edits by hand,
        saving, undo and listening. Raises FaultyFile where the article cannot be read."""
        session = self.work.article(article)
        if article not in self._opened:
            self._opened[article] = session.subscribe(lambda news: self._hear(article, news))
            self._follow(article, session.present)
        return session

    def close(self) -> None:
        """Let others write everything. What is not saved by now is in the journals."""
        for unsubscribe in self._opened.values():
            unsubscribe()
        self._opened.clear()
        self.work.close()

    # looking ------------------------------------------------------------------------------------

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose cases are there, in order."""
        return self._list.articles

    def cases_of(self, article: str) -> ArticleCases:
        """Return all cases of an article, agreed ones too."""
        return self._ledgers[article].cases

    def sets_of(self, article: str) -> AnnotatedArticle:
        """Return the article and what each annotator said, as the cases were made from it."""
        return self._read[article].article

    def case(self, case_id: str) -> Case:
        """Return a case by its id. Raises KeyError."""
        return self._ledgers[case_id.partition("\n")[0]].case(case_id)

    def standing(self, case_id: str) -> Standing:
        """Return how a case stands. Raises KeyError."""
        return self._list.standing(case_id)

    def conflicts(self, wanted: Filter | None = None) -> list[Case]:
        """Return the conflicts that a filter lets through, in order: article by article, spans by place, then
        relations, then attributes of the article."""
        return self._list.fitting(wanted or Filter())

    def agreed(self, article: str) -> list[Case]:
        """Return what all say alike in an article."""
        cases = self._ledgers[article].cases.cases
        return [case for case in cases if self._list.standing(case.id).state is State.AGREED]

    def counts(self, wanted: Filter | None = None) -> Counts:
        """Return how far the adjudication is, of what a filter lets through."""
        return self._list.counts(wanted or Filter())

    def next_open(self, after: str | None, wanted: Filter | None = None, step: int = 1) -> Case | None:
        """Return the next open conflict (step -1: the one before) from the case of that id, round the end.

        What was put off is passed by, unless the filter asks for just that. None where there is none.
        """
        return self._list.next_open(after, wanted or Filter(), step)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell listener which cases change from now on; call what is returned to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # ------------------------------------------------------------------------------------------------

    def _drop(self, article: str) -> bool:
        if article in self._ledgers:
            del self._ledgers[article], self._read[article]
            self._list.drop(article)
            self._tell(CasesChanged(frozenset(), loaded=True))
        return False

    def _relist(self, article: str) -> None:
        ledger = self._ledgers[article]
        cases = [*ledger.cases.cases, *ledger.withdrawn.values()]
        self._list.put(article, cases, {case.id: ledger.standing(case) for case in cases})
        self._tell(CasesChanged(frozenset(case.id for case in cases), loaded=True))

    def _hear(self, article: str, news: News) -> None:
        if isinstance(news, AnnotationsChanged):
            self._follow(article, news.after)

    def _follow(self, article: str, present: AnnotationSet) -> None:
        ledger = self._ledgers.get(article)
        touched = ledger.follow(present) if ledger else frozenset[str]()
        if ledger is None or not touched:
            return
        if not all(name in self._list for name in touched):
            self._relist(article)
            return
        for name in touched:
            case = ledger.case(name)
            self._list.update(case, ledger.standing(case))
        self._tell(CasesChanged(touched))

    def _tell(self, news: CasesChanged) -> None:
        for listener in tuple(self._listeners):
            listener(news)
