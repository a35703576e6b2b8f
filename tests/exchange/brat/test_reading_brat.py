"""brat's files read: what its example corpora hold, what shared tasks hold, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle, Reading
from annotator.exchange.sniffing import SURE, Glimpse, guess
from annotator.exchange.source import Source
from annotator.model.labels import LabelScheme
from tests.exchange.round_trips import Back, read

BRAT = FORMATS["brat"]
EVENTS = """\
T1	Protein 24 33	alpha1(I)
T2	Protein 38 47	alpha2(I)
T3	Hydroxylation 7 23	overhydroxylated
E1	Hydroxylation:T3 Theme:T1
E2	Hydroxylation:T3 Theme:T2 \n\
T4	Regulation 0 6	COL1A2
E3	Regulation:T4 Theme:E1 Theme2:E2 Cause:T1
M1	Negation E2
A2	Speculation T4
*	Equiv T1 T2
#1	AnnotatorNotes E1	hm
#2	AnnotatorNotes E1	and more
#3	Doubt T1	which one?
N1	Reference T1 UniProt:P02452	COL1A1
N2	Reference Annotation:T2 Referent:UniProt:P08123
"""
TEXT = "COL1A2 overhydroxylated alpha1(I) and alpha2(I)\n"


def project(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def one(back: Back) -> IncomingArticle:
    assert len(back.incoming) == 1
    return back.incoming[0]


def messages(back: Back, *, warnings: bool = False) -> list[str]:
    return [f"{f.fault.line}: {f.fault.message}" for f in back.faults if f.fault.warning == warnings]


def test_events_equals_comments_and_references(tmp_path: Path) -> None:
    back = read(BRAT, project(tmp_path, {"d.txt": TEXT, "d.ann": EVENTS}), scheme=LabelScheme(()))
    assert not back.faults
    said = back.sets["d.txt", "aisha"]
    assert {(s.id, s.layer, s.label, s.start, s.end) for s in said.spans} == {
        ("T1", "entity", "Protein", 24, 33),
        ("T2", "entity", "Protein", 38, 47),
        ("E1", "event", "Hydroxylation", 7, 23),
        ("E2", "event", "Hydroxylation", 7, 23),
        ("E3", "event", "Regulation", 0, 6),
    }
    assert {(r.label, r.source, r.target) for r in said.relations} == {
        ("Theme", "E1", "T1"),
        ("Theme", "E2", "T2"),
        ("Theme", "E3", "E1"),
        ("Theme", "E3", "E2"),
        ("Cause", "E3", "T1"),
        ("Equiv", "T1", "T2"),
    }
    assert said.span("E2").attributes == {"Negation": True}
    assert said.span("E3").attributes == {"Speculation": True}
    assert said.span("E1").note == "hm\nand more"
    assert said.span("T1").attributes == {"Doubt": "which one?"}
    assert (said.span("T1").link, said.span("T2").link) == ("UniProt:P02452", "UniProt:P08123")


def test_numbers_of_roles_that_are_not_theirs_stay(tmp_path: Path) -> None:
    events = EVENTS.replace("Theme2:E2 Cause:T1", "Theme2:E2 Site2:T1")
    back = read(BRAT, project(tmp_path, {"d.txt": TEXT, "d.ann": events}))
    assert {r.label for r in back.sets["d.txt", "aisha"].relations} == {"Theme", "Site2", "Equiv"}


def test_files_of_shared_tasks_are_read_together(tmp_path: Path) -> None:
    entities, events = EVENTS.split("T3", 1)
    files = {
        "g/d.txt": TEXT,
        "g/d.a1": entities,
        "g/d.a2": f"T3{events}",
        "g/d.rel": "R1\tPart Arg1:T1 Arg2:T2\t\n",
    }
    back = read(BRAT, project(tmp_path, files))
    assert not back.faults
    said = back.sets["g/d.txt", "aisha"]
    assert len(said.spans) == 5
    assert [(r.source, r.target) for r in said.relations if r.label == "Part"] == [("T1", "T2")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "T1\tProtein 24 33\talpha9(I)",
            "1: T1 Protein “alpha9(I)”: at 24-33 stands “alpha1(I)”, counted in code points",
        ),
        (
            "T1\tProtein 24 99\talpha1(I)",
            "1: T1 Protein “alpha1(I)”: 99 is outside the text (0 to 48 code points)",
        ),
        ("T1\tProtein 33 24\talpha1(I)", "1: T1 Protein “alpha1(I)”: nothing stands from 33 to 24"),
        ("T1 Protein 24 33 alpha1(I)", None),
        ("T1\tProtein 24\talpha1(I)", "1: T1: is not TYPE START END, with a tab before the text"),
        ("E1\tHydroxylation:T9", "1: E1: there is no trigger T9"),
        ("E1\tHydroxylation", "1: E1: is not TYPE:TRIGGER with roles behind it"),
        ("R1\tPart Arg1:T8 Arg2:T9", "1: there is nothing with the id T8"),
        ("R1\tPart Arg1:T8", "1: R1: is not TYPE with two arguments"),
        ("A1\tNegation T9", "1: there is nothing with the id T9"),
        ("N1\tReference T1", "1: N1: is not TYPE ID BASE:ENTRY"),
        ("*\tEquiv T1", "1: *: is not TYPE with two or more ids"),
        ("X1\tfoo", None),
        ("", None),
    ],
)
def test_what_is_broken_is_told_with_its_line(tmp_path: Path, line: str, told: str | None) -> None:
    back = read(BRAT, project(tmp_path, {"d.txt": TEXT, "d.ann": f"{line}\n"}))
    found = messages(back)
    if told is None:
        assert not found
        assert len(messages(back, warnings=True)) == bool(line)
    else:
        assert found[0].startswith(told)


def test_an_id_given_twice(tmp_path: Path) -> None:
    lines = "T1\tA 0 6\tCOL1A2\nT1\tB 7 23\toverhydroxylated\n"
    back = read(BRAT, project(tmp_path, {"d.txt": TEXT, "d.ann": lines}))
    assert messages(back) == ["2: the id T1 is given twice"]


def test_an_empty_file_says_that_there_is_nothing_and_a_missing_one_says_nothing(tmp_path: Path) -> None:
    back = read(BRAT, project(tmp_path, {"a.txt": "x", "a.ann": "", "b.txt": "y"}))
    assert [(article.name, len(article.sets)) for article in back.incoming] == [("a.txt", 1), ("b.txt", 0)]


def test_old_ways_of_quoting(tmp_path: Path) -> None:
    lines = (
        "T1\tA 0 6;24 30\tCOL1A2 alpha1\n"
        "T2\tA 0 6;24 30\tCOL1A2alpha1\n"
        "T3\tA 24 33\talpha1(I)  \n"
        "T4\tA 24 33\talpha1(I)\tmore\n"
        "T5\tA 24 33\n"
        "T6\tA 24 30;30 33\talpha1 (I)\n"
    )
    back = read(BRAT, project(tmp_path, {"d.txt": TEXT, "d.ann": lines}))
    assert not back.faults
    spans = back.sets["d.txt", "aisha"]
    assert spans.span("T2").parts == ((0, 6), (24, 30))
    assert spans.span("T6").pieces == ((24, 33),)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_pieces_over_a_line_break_are_one(tmp_path: Path, ends: str) -> None:
    text = f"شہباز شریف{ends}{ends}نے 😀 کہا{ends}"
    first, second = text.index("شریف"), text.index("نے")
    lines = f"T1\tPER {first} {first + 4};{second} {second + 2}\tشریف نے{ends}"
    lines += f"T2\tPER {second + 3} {second + 4}\t😀{ends}"
    back = read(BRAT, project(tmp_path, {"d.txt": text, "d.ann": lines}))
    assert not back.faults
    spans = back.sets["d.txt", "aisha"]
    assert spans.span("T1").exact(text.replace("\r\n", "\n")) == "شریف\n\nنے"
    assert spans.span("T2").exact(text.replace("\r\n", "\n")) == "😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("counted", ["as they stand", "as one"])
def test_other_ways_of_counting_are_told_by_the_quotes(
    tmp_path: Path, encoding: str, ends: str, counted: str
) -> None:
    text = f"😀 پہلی{ends}سطر😀 سعید{ends}"
    as_read = text if counted == "as they stand" else text.replace("\r\n", "\n")
    start = len(as_read[: as_read.index("سعید")].encode(encoding)) // (2 if "16" in encoding else 1)
    end = len(as_read[: as_read.index("سعید") + 4].encode(encoding)) // (2 if "16" in encoding else 1)
    back = read(BRAT, project(tmp_path, {"d.txt": text, "d.ann": f"T1\tPER {start} {end}\tسعید\n"}))
    assert not back.faults
    plain = text.replace("\r\n", "\n")
    assert back.sets["d.txt", "aisha"].span("T1").start == plain.index("سعید")


def test_texts_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes(b"x\n\xff\xfe")
    (tmp_path / "d.ann").write_bytes(b"")
    (article,) = BRAT.reading().read(Source(tmp_path), Reading(LabelScheme(())))
    assert [str(f.fault) for f in article.faults] == ["line 2: is not UTF-8 at byte 2"]


def test_annotations_without_a_text(tmp_path: Path) -> None:
    source = Source(project(tmp_path, {"d.ann": "T1\tPER 0 1\tx\n", "e.txt": "x"}))
    found = BRAT.reading().read(source, Reading(LabelScheme(())))
    assert [(article.name, article.text) for article in found] == [("d.txt", None), ("e.txt", "x")]


@pytest.mark.parametrize(
    "files",
    [
        {"a.txt": "x", "a.ann": "T1\tPER 0 1\tx\n"},
        {"a.txt": "x", "a.ann": "", "annotation.conf": "[entities]\n"},
        {"x/a.txt": "x", "x/a.a1": "T1\tProtein 0 1\tx\n", "x/a.a2": ""},
    ],
)
def test_it_is_told_by_its_content(tmp_path: Path, files: dict[str, str]) -> None:
    assert guess(Source(project(tmp_path, files)), FORMATS.values()).name == "brat"


def test_a_single_file(tmp_path: Path) -> None:
    folder = project(tmp_path, {"d.txt": TEXT, "d.ann": EVENTS, "e.txt": "x"})
    for name in ("d.ann", "d.txt"):
        back = read(BRAT, folder / name)
        assert len(one(back).sets[0].spans) == 5
    assert BRAT.reading().sniff(Glimpse(Source(folder / "d.ann"))) == SURE
