"""The commands as they are typed, on real corpora."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.model.annotations import Span
from annotator.model.faults import Fault
from annotator.store.corpus import Corpus
from tests.store.made import ARTICLE, make_corpus

ROOT = Path(__file__).parents[2]
TEXT = "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"


class Ran:
    """What a command line did: status, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        capsys.readouterr()
        try:
            self.status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            self.status = int(stop.code or 0)
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.err

    @property
    def json(self) -> dict[str, object]:
        return json.loads(self.out)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    for annotator, status in (("aisha", "done"), ("عائشہ", "draft")):
        document = corpus.document(ARTICLE)
        annotations = corpus.read_annotations(annotator, document).annotations
        annotations = annotations.adding(Span("s1", "entity", "PER", 9, 19)).with_status(status)
        corpus.write_annotations(annotations, document, None)
    return corpus


class TestInit:
    def test_a_new_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        folder = tmp_path / "خبریں"
        ran = Ran(capsys, "init", folder, "--name", "خبریں 2026")
        assert ran.status == 0
        assert ran.out == (
            "wrote resources/labels.yaml\nwrote annotator.yaml\n\u2068خبریں\u2069 2026: 0 articles\n"
        )
        assert "put the articles as .txt files (UTF-8) into" in ran.err
        assert Ran(capsys, "-C", folder, "check").status == 0

    def test_again_changes_nothing(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        before = {path: path.read_bytes() for path in corpus.folder.rglob("*") if path.is_file()}
        ran = Ran(capsys, "init", corpus.folder)
        assert (ran.status, ran.out) == (0, "corpus: 1 article\n")
        assert "nothing was changed" in ran.err
        assert {path: path.read_bytes() for path in corpus.folder.rglob("*") if path.is_file()} == before

    def test_for_programs(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").touch()
        told = Ran(capsys, "init", tmp_path, "--json").json
        assert told["written"] == ["resources/labels.yaml", "annotator.yaml"]
        assert told["articles"] == ["a.txt"]

    def test_here_or_where_the_corpus_is_said_to_be(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        assert Ran(capsys, "init").status == Ran(capsys, "-C", tmp_path / "there", "init").status == 0
        assert (tmp_path / "here" / "annotator.yaml").is_file()
        assert (tmp_path / "there" / "annotator.yaml").is_file()

    def test_sources_outside(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "init", tmp_path, "--sources", "../x")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == "annotator: --sources: '../x' leads out of the corpus folder\n"


class TestCheck:
    def test_without_fault(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "check", "-C", corpus.folder)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == "1 article, 2 annotation files: 0 faults, 0 warnings\n"

    def test_faults_and_warnings(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        path = corpus.annotation_path("عائشہ", ARTICLE)
        path.write_text(path.read_text(encoding="utf-8").replace("end: 19", "end: 4960"), encoding="utf-8")
        (corpus.sources / "b.txt").touch()
        ran = Ran(capsys, "check", "-C", corpus.folder)
        assert ran.status == 1
        assert ran.out.splitlines() == [
            "annotations/\u2068عائشہ\u2069/a.txt.yaml: line 13: spans[0].end: "
            f"4960 is past the end of the article ({len(TEXT)})",
            "seeds/b.txt: warning: is empty: there is nothing to annotate",
            "2 articles, 2 annotation files: 1 fault, 1 warning",
        ]
        told = Ran(capsys, "check", "-C", corpus.folder, "--json").json
        assert (told["articles"], told["annotation_files"]) == (2, 2)
        assert told["faults"][0] == {  # type: ignore[index]
            "file": "annotations/عائشہ/a.txt.yaml",
            "place": "spans[0].end",
            "line": 13,
            "message": f"4960 is past the end of the article ({len(TEXT)})",
            "code": "outside",
            "fixable": False,
        }

    def test_what_is_safe_is_put_right(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        document = corpus.document(ARTICLE)
        stored = corpus.read_annotations("aisha", document)
        odd = stored.annotations.adding(Span("s2", "entity", "PER", 8, 19))
        corpus.write_annotations(odd, document, stored.digest)
        ran = Ran(capsys, "check", "-C", corpus.folder)
        assert ran.status == 0
        assert ran.out.splitlines()[0].endswith("warning: line 9: spans[0]: s2 begins or ends with space")
        assert ran.out.splitlines()[-1] == "annotator check --fix would put 1 of them right"
        (warning,) = Ran(capsys, "check", "-C", corpus.folder, "--json").json["warnings"]  # type: ignore[misc]
        assert (warning["code"], warning["fixable"]) == ("edge-space", True)  # type: ignore[index]
        ran = Ran(capsys, "check", "-C", corpus.folder, "--fix")
        done, gone, where, counted = ran.out.splitlines()
        assert done == "annotations/aisha/a.txt.yaml: s2 ran from 8 to 19, now from 9 to 19"
        assert gone == "annotations/aisha/a.txt.yaml: s2 is gone: it was the same as s1"
        assert where.startswith("the old files are in annotations/.backups/")
        assert counted == "1 article, 2 annotation files: 0 faults, 0 warnings"
        told = Ran(capsys, "check", "-C", corpus.folder, "--fix", "--json").json
        assert (told["fixed"], told["backup"], told["warnings"]) == ([], "", [])

    def test_a_faulty_corpus_file(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        (corpus.folder / "annotator.yaml").write_text(
            "format: annotator-corpus/1\nsources: ../x\n", encoding="utf-8"
        )
        ran = Ran(capsys, "check", "-C", corpus.folder)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == "annotator.yaml: line 2: sources: '../x' leads out of the corpus folder\n"
        faults = Ran(capsys, "check", "-C", corpus.folder, "--json").json["faults"]
        assert len(faults) == 1  # type: ignore[arg-type]

    def test_no_such_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "check", "-C", tmp_path / "none")
        assert (ran.status, ran.out) == (2, "")
        assert "there is no such folder" in ran.err

    def test_the_nearest_corpus_upward(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(corpus.sources)
        assert Ran(capsys, "check").out.startswith("1 article, 2 annotation files")


class TestStats:
    def test_for_people(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "stats", "-C", corpus.folder)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.splitlines() == [
            f"corpus: 1 article, 10 words, {len(TEXT)} code points",
            "",
            "annotator  articles  done  spans  relations",
            "aisha        1 of 1     1      1          0",
            "\u2068عائشہ\u2069        1 of 1     0      1          0",
            "",
            "aisha",
            "  entity: PER 1",
            "",
            "\u2068عائشہ\u2069",
            "  entity: PER 1",
        ]

    def test_for_programs(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        told = Ran(capsys, "stats", "-C", corpus.folder, "--json").json
        assert told["annotators"][1] == {  # type: ignore[index]
            "name": "عائشہ",
            "articles": 1,
            "done": 0,
            "spans": 1,
            "relations": 0,
            "labels": {"entity": {"PER": 1}, "claim": {}},
        }
        assert (told["articles"], told["code_points"], told["faults"]) == (1, len(TEXT), [])

    def test_faulty_files_are_told_and_left_out(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str]
    ) -> None:
        corpus.annotation_path("aisha", ARTICLE).write_bytes(b"x")
        (corpus.sources / "b.txt").write_bytes(b"\xff")
        ran = Ran(capsys, "stats", "-C", corpus.folder)
        assert ran.status == 1
        assert "aisha        0 of 1     0      0          0" in ran.out
        assert "annotations/aisha/a.txt.yaml: line 1: must be a mapping" in ran.err
        assert "b.txt: line 1: " in ran.err

    def test_articles_that_cannot_be_listed(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left_out = [("", Fault("cannot be read: permission denied"))]
        monkeypatch.setattr(Corpus, "listing", lambda _: ([], left_out))
        ran = Ran(capsys, "stats", "-C", corpus.folder)
        assert (ran.status, ran.err) == (1, "seeds: cannot be read: permission denied\n")

    def test_an_empty_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ran = Ran(capsys, "stats", "-C", tmp_path)
        assert ran.status == 0
        assert ran.out.endswith("0 articles, 0 words, 0 code points\nnobody has annotated it yet\n")


class TestRender:
    def test_a_page(self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "page.HTML"
        assert Ran(capsys, "render", ARTICLE, out, "-C", corpus.folder).status == 0
        page = out.read_text(encoding="utf-8")
        assert "<html" in page
        assert "شہباز" in page

    def test_a_picture_is_the_windows_work(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[object, ...]] = []

        def render(corpus: Corpus, *rest: object) -> int:
            asked.append((corpus.folder, *rest))
            return 0

        monkeypatch.setattr("annotator.gui.rendering.render_article", render)
        for out in (corpus.folder / "a.png", corpus.folder / "a.SVG", corpus.folder / "a.pdf"):
            ran = Ran(capsys, "render", corpus.sources / ARTICLE, out, "-C", corpus.folder)
            assert ran.status == 0
            assert asked.pop() == (corpus.folder, ARTICLE, out, ["aisha", "عائشہ"])

    @pytest.mark.parametrize(
        ("line", "status", "message"),
        [
            ("none.txt o.html", 2, "none.txt: there is no such article; there are: a.txt"),
            ("a.txt o.gif", 2, "the name must end in .png, .svg, .pdf or .html"),
            ("a.txt none/o.html", 2, "there is no such folder to write into"),
            ("a.txt o.html --annotator bilal", 1, "bilal has not annotated a.txt"),
            ("a.txt o.html --annotator=", 1, "an annotator needs a name"),
        ],
    )
    def test_what_cannot_be(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], line: str, status: int, message: str
    ) -> None:
        words = [
            f"{corpus.folder}/{word}" if word.startswith(("o.", "none/")) else word for word in line.split()
        ]
        ran = Ran(capsys, "-C", corpus.folder, "render", *words)
        assert (ran.status, ran.out) == (status, "")
        assert message in ran.err

    def test_a_place_that_cannot_be_written(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "o.html").mkdir()
        ran = Ran(capsys, "render", ARTICLE, tmp_path / "o.html", "-C", corpus.folder)
        assert ran.status == 1
        assert "could not be written: it is a folder" in ran.err

    def test_nobodys_annotations(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (corpus.sources / "b.txt").write_bytes(b"b")
        ran = Ran(capsys, "render", "b.txt", tmp_path / "b.html", "-C", corpus.folder)
        assert ran.status == 0
        assert "nobody has annotated b.txt yet" in ran.err


class TestWindow:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
        calls: list[tuple[object, ...]] = []

        def run(*arguments: object) -> int:
            calls.append(arguments)
            return 0

        monkeypatch.setattr("annotator.gui.app.run", run)
        return calls

    def test_on_the_nearest_corpus(
        self,
        corpus: Corpus,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        opened: list[tuple[object, ...]],
    ) -> None:
        monkeypatch.chdir(corpus.sources)
        assert Ran(capsys).status == 0
        assert Ran(capsys, ARTICLE, "--annotator", "عائشہ").status == 0
        assert Ran(capsys, corpus.sources / ARTICLE).status == 0
        assert Ran(capsys, f"../seeds/./{ARTICLE}").status == 0
        assert opened == [
            (corpus.folder, None, None),
            (corpus.folder, ARTICLE, "عائشہ"),
            (corpus.folder, ARTICLE, None),
            (corpus.folder, ARTICLE, None),
        ]

    def test_no_such_article(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], opened: list[tuple[object, ...]]
    ) -> None:
        assert Ran(capsys, "-C", corpus.folder, "none.txt").status == 2
        assert opened == []

    @pytest.mark.parametrize("name", ["", " ", "a\nb", "ا" * 200])
    def test_what_is_no_name(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], opened: list[tuple[object, ...]], name: str
    ) -> None:
        ran = Ran(capsys, "-C", corpus.folder, "--annotator", name)
        assert (ran.status, opened) == (2, [])
        assert ran.err.startswith("annotator: --annotator: ")

    def test_no_screen(
        self,
        corpus: Corpus,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        opened: list[tuple[object, ...]],
    ) -> None:
        monkeypatch.setattr("annotator.gui.libraries.obstacle", lambda _: "There is no screen here")
        ran = Ran(capsys, "-C", corpus.folder)
        assert (ran.status, ran.err) == (1, "There is no screen here\n")
        assert opened == []

    def test_qt_that_cannot_be_loaded(
        self, corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> int:
            raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")

        monkeypatch.setattr("annotator.gui.app.run", fail)
        ran = Ran(capsys, "-C", corpus.folder)
        assert ran.status == 1
        assert "Qt cannot be loaded (libEGL.so.1" in ran.err


def test_the_tour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = pytest.importorskip("annotator.gui.tour")
    asked: list[Path | None] = []

    def run(out: Path | None) -> int:
        asked.append(out)
        return 0

    monkeypatch.setattr(tour, "run_tour", run)
    assert Ran(capsys, "tour").status == Ran(capsys, "tour", tmp_path).status == 0
    assert asked == [None, tmp_path]


def test_starting_loads_neither_qt_nor_yaml() -> None:
    heavy = "{'yaml', 'PySide6', 'regex', 'hashlib'}"
    code = f"import sys, annotator.__main__; print(*(sys.modules.keys() & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_the_program_as_it_is_called(corpus: Corpus) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "stats"], capture_output=True, check=True, cwd=corpus.folder
    )
    assert done.stdout.decode().startswith("corpus: 1 article")
