"""The edits that settle what a changed article left open: moved spans and lost ones, each one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model.annotations import AnnotationSet, Piece
from annotator.model.faults import InvalidAnnotation
from annotator.model.unsettled import (
    LostSpan,
    confirm,
    forget,
    lost_spans,
    moved_from,
    place,
    reject,
)
from annotator.session.pieces import merged
from annotator.session.rules import twin
from annotator.session.shared_article import SharedArticle
from annotator.session.step_text import StepText, quoted
from annotator.store.candidate_places import candidate_places
from annotator.text.segments import snap

_LONGEST = 1_000


class UnsettledArticle(SharedArticle):
    """Every edit raises InvalidAnnotation where it cannot be made, ReadOnly where none can."""

    def confirm(self, *span_ids: str) -> None:
        """Say that moved spans, one or more, stand where they belong."""
        self._check_editable()
        for span_id in span_ids:
            if moved_from(self.present.span(span_id)) is None:
                raise InvalidAnnotation(f"{span_id} was not moved, or is confirmed already")
        if len(span_ids) == 1:
            text = StepText("Confirm the place of {quote}", quote=self._old_quote(span_ids[0]))
        else:
            text = StepText("Confirm the places of {count} spans", count=str(len(span_ids)))
        self._record(confirm(self.present, *span_ids), text, span_ids[0] if span_ids else None)

    def reject(self, span_id: str) -> None:
        """Say that a moved span does not belong where it stands: it is lost then."""
        self._check_editable()
        after = reject(self.present, span_id)
        text = StepText("Take {quote} from its new place", quote=self._old_quote(span_id))
        self._record(after, text, None)

    def place(self, span_id: str, pieces: Sequence[Piece]) -> None:
        """Give a lost span a place, one or more ranges; refused where the very same mark is there."""
        self._check_editable()
        there = merged(self._snapped(start, end) for start, end in pieces)
        span = self._lost(span_id).span
        quote = self._old_quote(span_id)
        if twin(self.present, there, span.layer, span.label):
            raise InvalidAnnotation(f"{quote} is marked as {span.label} there already")
        text = StepText("Place {label} {quote} again", label=span.label, quote=quote)
        self._record(place(self.present, span_id, there), text, span_id)

    def forget(self, span_id: str) -> None:
        """Delete a lost span and the relations that wait for it."""
        self._check_editable()
        label, quote = self._lost(span_id).span.label, self._old_quote(span_id)
        text = StepText("Delete {label} {quote}", label=label, quote=quote)
        self._record(forget(self.present, span_id), text, None)

    def candidates(self) -> Mapping[str, tuple[tuple[Piece, ...], ...]]:
        """Return for each lost span the places where it could stand, best first, each as its pieces."""
        anchors = {item.span.id: item.anchor for item in lost_spans(self.present)}
        return candidate_places(anchors, self.document.text)

    def _lost(self, span_id: str) -> LostSpan:
        for item in lost_spans(self.present):
            if item.span.id == span_id:
                return item
        raise InvalidAnnotation(f"there is no lost span {span_id}")

    def _old_quote(self, span_id: str) -> str:
        return quoted(_old_words(self.present, span_id)[:_LONGEST])

    def _snapped(self, start: int, end: int) -> Piece:
        length = len(self.document.text)
        if not 0 <= start < end <= length:
            raise InvalidAnnotation(f"there is no text from {start} to {end} (the article ends at {length})")
        return snap(self.document.text, start, end)


def _old_words(annotations: AnnotationSet, span_id: str) -> str:
    """Return what a span covered before the article changed."""
    if span_id in annotations:
        anchor = moved_from(annotations.span(span_id))
        return anchor.exact if anchor else ""
    return next((item.anchor.exact for item in lost_spans(annotations) if item.span.id == span_id), "")
