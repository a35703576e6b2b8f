"""All spans of a label go at once, after the files were kept, and come back in every way that is promised."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from annotator.model.annotations import AnnotationSet
from annotator.model.faults import FaultyFile
from annotator.model.unsettled import lost_spans
from annotator.session.corpus import CorpusSession
from annotator.session.label_deletion import LabelDeletion, counts_of_labels, delete_everywhere
from annotator.session.news import SaveState
from annotator.store.backups import backups, restore
from annotator.store.corpus import Corpus
from tests.durability.disks import refusing

TEXT = "وزیراعظم شہباز شریف نے کہا: 😀 हिन्दी\n"
ARTICLES = ("a.txt", "b.txt", "2026/c.txt", "d.txt")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    for name in ARTICLES:
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    (folder / "annotator.yaml").write_text("format: annotator-corpus/1\nsources: seeds\n", "utf-8")
    session = CorpusSession(Corpus.open(folder), "aisha")
    for name in ARTICLES[:3]:
        article = session.open(name)
        person = article.annotate(9, 14, "entity", "PER")
        claim = article.annotate(0, 20, "claim", "FACT")
        article.relate("claimant", claim.id, person.id)
        article.annotate(15, 19, "entity", "PER")
        article.save()
    session.close()
    return Corpus.open(folder)


def labels(corpus: Corpus, article: str, annotator: str = "aisha") -> list[str]:
    said = corpus.read_annotations(annotator, corpus.document(article)).annotations
    return [span.label for span in said]


def files(corpus: Corpus) -> dict[str, bytes]:
    paths = (path for path in corpus.annotations.rglob("*.yaml") if ".backups" not in path.parts)
    return {str(path): path.read_bytes() for path in paths}


def deletion(corpus: Corpus, label: str = "PER") -> LabelDeletion:
    return LabelDeletion(CorpusSession(corpus, "aisha"), "entity", label)


def test_looking_changes_nothing(corpus: Corpus) -> None:
    before = files(corpus)
    found = deletion(corpus)
    found.look(corpus.article_paths())
    assert [(one.article, one.spans, one.relations) for one in found.found.values()] == [
        ("2026/c.txt", 2, 1),
        ("a.txt", 2, 1),
        ("b.txt", 2, 1),
    ]
    assert files(corpus) == before
    assert counts_of_labels(CorpusSession(corpus, "aisha"), corpus.article_paths()) == {
        ("entity", "PER"): (6, 3),
        ("claim", "FACT"): (3, 3),
    }


def test_there_and_back_by_the_backup(corpus: Corpus) -> None:
    before = files(corpus)
    one = deletion(corpus)
    one.look(corpus.article_paths())
    backup = delete_everywhere([one], "a test")
    one.close()
    assert backup is not None
    assert [labels(corpus, article) for article in ARTICLES] == [["FACT"], ["FACT"], ["FACT"], []]
    assert len(backup.files) == 3
    restore(corpus, backups(corpus)[0])
    assert files(corpus) == before


def test_there_and_back_by_undo_here_and_in_the_next_run(corpus: Corpus) -> None:
    one = deletion(corpus)
    one.look(["a.txt", "b.txt"])
    delete_everywhere([one], "a test")
    one.close()
    assert labels(corpus, "2026/c.txt") == ["FACT", "PER", "PER"]
    again = CorpusSession(corpus, "aisha")
    article = again.open("a.txt")
    assert article.undo_text == "Delete all 2 spans of PER"
    article.undo()
    assert [span.label for span in article.present] == ["FACT", "PER", "PER"]
    assert len(article.present.relations) == 1
    again.close()
    assert one.undo() == ["a.txt"]  # something was done there since
    assert labels(corpus, "b.txt") == ["FACT", "PER", "PER"]
    one.close()


def test_what_someone_else_has_open_is_left(corpus: Corpus) -> None:
    other = CorpusSession(corpus, "aisha")
    other.open("a.txt")
    one = deletion(corpus)
    one.look(corpus.article_paths())
    backup = delete_everywhere([one], "a test")
    assert backup is not None
    assert len(backup.files) == 2
    assert "open elsewhere" in one.found["a.txt"].left
    assert labels(corpus, "a.txt") == ["FACT", "PER", "PER"]
    assert labels(corpus, "b.txt") == ["FACT"]
    assert one.undo() == []
    one.close()
    other.close()


def test_edits_that_an_earlier_run_left_are_saved_and_kept_first(corpus: Corpus) -> None:
    killed = CorpusSession(corpus, "aisha")
    killed.open("a.txt").annotate(0, 8, "entity", "PER")
    killed.close()
    one = deletion(corpus)
    one.look(["a.txt"])
    assert one.found["a.txt"].spans == 3
    delete_everywhere([one], "a test")
    one.close()
    assert labels(corpus, "a.txt") == ["FACT"]
    restore(corpus, backups(corpus)[0])
    assert labels(corpus, "a.txt") == ["FACT", "PER", "PER", "PER"]


def test_a_restored_file_stays_so_whatever_a_run_left_beside_it(corpus: Corpus) -> None:
    """The program ends before it has removed the journal of the deletion."""
    before = files(corpus)
    one = deletion(corpus)
    one.look(["a.txt"])
    with refusing("unlink", errno.EACCES, ".journal"):
        delete_everywhere([one], "a test")
    one.close()
    assert [*corpus.annotations.rglob("*.journal")]
    restore(corpus, backups(corpus)[0])
    assert files(corpus) == before
    assert labels(corpus, "a.txt") == ["FACT", "PER", "PER"]
    assert len(CorpusSession(corpus, "aisha").open("a.txt").present.spans) == 3


def test_where_the_old_files_cannot_be_kept_nothing_goes(corpus: Corpus) -> None:
    before = files(corpus)
    one = deletion(corpus)
    one.look(corpus.article_paths())
    with refusing("fsync", errno.ENOSPC), pytest.raises(FaultyFile, match="nothing was changed"):
        delete_everywhere([one], "a test")
    one.close()
    assert files(corpus) == before
    assert labels(corpus, "a.txt") == ["FACT", "PER", "PER"]


def test_what_cannot_be_saved_is_told(corpus: Corpus) -> None:
    one = deletion(corpus)
    one.look(["a.txt"])
    with refusing("replace", errno.ENOSPC, "annotations/aisha"):
        delete_everywhere([one], "a test")
    assert "the disk is full" in one.found["a.txt"].left
    one.close()
    assert labels(corpus, "a.txt") == ["FACT"]  # it is in the journal


def test_faulty_files_are_told_and_left(corpus: Corpus) -> None:
    path = corpus.annotation_path("aisha", "a.txt")
    path.write_text("x", "utf-8")
    one = deletion(corpus)
    one.look(corpus.article_paths())
    assert [path for path, _ in one.faults] == ["annotations/aisha/a.txt.yaml"]
    delete_everywhere([one], "a test")
    one.close()
    assert path.read_text("utf-8") == "x"


def test_nothing_to_delete_keeps_nothing(corpus: Corpus) -> None:
    one = deletion(corpus, "ORG")
    one.look(corpus.article_paths())
    assert delete_everywhere([one], "a test") is None
    assert backups(corpus) == []


def test_lost_spans_go_too(corpus: Corpus) -> None:
    article = corpus.sources / "a.txt"
    article.write_text("😀 हिन्दी\n", "utf-8")
    session = CorpusSession(corpus, "aisha")
    opened = session.open("a.txt")

    def lost(said: AnnotationSet) -> list[str]:
        return sorted(item.span.label for item in lost_spans(said))

    assert lost(opened.present) == ["FACT", "PER", "PER"]
    assert opened.delete_label("entity", "PER") == 2
    assert lost(opened.present) == ["FACT"]
    assert opened.save() is SaveState.SAVED
    session.close()
    opened.undo()
    assert lost(opened.present) == ["FACT", "PER", "PER"]


def test_one_span_is_called_so(corpus: Corpus) -> None:
    session = CorpusSession(corpus, "aisha")
    article = session.open("d.txt")
    article.annotate(9, 14, "entity", "PER")
    assert article.delete_label("entity", "ORG") == 0
    assert article.delete_label("entity", "PER") == 1
    assert article.undo_text == "Delete the only span of PER"
    session.close()


class TestAFileOfAChangedArticle:
    def change(self, corpus: Corpus) -> Path:
        (corpus.sources / "a.txt").write_text("آج " + TEXT.replace("شریف", ""), "utf-8")
        return corpus.annotation_path("aisha", "a.txt")

    def test_is_kept_before_it_is_written_anew(self, corpus: Corpus) -> None:
        path = self.change(corpus)
        old = path.read_bytes()
        session = CorpusSession(corpus, "aisha")
        article = session.open("a.txt")
        news: list[object] = []
        article.subscribe(news.append)
        assert backups(corpus) == []
        article.annotate(0, 2, "entity", "DATE")
        assert article.save() is SaveState.SAVED
        article.set_status("done")
        assert article.save() is SaveState.SAVED
        session.close()
        (backup,) = backups(corpus)
        assert f"where='{corpus.shown(backup.folder)}'" in "".join(map(repr, news))
        assert path.read_bytes() != old
        restore(corpus, backup)
        assert path.read_bytes() == old

    def test_is_not_written_where_it_cannot_be_kept(self, corpus: Corpus) -> None:
        path = self.change(corpus)
        old = path.read_bytes()
        session = CorpusSession(corpus, "aisha")
        article = session.open("a.txt")
        article.annotate(0, 2, "entity", "DATE")
        with refusing("replace", errno.ENOSPC, "backups"):
            assert article.save() is SaveState.FAILED
        assert "the disk is full" in article.save_message
        assert path.read_bytes() == old
        assert article.save() is SaveState.SAVED
        assert len(backups(corpus)) == 1
        session.close()

    def test_that_is_only_read_is_not_kept(self, corpus: Corpus) -> None:
        self.change(corpus)
        session = CorpusSession(corpus, "aisha")
        session.open("a.txt")
        session.close()
        assert backups(corpus) == []

    def test_that_did_not_change_is_not_kept(self, corpus: Corpus) -> None:
        session = CorpusSession(corpus, "aisha")
        article = session.open("a.txt")
        article.set_status("done")
        article.save()
        session.close()
        assert backups(corpus) == []
