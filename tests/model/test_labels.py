"""What labels.yaml allows: values of attributes, keys, relations, and the places of what breaks the rules."""

from __future__ import annotations

import pytest

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel, Wording

ENTITY = Layer("entity", (Label("PER", "#1b6ca8", "p"), Label("ORG", "#aa3300", "O")))
CLAIM = Layer(
    "claim",
    (Label("FACT", "#227722", "f"),),
    attributes=(Attribute("checkworthy", values=("yes", "no")), Attribute("sure", "flag")),
)
SCHEME = LabelScheme(
    (ENTITY, CLAIM),
    relations=(
        RelationLabel("claimant", ("claim",), ("PER", "ORG")),
        RelationLabel("near", attributes=(Attribute("why", "text"),)),
    ),
    article=(Attribute("topic", "text"),),
)
PER = Span("s1", "entity", "PER", 0, 4)
FACT = Span("s2", "claim", "FACT", 0, 9, attributes={"checkworthy": "yes"})


def annotations(*spans: Span, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    return AnnotationSet("a.txt", "aisha", "0" * 64, 100, spans=spans, relations=relations)


@pytest.mark.parametrize(
    ("language", "text"), [("ur", "شخص"), ("ur-PK", "شخص"), ("hi", "Person"), ("en-GB", "Person")]
)
def test_wording_comes_in_the_language_asked_for_or_the_next_best(language: str, text: str) -> None:
    assert Wording({"en": "Person", "ur": "شخص"}).in_language(language) == text


def test_wording_without_a_language() -> None:
    assert Wording({"": "Person", "ur": "شخص"}).in_language("hi") == "Person"
    assert Wording({"fa": "شخص"}).in_language("hi") == "شخص"
    assert Wording().in_language("en") == ""
    assert not Wording({"en": ""})


@pytest.mark.parametrize(
    ("attribute", "value", "fault"),
    [
        (Attribute("a", values=("yes", "no")), "yes", None),
        (Attribute("a", values=("yes", "no")), "maybe", "'maybe' is none of: yes, no"),
        (Attribute("a", values=("yes", "no")), True, "True is not text"),
        (Attribute("a", "flag"), False, None),
        (Attribute("a", "flag"), "false", "'false' is not true or false"),
        (Attribute("a", "text"), "کچھ بھی", None),
    ],
)
def test_values_of_attributes(attribute: Attribute, value: str | bool, fault: str | None) -> None:
    assert attribute.fault_of(value) == fault


def test_attributes_that_cannot_be() -> None:
    with pytest.raises(InvalidAnnotation, match="a choice needs values"):
        Attribute("a")
    with pytest.raises(InvalidAnnotation, match="default 'x' is none of"):
        Attribute("a", values=("yes",), default="x")


def test_keys_are_lower_case() -> None:
    assert {key: (layer.name, label.name) for key, (layer, label) in SCHEME.keys.items()} == {
        "p": ("entity", "PER"),
        "o": ("entity", "ORG"),
        "f": ("claim", "FACT"),
    }


def test_finds_by_name() -> None:
    assert SCHEME.label_of(PER) is ENTITY.labels[0]
    assert SCHEME.label_of(Span("s", "claim", "PER", 0, 1)) is None
    assert SCHEME.label_of(Span("s", "event", "PER", 0, 1)) is None


def test_relations_join_layers_or_labels() -> None:
    assert [kind.name for kind in SCHEME.relations_between(FACT, PER)] == ["claimant", "near"]
    assert [kind.name for kind in SCHEME.relations_between(PER, FACT)] == ["near"]


def test_nothing_is_wrong_with_what_is_allowed() -> None:
    relation = Relation("r1", "claimant", "s2", "s1")
    assert SCHEME.faults_of(annotations(PER, FACT, relations=(relation,))) == []


def test_faults_have_their_places() -> None:
    spans = (
        Span("a", "event", "PER", 0, 1),
        Span("b", "entity", "NO", 1, 2, attributes={"sure": True}),
        Span("c", "claim", "FACT", 2, 3, attributes={"checkworthy": "perhaps"}),
    )
    relations = (
        Relation("r1", "claimant", "b", "c"),
        Relation("r2", "far", "b", "c"),
        Relation("r3", "near", "b", "c", {"who": "x"}),
    )
    made = annotations(*spans, relations=relations).with_attributes({"topic": True, "size": "x"})
    assert [(fault.place, fault.message) for fault in SCHEME.faults_of(made)] == [
        ("attributes.topic", "True is not text"),
        ("attributes.size", "'size' is no attribute here; there are: topic"),
        ("spans[0].layer", "'event' is no layer; there are: entity, claim"),
        ("spans[1].label", "'NO' is no label of entity; there are: PER, ORG"),
        ("spans[1].attributes.sure", "'sure' is no attribute here; there are: none"),
        ("spans[2].attributes.checkworthy", "'perhaps' is none of: yes, no"),
        ("relations[0]", "claimant cannot run from NO (b) to FACT (c)"),
        ("relations[1].label", "'far' is no relation; there are: claimant, near"),
        ("relations[2].attributes.who", "'who' is no attribute here; there are: why"),
    ]


def test_names_in_messages_are_not_many_and_not_long() -> None:
    layer = Layer("x", tuple(Label(f"{number} {'n' * 200}", "#000000") for number in range(500)))
    annotations = AnnotationSet("a.txt", "aisha", "0", 9, spans=(Span("s1", "x", "none", 0, 1),))
    (fault,) = LabelScheme((layer,)).faults_of(annotations)
    assert len(fault.message) < 5_000
    assert fault.message.endswith("…, …")
