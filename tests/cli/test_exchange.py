"""annotator export, import and formats, as they are typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from annotator.exchange.formats import FORMATS
from annotator.model.annotations import Relation, Span
from annotator.store.corpus import Corpus
from tests.cli.test_main import Ran
from tests.store.made import ARTICLE, make_corpus

TEXT = "وزیراعظم شہباز شریف نے कहा 😀\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    document = corpus.document(ARTICLE)
    said = corpus.read_annotations("aisha", document).annotations.with_attributes({"topic": "x"})
    said = said.adding(Span("s1", "entity", "PER", 9, 19, note="وزیر")).adding(
        Span("s2", "claim", "FACT", 0, 22)
    )
    corpus.write_annotations(said.adding_relation(Relation("r1", "claimant", "s2", "s1")), document, None)
    return corpus


@pytest.fixture
def other(tmp_path: Path) -> Corpus:
    return make_corpus(tmp_path / "other", TEXT)


class TestExport:
    def test_losses_and_what_was_written(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "export", "brat", tmp_path / "out", "--annotator", "aisha")
        assert ran.status == 0
        assert ran.out.splitlines() == [
            "a.txt (aisha): attributes of the article are left out",
            "brat cannot hold 1 thing (attributes of the article: 1)",
            f"1 article, 1 annotation set, 2 spans, 1 relation: wrote 5 files in {tmp_path / 'out'}",
        ]
        assert ran.err == ""

    def test_a_loss_says_what_and_where(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "export", "doccano", tmp_path / "out", "--dry-run")
        assert "a.txt (aisha): s1 at 9-19 “\u2068شہباز شریف\u2069”: notes are left out" in ran.out
        assert ran.out.endswith(": nothing was written\n")
        assert not (tmp_path / "out").exists()

    def test_for_programs(self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = Ran(capsys, "-C", corpus.folder, "export", "doccano", tmp_path / "out", "--json").json
        assert said["written"] is True
        assert (said["articles"], said["spans"]) == (1, 2)
        losses = said["losses"]
        assert isinstance(losses, list)
        assert {
            "article": "a.txt",
            "annotator": "aisha",
            "item": "s1",
            "kind": "notes",
            "message": "notes are left out",
            "pieces": [[9, 19]],
            "exact": "شہباز شریف",
        } in losses
        lossless = Ran(capsys, "-C", corpus.folder, "export", "jsonl", tmp_path / "o.jsonl", "--json").json
        assert lossless["losses"] == []

    def test_strict(self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "export", "doccano", tmp_path / "out", "--strict")
        assert ran.status == 1
        assert "nothing was exported" in ran.err
        assert not (tmp_path / "out").exists()
        ran = Ran(capsys, "-C", corpus.folder, "export", "doccano", tmp_path / "out", "--strict", "--json")
        assert ran.json["written"] is False
        assert (
            Ran(capsys, "-C", corpus.folder, "export", "jsonl", tmp_path / "o.jsonl", "--strict").status == 0
        )

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["word", "out"], "word is no format; there are: jsonl, "),
            (["brat", "out", "--annotator", "nobody"], "nobody is no annotator of this corpus"),
            (["brat", "out", "--layer", "x"], "x is no layer"),
            (["csv", "out", "--option", "separator=x"], "separator is one of comma, semicolon, tab"),
            (["csv", "out", "--option", "separator"], "write it as NAME=VALUE"),
        ],
    )
    def test_a_wrong_command_line(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
    ) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "export", *arguments)
        assert ran.status == 2
        assert told in ran.err

    def test_options(self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Ran(
            capsys,
            "-C",
            corpus.folder,
            "export",
            "csv",
            tmp_path / "o.csv",
            "--option",
            "separator=semicolon",
        )
        assert (tmp_path / "o.csv").read_text(encoding="utf-8-sig").startswith("article;annotator;")

    def test_what_is_there_stays(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ("-C", corpus.folder, "export", "jsonl", tmp_path / "o.jsonl")
        assert Ran(capsys, *arguments).status == 0
        ran = Ran(capsys, *arguments)
        assert ran.status == 1
        assert "only --replace" in ran.err
        assert Ran(capsys, *arguments, "--replace").status == 0


class TestImport:
    def test_there_and_back(
        self, corpus: Corpus, other: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Ran(capsys, "-C", corpus.folder, "export", "jsonl", tmp_path / "o.jsonl")
        ran = Ran(capsys, "-C", other.folder, "import", "jsonl", tmp_path / "o.jsonl")
        assert ran.status == 0
        *lines, last = ran.out.splitlines()
        assert lines == [
            "offsets count code points (1 article)",
            "articles: 1 there",
            "annotation sets: 1 new",
            "2 spans, 1 relation; 0 faults, 0 warnings",
        ]
        assert last.endswith("brings back what stood there before")
        path = corpus.annotation_path("aisha", ARTICLE)
        assert path.read_bytes() == other.annotation_path("aisha", ARTICLE).read_bytes()
        assert Ran(capsys, "-C", other.folder, "restore").status == 0
        assert not other.annotation_path("aisha", ARTICLE).exists()

    def test_the_format_is_guessed_and_told(
        self, corpus: Corpus, other: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Ran(capsys, "-C", corpus.folder, "export", "brat", tmp_path / "out", "--annotator", "aisha")
        for words in ([tmp_path / "out"], ["auto", tmp_path / "out"]):
            ran = Ran(capsys, "-C", other.folder, "import", *words, "--annotator", "new", "--dry-run")
            assert f"{tmp_path / 'out'}: taken for brat\n" in ran.err
            assert ran.status == 0
            assert "nothing was written" in ran.out

    def test_faults_are_told_with_their_place(
        self, other: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "b").mkdir()
        (tmp_path / "b" / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "b" / "a.ann").write_text("T1\tPER 9 14\tشریف\nfoo\n", encoding="utf-8")
        arguments = ("-C", other.folder, "import", "brat", tmp_path / "b", "--annotator", "x")
        ran = Ran(capsys, *arguments)
        assert ran.status == 1
        assert "a.ann: line 1: T1 PER “\u2068شریف\u2069”: at 9-14 stands “\u2068شہباز\u2069”, " in ran.err
        assert "a.ann: warning: line 2: “foo” is no line of brat's" in ran.err
        said = Ran(capsys, *arguments, "--json").json
        assert said["articles"] == {"left out": 1}
        faults = said["faults"]
        assert isinstance(faults, list)
        assert (faults[0]["file"], faults[0]["line"]) == ("a.ann", 1)
        assert Ran(capsys, *arguments, "--strict").status == 1

    def test_what_the_labels_got_as_a_table(
        self, other: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rows = "article,annotator,label,start,end\na,x,=EVIL(),0,5\na,x,TITLE,0,8\n"
        (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
        added = tmp_path / "added.csv"
        ran = Ran(capsys, "-C", other.folder, "import", "csv", tmp_path / "t.csv", "--added", added)
        assert "resources/labels.yaml: the label TITLE of entity was added (met 1 time)" in ran.out
        with added.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        assert [(row["kind"], row["of"], row["name"], row["line"]) for row in found] == [
            ("label", "entity", "'=EVIL()", "2"),
            ("label", "entity", "TITLE", "3"),
        ]

    @pytest.mark.parametrize(
        ("arguments", "status", "told"),
        [
            (["brat", "/there/is/none"], 1, "there is no such file or folder"),
            (["word", "x"], 2, "word is no format"),
            (["brat", "x", "--map", "y"], 2, "is no pair OLD=NEW"),
            (["brat", "x", "--annotator", "a", "--annotator-folders"], 2, "take one of them"),
            (["brat", "x", "--unit", "metres"], 2, "invalid choice"),
        ],
    )
    def test_a_wrong_command_line(
        self, other: Corpus, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, told: str
    ) -> None:
        ran = Ran(capsys, "-C", other.folder, "import", *arguments)
        assert ran.status == status
        assert told in ran.err


class TestFormats:
    def test_for_people(self, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "formats")
        assert ran.status == 0
        assert all(f"\n{name}: " in ran.out for name in FORMATS)
        assert "jsonl: One article a line, with everything that is known of it\n  lost: nothing\n" in ran.out

    def test_for_programs(self, capsys: pytest.CaptureFixture[str]) -> None:
        rows = Ran(capsys, "formats", "--json").json["formats"]
        assert isinstance(rows, list)
        assert [row["name"] for row in rows] == list(FORMATS)
        brat = next(row for row in rows if row["name"] == "brat")
        assert brat["unit"] == "code points"
        assert brat["lacks"]["status"] == "is left out"
        assert json.dumps(rows)
