"""An adjudication at work: one adjudicator decides on the sets of two or more annotators.

The result is an ordinary set of the adjudicator's name, edited through ordinary article sessions: so it is
saved, undone and kept as any other.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.adjudication import Case, CaseKind, common_label
from annotator.agreement.adjudication_edits import Decider, Mark
from annotator.agreement.adjudication_relations import Link, Relater
from annotator.model.adjudication import LEFT_OPEN, REJECTED, Decision, Origin, SetAside
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.model.pieces import intersected, merged, united
from annotator.model.step_text import StepText
from annotator.session.adjudicated_article import AdjudicatedArticle
from annotator.session.adjudication_cases import AdjudicationCases, CasesChanged
from annotator.session.step_text import quoted
from annotator.text.segments import snap

__all__ = ["NOTHING_HERE", "AdjudicationSession", "CasesChanged"]

NOTHING_HERE = "nothing is to be marked here"
"""The reason that is written where an annotator's "nothing" is taken."""

_LONGEST = 1_000


class AdjudicationSession(AdjudicationCases):
    """The decisions, each one step of the article's history.

    They raise InvalidAnnotation with the reason where they cannot be made, ReadOnly where the adjudicated
    file cannot be edited, and change nothing then. Those that make something return its id.
    """

    def take(self, case_id: str, annotator: str) -> str | None:
        """Take over what an annotator says, or that they say nothing: then what others say is rejected."""
        case = self.case(case_id)
        item = case.item_of(annotator)
        origin = Origin(Decision.ONE_OF, taken=annotator)
        if case.kind is CaseKind.SAME:
            origin = Origin(Decision.BOTH)
        if case.name:
            return self._say(case, item if isinstance(item, str | bool) else None, origin)
        if isinstance(item, Span):
            return self._mark(case, Mark.of(item), origin)
        if isinstance(item, Relation):
            return self._relate(case, Link(case, item, origin))
        self._set_aside(case, REJECTED, SetAside(case.sources, NOTHING_HERE, annotator))
        return None

    def unite(self, case_id: str, label: str | None = None) -> str | None:
        """Take all that any of them covers. label: needed where labels_to_ask has any; attributes are those of
        the first annotator who gives it."""
        case = self.case(case_id)
        return self._shape(case, united([span.pieces for _, span in case.spans]), label, "union")

    def intersect(self, case_id: str, label: str | None = None) -> str | None:
        """Take what all of them cover; label as in unite."""
        case = self.case(case_id)
        pieces = intersected([span.pieces for _, span in case.spans]) if case.spans else ()
        return self._shape(case, pieces, label, "intersection")

    def labels_to_ask(self, case_id: str) -> tuple[str, ...]:
        """Return the labels between which a person must choose for a union or an intersection; none where all
        give one, or more give one than any other."""
        case = self.case(case_id)
        return () if common_label(case) else tuple(dict.fromkeys(span.label for _, span in case.spans))

    def mark(self, case_id: str, start: int, end: int, label: str) -> str | None:
        """Settle a case of spans by a range (code points) and a label of the adjudicator's own."""
        case = self.case(case_id)
        said = next((span.attributes for _, span in case.spans if span.label == label), None)
        pieces = (snap(self._text(case), start, end),)
        mark = Mark(case.layer, label, pieces, tuple(said.items()) if said else ())
        return self._mark(case, mark, Origin(Decision.EDITED))

    def settle_with(self, case_id: str, span_id: str) -> str | None:
        """Say that a span of the adjudicated set, which was marked or edited by hand, settles a case."""
        case = self.case(case_id)
        span = self.article(case.article).present.span(span_id)
        return self._mark(case, Mark.of(span), Origin(Decision.EDITED))

    def say(self, case_id: str, value: Value | None) -> None:
        """Settle a case about an attribute of the article by a value of the adjudicator's own."""
        self._say(self.case(case_id), value, Origin(Decision.EDITED))

    def reject(self, case_id: str, reason: str) -> None:
        """Say that nobody is right, and why."""
        if not reason.strip():
            raise InvalidAnnotation("a rejection needs a reason")
        case = self.case(case_id)
        self._set_aside(case, REJECTED, SetAside(case.sources, reason.strip()))

    def leave_open(self, case_id: str, remark: str = "") -> None:
        """Put a case off: it stays open, and next_open passes it by."""
        case = self.case(case_id)
        self._set_aside(case, LEFT_OPEN, SetAside(case.sources, remark.strip()))

    def keep(self, case_id: str) -> None:
        """Let what was decided stand as the adjudicator's own, though its sources are gone."""
        case = self.case(case_id)
        session, decider = self._desk(case)
        self._decide(case, "Keep {quote}", decider.keep(session.present, case))

    def take_back(self, case_id: str) -> None:
        """Take back what was decided: the case is open then."""
        case = self.case(case_id)
        session, decider = self._desk(case)
        after = decider.take_back(session.present, case)
        self._decide(case, "Take back the decision on {quote}", after)

    # ------------------------------------------------------------------------------------------------

    def _desk(self, case: Case) -> tuple[AdjudicatedArticle, Decider]:
        session = self.article(case.article)
        ids = session.new_span_id, session.new_relation_id
        return session, Decider(self._ledgers[case.article], self.corpus.scheme, session.names, *ids)

    def _mark(self, case: Case, mark: Mark, origin: Origin) -> str:
        session, decider = self._desk(case)
        after, name = decider.make(session.present, case, mark, origin)
        after = Relater(decider).along_with(after, case, name)
        self._decide(case, "Decide on {quote}", after, name)
        return name

    def _relate(self, case: Case, link: Link) -> str | None:
        session, decider = self._desk(case)
        self._decide(case, "Decide on {quote}", Relater(decider).relate(session.present, link))
        return self._ledgers[case.article].product(case)

    def _shape(self, case: Case, pieces: Sequence[Piece], label: str | None, how: str) -> str:
        if len(case.spans) < 2:
            raise InvalidAnnotation(f"a {how} needs the spans of two annotators or more")
        if not pieces:
            raise InvalidAnnotation("there is nothing that all of them cover")
        chosen = label or common_label(case)
        if chosen is None:
            labels = ", ".join(self.labels_to_ask(case.id))
            raise InvalidAnnotation(f"they give different labels: choose one of {labels}")
        said = next((span.attributes for _, span in case.spans if span.label == chosen), None)
        whole = merged(snap(self._text(case), start, end) for start, end in pieces)
        mark = Mark(case.layer, chosen, whole, tuple(said.items()) if said else ())
        return self._mark(case, mark, Origin(Decision.EDITED, how=how))

    def _say(self, case: Case, value: Value | None, origin: Origin) -> None:
        session, decider = self._desk(case)
        self._decide(case, "Decide on {quote}", decider.say(session.present, case, value, origin))

    def _set_aside(self, case: Case, key: str, aside: SetAside) -> None:
        session, decider = self._desk(case)
        after = decider.set_aside(session.present, case, key, aside)
        self._decide(case, "Reject {quote}" if key == REJECTED else "Leave {quote} open", after)

    def _decide(self, case: Case, pattern: str, after: AnnotationSet, focus: str | None = None) -> None:
        start, end = case.extent
        quote = case.name or self._text(case)[start : min(end, start + _LONGEST)]
        self.article(case.article).decide(after, StepText(pattern, quote=quoted(quote)), focus)

    def _text(self, case: Case) -> str:
        return self._ledgers[case.article].cases.text
