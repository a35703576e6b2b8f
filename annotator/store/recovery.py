"""What an earlier run left beside an annotation file, brought together with what the file holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.changes import change_between
from annotator.model.faults import Fault, InvalidAnnotation
from annotator.model.history import History
from annotator.model.merging import merge
from annotator.model.step_text import StepText
from annotator.store.journal import Edit, Found, Head
from annotator.store.kept_history import KeptHistory

Kind = TypeVar("Kind", Span, Relation)

TAKEN_OVER = StepText("Take over edits of an earlier run")


class NoPlace(ValueError):
    """Edits that fit nothing that is there; why is the message."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """history: ends at what the annotator left. notes: what happened. anew: the edit by which a journal
    leads from the file to what is present, where the one that was found belongs to another file."""

    history: History[AnnotationSet]
    notes: tuple[Fault, ...] = ()
    anew: Edit | None = None
    ids: frozenset[str] = frozenset()
    """Of items that were made in earlier runs, also of those taken back since."""


def recover(stored: AnnotationSet, head: Head, found: Found | None, kept: KeptHistory | None) -> Recovered:
    """Return the history that goes on where the earlier run ended.

    stored, head: the annotation file as it is. Raises NoPlace where a journal's edits fit nothing there.
    """
    if kept and kept.head.at(None) != head.at(None):
        kept = None
    recovered = _recovered(stored, head, found, kept)
    return replace(recovered, ids=_ids(found, kept))


def _ids(found: Found | None, kept: KeptHistory | None) -> frozenset[str]:
    changes = [edit.change for edit in found.edits] if found else []
    changes += [change for _, change in (*kept.past, *kept.future)] if kept else []
    splices = [change.relations for change in changes if change.relations]
    spans = {span.id for change in changes for span in (*change.gone, *change.come)}
    return frozenset(spans | {relation.id for splice in splices for relation in (*splice.old, *splice.new)})


def _recovered(stored: AnnotationSet, head: Head, found: Found | None, kept: KeptHistory | None) -> Recovered:
    if found is None:
        return Recovered(_restored(kept, {head.base: 0}, 0, stored))
    if (found.head.article, found.head.annotator) != (head.article, head.annotator):
        raise NoPlace("they belong to another article or annotator")
    if found.head.sha256 != head.sha256:
        raise NoPlace("the article has changed since")
    try:
        if head.base in found.states:
            return _gone_on(stored, found, found.states[head.base], kept)
        return _put_together(stored, found)
    except InvalidAnnotation as error:
        raise NoPlace(f"they do not fit what is there ({error})") from error


def _restored(
    kept: KeptHistory | None, states: Mapping[str | None, int], place: int, present: AnnotationSet
) -> History[AnnotationSet]:
    fits = kept is not None and states.get(kept.head.base) == place
    return (kept.restored(present) if kept and fits else None) or History(present)


def _gone_on(stored: AnnotationSet, found: Found, first: int, kept: KeptHistory | None) -> Recovered:
    """Make the edits that the file does not hold yet. first: how many it holds."""
    # The history is written a moment before the file: it may be ahead.
    place = max(first, found.states.get(kept.head.base, 0)) if kept else first
    present = stored
    for edit in found.edits[first:place]:
        present = edit.change.applied(present)
    history = _restored(kept, found.states, place, present)
    for edit in found.edits[place:]:
        _repeat(history, edit)
    count = len(found.edits) - first
    return Recovered(history, (_brought_back(count),) if count else ())


def _repeat(history: History[AnnotationSet], edit: Edit) -> None:
    after = edit.change.applied(history.present)
    past, future = history.latest(1)
    if edit.kind == "undo" and past and past[0].before == after:
        history.undo()
    elif edit.kind == "redo" and future and future[0].after == after:
        history.redo()
    elif edit.kind == "join":
        history.join(after, edit.text)
    else:
        history.record(after, edit.text)


def _put_together(theirs: AnnotationSet, found: Found) -> Recovered:
    """Make the edits in a file that someone else has written since: where both did something, both stays.

    What is not touched by the edits is taken for unchanged: only of the rest can base and mine differ.
    """
    net = Net.of(found.edits)
    base, mine = net.sides(theirs)
    present = merge(base, mine, theirs).result
    history = History(theirs)
    if present == theirs:
        return Recovered(history)
    history.record(present, TAKEN_OVER)
    anew = Edit("do", TAKEN_OVER, change_between(theirs, present))
    return Recovered(history, (Fault(_PUT_TOGETHER, warning=True),), anew)


_PUT_TOGETHER = (
    "another program wrote this file after the program had ended suddenly: its edits and those of the "
    "earlier run stand together here; undo takes the earlier run's away"
)


def _brought_back(count: int) -> Fault:
    edits = "an edit was" if count == 1 else f"{count} edits were"
    return Fault(f"{edits} brought back that had not reached this file when the program ended", warning=True)


@dataclass
class Net:
    """What many edits come to: of each span, relation and word about the article the first and the last."""

    spans: dict[str, tuple[Span | None, Span | None]]
    relations: dict[str, tuple[Relation | None, Relation | None]]
    rest: dict[str, tuple[Any, Any]]

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> Net:
        """Return what edits in a row come to."""
        net = cls({}, {}, {})
        for edit in edits:
            change = edit.change
            _follow(net.spans, change.gone, change.come)
            if change.relations:
                _follow(net.relations, change.relations.old, change.relations.new)
            for name in ("status", "attributes", "extra"):
                swap: tuple[Any, Any] | None = getattr(change, name)
                if swap:
                    net.rest[name] = (net.rest.get(name, swap)[0], swap[1])
        return net

    def sides(self, theirs: AnnotationSet) -> tuple[AnnotationSet, AnnotationSet]:
        """Return theirs with everything that was touched as it was at first, and as it is at last."""
        before, after = self._spans(theirs, 0), self._spans(theirs, 1)
        # A relation of theirs at a span that is not on both sides was made by them.
        both = before.keys() & after.keys()
        known = {r.id: r for r in theirs.relations if r.source in both and r.target in both}
        return self._side(theirs, before, known, 0), self._side(theirs, after, known, 1)

    def _spans(self, theirs: AnnotationSet, which: int) -> dict[str, Span]:
        spans: dict[str, Span | None] = {span.id: span for span in theirs.spans}
        spans |= {name: versions[which] for name, versions in self.spans.items()}
        return {name: span for name, span in spans.items() if span}

    def _side(
        self, theirs: AnnotationSet, spans: dict[str, Span], known: dict[str, Relation], which: int
    ) -> AnnotationSet:
        relations: dict[str, Relation | None] = {**known}
        relations |= {name: versions[which] for name, versions in self.relations.items()}
        return replace(
            theirs,
            spans=tuple(spans.values()),
            relations=tuple(relation for relation in relations.values() if relation),
            **{name: swap[which] for name, swap in self.rest.items()},
        )


def _follow(
    net: dict[str, tuple[Kind | None, Kind | None]], old: Iterable[Kind], new: Iterable[Kind]
) -> None:
    was, present = {item.id: item for item in old}, {item.id: item for item in new}
    for name in {**was, **present}:
        first = net[name][0] if name in net else was.get(name)
        net[name] = (first, present.get(name))
