"""What a changed article leaves open is settled by steps that can be undone, and written like any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotations import Piece, Span
from annotator.model.faults import InvalidAnnotation, ReadOnly
from annotator.model.unsettled import lost_relations, lost_spans, moved_spans
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.session.samples import place, session_of, undone

OLD = (
    "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"
    "پاکستان اور قازقستان نے تجارت بڑھانے پر اتفاق کیا اور کئی معاہدوں پر دستخط کیے۔\n"
)
NEW = "اسلام آباد میں بدھ کو ایک تقریب ہوئی۔\n" + OLD.replace("تجارت بڑھانے پر", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus whose article was changed on the disk after it was annotated: two moved, one lost."""
    corpus = tmp_path / "corpus"
    (corpus / "seeds").mkdir(parents=True)
    (corpus / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: small\nsources: seeds\n", "utf-8"
    )
    (corpus / "seeds" / "a.txt").write_text(OLD, "utf-8")
    before = CorpusSession(Corpus.open(corpus), "aisha")
    session = before.open("a.txt")
    name = session.annotate(*place("شہباز شریف", OLD), "entity", "PER")
    claim = session.annotate(*place("تجارت بڑھانے پر", OLD), "claim", "FACT")
    session.annotate(*place("پاکستان", OLD), "entity", "GPE")
    session.relate("claimant", claim.id, name.id)
    assert session.save() is SaveState.SAVED
    before.close()
    (corpus / "seeds" / "a.txt").write_text(NEW, "utf-8")
    return corpus


@pytest.fixture
def session(folder: Path) -> ArticleSession:
    return opened(folder)


def opened(folder: Path) -> ArticleSession:
    return CorpusSession(Corpus.open(folder), "aisha").open("a.txt")


def moved(session: ArticleSession) -> list[str]:
    return [span.id for span in moved_spans(session.present)]


def lost(session: ArticleSession) -> list[str]:
    return [item.span.id for item in lost_spans(session.present)]


def test_opening_places_what_is_sure_and_keeps_the_rest(session: ArticleSession, folder: Path) -> None:
    assert session.read_only is None
    assert moved(session) == ["s1", "s3"]
    assert lost(session) == ["s2"]
    assert [span.exact(NEW) for span in session.present] == ["شہباز شریف", "پاکستان"]
    assert [relation.id for relation in lost_relations(session.present)] == ["r1"]
    assert not session.unsaved


def test_a_confirmed_span_is_like_any_other(session: ArticleSession) -> None:
    session.confirm("s1")
    assert moved(session) == ["s3"]
    assert "Confirm" in (undone(session) or "")
    with pytest.raises(InvalidAnnotation):
        session.confirm("s1")


def test_a_rejected_span_is_lost_and_its_place_is_offered(session: ArticleSession) -> None:
    session.reject("s1")
    assert (moved(session), lost(session)) == (["s3"], ["s1", "s2"])
    assert (place("شہباز شریف", NEW),) in session.candidates()["s1"]
    undone(session)


def test_a_lost_span_is_placed_with_its_relation(session: ArticleSession) -> None:
    words = place("اتفاق", NEW)
    session.place("s2", (words,))
    assert lost(session) == []
    assert session.present.span("s2").pieces == (words,)
    assert [relation.id for relation in session.present.relations] == ["r1"]
    undone(session)


def test_a_lost_span_is_deleted_with_its_relation(session: ArticleSession) -> None:
    session.forget("s2")
    assert (lost(session), lost_relations(session.present)) == ([], ())
    undone(session)
    session.undo()
    assert lost(session) == ["s2"]


def test_what_is_settled_is_written(session: ArticleSession, folder: Path) -> None:
    session.confirm("s3")
    assert session.save() is SaveState.SAVED
    session.close()
    again = opened(folder)
    assert (moved(again), lost(again)) == (["s1"], ["s2"])
    assert again.annotate(*place("بدھ", NEW), "entity", "DATE").id == "s4"


def test_an_article_that_changes_once_more_forgets_nothing(session: ArticleSession, folder: Path) -> None:
    session.confirm("s3")
    session.save()
    session.close()
    (folder / "seeds" / "a.txt").write_text("اضافہ۔\n" + NEW.replace("پاکستان", "ترکی"), "utf-8")
    again = opened(folder)
    assert {*moved(again), *lost(again)} == {"s1", "s2", "s3"}
    assert "s2" in lost(again)


def test_the_same_mark_twice_is_refused(session: ArticleSession) -> None:
    words = place("اتفاق", NEW)
    session.annotate(*words, "claim", "FACT")
    with pytest.raises(InvalidAnnotation, match="already"):
        session.place("s2", (words,))


@pytest.mark.parametrize("pieces", [((3, 3),), ((0, 10_000),)])
def test_a_place_that_cannot_be_is_refused(session: ArticleSession, pieces: tuple[Piece, ...]) -> None:
    with pytest.raises(InvalidAnnotation):
        session.place("s2", pieces)


def test_what_is_not_lost_is_neither_placed_nor_deleted(session: ArticleSession) -> None:
    for edit in (lambda: session.place("s1", ((0, 1),)), lambda: session.forget("s1")):
        with pytest.raises(InvalidAnnotation, match="no lost span"):
            edit()


def test_a_file_with_other_faults_stays_closed(folder: Path) -> None:
    file = folder / "annotations" / "aisha" / "a.txt.yaml"
    file.write_text(file.read_text("utf-8").replace("label: PER", "label: NOSUCH"), "utf-8")
    assert "NOSUCH" in (opened(folder).read_only or "")


def test_what_may_only_be_read_is_not_settled() -> None:
    reading = session_of(Span("s1", "entity", "PER", 0, 5), read_only="why not")
    with pytest.raises(ReadOnly):
        reading.confirm("s1")
