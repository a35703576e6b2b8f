"""Shows the article of a conflict: a row for each annotator, one for the result, the conflict in focus."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.agreement.adjudication import Case
from annotator.gui.article.lanes import Lane, LaneFocus, Lanes, focus_on
from annotator.gui.article.lanes import Standing as LaneStanding
from annotator.gui.article.view import ArticleView
from annotator.gui.review.case_words import sign_of
from annotator.gui.review.desk import ReviewDesk, lane_standing
from annotator.gui.translation import tr
from annotator.gui.wording import span_tip
from annotator.model.adjudication import Decision, origin_of, source_name
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.session.adjudicating import CasesChanged

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

RESULT = "\n"
"""The key of the row with the result: no annotator's name."""
RESULT_SIGN = "="


class ArticleSide(QObject):
    """Keeps the view in step with the desk."""

    def __init__(self, view: ArticleView, desk: ReviewDesk) -> None:
        super().__init__(view)
        self._view = view
        self._desk = desk
        self.article = ""
        self.with_result = True
        self._rows: tuple[Lane, ...] = ()
        view.lane_tip_of = self._tip
        view.lane_span_chosen.connect(self._choose_by_bar)

    @property
    def _review(self) -> AdjudicationSession:
        return self._desk.review

    def show_case(self, case: Case | None) -> None:
        """Show a conflict's article and bring the conflict into focus; nothing where there is none."""
        if case is None:
            self.clear()
            return
        if case.article != self.article:
            self._show_article(case.article)
        self._view.show_focus(self.focus_of(case))

    def clear(self) -> None:
        """Show no article."""
        self.article = ""
        self._view.page = None
        self._view.viewport().update()

    def show_change(self, change: CasesChanged) -> None:
        """Show that cases stand otherwise: only the lines that they are about are placed again."""
        here = [name for name in change.cases if name.partition("\n")[0] == self.article]
        if not here or not self.article:
            return
        if change.loaded:
            self._show_article(self.article)
            self.show_case(self._desk.case)
            return
        extents = [self._review.case(name).extent for name in here]
        start, end = min(start for start, _ in extents), max(end for _, end in extents)
        self._show_rows((start, end))

    def refresh(self) -> None:
        """Show the rows again, after another choice of what is shown."""
        if self.article:
            self._show_rows(None)
            self._view.show_focus(self.focus_of(self._desk.case) if self._desk.case else None, reveal=False)

    def focus_of(self, case: Case) -> LaneFocus | None:
        """Return what is in focus for a conflict; None for one that is about the whole article."""
        spans: dict[str, Span | None] = {}
        for voice in case.voices:
            if isinstance(voice.item, Span):
                spans[voice.annotator] = voice.item
        if spans:
            focus = focus_on(spans)
            result = self._desk.product if self._desk.case is case else None
            if focus and result:
                return replace(focus, members=focus.members | {(RESULT, result.id)})
            return focus
        return self._focus_of_relation(case)

    def _focus_of_relation(self, case: Case) -> LaneFocus | None:
        sets = self._review.sets_of(case.article).sets
        joined = {
            (voice.annotator, end): sets[voice.annotator].span(end)
            for voice in case.voices
            if isinstance(voice.item, Relation)
            for end in (voice.item.source, voice.item.target)
        }
        shaded = dict.fromkeys(piece for span in joined.values() for piece in span.pieces)
        return LaneFocus(frozenset(joined), case.extent, shaded=tuple(shaded)) if joined else None

    # ------------------------------------------------------------------------------------------------

    def _show_article(self, article: str) -> None:
        self.article = article
        document = self._review.sets_of(article).document
        self._view.show_article(document, self._review.corpus.scheme)
        nothing = AnnotationSet(document.path, "", document.sha256, len(document.text))
        self._view.show_annotations(nothing)
        self._show_rows(None)

    def _show_rows(self, changed: tuple[int, int] | None) -> None:
        sets = self._review.sets_of(self.article).sets
        rows = [self._row(name, sets[name]) for name in self._review.annotators if name in sets]
        if self.with_result:
            result = self._review.result_of(self.article)
            rows.append(self._known(Lane(RESULT, RESULT_SIGN, tr("Result"), result.spans)))
        self._rows = tuple(rows)
        self._view.show_lanes(Lanes(self._rows, self._standing_of), changed)

    def _row(self, name: str, annotations: AnnotationSet) -> Lane:
        sign, title = sign_of(self._review, name), self._review.shown(name)
        return self._known(Lane(name, sign, title, annotations.spans))

    def _known(self, row: Lane) -> Lane:
        """Return the row that was shown before where it is the same: it knows its way about."""
        return next((old for old in self._rows if old.key == row.key and old.spans is row.spans), row)

    def _standing_of(self, key: str, span: Span) -> LaneStanding:
        if key == RESULT:
            origin = origin_of(span)
            agreed = origin is not None and origin.decision is Decision.BOTH
            return LaneStanding.AGREED if agreed else LaneStanding.OPEN
        cases = self._review.cases_of(self.article)
        return lane_standing(self._review, cases.by_source.get(source_name(key, span.id)))

    def _choose_by_bar(self, key: str, span: Span) -> None:
        """Look at the case that a bar belongs to."""
        cases = self._review.cases_of(self.article)
        sources = (source_name(key, span.id),)
        if key == RESULT:
            origin = origin_of(span)
            sources = origin.sources if origin else ()
        for source in sources:
            if case := cases.by_source.get(source):
                self._desk.choose(case)
                return

    def _tip(self, key: str, span: Span) -> str:
        title = next((row.title for row in self._rows if row.key == key), "")
        return f"{title}\n{span_tip(self._review.corpus.scheme, span)}"
