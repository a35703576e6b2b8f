"""What several annotators say together: one mark or relation of those who say the same, or nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.agreement.adjudication import Case
from annotator.agreement.adjudication_edits import Mark
from annotator.model.annotations import Relation, Span, Value


def agreed_mark(spans: Sequence[Span]) -> Mark:
    """Return what spans say that are alike but for defaults, notes and links, with all that any says."""
    said = {name: value for span in reversed(spans) for name, value in span.attributes.items()}
    link = next((span.link for span in spans if span.link), "")
    attributes = tuple(_in_order_of(spans, said).items())
    return replace(Mark.of(spans[0]), attributes=attributes, note=_notes(spans), link=link)


def agreed_relation(relations: Sequence[Relation]) -> Relation:
    """Return what relations say that are alike but for defaults and notes, with all that any says."""
    said = {name: value for one in reversed(relations) for name, value in one.attributes.items()}
    return replace(relations[0], attributes=_in_order_of(relations, said), note=_notes(relations))


def common_label(case: Case) -> str | None:
    """Return the label that all, or more than any other, give here; None where a person must say."""
    ranked = Counter(span.label for _, span in case.spans).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def attributes_for(case: Case, label: str) -> tuple[tuple[str, Value], ...]:
    """Return what those say besides who give this label: of each attribute the value that most of them give,
    of equally many the first."""
    spans = [span for _, span in case.spans if span.label == label]
    votes: dict[str, Counter[Value]] = {}
    for span in spans:
        for name, value in span.attributes.items():
            votes.setdefault(name, Counter())[value] += 1
    chosen = {name: values.most_common(1)[0][0] for name, values in votes.items()}
    return tuple(_in_order_of(spans, chosen).items())


def _in_order_of(items: Iterable[Span | Relation], said: Mapping[str, Value]) -> dict[str, Value]:
    names = dict.fromkeys(name for item in items for name in item.attributes)
    return {name: said[name] for name in names if name in said}


def _notes(items: Iterable[Span | Relation]) -> str:
    """Return all notes, each once; none of them is lost."""
    return "\n".join(dict.fromkeys(item.note for item in items if item.note))
