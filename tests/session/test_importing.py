"""Imports into a corpus: what comes in, what is told, and that no work is overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import FileFault
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.session.exporting import ExportRequest, export
from annotator.session.importing import import_source
from annotator.session.importing_names import Renames
from annotator.session.importing_request import Imported, ImportRequest, Refused
from annotator.session.importing_source import format_of
from annotator.store.backups import backups, restore
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.locks import Lock
from annotator.text.units import Unit
from tests.store.made import LABELS, make_corpus

TEXT = "شہباز شریف 😀 نے कहा\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    document = corpus.document("a.txt")
    said = corpus.read_annotations("aisha", document).annotations.adding(Span("s1", "entity", "PER", 0, 10))
    corpus.write_annotations(said, document, None)
    return corpus


def brat(folder: Path, *lines: str, text: str = TEXT, name: str = "a") -> Path:
    """A folder of brat with one article."""
    path = folder / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    path.with_suffix(".ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def run(corpus: Corpus, source: Path, name: str = "brat", **wishes: object) -> tuple[Imported, list[str]]:
    told: list[str] = []

    def tell(fault: FileFault) -> None:
        told.append(f"{fault.file}: {'warning: ' if fault.fault.warning else ''}{fault.fault}")

    wishes = {"annotator": "bilal", **wishes}
    request = ImportRequest(FORMATS[name], source, **wishes)  # type: ignore[arg-type]
    return import_source(Corpus.open(corpus.folder), request, tell=tell), told


def said(corpus: Corpus, annotator: str = "bilal", article: str = "a.txt") -> AnnotationSet:
    corpus = Corpus.open(corpus.folder)
    return corpus.read_annotations(annotator, corpus.document(article)).annotations


def state(corpus: Corpus) -> dict[str, bytes]:
    """All files of a corpus but the backups."""
    found = (path for path in corpus.folder.rglob("*") if path.is_file() and ".backups" not in path.parts)
    return {path.relative_to(corpus.folder).as_posix(): path.read_bytes() for path in found}


class TestArticles:
    def test_one_that_is_there(self, corpus: Corpus, tmp_path: Path) -> None:
        done, told = run(corpus, brat(tmp_path / "b", "T1\tPER 0 10\tشہباز شریف"))
        assert not told
        assert (done.articles, done.sets) == ({"there": 1}, {"new": 1})
        assert [(span.id, span.layer, span.label) for span in said(corpus).spans] == [("T1", "entity", "PER")]

    @pytest.mark.parametrize("source", ["a\r\nب\r\n", "\ufeffa\rb", "x\n\n", ""])
    def test_a_new_one_comes_in_byte_by_byte(self, corpus: Corpus, tmp_path: Path, source: str) -> None:
        done, _ = run(corpus, brat(tmp_path / "b", text=source, name="2026/نیا"))
        assert done.articles == {"new": 1}
        assert (corpus.sources / "2026" / "نیا.txt").read_bytes() == source.encode()
        assert said(corpus, article="2026/نیا.txt").spans == ()

    @pytest.mark.parametrize(
        "text", [TEXT.replace("\n", "\r\n"), f"\ufeff{TEXT}", TEXT.rstrip(), f"{TEXT}\n  "]
    )
    def test_line_ends_and_white_space_at_the_end_are_no_other_text(
        self, corpus: Corpus, tmp_path: Path, text: str
    ) -> None:
        start = text.index("شریف")
        _, told = run(corpus, brat(tmp_path / "b", f"T1\tPER {start} {start + 4}\tشریف", text=text))
        assert not told
        assert said(corpus).spans[0].exact(TEXT) == "شریف"
        assert (corpus.sources / "a.txt").read_bytes() == TEXT.encode()

    def test_another_text_is_refused_with_its_place(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        done, told = run(corpus, brat(tmp_path / "b", "T1\tPER 0 5\tشہباز", text=TEXT.replace("نے", "ने")))
        assert done.articles == {"left out": 1}
        assert len(told) == 1
        assert "the corpus has another text under the name a.txt: from character 13 (line 1) on" in told[0]
        assert state(corpus) == before

    @pytest.mark.parametrize(
        ("name", "there"),
        [
            ("../../etc/passwd", "etc/passwd.txt"),
            ("/abs/x", "abs/x.txt"),
            ("C:\\x\\y", "C_/x/y.txt"),
            ("nul", "_nul.txt"),
            (".hidden/.x", "_.hidden/_.x.txt"),
            ('a<b>:"|?*', "a_b______.txt"),
            ("x\u2028y\x00", "x_y_.txt"),
            ("dots. .", "dots.txt"),
            ("خبر", "خبر.txt"),
            ("x.TXT", "x.txt"),
        ],
    )
    def test_names_are_made_safe(self, corpus: Corpus, tmp_path: Path, name: str, there: str) -> None:
        line = {"format": "annotator-article/1", "article": name, "text": "x", "sets": []}
        (tmp_path / "o.jsonl").write_text(json.dumps(line), encoding="utf-8")
        run(corpus, tmp_path / "o.jsonl", "jsonl")
        assert Corpus.open(corpus.folder).article_paths() == sorted(["a.txt", there])

    def test_two_names_never_become_one_file(self, corpus: Corpus, tmp_path: Path) -> None:
        names = ("x?", "x*", "X?", "x" * 300, "x" * 301)
        lines = [
            {"format": "annotator-article/1", "article": name, "text": name, "sets": []} for name in names
        ]
        (tmp_path / "o.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        done, told = run(corpus, tmp_path / "o.jsonl", "jsonl")
        assert not told
        assert done.articles == {"new": 5}
        assert len({path.casefold() for path in Corpus.open(corpus.folder).article_paths()}) == 6
        assert set(done.named) == set(names)

    def test_folders_need_a_corpus_file(self, tmp_path: Path) -> None:
        (tmp_path / "bare").mkdir()
        bare = Corpus.open(tmp_path / "bare")
        _, told = run(bare, brat(tmp_path / "b", name="x/y"))
        assert "annotator init writes one" in told[0]
        run(bare, brat(tmp_path / "c", name="y"))
        assert Corpus.open(bare.folder).article_paths() == ["y.txt"]

    def test_a_table_needs_the_articles(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "t.csv").write_text("article,label,start,end\na,PER,0,5\nb,PER,0,5\n", encoding="utf-8")
        done, told = run(corpus, tmp_path / "t.csv", "csv")
        assert done.articles == {"there": 1, "left out": 1}
        assert told == ["t.csv: line 3: b.txt is not in the corpus, and its text is not in the file"]


class TestOffsets:
    def test_the_unit_that_fits_is_told(self, corpus: Corpus, tmp_path: Path) -> None:
        start = len(TEXT[: TEXT.index("نے")].encode("utf-16-le")) // 2
        done, told = run(corpus, brat(tmp_path / "b", f"T1\tPER {start} {start + 2}\tنے"))
        assert not told
        assert (done.units, done.is_certain) == ({"UTF-16 units": 1}, True)
        assert said(corpus).spans[0].exact(TEXT) == "نے"

    def test_nothing_is_shifted(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        done, told = run(corpus, brat(tmp_path / "b", "T1\tPER 0 5\tشہباز", "T2\tPER 7 11\tشریف"))
        assert told == ["a.ann: line 2: T2 PER “شریف”: at 7-11 stands “ریف ”, counted in code points"]
        assert done.articles == {"left out": 1}
        assert state(corpus) == before

    def test_partial_takes_what_is_right(self, corpus: Corpus, tmp_path: Path) -> None:
        source = brat(tmp_path / "b", "T1\tPER 0 5\tشہباز", "T2\tPER 7 11\tشریف", "R1\tx Arg1:T1 Arg2:T2")
        done, told = run(corpus, source, partial=True)
        assert len(told) == 1
        assert (done.spans, done.relations, done.faults) == (1, 0, 1)

    def test_one_way_for_articles_that_quote_nothing(self, corpus: Corpus, tmp_path: Path) -> None:
        brat(tmp_path / "b", "T1\tPER 14 16\tنے", text=TEXT, name="x/a")
        brat(tmp_path / "b", "T1\tPER 14 16", text=TEXT, name="x/b")
        run(corpus, tmp_path / "b")
        assert said(corpus, article="x/b.txt").spans[0].exact(TEXT) == "نے"

    def test_a_unit_that_is_given_is_the_only_one(self, corpus: Corpus, tmp_path: Path) -> None:
        source = brat(tmp_path / "b", "T1\tPER 14 16\tنے")
        _, told = run(corpus, source, unit=Unit.CODE_POINTS)
        assert "counted in code points" in told[0]
        done, _ = run(corpus, source, unit=Unit.UTF16)
        assert done.sets == {"new": 1}


class TestLabels:
    def test_unknown_ones_are_added_and_told(self, corpus: Corpus, tmp_path: Path) -> None:
        labels = LABELS.replace("- name: ORG", "- name: ORG  # a comment")
        corpus.labels_path.write_text(labels, encoding="utf-8")
        lines = (
            "T1\tTitle 0 5\tشہباز",
            "T2\tPER 6 10\tشریف",
            "A1\tOld T2",
            "A2\tRank T2 high",
            "R1\tof Arg1:T1 Arg2:T2",
        )
        done, told = run(corpus, brat(tmp_path / "b", *lines))
        assert not told
        assert [(one.kind, one.of, one.name) for one in done.added] == [
            ("label", "entity", "Title"),
            ("attribute", "entity", "Old"),
            ("attribute", "entity", "Rank"),
            ("relation", "", "of"),
        ]
        scheme = Corpus.open(corpus.folder).scheme
        assert {a.name: a.type for a in scheme.layers[0].attributes} == {"Old": "flag", "Rank": "text"}
        assert "- name: ORG  # a comment" in corpus.labels_path.read_text(encoding="utf-8")
        assert len(said(corpus).relations) == 1

    def test_strict_refuses_them(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        with pytest.raises(Refused, match=r"labels.yaml has not all that is in it: label Title"):
            run(corpus, brat(tmp_path / "b", "T1\tTitle 0 5\tشہباز"), strict=True)
        assert state(corpus) == before

    def test_other_names(self, corpus: Corpus, tmp_path: Path) -> None:
        lines = (
            "T1\tPerson 0 5\tشہباز",
            "T2\tMISC 6 10\tشریف",
            "T3\tClaim 0 10\tشہباز شریف",
            "A1\tWeight T3 yes",
        )
        relation = "R1\tby Arg1:T3 Arg2:T1"
        renames = Renames.of(
            ["Person=PER", "MISC=", "Claim=claim/FACT", "@Weight=@checkworthy", "by=claimant"]
        )
        done, told = run(corpus, brat(tmp_path / "b", *lines, relation), renames=renames)
        assert not told
        assert not done.added
        assert {(span.label, *span.attributes.items()) for span in said(corpus).spans} == {
            ("PER",),
            ("FACT", ("checkworthy", "yes")),
        }
        assert [relation.label for relation in said(corpus).relations] == ["claimant"]

    def test_another_layer(self, corpus: Corpus, tmp_path: Path) -> None:
        text = "article,layer,label,start,end\na,custom.NE,PER,0,5\na,custom.NE,X,0,5\na,other,Y,0,5\n"
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        renames = Renames.of(["custom.NE/=entity/", "custom.NE/X=claim/FACT", "other/="])
        done, told = run(corpus, tmp_path / "t.csv", "csv", renames=renames)
        assert not told
        assert not done.added
        assert {(span.layer, span.label) for span in said(corpus).spans} == {
            ("entity", "PER"),
            ("claim", "FACT"),
        }

    @pytest.mark.parametrize("pair", ["x", "=y", "@a=b", "a=@b"])
    def test_pairs_that_are_none(self, pair: str) -> None:
        with pytest.raises(AnnotatorError, match="is no pair OLD=NEW"):
            Renames.of([pair])

    def test_where_labels_go_that_name_no_layer(self, corpus: Corpus, tmp_path: Path) -> None:
        source = brat(tmp_path / "b", "T1\tFACT 0 5\tشہباز", "T2\tRUMOUR 0 10\tشہباز شریف")
        done, _ = run(corpus, source, dry=True)
        assert [(one.of, one.name) for one in done.added] == [("claim", "RUMOUR")]
        done, _ = run(corpus, source, dry=True, layer="other")
        assert [(one.of, one.name) for one in done.added] == [("", "other"), ("other", "RUMOUR")]

    def test_values_take_the_form_that_the_labels_give_them(self, corpus: Corpus, tmp_path: Path) -> None:
        lines = ("T1\tFACT 0 5\tشہباز", "A1\tsure T1 TRUE", "A2\twording T1", "A3\tcheckworthy T1 new")
        done, told = run(corpus, brat(tmp_path / "b", *lines))
        assert not told
        assert said(corpus).spans[0].attributes == {"sure": True, "wording": "true", "checkworthy": "new"}
        assert [(one.kind, one.of, one.name) for one in done.added] == [("value", "claim checkworthy", "new")]

    def test_a_value_that_cannot_be(self, corpus: Corpus, tmp_path: Path) -> None:
        _, told = run(corpus, brat(tmp_path / "b", "T1\tFACT 0 5\tشہباز", "A1\tsure T1 perhaps"))
        assert told == ["a.ann: line 1: T1 FACT “شہباز”: sure: 'perhaps' is not true or false"]

    def test_a_relation_that_may_not_join_these(self, corpus: Corpus, tmp_path: Path) -> None:
        lines = ("T1\tPER 0 5\tشہباز", "T2\tPER 6 10\tشریف", "R1\tclaimant Arg1:T1 Arg2:T2")
        _, told = run(corpus, brat(tmp_path / "b", *lines))
        assert "labels.yaml lets it not run from PER to PER" in told[0]

    def test_names_that_labels_cannot_have(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        with pytest.raises(AnnotatorError, match=r"cannot be the name of a label.*--map"):
            run(corpus, brat(tmp_path / "b", f"T1\t{'x' * 101} 0 5\tشہباز"))
        assert state(corpus) == before

    def test_a_corpus_with_the_built_in_labels_gets_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "bare").mkdir()
        bare = Corpus.open(tmp_path / "bare")
        run(bare, brat(tmp_path / "b", "T1\tTitle 0 5\tشہباز"))
        assert (tmp_path / "bare" / "resources" / "labels.yaml").read_text(encoding="utf-8").count(
            "- name: Title"
        ) == 1


class TestExistingWork:
    def test_it_is_never_overwritten(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        done, told = run(corpus, brat(tmp_path / "b", "T1\tPER 6 10\tشریف"), annotator="aisha")
        assert done.sets == {"kept": 1}
        assert told == [
            "a.ann: aisha has annotated a.txt already: that stays; --replace puts this in its place"
        ]
        assert state(corpus) == before
        assert not backups(corpus)

    def test_replace_keeps_a_backup_that_restore_brings_back(self, corpus: Corpus, tmp_path: Path) -> None:
        before = state(corpus)
        source = brat(tmp_path / "b", "T1\tTitle 6 10\tشریف")
        done, told = run(corpus, source, annotator="aisha", replace=True)
        assert not told
        assert done.sets == {"replaced": 1}
        assert said(corpus, "aisha").spans[0].label == "Title"
        restore(corpus, backups(corpus)[0])
        assert state(corpus) == before

    def test_the_same_again_is_nothing(self, corpus: Corpus, tmp_path: Path) -> None:
        source = brat(tmp_path / "b", "T1\tPER 6 10\tشریف")
        run(corpus, source)
        before = state(corpus)
        done, told = run(corpus, source)
        assert not told
        assert done.sets == {"same": 1}
        assert done.backup is None
        assert state(corpus) == before
        assert len(backups(corpus)) == 1

    def test_an_empty_set_is_no_work(self, corpus: Corpus, tmp_path: Path) -> None:
        document = corpus.document("a.txt")
        corpus.write_annotations(corpus.read_annotations("bilal", document).annotations, document, None)
        done, _ = run(corpus, brat(tmp_path / "b", "T1\tPER 6 10\tشریف"))
        assert done.sets == {"replaced": 1}

    def test_a_file_with_faults_is_somebodys_work_too(self, corpus: Corpus, tmp_path: Path) -> None:
        path = corpus.annotation_path("aisha", "a.txt")
        path.write_text("format: annotator/1\nspans: 5\n", encoding="utf-8")
        source = brat(tmp_path / "b", "T1\tPER 6 10\tشریف")
        assert run(corpus, source, annotator="aisha")[0].sets == {"kept": 1}
        assert run(corpus, source, annotator="aisha", replace=True)[0].sets == {"replaced": 1}

    def test_a_file_that_is_open_elsewhere_is_left(self, corpus: Corpus, tmp_path: Path) -> None:
        path = corpus.annotation_path("aisha", "a.txt")
        before = path.read_bytes()
        lock = Lock.take(beside(path, "lock"))
        done, told = run(corpus, brat(tmp_path / "b", "T1\tPER 6 10\tشریف"), annotator="aisha", replace=True)
        lock.release()
        assert done.sets == {"left": 1}
        assert "annotations/aisha/a.txt.yaml was left as it is: it is open elsewhere" in told[0]
        assert path.read_bytes() == before

    def test_edits_that_are_only_in_the_journal_are_not_lost(self, corpus: Corpus, tmp_path: Path) -> None:
        path = corpus.annotation_path("aisha", "a.txt")
        beside(path, "journal").write_text("x", encoding="utf-8")
        _, told = run(corpus, brat(tmp_path / "b", "T1\tPER 6 10\tشریف"), annotator="aisha", replace=True)
        assert "an earlier run left edits beside it" in told[0]


class TestAnnotators:
    def test_somebody_must_be_named(self, corpus: Corpus, tmp_path: Path) -> None:
        _, told = run(corpus, brat(tmp_path / "b", "T1\tPER 6 10\tشریف"), annotator="")
        assert "name someone with --annotator" in told[0]

    def test_folders_of_annotators(self, corpus: Corpus, tmp_path: Path) -> None:
        export(corpus, ExportRequest(FORMATS["brat"], tmp_path / "b"))
        brat(tmp_path / "b", "T1\tPER 6 10\tشریف", name="%2Esara/a")
        run(corpus, tmp_path / "b", annotator="", by_folder=True)
        assert Corpus.open(corpus.folder).annotators() == [".sara", "aisha"]
        assert said(corpus, ".sara").spans[0].exact(TEXT) == "شریف"

    def test_names_in_the_file(self, corpus: Corpus, tmp_path: Path) -> None:
        text = "article,annotator,label,start,end\na,sara,PER,0,5\na,ali,PER,0,5\na, ,PER,0,5\n"
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        _, told = run(corpus, tmp_path / "t.csv", "csv", annotator="")
        assert "an annotator needs a name" in told[0]
        (tmp_path / "t.csv").write_text(text.replace("a, ,PER,0,5\n", ""), encoding="utf-8")
        run(corpus, tmp_path / "t.csv", "csv", annotator="")
        assert Corpus.open(corpus.folder).annotators() == ["aisha", "ali", "sara"]

    def test_twice_in_one_import(self, corpus: Corpus, tmp_path: Path) -> None:
        span = {"id": "s1", "layer": "entity", "label": "PER", "start": 0, "end": 5}
        line = {
            "format": "annotator-article/1",
            "article": "a",
            "text": TEXT,
            "sets": [{"annotator": "x", "spans": [span]}],
        }
        (tmp_path / "o.jsonl").write_text("\n".join([json.dumps(line)] * 2), encoding="utf-8")
        done, told = run(corpus, tmp_path / "o.jsonl", "jsonl", annotator="")
        assert told == ["o.jsonl: line 2: a.txt: x's annotations stand in the files twice"]
        assert done.sets == {"new": 1}


class TestInterruption:
    @pytest.mark.parametrize("error", [KeyboardInterrupt, AnnotatorError])
    @pytest.mark.parametrize("when", [1, 2, 3, 4, 5, 6])
    def test_nothing_stays_half_done(
        self, corpus: Corpus, tmp_path: Path, error: type[BaseException], when: int
    ) -> None:
        for name in ("a", "x/b", "x/c"):
            brat(tmp_path / "b", "T1\tTitle 6 10\tشریف", name=name)
        before = state(corpus)
        calls = 0

        def watch(_done: int, _of: int) -> None:
            nonlocal calls
            calls += 1
            if calls == when:
                raise error

        request = ImportRequest(FORMATS["brat"], tmp_path / "b", "aisha", replace=True)
        with pytest.raises(error):
            import_source(corpus, request, watch)
        assert state(corpus) == before
        assert not backups(corpus)

    def test_a_dry_run_writes_nothing_and_tells_everything(self, corpus: Corpus, tmp_path: Path) -> None:
        source = brat(tmp_path / "b", "T1\tTitle 6 10\tشریف", name="x/new")
        brat(tmp_path / "b", "T1\tTitle 6 11\tشریف", name="x/wrong")
        before = state(corpus)
        dry, told = run(corpus, source, dry=True)
        assert state(corpus) == before
        done, again = run(corpus, source)
        assert told == again
        assert (dry.articles, dry.sets, dry.added) == (done.articles, done.sets, done.added)

    def test_strict_refuses_any_fault(self, corpus: Corpus, tmp_path: Path) -> None:
        brat(tmp_path / "b", "T1\tPER 6 10\tشریف", name="x/right")
        before = state(corpus)
        with pytest.raises(Refused, match="1 thing is not in order"):
            run(corpus, brat(tmp_path / "b", "T1\tPER 6 11\tشریف"), strict=True)
        assert state(corpus) == before


def test_all_formats_of_one_corpus_bring_back_what_they_hold(corpus: Corpus, tmp_path: Path) -> None:
    for name, row in FORMATS.items():
        if not row.reader or not row.writer or row.missing():
            continue
        target = tmp_path / f"{name}{row.suffix}" if row.one_file and row.many else tmp_path / name
        export(corpus, ExportRequest(row, target))
        by_folder = not row.many
        source = target
        if not row.many and row.one_file:  # a file in a folder of each annotator
            by_folder, source = False, next(path for path in target.rglob("*") if path.is_file())
        done, told = run(
            corpus, source, name, annotator="" if by_folder or row.many else "new", by_folder=by_folder
        )
        serious = [one for one in told if "warning: " not in one]
        assert not [one for one in serious if "has annotated a.txt already" not in one], name
        assert done.articles == {"there": 1}, name


def test_another_language_is_told_once(corpus: Corpus, tmp_path: Path) -> None:
    head = {"format": "annotator-article/1", "sets": [], "language": "ur"}
    lines = [{**head, "article": name, "text": "x"} for name in ("x", "y")]
    (tmp_path / "o.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    _, told = run(corpus, tmp_path / "o.jsonl", "jsonl")
    assert told == [
        "o.jsonl: warning: line 1: x.txt is in ur, and so may others be; in annotator.yaml nothing is said"
    ]


class TestArchives:
    def zipped(self, folder: Path, source: Path) -> Path:
        with ZipFile(folder / "project.zip", "w") as archive:
            for path in sorted(source.rglob("*")):
                archive.write(path, path.relative_to(source))
        return folder / "project.zip"

    def test_an_archive_is_a_folder(self, corpus: Corpus, tmp_path: Path) -> None:
        path = self.zipped(tmp_path, brat(tmp_path / "b", "T1\tPER 6 10\tشریف", name="x/نیا"))
        assert format_of(path) == "brat"
        done, told = run(corpus, path)
        assert not told
        assert done.articles == {"new": 1}
        assert said(corpus, article="x/نیا.txt").spans

    def test_what_leads_out_of_it(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        with ZipFile(tmp_path / "in" / "evil.zip", "w") as archive:
            archive.writestr("../../evil.txt", "x")
            archive.writestr("a.ann", "")
        run(corpus, tmp_path / "in" / "evil.zip")
        assert (
            not list(tmp_path.rglob("evil.txt")) or corpus.folder in next(tmp_path.rglob("evil.txt")).parents
        )

    def test_one_that_is_damaged(self, corpus: Corpus, tmp_path: Path) -> None:
        path = self.zipped(tmp_path, brat(tmp_path / "b", "T1\tPER 6 10\tشریف", name="x"))
        data = bytearray(path.read_bytes())
        data[40:60] = bytes(20)
        path.write_bytes(bytes(data))
        with pytest.raises(FaultyFile, match=r"project.zip: is no archive that can be read"):
            run(corpus, path)


def test_the_format_is_guessed(corpus: Corpus, tmp_path: Path) -> None:
    assert format_of(brat(tmp_path / "b", "T1\tPER 6 10\tشریف")) == "brat"
    export(corpus, ExportRequest(FORMATS["jsonl"], tmp_path / "o.jsonl"))
    assert format_of(tmp_path / "o.jsonl") == "jsonl"
