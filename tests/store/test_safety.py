"""A corpus from a stranger leads nowhere: what it names stays inside it, and nothing in it is ever run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.annotations import Span
from annotator.model.faults import AnnotatorError
from annotator.session.corpus import CorpusSession
from annotator.store.backups import keep
from annotator.store.checking import check_corpus
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.mending import mend_corpus
from annotator.store.paths import not_on_windows, refusal
from tests.store.made import ARTICLE, TEXT, make_corpus

SECRET = "format: annotator/1\nsecret: یہ باہر ہے\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the corpus that must stay as it is."""
    folder = tmp_path / "outside"
    (folder / "2026").mkdir(parents=True)
    for name in ("secret", "a.txt.yaml", "2026/b.txt.yaml", "annotator.yaml", "labels.yaml"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus")
    (corpus.sources / "2026").mkdir()
    (corpus.sources / "2026" / "b.txt").write_bytes(TEXT.encode())
    for article in (ARTICLE, "2026/b.txt"):
        document = corpus.document(article)
        annotations = corpus.read_annotations("aisha", document).annotations
        corpus.write_annotations(annotations.adding(Span("s1", "entity", "PER", 8, 14)), document, None)
    return corpus


def refused(do: Callable[[], object]) -> str:
    """Do something that may be refused; return what is said then."""
    try:
        do()
    except AnnotatorError as error:
        return str(error)
    return ""


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_link(at: Path, to: Path) -> None:
    """Put a link in the place of a file or a folder."""
    if at.exists():
        at.rename(at.with_name(f"{at.name}.before"))
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(to)


LINKS: dict[str, tuple[str, str]] = {
    "the annotations": ("annotations", "."),
    "the annotations, to a circle": ("annotations", "../corpus/annotations"),
    "an annotator's folder": ("annotations/aisha", "."),
    "a folder in it": ("annotations/aisha/2026", "2026"),
    "a file of annotations": ("annotations/aisha/a.txt.yaml", "a.txt.yaml"),
    "a file that is not there": ("annotations/aisha/a.txt.yaml", "new"),
    "the articles": ("seeds", "."),
    "an article": ("seeds/a.txt", "secret"),
    "the labels": ("resources/labels.yaml", "labels.yaml"),
    "the resources": ("resources", "."),
    "the corpus file": ("annotator.yaml", "annotator.yaml"),
    "a lock": ("annotations/aisha/.a.txt.yaml.lock", "secret"),
    "a journal": ("annotations/aisha/.a.txt.yaml.journal", "secret"),
    "a history": ("annotations/aisha/.a.txt.yaml.history", "secret"),
    "the backups": ("annotations/.backups", "."),
}


def work(folder: Path) -> None:
    """Do with a corpus all that writes."""
    corpus = Corpus.open(folder)
    corpus.summaries("aisha")
    check_corpus(corpus)
    session = CorpusSession(corpus, "aisha")
    for article in (ARTICLE, "2026/b.txt"):
        opened = session.open(article)
        opened.annotate(0, 8, "entity", "ORG")
        opened.save()
    keep(corpus, [corpus.annotation_path("aisha", ARTICLE)], "x")
    mend_corpus(corpus)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("what", LINKS)
def test_no_link_leads_out(corpus: Corpus, outside: Path, what: str) -> None:
    at, to = LINKS[what]
    put_link(corpus.folder / at, outside / to)
    before = everything(outside)
    assert "یہ باہر ہے" not in refused(lambda: work(corpus.folder))
    assert everything(outside) == before
    assert sorted(path.name for path in outside.iterdir()) == sorted(
        ["secret", "2026", "a.txt.yaml", "annotator.yaml", "labels.yaml"]
    )


@pytest.mark.parametrize("what", ["an annotator's folder", "a folder in it", "a file of annotations"])
def test_nothing_is_told_of_what_lies_outside(corpus: Corpus, outside: Path, what: str) -> None:
    at, to = LINKS[what]
    put_link(corpus.folder / at, outside / to)
    told = check_corpus(corpus).found
    assert "leaves-corpus" in {finding.fault.code for finding in told}
    assert not any("secret" in str(finding.fault) for finding in told)
    try:
        summaries = corpus.summaries("aisha")
    except AnnotatorError:
        return
    assert "leads out of the corpus" in "".join(summary.fault for summary in summaries.values())


def test_the_lock_of_a_stranger(corpus: Corpus, outside: Path) -> None:
    """It is emptied and written when the article is opened, and so would be what it leads to."""
    lock = beside(corpus.annotation_path("aisha", ARTICLE), "lock")
    lock.symlink_to(outside / "secret")
    opened = CorpusSession(corpus, "aisha").open(ARTICLE)
    assert "a link stands there that is not followed" in (opened.read_only or "")
    assert (outside / "secret").read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['touch owned']\n",
        "a: !!python/name:os.system\n",
        "- !!python/object/new:os.system [touch owned]\n",
        "!!python/module:antigravity a: 1\n",
        "a: !include /etc/passwd\n",
        "<<: {a: 1}\n",
    ],
)
@pytest.mark.parametrize("name", ["annotator.yaml", "resources/labels.yaml", "annotations/aisha/a.txt.yaml"])
def test_nothing_is_run(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, text: str
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("it was run")

    monkeypatch.chdir(tmp_path)
    for call in ("system", "popen", "execv"):
        monkeypatch.setattr(os, call, fail)
    with (corpus.folder / name).open("a", encoding="utf-8") as file:
        file.write(text)
    assert "root:" not in refused(lambda: check_corpus(Corpus.open(corpus.folder)))
    assert not (tmp_path / "owned").exists()


class TestNames:
    @pytest.mark.parametrize("name", ["x.txt", "خبر.txt", "👩‍👧.txt", "é.txt"])
    def test_as_long_as_a_disk_takes(self, tmp_path: Path, name: str) -> None:
        corpus = make_corpus(tmp_path / "corpus")
        most = 255 - len(f"{name}.yaml".encode())
        longest, longer = "n" * most + name, "n" * (most + 1) + name
        for article in (longest, longer):
            (corpus.sources / article).write_bytes(TEXT.encode())
        articles, left_out = corpus.listing()
        assert longest in articles
        assert [path for path, _ in left_out] == [longer]
        session = CorpusSession(corpus, "aisha")
        opened = session.open(longest)
        opened.annotate(0, 8, "entity", "ORG")
        opened.save()
        assert not opened.unsaved
        assert Corpus.open(corpus.folder).summaries("aisha")[longest].spans == 1
        with pytest.raises(AnnotatorError, match="more than 255 bytes"):
            corpus.annotation_path("aisha", longer)

    @pytest.mark.parametrize("name", ["ab:c.txt", "a?.txt", "a.txt.", "a /b.txt", 'a"b.txt', "x/a*.txt"])
    def test_that_windows_does_not_take(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        assert not_on_windows(name)
        assert not not_on_windows("2026/خبر 1.2.txt")
        if name.endswith(".txt"):
            corpus = make_corpus(tmp_path / "corpus")
            (corpus.sources / name).parent.mkdir(exist_ok=True)
            (corpus.sources / name).write_bytes(b"x")
            assert [f.fault.code for f in check_corpus(corpus).found if f.path.endswith(name)] == [
                "windows-name"
            ]

    @pytest.mark.parametrize("name", ["a.txt:hidden", "a.txt::$DATA", "a.", "a ", "b./a.txt"])
    def test_on_windows(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        """There a colon opens another stream of the file, and an ending dot or space is dropped."""
        with monkeypatch.context() as patch:
            patch.setattr(os, "name", "nt")
            assert "cannot be a name on Windows" in (refusal(name) or "")
            assert refusal("خبر/a.txt") is None


_CLOSED: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("kind", _CLOSED)
@pytest.mark.parametrize(
    "name", ["annotator.yaml", "resources/labels.yaml", "seeds/a.txt", "annotations/aisha/a.txt.yaml"]
)
def test_what_is_no_file_is_not_waited_for(corpus: Corpus, kind: str, name: str) -> None:
    (corpus.folder / name).unlink()
    _CLOSED[kind](corpus.folder / name)
    assert "Errno" not in refused(lambda: work(corpus.folder))
