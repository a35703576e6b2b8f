"""The edits that an annotator can make to an open article, each one step of its history.

Whatever would break the label scheme is refused, so that a file with faults is never written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import LabelScheme
from annotator.session.ids import IdCounter
from annotator.session.open_article import Opened
from annotator.session.pieces import merged, reshaped, with_pieces
from annotator.session.rules import (
    attributes_of,
    check_label,
    check_relation,
    fitting_attributes,
    twin,
    unfit_relations,
    with_attribute,
)
from annotator.session.saving import AnnotationStore
from annotator.session.spans_of_label import deletion_text, spans_without, without_label
from annotator.session.step_text import StepText, quoted
from annotator.session.unsettled import UnsettledArticle
from annotator.store.annotation_files import StoredAnnotations


class ArticleSession(UnsettledArticle):
    """An open article that can be edited.

    Every edit raises InvalidAnnotation with the reason where it cannot be made, ReadOnly where none can,
    and changes nothing then. An edit that changes nothing is no step. Offsets are code points; ranges are
    snapped outward to grapheme clusters.
    """

    def __init__(self, opened: Opened, scheme: LabelScheme, store: AnnotationStore) -> None:
        super().__init__(opened, scheme, store)
        ids = (*self.present.ids(), *opened.ids)
        self._span_ids = IdCounter("s", ids)
        self._relation_ids = IdCounter("r", ids)

    def annotate(self, start: int, end: int, layer: str, label: str) -> Span:
        """Mark a range; return the new span, or the one that marks exactly this range so already.

        The span's id was never given out before in this run, also not to a span since taken back.
        """
        self._check_editable()
        check_label(self.scheme, layer, label)
        start, end = self._snapped(start, end)
        if there := twin(self.present, ((start, end),), layer, label):
            return there
        span = Span(self._span_ids.take(), layer, label, start, end)
        text = StepText("Mark {quote} as {label}", quote=self._quote(span), label=label)
        self._record(self.present.adding(span), text, span.id)
        return span

    def relabel(self, span_id: str, layer: str, label: str) -> Span:
        """Give a span another label.

        What the new label cannot have goes with the old one: attributes that its layer lacks (or whose
        value it does not allow) and relations that may not start or end at it; the step's text names
        them, and undo brings them back. Refused where the very same mark is there already.
        """
        self._check_editable()
        check_label(self.scheme, layer, label)
        old = self.present.span(span_id)
        if (old.layer, old.label) == (layer, label):
            return old
        if twin(self.present, old.pieces, layer, label):
            raise InvalidAnnotation(f"{self._quote(old)} is marked as {label} already")
        kept = fitting_attributes(self.scheme, old, layer)
        new = replace(old, layer=layer, label=label, attributes=kept)
        after = self.present.replacing(new)
        unfit = unfit_relations(self.scheme, after, span_id)
        after = after.removing_relations(*(relation.id for relation in unfit))
        lost = [name for name in old.attributes if name not in kept] + [relation.label for relation in unfit]
        self._record(after, _relabel_text(self._quote(old), old.label, label, lost), span_id)
        return new

    def move(self, span_id: str, start: int, end: int, key: str = "") -> Span:
        """Move a span's outer edges. Moves of one span with the same key in a row are one step.

        Of a span in several pieces those that the new range leaves out are dropped, the others are cut
        to it, and the first and last reach to its edges.
        """
        self._check_editable()
        old = self.present.span(span_id)
        start, end = self._snapped(start, end)
        new = with_pieces(old, reshaped(old.pieces, start, end))
        text = StepText("Move the edges of {quote}", quote=self._quote(new))
        self._record(self.present.replacing(new), text, span_id, f"{span_id} {key}" if key else "")
        return new

    def delete(self, *span_ids: str) -> None:
        """Delete spans and the relations that start or end at them."""
        self._check_editable()
        gone = {span_id: self.present.span(span_id) for span_id in span_ids}
        if not gone:
            return
        after = self.present.removing(*gone)
        if len(gone) == 1:
            (span,) = gone.values()
            text = StepText("Delete {label} {quote}", label=span.label, quote=self._quote(span))
        else:
            text = StepText("Delete {count} spans", count=str(len(gone)))
        self._record(after, text, None)

    def delete_label(self, layer: str, label: str) -> int:
        """Delete all spans of a label, lost ones too, with their relations; return how many they were."""
        self._check_editable()
        after = without_label(self.present, layer, label)
        count = spans_without(self.present, after)
        if count:
            self._record(after, deletion_text(label, count), None)
        return count

    def add_piece(self, span_id: str, start: int, end: int) -> Span:
        """Let a span cover another range as well; pieces that touch or overlap become one."""
        self._check_editable()
        old = self.present.span(span_id)
        added = self._snapped(start, end)
        new = with_pieces(old, merged((*old.pieces, added)))
        quote = quoted(self.document.slice(*added))
        text = StepText("Add {piece} to {quote}", piece=quote, quote=self._quote(old))
        self._record(self.present.replacing(new), text, span_id)
        return new

    def remove_piece(self, span_id: str, offset: int) -> Span:
        """Take the piece that holds the code point at offset out of a span in several pieces."""
        self._check_editable()
        old = self.present.span(span_id)
        gone = [piece for piece in old.pieces if piece[0] <= offset < piece[1]]
        if not gone:
            raise InvalidAnnotation(f"{span_id} has no piece at {offset}")
        if len(old.pieces) == 1:
            raise InvalidAnnotation(f"{span_id} has one piece only: delete the span instead")
        new = with_pieces(old, tuple(piece for piece in old.pieces if piece not in gone))
        quote = quoted(self.document.slice(*gone[0]))
        text = StepText("Take {piece} out of {quote}", piece=quote, quote=self._quote(old))
        self._record(self.present.replacing(new), text, span_id)
        return new

    def set_attribute(self, item_id: str, name: str, value: Value | None) -> None:
        """Say something of a span or a relation; None takes it back."""
        self._check_editable()
        item = _item(self.present, item_id)
        allowed = attributes_of(self.scheme, item)
        new = replace(item, attributes=with_attribute(item.attributes, allowed, name, value))
        text = _attribute_text(name, value, self._quote(item))
        self._record(_with_item(self.present, new), text, _focus_of(item))

    def set_note(self, item_id: str, note: str) -> None:
        """Write a note on a span or a relation; "" takes it back."""
        self._check_editable()
        item = _item(self.present, item_id)
        text = StepText("Write a note on {quote}", quote=self._quote(item))
        self._record(_with_item(self.present, replace(item, note=note)), text, _focus_of(item))

    def relate(self, label: str, source: str, target: str) -> Relation:
        """Relate two spans; refused where the label scheme does not allow it or they are so related."""
        self._check_editable()
        check_relation(self.scheme, self.present, label, source, target)
        relation = Relation(self._relation_ids.take(), label, source, target)
        text = StepText("Relate {quote} by {label}", quote=self._quote(relation), label=label)
        self._record(self.present.adding_relation(relation), text, source)
        return relation

    def unrelate(self, relation_id: str) -> None:
        """Delete a relation."""
        self._check_editable()
        relation = self.present.relation(relation_id)
        text = StepText("Delete {label} {quote}", label=relation.label, quote=self._quote(relation))
        self._record(self.present.removing_relations(relation_id), text, relation.source)

    def set_article_attribute(self, name: str, value: Value | None) -> None:
        """Say something of the article as a whole; None takes it back."""
        self._check_editable()
        attributes = with_attribute(self.present.attributes, self.scheme.article, name, value)
        text = _attribute_text(name, value, quoted(self.document.path))
        self._record(self.present.with_attributes(attributes), text, None)

    def set_status(self, status: str) -> None:
        """Say how far the article is: draft or done."""
        self._check_editable()
        text = StepText("Mark the article as {status}", status=status)
        self._record(self.present.with_status(status), text, None)

    def _adopt(self, theirs: StoredAnnotations, result: AnnotationSet) -> None:
        super()._adopt(theirs, result)
        for counter in (self._span_ids, self._relation_ids):
            counter.pass_over(result.ids())

    def _quote(self, item: Span | Relation) -> str:
        span = item if isinstance(item, Span) else self.present.span(item.source)
        return quoted(_beginning(self.document.text, span))


def _beginning(text: str, span: Span) -> str:
    """Return the covered text, of a long one no more than a menu can show."""
    return " ".join(text[start : min(end, start + 1_000)] for start, end in span.pieces[:30])


def _item(annotations: AnnotationSet, item_id: str) -> Span | Relation:
    return annotations.span(item_id) if item_id in annotations else annotations.relation(item_id)


def _with_item(annotations: AnnotationSet, item: Span | Relation) -> AnnotationSet:
    if isinstance(item, Span):
        return annotations.replacing(item)
    return annotations.replacing_relation(item)


def _focus_of(item: Span | Relation) -> str:
    return item.id if isinstance(item, Span) else item.source


def _attribute_text(name: str, value: Value | None, quote: str) -> StepText:
    if value is None:
        return StepText("Clear {attribute} of {quote}", attribute=name, quote=quote)
    if isinstance(value, bool):
        pattern = "Set {attribute} of {quote}" if value else "Unset {attribute} of {quote}"
        return StepText(pattern, attribute=name, quote=quote)
    pattern = "Set {attribute} of {quote} to {value}"
    return StepText(pattern, attribute=name, quote=quote, value=quoted(value))


def _relabel_text(quote: str, old: str, new: str, lost: Sequence[str]) -> StepText:
    if not lost:
        return StepText("Change {quote} from {old} to {new}", quote=quote, old=old, new=new)
    pattern = "Change {quote} from {old} to {new}, without {lost}"
    return StepText(pattern, quote=quote, old=old, new=new, lost=", ".join(lost))
