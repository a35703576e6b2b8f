"""What there is to decide in an article: every group, relation and attribute once, whoever is named first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.adjudication import Case, CaseKind, CaseReader, Meanings
from annotator.agreement.adjudication_ledger import Ledger, State
from annotator.agreement.alignment import Kind
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.annotations import AnnotationSet, Relation
from tests.agreement.corpus import SCHEME, article, describing, relating, span
from tests.agreement.made import span_lists

READER = CaseReader(SCHEME)


def cases(one: AnnotatedArticle, names: str = "ab") -> tuple[Case, ...]:
    return READER.read(one, names).cases


def kinds(one: AnnotatedArticle, names: str = "ab") -> list[str]:
    return [str(case.kind) for case in cases(one, names)]


def test_every_kind_has_its_name() -> None:
    one = article(
        a=[
            span("s1", 0, 3), span("s2", 4, 8), span("s3", 10, 14), span("s4", 20, 24), span("s5", 30, 34),
            span("s6", 40, 44, odd=True),
        ],
        b=[
            span("s1", 0, 3), span("s2", 4, 8, "ORG"), span("s3", 10, 15), span("s4", 20, 25, "ORG"),
            span("s6", 40, 44),
        ],
    )  # fmt: skip
    assert kinds(one) == ["same", "label", "boundary", "both", "missing", "attribute"]
    assert [case.extent for case in cases(one)] == [(0, 3), (4, 8), (10, 15), (20, 25), (30, 34), (40, 44)]


def test_layers_are_told_apart_but_stand_in_one_order() -> None:
    one = article(
        a=[span("s1", 5, 9), span("s2", 0, 20, "FACT", "claim")], b=[span("s1", 0, 20, "FACT", "claim")]
    )
    assert [(case.layer, str(case.kind)) for case in cases(one)] == [("claim", "same"), ("entity", "missing")]


spans = st.lists(span_lists(4), min_size=2, max_size=3)


@given(spans, st.permutations("abc"))
def test_names_in_another_order_change_no_identity(said: list[list[object]], order: list[str]) -> None:
    sets = {name: some for name, some in zip("abc", said, strict=False)}
    one = article(**sets)  # type: ignore[arg-type]
    here, there = cases(one, "".join(sets)), cases(one, "".join(name for name in order if name in sets))
    assert {case.id: case.kind for case in here} == {case.id: case.kind for case in there}
    assert len({case.id for case in here}) == len(here)
    sources = [source for case in here for source in case.sources]
    assert sorted(sources) == sorted(f"{name}#{one.id}" for name, some in sets.items() for one in some)  # type: ignore[attr-defined]


def test_who_lacks_the_article_has_no_voice() -> None:
    (case,) = cases(article(a=[span("s1", 0, 3)], b=[span("s1", 0, 3)]), "abc")
    assert [voice.annotator for voice in case.voices] == ["a", "b"]
    assert case.kind is CaseKind.SAME


def test_relations_know_their_ends() -> None:
    some = [span("s1", 0, 3), span("s2", 4, 8)]
    one = relating(
        article(a=some, b=some),
        a=[Relation("r1", "about", "s1", "s2"), Relation("r2", "by", "s2", "s1")],
        b=[Relation("r9", "by", "s1", "s2"), Relation("r2", "by", "s2", "s1")],
    )
    first, second, other, same = cases(one)
    assert (other.kind, other.detail, other.ends) == (CaseKind.RELATION, Kind.LABEL, (first.id, second.id))
    assert (same.kind, same.ends) == (CaseKind.SAME, (second.id, first.id))
    assert other.sources == ("a#r1", "b#r9")
    assert other.labels == {"about", "by"}
    assert not other.about_spans
    found = READER.read(one, "ab")
    assert set(found.at_end[first.id]) == {other, same}


def test_attributes_of_the_article_mean_their_defaults() -> None:
    said = describing(article(a=[], b=[]), a={"debris": False, "kind": "report"}, b={"kind": "opinion"})
    kind, debris = cases(said)
    assert (kind.name, kind.kind, kind.labels) == ("kind", CaseKind.ARTICLE, {"kind"})
    assert (debris.name, debris.kind, debris.sources) == ("debris", CaseKind.SAME, ("a#attributes.debris",))
    assert kind.item_of("b") == "opinion"
    assert cases(article(a=[], b=[])) == ()


def test_nothing_is_decided_in_an_empty_set() -> None:
    one = article(a=[span("s1", 0, 3)], b=[span("s1", 0, 3), span("s2", 5, 6)])
    empty = AnnotationSet(one.name, "zed", one.document.sha256, one.length)
    ledger = Ledger(READER.read(one, "ab"), empty, Meanings(SCHEME))
    assert [ledger.standing(case).state for case in ledger.cases.cases] == [State.AGREED, State.OPEN]
    assert ledger.follow(empty) == frozenset()
