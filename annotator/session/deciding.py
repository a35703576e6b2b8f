"""The decisions of an adjudicator, each one step of the article's history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from annotator.agreement.adjudication import Case, CaseKind
from annotator.agreement.adjudication_edits import Decider, Mark
from annotator.agreement.adjudication_relations import Link, Relater
from annotator.agreement.agreed import agreed_mark, agreed_relation, attributes_for, common_label
from annotator.model.adjudication import LEFT_OPEN, REJECTED, Decision, Origin, SetAside
from annotator.model.annotations import Piece, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.model.pieces import intersected, merged, united
from annotator.model.step_text import StepText
from annotator.session.adjudicated_article import AdjudicatedArticle
from annotator.session.adjudication_cases import AdjudicationCases
from annotator.session.step_text import quoted
from annotator.text.segments import snap

NOTHING_HERE = "nothing is to be marked here"
"""The reason that is written where an annotator's "nothing" is taken."""

_LONGEST = 1_000


class DecidingSession(AdjudicationCases):
    """Decisions raise InvalidAnnotation with the reason where they cannot be made, ReadOnly where the
    adjudicated file cannot be edited, and change nothing then. Those that make something return its id."""

    def article(self, article: str) -> AdjudicatedArticle:
        session = super().article(article)
        session.settles = partial(self._settles, article)
        return session

    def take(self, case_id: str, annotator: str) -> str | None:
        """Take over what an annotator says, or that they say nothing: then what others say is rejected.

        Where all say the same it is what all say; where nobody says anything any more, nothing.
        """
        case = self.case(case_id)
        if not case.sources:
            return self.take_back(case_id)
        if annotator not in (voice.annotator for voice in case.voices):
            raise InvalidAnnotation(f"{annotator} has not annotated {case.article}")
        agreed = case.kind is CaseKind.SAME
        origin = Origin(Decision.BOTH) if agreed else Origin(Decision.ONE_OF, taken=annotator)
        item = case.item_of(annotator)
        if case.name:
            value = (
                next((voice.item for voice in case.voices if voice.item is not None), None)
                if agreed
                else item
            )
            return self._say(case, value if isinstance(value, str | bool) else None, origin)
        if isinstance(item, Span):
            spans = [span for _, span in case.spans] if agreed else [item]
            return self._mark(case, agreed_mark(spans), origin)
        if isinstance(item, Relation):
            relations = [relation for _, relation in case.relations] if agreed else [item]
            return self._relate(Link(case, agreed_relation(relations), origin))
        self._reject(case, SetAside(case.sources, NOTHING_HERE, annotator))
        return None

    def unite(self, case_id: str, label: str | None = None) -> str:
        """Take all that any of them covers, as one span, in pieces where it is.

        label: must be given where labels_to_ask has any. Of each attribute the value that most give who give
        this label, of equally many the first.
        """
        case = self.case(case_id)
        return self._shape(case, united([span.pieces for _, span in case.spans]), label, "union")

    def intersect(self, case_id: str, label: str | None = None) -> str:
        """Take what all of them cover; label and attributes as in unite."""
        case = self.case(case_id)
        pieces = intersected([span.pieces for _, span in case.spans]) if case.spans else ()
        return self._shape(case, pieces, label, "intersection")

    def labels_to_ask(self, case_id: str) -> tuple[str, ...]:
        """Return the labels between which a person must choose for a union or an intersection; none where all
        give one, or more give one than any other."""
        case = self.case(case_id)
        return () if common_label(case) else tuple(dict.fromkeys(span.label for _, span in case.spans))

    def mark(self, case_id: str, start: int, end: int, label: str) -> str:
        """Settle a case of spans by a range (code points) and a label of the adjudicator's own."""
        case = self.case(case_id)
        layer = self.corpus.scheme.layer(case.layer)
        if layer is None or layer.label(label) is None:
            raise InvalidAnnotation(f"{label!r} is no label of {case.layer}")
        mark = Mark(
            case.layer,
            label,
            (snap(self.cases_of(case.article).text, start, end),),
            attributes_for(case, label),
        )
        return self._mark(case, mark, Origin(Decision.EDITED))

    def settle_with(self, case_id: str, span_id: str) -> str:
        """Say that a span of the adjudicated set, marked or edited by hand, settles a case."""
        case = self.case(case_id)
        span = self.article(case.article).present.span(span_id)
        return self._mark(case, Mark.of(span), Origin(Decision.EDITED))

    def say(self, case_id: str, value: Value | None) -> None:
        """Settle a case about an attribute of the article by a value of the adjudicator's own, or by none."""
        self._say(self.case(case_id), value, Origin(Decision.EDITED))

    def reject(self, case_id: str, reason: str) -> None:
        """Say that nobody is right, and why."""
        if not reason.strip():
            raise InvalidAnnotation("a rejection needs a reason")
        case = self.case(case_id)
        self._reject(case, SetAside(case.sources, reason.strip()))

    def leave_open(self, case_id: str, remark: str = "") -> None:
        """Put a case off: it stays open, and next_open passes it by. What was decided before goes."""
        case = self.case(case_id)
        session, decider = self._desk(case)
        aside = SetAside(case.sources, remark.strip())
        after = decider.set_aside(session.present, case, LEFT_OPEN, aside)
        session.decide(after, StepText("Leave {quote} open", quote=self._quote(case)), None)

    def keep(self, case_id: str) -> None:
        """Let what was decided stand as the adjudicator's own, though its sources are gone."""
        case = self.case(case_id)
        session, decider = self._desk(case)
        text = StepText("Keep {quote}", quote=self._quote(case))
        session.decide(decider.keep(session.present, case), text, None)

    def take_back(self, case_id: str) -> None:
        """Take back what was decided: the case is open then."""
        case = self.case(case_id)
        session, decider = self._desk(case)
        text = StepText("Take back what was decided on {quote}", quote=self._quote(case))
        session.decide(decider.take_back(session.present, case), text, None)

    # ------------------------------------------------------------------------------------------------

    def _settles(self, article: str, name: str, value: Value | None) -> bool:
        ledger = self._ledgers.get(article)
        case = ledger.cases.by_name.get(name) if ledger else None
        if case:
            self.say(case.id, value)
        return case is not None

    def _desk(self, case: Case) -> tuple[AdjudicatedArticle, Decider]:
        session = self.article(case.article)
        session.check_editable()
        ids = session.new_span_id, session.new_relation_id
        return session, Decider(self._ledgers[case.article], self.corpus.scheme, session.names, *ids)

    def _mark(self, case: Case, mark: Mark, origin: Origin) -> str:
        session, decider = self._desk(case)
        after, name = decider.make(session.present, case, mark, origin)
        after = Relater(decider).along_with(after, case, name)
        session.decide(after, StepText("Decide on {quote}", quote=self._quote(case)), name)
        return name

    def _relate(self, link: Link) -> str | None:
        session, decider = self._desk(link.case)
        after = Relater(decider).relate(session.present, link)
        session.decide(after, StepText("Decide on {quote}", quote=self._quote(link.case)), None)
        return self._ledgers[link.case.article].product(link.case)

    def _shape(self, case: Case, pieces: Sequence[Piece], label: str | None, how: str) -> str:
        if len(case.spans) < 2:
            raise InvalidAnnotation(f"a {how} needs the spans of two annotators or more")
        if not pieces:
            raise InvalidAnnotation("there is nothing that all of them cover")
        chosen = label or common_label(case)
        if chosen is None:
            names = ", ".join(self.labels_to_ask(case.id))
            raise InvalidAnnotation(f"they give different labels: choose one of {names}")
        whole = merged(snap(self.cases_of(case.article).text, start, end) for start, end in pieces)
        mark = Mark(case.layer, chosen, whole, attributes_for(case, chosen))
        return self._mark(case, mark, Origin(Decision.EDITED, how=how))

    def _say(self, case: Case, value: Value | None, origin: Origin) -> None:
        session, decider = self._desk(case)
        after = decider.say(session.present, case, value, origin)
        session.decide(after, StepText("Decide on {quote}", quote=self._quote(case)), None)

    def _reject(self, case: Case, aside: SetAside) -> None:
        session, decider = self._desk(case)
        after = decider.set_aside(session.present, case, REJECTED, aside)
        session.decide(after, StepText("Reject {quote}", quote=self._quote(case)), None)

    def _quote(self, case: Case) -> str:
        start, end = case.extent
        return quoted(case.name or self.cases_of(case.article).text[start : min(end, start + _LONGEST)])
