"""A set without the spans of one label, and the words of that step."""

from __future__ import annotations

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.unsettled import forget, lost_spans
from annotator.session.step_text import StepText


def without_label(annotations: AnnotationSet, layer: str, label: str) -> AnnotationSet:
    """Return the set without the spans of a label, lost ones too, and without their relations."""

    def fits(span: Span) -> bool:
        return (span.layer, span.label) == (layer, label)

    gone = [span.id for span in annotations.spans if fits(span)]
    lost = lost_spans(annotations)
    after = annotations.removing(*gone) if gone else annotations
    return forget(after, *(item.span.id for item in lost if fits(item.span))) if lost else after


def spans_without(before: AnnotationSet, after: AnnotationSet) -> int:
    """Return how many spans, lost ones too, are in the one set and not in the other."""
    return len(before.spans) + len(lost_spans(before)) - len(after.spans) - len(lost_spans(after))


def deletion_text(label: str, spans: int) -> StepText:
    """Return the words of the step that deletes so many spans."""
    if spans == 1:
        return StepText("Delete the only span of {label}", label=label)
    return StepText("Delete all {count} spans of {label}", count=f"{spans:,}", label=label)
