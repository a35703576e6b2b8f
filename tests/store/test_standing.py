"""Readers see a set as it stands: with the edits that reached no file, and without touching anything."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.annotations import AnnotationSet
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.locks import Held, Lock
from tests.durability.disks import refusing
from tests.durability.work import ANNOTATOR, ARTICLE, Annotator, Saver, begin, make_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "corpus")


def annotation_file(folder: Path) -> Path:
    return folder / "annotations" / ANNOTATOR / f"{ARTICLE}.yaml"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def standing(folder: Path) -> AnnotationSet:
    before = files(folder)
    corpus = Corpus.open(folder)
    said = corpus.read_annotations(ANNOTATOR, corpus.document(ARTICLE)).annotations
    assert files(folder) == before
    return said


def killed(corpus: CorpusSession) -> None:
    """Let go of the locks as the end of a process does; everything else stays as it is."""
    corpus.close()


@pytest.mark.parametrize("saved", [True, False])
def test_edits_that_reached_no_file_are_there(folder: Path, saved: bool) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 9, "entity", "PER")
    if saved:
        session.save()
    session.annotate(9, 14, "entity", "ORG")
    session.set_status("done")
    session.undo()
    killed(corpus)
    assert annotation_file(folder).exists() == saved
    assert standing(folder) == session.present
    read = Corpus.open(folder)
    document = read.document(ARTICLE)
    assert read.has_annotations(ANNOTATOR, ARTICLE)
    assert read.read_annotations(ANNOTATOR, document).are_there
    assert len(read.read_saved(ANNOTATOR, document).annotations.spans) == saved


def test_nothing_is_nothing(folder: Path) -> None:
    corpus = Corpus.open(folder)
    assert not corpus.has_annotations(ANNOTATOR, ARTICLE)
    assert not corpus.read_annotations(ANNOTATOR, corpus.document(ARTICLE)).are_there
    assert not corpus.annotations.exists()


def test_a_lock_is_left_to_who_holds_it(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 9, "entity", "PER")
    assert standing(folder) == session.present
    with pytest.raises(Held):
        Lock.take(beside(annotation_file(folder), "lock"))
    session.annotate(9, 14, "entity", "PER")
    assert standing(folder) == session.present
    session.save()
    assert standing(folder) == session.present


def test_a_file_that_is_written_but_not_told_to_be_holds_its_edits(folder: Path) -> None:
    """The program ends between putting the file in place and removing its journal."""
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 9, "entity", "PER")
    with refusing("unlink", errno.EACCES, ".journal"):
        session.save()
    session.annotate(9, 14, "entity", "ORG")
    killed(corpus)
    assert standing(folder) == session.present


def test_what_another_program_wrote_stands_together_with_the_edits(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 9, "entity", "PER")
    session.save()
    session.annotate(9, 14, "entity", "ORG")
    killed(corpus)
    path = annotation_file(folder)
    path.write_text(path.read_text("utf-8").replace("draft", "done"), "utf-8")
    stands = standing(folder)
    assert (stands.status, stands.spans) == ("done", session.present.spans)
    assert begin(folder).open(ARTICLE).present == stands


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda data: b"x" + data, "no journal of this version"),
        (lambda data: data.replace(b'"sha256":"', b'"sha256":"0'), "no journal"),
    ],
)
def test_edits_that_cannot_be_read_are_told(folder: Path, harm, why: str) -> None:
    corpus = begin(folder)
    corpus.open(ARTICLE).annotate(0, 9, "entity", "PER")
    killed(corpus)
    journal = beside(annotation_file(folder), "journal")
    journal.write_bytes(harm(journal.read_bytes()))
    read = Corpus.open(folder)
    stored = read.read_annotations(ANNOTATOR, read.document(ARTICLE))
    assert stored.annotations.spans == ()
    assert why in str(stored.notes[0])
    assert stored.notes[0].warning


def test_edits_of_another_text_are_told(folder: Path) -> None:
    corpus = begin(folder)
    corpus.open(ARTICLE).annotate(0, 9, "entity", "PER")
    killed(corpus)
    article = folder / "seeds" / ARTICLE
    article.write_text(article.read_text("utf-8") + "x", "utf-8")
    read = Corpus.open(folder)
    stored = read.read_annotations(ANNOTATOR, read.document(ARTICLE))
    assert not stored.are_there
    assert "the article has changed since" in str(stored.notes[0])


def test_while_it_is_edited_and_saved_nothing_goes_back(folder: Path) -> None:
    """What was shown once is there whenever one reads, whatever is being written just then."""
    session = begin(folder).open(ARTICLE)
    saver, annotator = Saver(session), Annotator(session, 11)
    corpus = Corpus.open(folder)
    document = corpus.document(ARTICLE)
    for _ in range(150):
        annotator.edit()
        saver.turn()
        assert corpus.read_annotations(ANNOTATOR, document).annotations == session.present
    while session.unsaved:
        saver.turn(wait=True)


def test_every_command_sees_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, places in ((ANNOTATOR, ((0, 9), (9, 14))), ("bilal", ((0, 9),))):
        corpus = CorpusSession(Corpus.open(folder), name)
        session = corpus.open(ARTICLE)
        for start, end in places:
            session.annotate(start, end, "entity", "PER")
        killed(corpus)
    before = files(folder)

    def said(*arguments: str) -> dict:
        assert main(["-C", str(folder), *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    spans = {one["name"]: one["spans"] for one in said("stats")["annotators"]}
    assert spans == {ANNOTATOR: 2, "bilal": 1}
    codes = [warning["code"] for warning in said("check")["warnings"]]
    assert codes.count("journal") == 2
    assert codes.count("edge-space") == 2
    assert said("agreement", "--samples", "0")["layers"]["entity"]["units"] == {ANNOTATOR: 2, "bilal": 1}
    summary = Corpus.open(folder).summaries(ANNOTATOR)[ARTICLE]
    assert (summary.spans, summary.status) == (2, "draft")
    assert files(folder) == before
