"""An adjudication at work: one adjudicator decides on the sets of two or more annotators.

The result is an ordinary set of the adjudicator's name, edited through ordinary article sessions: so it is
saved, undone and kept as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from annotator.agreement.adjudication import Case
from annotator.agreement.adjudication_edits import Decider
from annotator.agreement.adjudication_ledger import Ledger
from annotator.agreement.auto_merge import AutoMerge, Rule, TakenOver
from annotator.agreement.fates import outcomes
from annotator.agreement.result_scores import result_scores
from annotator.agreement.scores import Scheme, Score
from annotator.model.adjudication import REJECTED, entries_of, set_aside_from
from annotator.model.annotations import AnnotationSet
from annotator.model.step_text import StepText
from annotator.session.adjudication_cases import CasesChanged
from annotator.session.article import ArticleSession
from annotator.session.blinding import blind_names, in_blind_order
from annotator.session.case_list import Filter
from annotator.session.deciding import NOTHING_HERE, DecidingSession
from annotator.session.fate_report import ArticleFates, FateReport
from annotator.session.news import AnnotationsChanged, News
from annotator.store.corpus import Corpus

__all__ = ["NOTHING_HERE", "AdjudicationSession", "CasesChanged", "Rule", "TakenOver"]

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class _MergeStep:
    """What a merge did in one article."""

    before: AnnotationSet
    after: AnnotationSet
    text: str

    def is_next(self, session: ArticleSession, back: bool) -> bool:
        """Whether undo (back) takes it back, or redo does it again, here and now."""
        text = session.undo_text if back else session.redo_text
        return text == self.text and session.present is (self.after if back else self.before)


class AdjudicationSession(DecidingSession):
    """An adjudication, with what concerns several articles at once."""

    def __init__(
        self,
        corpus: Corpus,
        annotators: Sequence[str],
        adjudicator: str,
        *,
        done: bool = False,
        blind: bool = False,
    ) -> None:
        """annotators: two or more. done: only what an annotator says is done. blind: shown as A, B, … in an
        order of their own. Raises AnnotatorError for names that cannot be."""
        if blind:
            annotators = in_blind_order(annotators, corpus.name)
        super().__init__(corpus, annotators, adjudicator, done=done)
        self.blind = blind
        self._merges: list[dict[str, _MergeStep]] = []
        self._trail: tuple[list[str], list[str]] = ([], [])
        """The articles of the steps of this run: of those that can be taken back, and of those taken back."""

    def shown(self, annotator: str) -> str:
        """Return how an annotator is called for people: by name, in a blind adjudication by a letter."""
        return blind_names(self.annotators).get(annotator, annotator) if self.blind else annotator

    @property
    def reasons(self) -> list[str]:
        """The reasons for a rejection to choose from: the corpus's, then others that were given so far."""
        given = [
            aside.reason
            for ledger in self._ledgers.values()
            for aside in map(set_aside_from, entries_of(ledger.annotations, REJECTED))
            if aside.reason and not aside.taken
        ]
        return list(dict.fromkeys([*self.corpus.reasons, *sorted(set(given))]))

    def result_of(self, article: str) -> AnnotationSet:
        """Return the adjudicated set of an article as it is now; opens nothing for writing."""
        return self._ledgers[article].annotations

    def conflicts_of(self, article: str, wanted: Filter | None = None) -> list[Case]:
        """Return the conflicts of one article that a filter lets through, in order."""
        return self._list.of_article(article, wanted or Filter())

    def begin(self) -> None:
        """Let every article that was read be one of the adjudicated set, if with nothing in it yet."""
        for article in self.articles:
            session = self.article(article)
            session.decide(session.begun(), StepText("Begin the adjudication"), None)

    def merge(self, rule: Rule, articles: Iterable[str] | None = None) -> list[TakenOver]:
        """Take over what a rule allows in the articles (None: all), and return what that was.

        One step of each article's history; undo takes all of them back at once. Raises ReadOnly.
        """
        taken: list[TakenOver] = []
        steps: dict[str, _MergeStep] = {}
        for article in self.articles if articles is None else articles:
            session = self.article(article)
            session.check_editable()
            ids = session.new_span_id, session.new_relation_id
            before = session.present
            after, some = self._merged(article, rule, ids, session.names)
            if some:
                text = StepText("Take over what is agreed on, {count} times", count=f"{len(some):,}")
                session.decide(after, text, None)
                steps[article] = _MergeStep(before, session.present, text)
                taken += some
        self._merges += [steps] if steps else []
        return taken

    def plan(self, rule: Rule, articles: Iterable[str] | None = None) -> list[TakenOver]:
        """Return what merge would take over, and change nothing."""
        planned = map("planned {}".format, count(1)).__next__
        wanted = self.articles if articles is None else articles
        return [
            one
            for article in wanted
            for one in self._merged(article, rule, (planned, planned), self.annotators)[1]
        ]

    def undo(self, article: str | None = None) -> str | None:
        """Take back the last step of an article, or of this run in whatever article; return in which.

        One that took over agreed items, in all its articles, as long as it is the last step there too.
        """
        return self._go(article, back=True)

    def redo(self, article: str | None = None) -> str | None:
        """Do again what undo took back."""
        return self._go(article, back=False)

    def report_for(self, annotator: str) -> FateReport:
        """Return what became of an annotator's spans, and what they missed, in the articles they have."""
        articles: list[ArticleFates] = []
        for article, ledger in self._ledgers.items():
            read = self.sets_of(article)
            if annotator in read.sets:
                told = tuple(outcomes(ledger, annotator, self._meanings))
                articles.append(ArticleFates(read.document, read.sets[annotator], ledger.annotations, told))
        scores, finished = self.scores_of(annotator)
        scheme = self.corpus.scheme
        return FateReport(annotator, self.adjudicator, scheme, tuple(articles), scores, finished, self.shown)

    def scores_of(self, annotator: str) -> tuple[Mapping[Scheme, Score], int]:
        """Return how far an annotator agrees with the result, and in how many articles: those in which all is
        decided and all that is agreed on was taken over.

        Precision is the share of the annotator's spans that stand in the result.
        """
        finished = [
            (ledger.annotations, self.sets_of(article).sets[annotator])
            for article, ledger in self._ledgers.items()
            if annotator in self.sets_of(article).sets and self._is_finished(article)
        ]
        return result_scores(finished, self._meanings), len(finished)

    # ------------------------------------------------------------------------------------------------

    def _is_finished(self, article: str) -> bool:
        for case in self.cases_of(article).cases:
            standing = self.standing(case.id)
            if standing.open or (case.about_spans and not standing.records):
                return False
        return True

    def _merged(
        self, article: str, rule: Rule, ids: tuple[NewId, NewId], names: tuple[str, ...]
    ) -> tuple[AnnotationSet, list[TakenOver]]:
        ledger = self._ledgers[article]
        own = Ledger(ledger.cases, ledger.annotations, self._meanings)
        decider = Decider(own, self.corpus.scheme, names, *ids)
        return AutoMerge(rule, self._meanings).merge(decider, ledger.annotations)

    def _hear(self, article: str, news: News) -> None:
        if isinstance(news, AnnotationsChanged):
            done, undone = self._trail
            made = self.article(article).made
            if made == "do":
                done.append(article)
                undone.clear()
            elif made in ("undo", "redo"):
                here, there = (done, undone) if made == "undo" else (undone, done)
                if article in here:
                    del here[len(here) - 1 - here[::-1].index(article)]
                there.append(article)
        super()._hear(article, news)

    def _go(self, article: str | None, *, back: bool) -> str | None:
        steps = self._trail[not back]
        article = article or (steps[-1] if steps else None)
        if article is None:
            return None
        session = self.article(article)
        merges = (merge for merge in reversed(self._merges) if article in merge)
        together = next(merges, dict[str, _MergeStep]())
        at_it = all(step.is_next(self.article(name), back) for name, step in together.items())
        for one in [self.article(name) for name in together] if together and at_it else [session]:
            (one.undo if back else one.redo)()
        return article
