"""What an earlier run left is there again: edits that reached no file, and every step to take back."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Span
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.kept_history import MOST_STEPS
from tests.durability.disks import refusing
from tests.durability.work import ANNOTATOR, ARTICLE, Annotator, begin, make_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "corpus")


def annotation_file(folder: Path) -> Path:
    return folder / "annotations" / ANNOTATOR / f"{ARTICLE}.yaml"


def hidden(folder: Path) -> set[str]:
    names = {path.name for path in (folder / "annotations").rglob(".*")}
    return {name.rpartition(".")[2] for name in names}


def steps(session: ArticleSession) -> list[tuple[str | None, AnnotationSet]]:
    """Return everything that undo and redo lead to, and go back to where it was."""
    there: list[tuple[str | None, AnnotationSet]] = []
    back = 0
    while session.redo_text:
        session.redo()
        back += 1
    while session.undo_text:
        there.append((session.undo_text, session.present))
        session.undo()
    there.append((None, session.present))
    for _ in range(len(there) - 1 - back):
        session.redo()
    return there


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    seed=st.integers(0, 1 << 30),
    saves=st.lists(st.sampled_from(["no", "no", "yes", "fails"]), min_size=1, max_size=40),
)
def test_all_is_as_it_was_left(folder: Path, seed: int, saves: list[str]) -> None:
    """Whatever was edited, and whichever saves came through: the same annotations, the same steps."""
    shutil.rmtree(folder / "annotations", ignore_errors=True)
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    annotator = Annotator(session, seed)
    for save in saves:
        annotator.edit()
        if save == "yes":
            session.save()
        elif save == "fails":
            with refusing("replace", 28):
                session.save()
    present = session.present
    corpus.close()
    again = begin(folder).open(ARTICLE)
    assert again.present == present
    assert steps(again)[-MOST_STEPS:] == steps(session)[-MOST_STEPS:]
    assert again.unsaved == session.unsaved
    assert again.save() is SaveState.SAVED


def test_undo_goes_on_in_the_next_run(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    for start in range(0, 100, 20):
        session.annotate(start, start + 5, "entity", "PER")
    session.undo()
    session.save()
    corpus.close()
    assert hidden(folder) == {"history"}
    again = begin(folder).open(ARTICLE)
    assert again.save_state is SaveState.SAVED
    assert again.undo_text == session.undo_text
    assert again.redo_text == session.redo_text
    again.redo()
    assert len(again.present.spans) == 5
    for _ in range(5):
        again.undo()
    assert again.present.spans == ()
    assert again.undo_text is None


def test_ids_are_not_given_out_again_in_the_next_run(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 5, "entity", "PER")
    session.annotate(10, 15, "entity", "PER")
    session.undo()
    session.save()
    corpus.close()
    assert begin(folder).open(ARTICLE).annotate(20, 25, "entity", "PER").id == "s3"


def test_the_history_is_bounded(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    span = session.annotate(0, 5, "entity", "PER")
    for number in range(MOST_STEPS + 20):
        session.set_note(span.id, str(number))
    session.save()
    corpus.close()
    again = begin(folder).open(ARTICLE)
    assert len(steps(again)) == MOST_STEPS + 1


def test_a_history_of_another_file_is_not_used(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 5, "entity", "PER")
    session.save()
    corpus.close()
    text = annotation_file(folder).read_text("utf-8")
    annotation_file(folder).write_text(text.replace("draft", "done"), "utf-8")
    again = begin(folder).open(ARTICLE)
    assert again.undo_text is None
    assert again.present.status == "done"


def test_a_history_that_the_labels_no_longer_allow_is_not_used(folder: Path) -> None:
    (folder / "labels.yaml").write_text(
        "format: annotator-labels/1\nlayers:\n- name: entity\n  labels:\n  - name: PER\n  - name: ORG\n",
        "utf-8",
    )
    with (folder / "annotator.yaml").open("a", encoding="utf-8") as file:
        file.write("labels: labels.yaml\n")
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 5, "entity", "ORG")
    session.relabel("s1", "entity", "PER")
    session.save()
    corpus.close()
    assert begin(folder).open(ARTICLE).undo_text
    text = (folder / "labels.yaml").read_text("utf-8")
    (folder / "labels.yaml").write_text(text.replace("  - name: ORG\n", ""), "utf-8")
    assert begin(folder).open(ARTICLE).undo_text is None


@pytest.mark.parametrize("content", [b"", b"x\n", b"\x00" * 50, b"[" * 100_000 + b"\n"])
def test_a_damaged_history_is_none(folder: Path, content: bytes) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    session.annotate(0, 5, "entity", "PER")
    session.save()
    corpus.close()
    annotation_file(folder).with_name(f".{ARTICLE}.yaml.history").write_bytes(content)
    again = begin(folder).open(ARTICLE)
    assert again.present == session.present
    assert again.undo_text is None


class TestAnotherFile:
    """A journal beside a file that someone else has written since."""

    @staticmethod
    def left(folder: Path) -> ArticleSession:
        """A run that ended with one edit in the file and three in the journal."""
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        session.annotate(0, 5, "entity", "PER")
        session.annotate(10, 15, "entity", "PER")
        session.save()
        session.annotate(20, 25, "entity", "ORG")
        session.set_note("s1", "mine")
        session.set_status("done")
        corpus.close()
        return session

    @staticmethod
    def someone_writes(folder: Path, old: str, new: str) -> None:
        text = annotation_file(folder).read_text("utf-8")
        assert old in text
        annotation_file(folder).write_text(text.replace(old, new, 1), "utf-8")

    def test_both_stand_together(self, folder: Path) -> None:
        mine = self.left(folder)
        self.someone_writes(
            folder, "- id: s2\n  layer: entity\n  label: PER", "- id: s2\n  layer: entity\n  label: GPE"
        )
        again = begin(folder).open(ARTICLE)
        assert any("stand together" in str(note) for note in again.notes)
        expected = mine.present.replacing(Span("s2", "entity", "GPE", 10, 15))
        assert again.present == expected
        assert again.undo_text
        again.undo()
        assert [span.label for span in again.present] == ["PER", "GPE"]
        again.redo()
        assert again.save() is SaveState.SAVED
        assert hidden(folder) == {"history", "lock"}

    def test_also_when_that_run_is_killed_too(self, folder: Path) -> None:
        self.left(folder)
        self.someone_writes(folder, "label: PER", "label: GPE")
        corpus = begin(folder)
        once = corpus.open(ARTICLE).present
        corpus.close()
        assert begin(folder).open(ARTICLE).present == once

    def test_what_both_changed_is_there_twice(self, folder: Path) -> None:
        self.left(folder)
        self.someone_writes(folder, "  suffix", '  note: "theirs"\n  suffix')
        again = begin(folder).open(ARTICLE)
        notes = sorted(span.note for span in again.present if (span.start, span.end) == (0, 5))
        assert notes == ["mine", "theirs"]

    def test_a_file_that_was_removed(self, folder: Path) -> None:
        self.left(folder)
        annotation_file(folder).unlink()
        again = begin(folder).open(ARTICLE)
        assert {(span.start, span.note) for span in again.present} == {(0, "mine"), (20, "")}

    def test_an_article_that_has_changed(self, folder: Path) -> None:
        """The offsets may mean other words there: the edits are kept aside, not made."""
        self.left(folder)
        article = folder / "seeds" / ARTICLE
        article.write_bytes(b"\xef\xbb\xbf" + article.read_bytes())
        again = begin(folder).open(ARTICLE)
        assert len(again.present.spans) == 2
        (note,) = [note for note in again.notes if "not taken over" in str(note)]
        assert "the article has changed" in str(note)
        (kept,) = [path for path in annotation_file(folder).parent.iterdir() if ".kept-" in path.name]
        assert kept.name in str(note)
        assert b"mine" in kept.read_bytes()

    def test_a_journal_from_elsewhere(self, folder: Path) -> None:
        self.left(folder)
        annotator = folder / "annotations" / "bilal"
        annotator.mkdir()
        journal = annotation_file(folder).with_name(f".{ARTICLE}.yaml.journal")
        shutil.copy(journal, annotator / journal.name)
        session = CorpusSession(begin(folder).corpus, "bilal").open(ARTICLE)
        assert session.present.spans == ()
        assert "another article or annotator" in str(session.notes[0])
        assert (annotator / f"{journal.name}.kept-1").exists()

    def test_labels_that_are_no_longer_allowed(self, folder: Path) -> None:
        self.left(folder)
        (folder / "labels.yaml").write_text(
            "format: annotator-labels/1\nlayers:\n- name: entity\n  labels:\n  - name: PER\n", "utf-8"
        )
        with (folder / "annotator.yaml").open("a", encoding="utf-8") as file:
            file.write("labels: labels.yaml\n")
        again = begin(folder).open(ARTICLE)
        assert "labels have changed" in str(again.notes[-1])
        assert len(again.present.spans) == 2


def test_a_damaged_journal_is_used_up_to_there_and_kept(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    states = []
    for start in range(0, 100, 20):
        session.annotate(start, start + 5, "entity", "PER")
        states.append(session.present)
    corpus.close()
    journal = annotation_file(folder).with_name(f".{ARTICLE}.yaml.journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b"PER", b"ORG")
    journal.write_bytes(b"".join(lines))
    corpus = begin(folder)
    again = corpus.open(ARTICLE)
    assert again.present == states[1]
    assert "is damaged" in "".join(map(str, again.notes))
    assert journal.with_name(f"{journal.name}.kept-1").read_bytes() == b"".join(lines)
    corpus.close()
    assert begin(folder).open(ARTICLE).present == states[1]


def test_sessions_of_one_run_take_turns(folder: Path) -> None:
    """Left and saved, an article is free for others; come back to, it is as they left it."""
    one, other = begin(folder), begin(folder)
    mine = one.open(ARTICLE)
    mine.annotate(0, 5, "entity", "PER")
    assert other.open(ARTICLE).read_only
    one.leave(ARTICLE)
    assert other.open(ARTICLE).read_only  # not saved yet
    mine.save()
    theirs = other.open(ARTICLE)
    assert theirs.read_only is None
    theirs.annotate(20, 25, "entity", "ORG")
    assert one.open(ARTICLE).read_only
    theirs.save()
    other.close()
    back = one.open(ARTICLE)
    assert back.read_only is None
    assert len(back.present.spans) == 2
    texts = [text for text, _ in pairwise(steps(back))]
    assert len(texts) == 2


def test_one_comes_back_to_what_others_wrote_meanwhile(folder: Path) -> None:
    one, other = begin(folder), begin(folder)
    mine = one.open(ARTICLE)
    mine.annotate(0, 5, "entity", "PER")
    mine.save()
    one.leave(ARTICLE)
    theirs = other.open(ARTICLE)
    theirs.annotate(20, 25, "entity", "ORG")
    theirs.save()
    other.leave(ARTICLE)
    assert one.open(ARTICLE) is mine
    assert mine.present == theirs.present
    assert mine.save_state is SaveState.SAVED
    mine.undo()
    assert len(mine.present.spans) == 1


def test_edits_that_another_run_left_are_not_overwritten_by_one_that_comes_back(folder: Path) -> None:
    one, other = begin(folder), begin(folder)
    mine = one.open(ARTICLE)
    mine.annotate(0, 5, "entity", "PER")
    mine.save()
    one.leave(ARTICLE)
    theirs = other.open(ARTICLE)
    theirs.annotate(20, 25, "entity", "ORG")
    other.close()  # killed
    back = one.open(ARTICLE)
    assert back.present == theirs.present
