"""annotator adjudicate as it is typed: on the samples and on small corpora."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from annotator.cli.parser import parse
from annotator.store.corpus import Corpus
from tests.cli.test_main import ROOT, Ran
from tests.session.adjudications import TEXT, corpus_of, review_of, said, write
from tests.store.made import ARTICLE

NAME = TEXT.index("شہباز"), TEXT.index(" نے")
AB = ("--annotators", "a", "b", "--as", "zed")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """The sample corpus in a folder of its own."""
    folder = tmp_path / "samples"
    folder.mkdir()
    shutil.copy(ROOT / "annotator.yaml", folder)
    for name in ("seeds", "annotations", "resources"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two who agree on one of two spans, and a third who has the same article."""
    sets = (
        said("a", (*NAME, "PER"), (0, 8, "PER")),
        said("b", (*NAME, "ORG"), (0, 8, "PER")),
        said("c", (*NAME, "ORG"), (0, 8, "PER")),
    )
    return corpus_of(tmp_path / "corpus", {one.annotator: one for one in sets})


def files(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_samples_as_json(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = ("--annotators", "aisha", "bilal", "--as", "zed")
    ran = Ran(capsys, "-C", samples, "adjudicate", *who, "--json")
    found = json.loads(ran.out)
    assert (ran.status, ran.err) == (1, "")
    assert [*found] == ["articles", "agreed", "decided", "open", "kinds"]
    figures = json.loads(
        Ran(
            capsys, "-C", samples, "agreement", "--annotators", "aisha", "bilal", "--json", "--samples", "0"
        ).out
    )
    kinds: dict[str, int] = {}
    for layer in figures["layers"].values():
        for kind, times in layer["kinds"].items():
            kinds[kind] = kinds.get(kind, 0) + times
    relations = figures["relations"]["kinds"]
    assert found["articles"] == len(figures["articles"]) == 5
    assert found["agreed"] == kinds.pop("same")
    others = {name: found["kinds"].pop(name) for name in ("relation", "article attribute")}
    assert found["kinds"] == {kind: times for kind, times in kinds.items() if times}
    assert others["relation"] == sum(relations.values()) - relations["same"]
    assert (found["decided"], found["open"]) == (0, sum(found["kinds"].values()) + sum(others.values()))
    for article in figures["articles"]:
        written = (samples / "annotations" / "zed" / f"{article}.yaml").read_text("utf-8")
        assert "annotator: zed\nadjudicates:\n- aisha\n- bilal\nstatus: draft\n" in written
    assert Ran(capsys, "-C", samples, "check").status == 0


def test_twice_changes_no_byte(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ("adjudicate", "--annotators", "aisha", "bilal", "--as", "zed", "--auto")
    first = Ran(capsys, "-C", samples, *line, "--json")
    before = files(samples)
    second = Ran(capsys, "-C", samples, *line, "--json")
    assert second.out == first.out
    assert files(samples) == before
    turned = Ran(
        capsys,
        "-C",
        samples,
        "adjudicate",
        "--annotators",
        "bilal",
        "aisha",
        "--as",
        "zed",
        "--auto",
        "--json",
    )
    assert turned.out == first.out
    assert files(samples) == before


class TestAuto:
    def test_takes_over_what_all_say(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto", "--json")
        found = json.loads(ran.out)
        assert found == {"articles": 1, "agreed": 1, "decided": 0, "open": 1, "kinds": {"label": 1}}
        (span,) = corpus.read_annotations("zed", corpus.document(ARTICLE)).annotations
        assert span.origin == {
            "decision": "both",
            "from": ["a#s2", "b#s2"],
            "by": "auto",
            "seen": {source: mark for source, mark in span.origin["seen"].items()},  # type: ignore[index,call-overload]
        }

    def test_or_what_enough_of_them_say(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        line = ("adjudicate", "--annotators", "a", "b", "c", "--as", "zed", "--auto", "--at-least", "2")
        ran = Ran(capsys, "-C", corpus.folder, *line)
        assert ran.status == 0
        assert "took over 2 spans" in ran.out
        assert "nothing is open" in ran.out
        labels = [span.label for span in corpus.read_annotations("zed", corpus.document(ARTICLE)).annotations]
        assert labels == ["PER", "ORG"]

    def test_tells_beforehand(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        before = files(corpus.folder)
        ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto", "--dry-run")
        assert "a.txt: PER 0-8 “\u2068وزیراعظم\u2069”: a, b" in ran.out
        assert "nothing was written; 1 thing would be taken over" in ran.out
        told = json.loads(
            Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto", "--dry-run", "--json").out
        )
        (one,) = told["would_take_over"]
        assert one == {
            "article": "a.txt",
            "annotators": ["a", "b"],
            "layer": "entity",
            "label": "PER",
            "pieces": [[0, 8]],
        }
        assert files(corpus.folder) == before

    def test_can_be_undone_in_the_window(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto")
        review = review_of(corpus)
        review.undo(ARTICLE)
        assert review.counts().taken == 0


def test_status_is_0_when_nothing_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b")})
    assert Ran(capsys, "-C", corpus.folder, "adjudicate", *AB).status == 0
    write(corpus, [said("b", (*NAME, "ORG"))])
    assert Ran(capsys, "-C", corpus.folder, "adjudicate", *AB).status == 1
    review = review_of(corpus)
    review.take(review.conflicts()[0].id, "a")
    review.article(ARTICLE).save()
    review.close()
    assert Ran(capsys, "-C", corpus.folder, "adjudicate", *AB).status == 0
    write(corpus, [said("b", (*NAME, "جگہ"))])
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB)
    assert ran.status == 1
    assert "1 of the open ones were decided, but what they were decided from has changed since" in ran.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("--annotators", "a", "--as", "zed"), "between two annotators or more"),
        (("--annotators", "a", "a", "--as", "zed"), "between two annotators or more"),
        (("--annotators", "a", "x", "--as", "zed"), "x has annotated nothing; there are: a, b, c"),
        (("--annotators", "a", "b", "--as", "b"), "b cannot decide on their own annotations"),
        (("--annotators", "a", "b", "--as", "c"), "c has annotated a.txt, which is not overwritten"),
        (("--annotators", "a", "b", "--as", "a\nb"), "--as: "),
        ((*AB, "--at-least", "2"), "--at-least says what --auto takes over: add --auto"),
        ((*AB, "--ignore-attributes"), "add --auto"),
        ((*AB, "--auto", "--at-least", "1"), "--at-least: must be two or more"),
        ((*AB, "--auto", "--at-least", "3"), "no more than there are annotators"),
        ((*AB, "--article", "no.txt"), "there is no such article"),
        ((*AB, "--article", "no*"), "no article is called so"),
        ((*AB, "--dry-run", "--report", "r"), "leave out one of them"),
    ],
)
def test_a_wrong_line_is_told_and_writes_nothing(
    line: tuple[str, ...], told: str, corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(corpus.folder)
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *line)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert files(corpus.folder) == before


@pytest.mark.parametrize("line", [("--as", "zed"), ("--annotators", "a", "b"), (*AB, "--at-least", "two")])
def test_what_must_be_named(line: tuple[str, ...], corpus: Corpus) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(["adjudicate", *line])
    assert caught.value.code == 2


def test_own_work_in_one_article_keeps_all_from_being_written(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus.sources / "z.txt").write_text(TEXT, encoding="utf-8")
    write(corpus, [said(name, (*NAME, "PER"), article="z.txt") for name in ("a", "b", "zed")])
    before = files(corpus.folder)
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto")
    assert ran.status == 2
    assert "zed has annotated z.txt" in ran.err
    assert files(corpus.folder) == before
    assert Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--article", ARTICLE).status == 1


def test_a_faulty_file_is_told_and_its_article_left_out(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.annotation_path("b", ARTICLE).write_text("spans: 1\n", encoding="utf-8")
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["articles"] == 0
    assert "annotations/b/a.txt.yaml" in ran.err


def test_what_is_open_elsewhere_is_not_written(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    review = review_of(corpus)
    review.article(ARTICLE)
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto")
    assert ran.status == 1
    assert "open elsewhere" in ran.err
    review.close()


def test_nobody_has_an_article_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER"))})
    (corpus.sources / "z.txt").write_text(TEXT, encoding="utf-8")
    write(corpus, [said("b", (*NAME, "PER"), article="z.txt")])
    ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB)
    assert ran.status == 0
    assert "no article was annotated by two of a, b" in ran.err


class TestReport:
    def test_is_three_files_for_each(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        folder = tmp_path / "out" / "reports"
        ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--auto", "--report", folder)
        assert ran.status == 1
        assert {path.name for path in folder.iterdir()} == {
            f"{name}.{kind}" for name in ("a", "b") for kind in ("html", "csv", "json")
        }
        found = json.loads((folder / "a.json").read_text("utf-8"))
        assert found["fates"] == {"taken as it is": 1, "still open": 1}

    def test_needs_a_folder(self, corpus: Corpus, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--report", tmp_path / "file")
        assert ran.status == 2
        assert not (corpus.annotations / "zed").exists()


def test_blind_output_names_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("aisha", "bilal")
    corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in names})
    line = ("adjudicate", "--annotators", *names, "--as", "zed", "--blind", "--auto")
    for more in (("--dry-run",), ()):
        ran = Ran(capsys, "-C", corpus.folder, *line, *more)
        assert ran.status == 0
        assert "A, B → zed: 1 article" in ran.out
        assert not [name for name in names if name in ran.out + ran.err]
    assert "aisha" in corpus.annotation_path("zed", ARTICLE).read_text("utf-8")


class TestWindow:
    def test_is_given_the_adjudication(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = []
        monkeypatch.setattr(
            "annotator.gui.review.opening.run_review", lambda review: shown.append(review) or 0
        )
        monkeypatch.setattr("annotator.gui.libraries.obstacle", lambda _: "")
        assert Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--window", "--blind").status == 0
        (review,) = shown
        assert [review.shown(name) for name in review.annotators] == ["A", "B"]

    @pytest.mark.parametrize("option", ["--auto", "--dry-run", "--json"])
    def test_takes_nothing_that_prints_or_decides(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], option: str
    ) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "adjudicate", *AB, "--window", option)
        assert ran.status == 2
        assert option in ran.err
