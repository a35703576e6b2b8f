"""Relations agree where aligned spans are joined by the same relation, whatever the spans' own boundaries."""

from __future__ import annotations

from annotator.agreement.alignment import Kind
from annotator.agreement.report import Report
from annotator.agreement.scores import Scheme
from annotator.model.annotations import Relation
from tests.agreement.corpus import article, relating, report, span

A = [span("a1", 0, 9), span("a2", 10, 21, "ORG"), span("a3", 30, 35, "FACT", "claim")]
B = [span("b1", 0, 9), span("b2", 10, 19, "ORG"), span("b3", 29, 35, "FACT", "claim"), span("b4", 50, 55)]


def related(a: list[Relation], b: list[Relation], **more: object) -> Report:
    return report(relating(article(a=A, b=B), a=a, b=b), **more)


def test_the_same_ends_and_label_over_layers_and_boundaries() -> None:
    found = related([Relation("r1", "by", "a3", "a2")], [Relation("r9", "by", "b3", "b2")]).relations
    assert found.kinds == {Kind.SAME: 1, Kind.ATTRIBUTE: 0, Kind.LABEL: 0, Kind.MISSING: 0}
    assert found.scores.mean[Scheme.STRICT].value == 1
    assert found.joinable.value == 1
    assert [group.labels for group in found.behind(Kind.SAME)] == [("by", "by")]


def test_another_label_direction_or_end() -> None:
    found = related(
        [
            Relation("r1", "by", "a3", "a2"),
            Relation("r2", "about", "a1", "a2"),
            Relation("r3", "by", "a2", "a1"),
        ],
        [
            Relation("r1", "about", "b3", "b2"),
            Relation("r2", "about", "b2", "b1"),
            Relation("r3", "by", "b1", "b4"),
        ],
    ).relations
    assert found.kinds == {Kind.SAME: 0, Kind.ATTRIBUTE: 0, Kind.LABEL: 2, Kind.MISSING: 2}
    assert found.scores.mean[Scheme.STRICT].value == 0
    assert found.scores.mean[Scheme.EXACT].value == 2 / 3
    assert found.joinable.value == 5 / 6
    assert found.label.items == 2


def test_several_relations_of_the_same_ends_count_as_often_as_both_have_them() -> None:
    found = related(
        [
            Relation("r1", "by", "a3", "a2"),
            Relation("r2", "about", "a3", "a2"),
            Relation("r3", "by", "a3", "a2"),
        ],
        [Relation("r1", "about", "b3", "b2"), Relation("r2", "by", "b3", "b2")],
    ).relations
    assert found.kinds[Kind.SAME] == 2
    assert found.kinds[Kind.MISSING] == 1
    assert found.of_label("about").mean[Scheme.STRICT].value == 1
    assert found.of_label("by").mean[Scheme.STRICT].value == 2 / 3


def test_attributes_make_a_difference_of_their_own() -> None:
    found = related(
        [Relation("r1", "by", "a3", "a2", {"sure": "no"})], [Relation("r1", "by", "b3", "b2")]
    ).relations
    assert found.kinds[Kind.ATTRIBUTE] == 1
    assert found.scores.mean[Scheme.STRICT].value == 1


def test_nobody_has_a_relation() -> None:
    found = related([], []).relations
    assert found.scores.mean[Scheme.STRICT].undefined == "neither annotator has any"
    assert found.joinable.undefined == "nobody has a relation"


def test_relations_of_layers_that_are_left_out_do_not_count() -> None:
    one, other = [Relation("r1", "by", "a3", "a2")], [Relation("r1", "by", "b3", "b2")]
    assert related(one, other, layers=("entity",)).relations.units == {"a": 0, "b": 0}


def test_three_annotators() -> None:
    relations = {name: [Relation("r1", "by", "a3", "a2")] for name in "abc"}
    relations["c"] = [Relation("r1", "about", "a3", "a2")]
    found = report(relating(article(a=A, b=A, c=A), **relations), names="a b c").relations
    assert found.kinds == {Kind.SAME: 0, Kind.ATTRIBUTE: 0, Kind.LABEL: 1, Kind.MISSING: 0}
    assert [pair.schemes[Scheme.STRICT].f1.value for pair in found.scores.pairs] == [1, 0, 0]
