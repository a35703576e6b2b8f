"""A conflict in the interface's words: what kind it is, how it stands, what it is about, who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.adjudication import Case, CaseKind, Item
from annotator.agreement.adjudication_ledger import Standing, State
from annotator.gui.quoting import quote
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import label_title, relation_title, title_of, value_title
from annotator.model.adjudication import Decision, Origin, SetAside
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.labels import Attribute, LabelScheme
from annotator.session.adjudicating import NOTHING_HERE
from annotator.text.direction import Direction, article_direction

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

NOTHING = "–"
LONGEST = 160


def kind_title(kind: CaseKind) -> str:
    """Return what a kind of conflict is called."""
    return {
        CaseKind.SAME: tr("All agree"),
        CaseKind.ATTRIBUTE: tr("Attributes differ"),
        CaseKind.LABEL: tr("Labels differ"),
        CaseKind.BOUNDARY: tr("Edges differ"),
        CaseKind.BOTH: tr("Edges and labels differ"),
        CaseKind.MISSING: tr("Not marked by all"),
        CaseKind.RELATION: tr("Relations differ"),
        CaseKind.ARTICLE: tr("Details of the article differ"),
    }[kind]


def state_title(state: State) -> str:
    """Return how a conflict stands."""
    return {
        State.AGREED: tr("agreed"),
        State.OPEN: tr("open"),
        State.LEFT_OPEN: tr("left open"),
        State.DECIDED: tr("decided"),
    }[state]


def sign_of(review: AdjudicationSession, annotator: str) -> str:
    """Return the number of an annotator's row, which is also the key that takes what they say."""
    return str(review.annotators.index(annotator) + 1)


def attribute_of(scheme: LabelScheme, name: str) -> Attribute:
    """Return an attribute of the article; one of free text where the labels do not know it."""
    known = next((attribute for attribute in scheme.article if attribute.name == name), None)
    return known or Attribute(name, "text")


def case_quote(review: AdjudicationSession, case: Case) -> str:
    """Return on one line what a conflict is about: the words, both ends of a relation, or an attribute."""
    if case.name:
        return title_of(attribute_of(review.corpus.scheme, case.name))
    text = review.cases_of(case.article).text
    if case.ends and all(end in review.cases_of(case.article).by_id for end in case.ends):
        source, target = (_words(text, review.case(end)) for end in case.ends)
        return f"{source} {arrow(source)} {target}"
    return _words(text, case)


def arrow(before: str) -> str:
    """Return an arrow that points on from a text the way that it is read."""
    return "←" if article_direction(before) is Direction.RTL else "→"


def _words(text: str, case: Case) -> str:
    spans = [span for _, span in case.spans]
    if len({span.pieces for span in spans}) == 1:
        return quote(spans[0].exact(text[: spans[0].end]), LONGEST)
    start, end = case.extent
    return quote(text[start : min(end, start + LONGEST + 1)], LONGEST)


def said_shortly(scheme: LabelScheme, case: Case, item: Item | None) -> str:
    """Return in a word what an annotator has in a case: a label, a value, a dash for nothing."""
    if item is None:
        return NOTHING
    if isinstance(item, Span | Relation):
        return item.label
    return quote(value_title(attribute_of(scheme, case.name), item), 24)


def who_said_what(review: AdjudicationSession, case: Case) -> list[tuple[str, str]]:
    """Return (sign of the annotator, what they say in a word), for each who has the article."""
    scheme = review.corpus.scheme
    return [
        (sign_of(review, voice.annotator), said_shortly(scheme, case, voice.item)) for voice in case.voices
    ]


def camps(review: AdjudicationSession, case: Case) -> list[tuple[tuple[str, ...], str]]:
    """Return (signs of those who say so, what they say in a word), in the order of the first of each."""
    found: dict[str, list[str]] = {}
    for sign, word in who_said_what(review, case):
        found.setdefault(word, []).append(sign)
    return [(tuple(signs), word) for word, signs in found.items()]


