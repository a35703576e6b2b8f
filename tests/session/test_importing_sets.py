"""A foreign set as one of ours, without files: places by quotes alone, ids, relations."""

from __future__ import annotations

from annotator.exchange.counting import Counting, ForeignText
from annotator.exchange.incoming import IncomingRelation, IncomingSet, IncomingSpan, Place
from annotator.model.document import Document
from annotator.session.importing_labels import Vocabulary
from annotator.session.importing_names import Renames
from annotator.session.importing_sets import Converted, converted
from annotator.text.units import Unit
from tests.store.made import SCHEME

TEXT = "صدر نے صدر سے کہا صدر"
PLACE = Place("x", 3)


def convert(*spans: IncomingSpan, relations: tuple[IncomingRelation, ...] = ()) -> Converted:
    said = IncomingSet("a", list(spans), list(relations))
    vocabulary = Vocabulary(SCHEME, None, Renames())
    vocabulary.see(said)
    vocabulary.settle()
    document = Document("a.txt", TEXT, "")
    return converted(said, "a", document, ForeignText(TEXT, Counting(Unit.CODE_POINTS)), vocabulary)


def told(result: Converted) -> list[str]:
    return [str(fault.fault) for fault in result.faults]


def test_a_quote_alone_places_a_span_where_it_stands_once() -> None:
    result = convert(
        IncomingSpan("PER", (), "کہا"),
        IncomingSpan("PER", (), "صدر", prefix="نے "),
        IncomingSpan("PER", (), "صدر", suffix=" نے"),
    )
    assert not result.faults
    assert [span.start for span in result.annotations.spans] == [0, 7, 14]


def test_a_quote_that_stands_elsewhere_too_is_a_fault() -> None:
    result = convert(
        IncomingSpan("PER", (), "صدر", place=PLACE), IncomingSpan("PER", (), "وزیر", place=PLACE)
    )
    assert told(result) == [
        "line 3: PER “صدر”: its text stands in 3 places, and nothing else tells where it is",
        "line 3: PER “وزیر”: its text is not in the article, and nothing else tells where it is",
    ]


def test_ids_are_kept_where_they_can_be() -> None:
    long = "x" * 500
    spans = [IncomingSpan("PER", ((n, n + 1),), id=name) for n, name in enumerate(("T1", "", long, "s7"))]
    result = convert(*spans, relations=(IncomingRelation("x", "T1", long, "T1"),))
    assert {span.id for span in result.annotations.spans} == {"T1", "s8", "s9", "s7"}
    (relation,) = result.annotations.relations
    assert (relation.id, relation.source, relation.target) == ("r1", "T1", "s9")


def test_an_id_given_twice_is_a_fault_and_so_is_a_relation_to_nothing() -> None:
    spans = [IncomingSpan("PER", ((0, 1),), id="T1", place=PLACE) for _ in range(2)]
    relations = (
        IncomingRelation("x", "T1", "T9", place=PLACE),
        IncomingRelation("x", "T1", "T1", place=PLACE),
    )
    assert told(convert(*spans, relations=relations)) == [
        "line 3: T1 PER: the id 'T1' is given twice",
    ]
    assert told(convert(spans[0], relations=relations)) == [
        "line 3: relation x: there is no span 'T9' for it to join",
        "line 3: relation x: a relation needs two different spans",
    ]


def test_relations_of_a_span_with_a_fault_are_left_out_with_it() -> None:
    spans = (IncomingSpan("PER", ((0, 99),), id="T1"), IncomingSpan("PER", ((0, 3),), id="T2"))
    result = convert(*spans, relations=(IncomingRelation("x", "T1", "T2"),))
    assert len(result.faults) == 1
    assert not result.annotations.relations


def test_pieces_that_a_bridge_joins() -> None:
    spans = (
        IncomingSpan("PER", ((0, 3), (4, 6)), "صدر نے", bridges=" "),
        IncomingSpan("PER", ((0, 3), (7, 10)), "صدر صدر", bridges=" "),
    )
    result = convert(*spans)
    assert {span.pieces for span in result.annotations.spans} == {((0, 6),), ((0, 3), (7, 10))}


def test_an_empty_label_and_an_unknown_status() -> None:
    assert told(convert(IncomingSpan("", ((0, 1),)))) == [": a span needs an id, a layer and a label"]
