"""What is taken over without a person, since all annotators, or enough of them, say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.agreement.adjudication import Case, CaseKind, Item, Meanings, Voice
from annotator.agreement.adjudication_edits import Decider, Mark
from annotator.agreement.adjudication_ledger import Ledger, State
from annotator.agreement.adjudication_relations import Link, Relater
from annotator.agreement.agreed import agreed_mark, agreed_relation
from annotator.agreement.alignment import place_of
from annotator.model.adjudication import AUTO, Decision, Origin
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation


@dataclass(frozen=True, slots=True)
class Rule:
    """When something is taken over.

    at_least: how many must say the same, two or more, and more than say anything else; None: all who have the
    article. attributes: whether their attributes must be the same too.
    """

    at_least: int | None = None
    attributes: bool = True

    def __post_init__(self) -> None:
        if self.at_least is not None and self.at_least < 2:
            raise ValueError("two annotators or more must say the same")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was taken over, or would be. agreeing: who says so. item: what stands then, with the id that the
    first of them gave it; of an attribute of the article its value."""

    case: Case
    agreeing: tuple[str, ...]
    item: Item


@dataclass(frozen=True)
class AutoMerge:
    """Takes over what a rule allows. meanings: how attributes are read."""

    rule: Rule
    meanings: Meanings

    def merge(self, decider: Decider, annotations: AnnotationSet) -> tuple[AnnotationSet, list[TakenOver]]:
        """Return the set with everything taken over, and what that was, in the order of the cases.

        Nothing on which a person decided or that was put off; relations whose spans are in the set by then,
        as far as the labels allow them. The decider's ledger goes along: give it one of its own.
        """
        taken: list[TakenOver] = []
        for case in decider.ledger.cases.cases:
            agreeing = self._agreeing(case) if _is_free(decider.ledger, case) else []
            if not agreeing or not _can_be(decider.ledger, case):
                continue
            one = TakenOver(case, tuple(voice.annotator for voice in agreeing), _said_by(agreeing)[0])
            try:
                annotations = self._with(decider, annotations, one)
            except InvalidAnnotation:
                continue
            decider.ledger.follow(annotations)
            taken.append(one)
        return annotations, taken

    def _with(self, decider: Decider, annotations: AnnotationSet, one: TakenOver) -> AnnotationSet:
        origin = Origin(Decision.ONE_OF, taken=one.agreeing[0], by=AUTO)
        if one.case.kind is CaseKind.SAME:
            origin = Origin(Decision.BOTH, by=AUTO)
        if isinstance(one.item, Span):
            mark = self._mark([span for name, span in one.case.spans if name in one.agreeing])
            return decider.make(annotations, one.case, mark, origin)[0]
        if isinstance(one.item, Relation):
            relations = [relation for name, relation in one.case.relations if name in one.agreeing]
            return Relater(decider).relate(annotations, Link(one.case, agreed_relation(relations), origin))
        return decider.say(annotations, one.case, one.item, origin)

    def _agreeing(self, case: Case) -> list[Voice]:
        """Return those who say the same, where that is enough of them; else nobody."""
        camps: dict[object, list[Voice]] = {}
        for voice in case.voices:
            camps.setdefault(self._meaning(case, voice), []).append(voice)
        largest, *others = sorted(camps.values(), key=len, reverse=True)
        enough = len(largest) >= (self.rule.at_least or len(case.voices))
        alone = not others or len(others[0]) < len(largest)
        return largest if enough and alone and _said_by(largest) else []

    def _meaning(self, case: Case, voice: Voice) -> object:
        item = voice.item
        if isinstance(item, Span):
            return (place_of(item), item.label, self._attributes(item))
        if isinstance(item, Relation):
            return (item.label, self._attributes(item))
        return self.meanings.of_article(case.name, item) if case.name else None

    def _attributes(self, item: Span | Relation) -> tuple[tuple[str, Value], ...]:
        return tuple(sorted(self.meanings.of(item).items())) if self.rule.attributes else ()

    def _mark(self, spans: Sequence[Span]) -> Mark:
        """Return what spans say together; where their attributes differ, what most of them say, of equally
        many what comes first by its words, whoever is named first."""
        camps: dict[str, list[Span]] = {}
        for span in spans:
            camps.setdefault(str(sorted(self.meanings.of(span).items())), []).append(span)
        return agreed_mark(min(camps.items(), key=lambda camp: (-len(camp[1]), camp[0]))[1])


def _is_free(ledger: Ledger, case: Case) -> bool:
    standing = ledger.standing(case)
    return not standing.records and standing.state in (State.AGREED, State.OPEN)


def _can_be(ledger: Ledger, case: Case) -> bool:
    return all(ledger.product(ledger.cases.by_id[end]) for end in case.ends or ())


def _said_by(voices: Sequence[Voice]) -> list[Item]:
    return [voice.item for voice in voices if voice.item is not None]