def spoken(review: AdjudicationSession, case: Case) -> str:
    """Return a conflict in words for those who hear it."""
    standing = review.standing(case.id)
    said = "; ".join(
        f"{review.shown(voice.annotator)}: {said_in_words(review, case, voice.item)}" for voice in case.voices
    )
    head = f"{kind_title(standing.kind)}, {state_title(standing.state)}"
    return f"{head}: {isolated(case_quote(review, case))}. {said}"


def said_in_words(review: AdjudicationSession, case: Case, item: Item | None) -> str:
    """Return what an annotator has in a case by its title."""
    scheme = review.corpus.scheme
    if item is None:
        return tr("nothing")
    if isinstance(item, Span):
        words = isolated(quote(item.exact(review.cases_of(case.article).text), 60))
        return f"{label_title(scheme, item)} {words}"
    if isinstance(item, Relation):
        return relation_title(scheme, item.label)
    return value_title(attribute_of(scheme, case.name), item)


def values_in_words(attributes: tuple[Attribute, ...], said: dict[str, Value]) -> list[str]:
    """Return what is said by attributes: title and value of each, those that the labels do not know last."""
    known = {attribute.name: attribute for attribute in attributes}
    order = [name for name in known if name in said] + [name for name in said if name not in known]
    found: list[str] = []
    for name in order:
        attribute = known.get(name) or Attribute(name, "text")
        found.append(f"{title_of(attribute)}: {isolated(value_title(attribute, said[name]))}")
    return found


def relations_in_words(scheme: LabelScheme, annotations: AnnotationSet, span: Span, text: str) -> list[str]:
    """Return the relations that start or end at a span, each with its other end."""
    found: list[str] = []
    for relation in annotations.relations_of(span.id):
        outgoing = relation.source == span.id
        other = annotations.span(relation.target if outgoing else relation.source)
        pattern = tr("{relation}:") if outgoing else tr("{relation} of:")
        words = isolated(quote(other.exact(text), 60))
        found.append(f"{pattern.format(relation=relation_title(scheme, relation.label))} {words}")
    return found


def decided_in_words(review: AdjudicationSession, standing: Standing) -> list[str]:
    """Return what was decided, and by whom: one line for each thing that came of it."""
    found: list[str] = []
    for record in standing.records:
        settled = record.settled
        if isinstance(settled, SetAside):
            found.append(_set_aside_in_words(review, settled, standing.state is State.LEFT_OPEN))
        else:
            words = _origin_in_words(review, settled)
            automatic = tr("{decision} (taken over automatically)")
            found.append(automatic.format(decision=words) if settled.by else words)
    return found


def reason_words(reason: str) -> str:
    """Return a reason for a rejection; one that the program proposes in the interface's language."""
    return {
        "not to be marked, by the guidelines": tr("not to be marked, by the guidelines"),
        "a part of something that is marked as a whole": tr("a part of something that is marked as a whole"),
        "marked twice": tr("marked twice"),
        "the text was misunderstood": tr("the text was misunderstood"),
        "a slip": tr("a slip"),
        NOTHING_HERE: tr("nothing is to be marked here"),
    }.get(reason, reason)


def _set_aside_in_words(review: AdjudicationSession, settled: SetAside, left_open: bool) -> str:
    if settled.taken:
        name = isolated(review.shown(settled.taken))
        return tr("Nothing is marked here, as {name} says").format(name=name)
    if not settled.reason:
        return tr("Left open")
    pattern = tr("Left open: {reason}") if left_open else tr("Neither: {reason}")
    return pattern.format(reason=isolated(reason_words(settled.reason)))


def _origin_in_words(review: AdjudicationSession, settled: Origin) -> str:
    if settled.how:
        return tr("Union of all") if settled.how == "union" else tr("What all cover")
    if settled.taken:
        return tr("As {name} says").format(name=isolated(review.shown(settled.taken)))
    words = {Decision.BOTH: tr("As all say"), Decision.NEW: tr("Marked by the adjudicator")}
    return words.get(settled.decision, tr("Edited"))
