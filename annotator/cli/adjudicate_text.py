"""The state of an adjudication in words for a terminal, and what was taken over, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.agreement.scores import Scheme
from annotator.cli.printing import count, table
from annotator.model.annotations import Relation, Span
from annotator.session.adjudicating import AdjudicationSession, TakenOver
from annotator.session.case_list import Counts

_SHOWN = 60
"""Characters of a quote in a line."""


def counts_lines(review: AdjudicationSession, counts: Counts) -> Iterator[str]:
    """Yield how far the adjudication is."""
    names = ", ".join(map(review.shown, review.annotators))
    yield f"{names} → {review.adjudicator}: {count(counts.articles, 'article')}"
    yield f"agreed on {count(counts.agreed, 'group')} of spans, {counts.taken:,} of them taken over"
    if counts.kinds:
        rows = [("conflict", "all", "open")]
        rows += (
            (str(kind), f"{number:,}", f"{counts.open_kinds.get(kind, 0):,}")
            for kind, number in counts.kinds.items()
        )
        yield from table([*rows, ("all", f"{counts.decided + counts.open:,}", f"{counts.open:,}")])
    again = sum(bool(review.standing(case.id).changed) for case in review.conflicts())
    if again:
        yield f"{again:,} of the open ones were decided, but what they were decided from has changed since"
    if counts.left_open:
        yield f"{counts.left_open:,} of the open ones were put off"
    if not counts.open:
        yield "nothing is open"
    yield from _scores(review)


def _scores(review: AdjudicationSession) -> Iterator[str]:
    """Yield who comes closest to the result, where there are articles in which nothing is open."""
    found = [(review.shown(name), *review.scores_of(name)) for name in review.annotators]
    rows = [
        (name, f"{finished:,}", *(str(scores[scheme].f1) for scheme in Scheme))
        for name, scores, finished in found
        if finished
    ]
    if rows:
        yield "F1 against the result, in articles that are finished:"
        yield from table([("annotator", "articles", *(str(scheme) for scheme in Scheme)), *rows])


def taken_lines(review: AdjudicationSession, taken: Sequence[TakenOver], *, dry_run: bool) -> Iterator[str]:
    """Yield what was taken over, in one line; what would be, item by item."""
    if dry_run:
        for one in taken:
            names = ", ".join(map(review.shown, one.agreeing))
            yield f"{one.case.article}: {_said(review, one)}: {names}"
        yield f"nothing was written; {count(len(taken), 'thing')} would be taken over"
    elif taken:
        spans = sum(isinstance(one.item, Span) for one in taken)
        relations = sum(isinstance(one.item, Relation) for one in taken)
        others = len(taken) - spans - relations
        parts = [(spans, "span"), (relations, "relation"), (others, "attribute")]
        told = ", ".join(count(number, noun) for number, noun in parts if number)
        yield f"took over {told} of articles" if others else f"took over {told}"


def taken_object(one: TakenOver) -> dict[str, object]:
    """Return what would be taken over, for a program."""
    found: dict[str, object] = {"article": one.case.article, "annotators": [*one.agreeing]}
    if isinstance(one.item, Span):
        pieces = [[start, end] for start, end in one.item.pieces]
        return found | {"layer": one.case.layer, "label": one.item.label, "pieces": pieces}
    if isinstance(one.item, Relation):
        return found | {"relation": one.item.label, "sources": [*one.case.sources]}
    return found | {"attribute": one.case.name, "value": one.item}


def _said(review: AdjudicationSession, one: TakenOver) -> str:
    text = review.sets_of(one.case.article).document.text
    start, end = one.case.extent
    if isinstance(one.item, Span):
        pieces = ", ".join(f"{start}-{end}" for start, end in one.item.pieces)
        return f"{one.item.label} {pieces} “{_short(one.item.exact(text))}”"
    if isinstance(one.item, Relation):
        return f"{one.item.label} in {start}-{end} “{_short(text[start:end])}”"
    return f"{one.case.name} “{_short(str(one.item))}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
