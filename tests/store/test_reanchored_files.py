"""Files of articles that have changed: written anew after a backup, never under somebody's hands."""

from __future__ import annotations

import errno
from pathlib import Path
from unicodedata import normalize

import pytest

from annotator.model.annotations import Relation, Span
from annotator.model.faults import FaultyFile
from annotator.model.unsettled import lost_spans, moved_spans
from annotator.store.backups import backups, restore
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.locks import Lock
from annotator.store.reanchored_files import Reanchoring, find_changed, reanchored, write_changed
from tests.durability.disks import refusing
from tests.store.made import ARTICLE, make_corpus

TEXT = "صدر توکایوف اسلام آباد آئے۔\nशहबाज़ शरीफ़ ने उनका स्वागत किया।\nNothing else happened on that day.\n"
NEW = "A line that was put in.\n"
AISHA, BILAL = "عائشہ", "bilal"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    document = corpus.document(ARTICLE)
    for name in (AISHA, BILAL):
        stored = corpus.read_annotations(name, document)
        spans = (Span("s1", "entity", "PER", 4, 11), Span("s2", "claim", "FACT", 28, 39))
        annotations = stored.annotations.adding(spans[0]).adding(spans[1])
        annotations = annotations.adding_relation(Relation("r1", "claimant", "s2", "s1"))
        corpus.write_annotations(annotations, document, stored.digest)
    return corpus


def rewrite(corpus: Corpus, text: str) -> None:
    (corpus.folder / "seeds" / ARTICLE).write_bytes(text.encode())


def files(corpus: Corpus) -> dict[str, bytes]:
    return {name: corpus.annotation_path(name, ARTICLE).read_bytes() for name in (AISHA, BILAL)}


def run(corpus: Corpus) -> Reanchoring:
    return write_changed(corpus, find_changed(corpus, corpus.annotators()))


def test_nothing_has_changed(corpus: Corpus) -> None:
    before = files(corpus)
    assert run(corpus) == Reanchoring(())
    assert files(corpus) == before
    assert backups(corpus) == []


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.rstrip("\n"),
        normalize("NFD", TEXT),
        NEW + TEXT,
        "\n".join(reversed(TEXT.splitlines())),
        TEXT.splitlines()[0],
        "",
    ],
)
def test_once_is_enough_and_there_is_a_way_back(corpus: Corpus, text: str) -> None:
    before = files(corpus)
    rewrite(corpus, text)
    found = run(corpus)
    assert [file.left for file in found.files] == ["", ""]
    assert found.backup
    after = files(corpus)
    document = corpus.document(ARTICLE)
    for name in (AISHA, BILAL):
        annotations = corpus.read_annotations(name, document).annotations
        assert annotations.sha256 == document.sha256
        kept = {span.id for span in annotations.spans} | {item.span.id for item in lost_spans(annotations)}
        assert kept == {"s1", "s2"}
    assert run(corpus) == Reanchoring(())
    assert files(corpus) == after
    restore(corpus, found.backup)
    assert files(corpus) == before
    assert run(corpus).files
    assert files(corpus) == after


def test_only_another_form_leaves_all_where_it_was(corpus: Corpus) -> None:
    rewrite(corpus, TEXT.replace("\n", "\r\n"))
    assert [file.reset.found.unchanged for file in run(corpus).files] == [("s1", "s2")] * 2


def test_a_dry_look_writes_nothing(corpus: Corpus) -> None:
    before = files(corpus)
    rewrite(corpus, NEW + TEXT)
    found = find_changed(corpus, [AISHA])
    assert [file.before.annotator for file in found.files] == [AISHA]
    assert len(moved_spans(found.files[0].reset.annotations)) == 2
    assert files(corpus) == before
    assert backups(corpus) == []


def test_what_someone_has_open_is_left_and_not_backed_up(corpus: Corpus) -> None:
    before = files(corpus)
    rewrite(corpus, NEW + TEXT)
    lock = Lock.take(beside(corpus.annotation_path(AISHA, ARTICLE), "lock"))
    found = run(corpus)
    left = {file.before.annotator: file.left for file in found.files}
    assert left[BILAL] == ""
    assert left[AISHA].startswith("it is open elsewhere: ")
    assert found.backup
    assert found.backup.files == (f"{BILAL}/{ARTICLE}.yaml",)
    assert files(corpus)[AISHA] == before[AISHA]
    lock.release()
    again = run(corpus)
    assert [(file.before.annotator, file.left) for file in again.files] == [(AISHA, "")]


def test_all_are_open(corpus: Corpus) -> None:
    before = files(corpus)
    rewrite(corpus, NEW + TEXT)
    locks = [Lock.take(beside(corpus.annotation_path(name, ARTICLE), "lock")) for name in (AISHA, BILAL)]
    found = run(corpus)
    assert found.backup is None
    assert all(file.left for file in found.files)
    assert files(corpus) == before
    assert all(lock.held for lock in locks)


def test_edits_that_wait_beside_a_file_keep_it_as_it_is(corpus: Corpus) -> None:
    before = files(corpus)
    rewrite(corpus, NEW + TEXT)
    beside(corpus.annotation_path(AISHA, ARTICLE), "journal").write_bytes(b"{}\n")
    left = {file.before.annotator: file.left for file in run(corpus).files}
    assert "an earlier run left edits" in left[AISHA]
    assert files(corpus)[AISHA] == before[AISHA]


def test_a_file_that_was_written_meanwhile_is_left(corpus: Corpus) -> None:
    rewrite(corpus, NEW + TEXT)
    found = find_changed(corpus, [AISHA])
    path = corpus.annotation_path(AISHA, ARTICLE)
    path.write_bytes(path.read_bytes() + b"# touched\n")
    after = write_changed(corpus, found)
    assert after.files[0].left
    assert path.read_bytes().endswith(b"# touched\n")


def test_no_backup_no_change(corpus: Corpus) -> None:
    before = files(corpus)
    rewrite(corpus, NEW + TEXT)
    found = find_changed(corpus, corpus.annotators())
    with refusing("fsync", errno.ENOSPC), pytest.raises(FaultyFile, match="nothing was changed"):
        write_changed(corpus, found)
    assert files(corpus) == before


def test_what_others_quote_helps(corpus: Corpus) -> None:
    """Of two equal lines one is gone: the other annotator's quote tells what stood behind it."""
    line = "کوئی نئی بات نہیں ہوئی۔"
    old = f"{TEXT}{line}\nپہلی بات یہاں تھی۔\n{line}\nدوسری بات یہاں تھی۔\n"
    rewrite(corpus, old)
    run(corpus)
    document = corpus.document(ARTICLE)
    start = old.rindex(line)
    for name, span in ((AISHA, (start, start + 4)), (BILAL, (start - 12, start + len(line) + 10))):
        stored = corpus.read_annotations(name, document)
        annotations = stored.annotations.adding(Span("s7", "entity", "PER", *span))
        corpus.write_annotations(annotations, document, stored.digest)
    rewrite(corpus, old.replace(f"{line}\n", "", 1))
    found = reanchored(corpus, AISHA, corpus.document(ARTICLE))
    assert found
    assert "s7" in found.reset.found.moved


def test_one_file_for_the_window(corpus: Corpus) -> None:
    assert reanchored(corpus, AISHA, corpus.document(ARTICLE)) is None
    rewrite(corpus, NEW + TEXT)
    found = reanchored(corpus, AISHA, corpus.document(ARTICLE))
    assert found
    assert set(found.reset.found.moved) == {"s1", "s2"}


def test_a_file_that_cannot_be_read_is_told_and_stops_no_other(corpus: Corpus) -> None:
    rewrite(corpus, NEW + TEXT)
    corpus.annotation_path(AISHA, ARTICLE).write_bytes(b"spans: {\n")
    found = run(corpus)
    assert [file.before.annotator for file in found.files] == [BILAL]
    assert found.faults
