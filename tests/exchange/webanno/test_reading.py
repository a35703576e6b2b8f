"""WebAnno TSV read: everything that INCEpTION writes, what others write in its name, and broken files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import NO, POSSIBLE, SURE
from annotator.model.document import Document
from annotator.text.units import Unit
from tests.exchange.exchanged import SCHEME, Files, article_of, read, sniffed, written
from tests.exchange.webanno.test_writing import TEXT, sample
from tests.store.made import damaged

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
DEPENDENCY = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"


def table(layers: Iterable[str], *sentences: str, head: str = HEAD) -> bytes:
    return (head + "".join(f"{layer}\n" for layer in layers) + "\n\n" + "\n".join(sentences)).encode()


def rows(text: str, *lines: str) -> str:
    """A sentence; fields parted by spaces, ~ being none."""
    fields = ("\t".join(line.replace("~", "").split(" ")) for line in lines)
    return "".join(f"#Text={part}\n" for part in text.split("\n")) + "".join(f"{line}\t\n" for line in fields)


def one(data: bytes, known: Iterable[Document] = (), **options: str) -> IncomingArticle:
    (article,) = read("webanno-tsv", Files({"x.tsv": data}, is_folder=True), known=known, **options)
    return article


def spans(article: IncomingArticle) -> list[tuple[str, str, list[str], dict[str, object]]]:
    assert article.text is not None
    size, encoding = (4, "utf-32-le") if article.unit is Unit.CODE_POINTS else (2, "utf-16-le")
    wide = article.text.encode(encoding)
    return [
        (
            span.layer,
            span.label,
            [wide[size * start : size * end].decode(encoding) for start, end in span.pieces],
            dict(span.attributes),
        )
        for span in article.sets[0].spans
    ]


def relations(article: IncomingArticle) -> list[tuple[str, str, str]]:
    return [(relation.label, relation.source, relation.target) for relation in article.sets[0].relations]


def faults(article: IncomingArticle) -> list[tuple[int, str, bool]]:
    return [(f.fault.line, f.fault.message, f.fault.warning) for f in article.faults]


def test_tokens_sentences_and_offsets_in_utf_16() -> None:
    data = table(
        [f"#T_SP={NER}|identifier|value"],
        "#Sentence.id=first\n"
        + rows("میں 😀 ہوں ۔", "1-1 0-3 میں _ _", "1-2 4-6 😀 Q5 PER", "1-3 7-10 ہوں _ _"),
        rows("Bye\nnow\\t.", "2-1 13-16 Bye * *", "2-2 17-20 now _ _", "2-3 21-22 . _ _"),
    )
    article = one(data)
    assert article.text == "میں 😀 ہوں ۔\nBye\nnow\t."
    assert article.name == "x"
    assert article.unit is Unit.UTF16
    assert spans(article) == [("", "PER", ["😀"], {}), ("", "NamedEntity", ["Bye"], {})]
    assert article.sets[0].spans[0].link == "Q5"
    assert not article.faults


def test_stacked_annotations_sub_tokens_and_those_over_several_tokens() -> None:
    data = table(
        ["#T_SP=webanno.custom.Span|value", "#T_SP=webanno.custom.Mood|"],
        rows(
            "aaaa bbbb cccc .",
            "1-1 0-4 aaaa A[1]|B[2] _",
            "1-1.1 2-4 aa C[3] *",
            "1-2 5-9 bbbb A[1]|C[3] *[4]",
            "1-2.1 5-7 bb _ *",
            "1-3 10-14 cccc A[1] *[4]",
            "1-3.1 10-11 c C[3] _",
            "1-4 15-16 . * _",
        ),
    )
    assert spans(one(data)) == [
        ("Span", "A", ["aaaa bbbb cccc"], {}),
        ("Span", "B", ["aaaa"], {}),
        ("Span", "C", ["aa bbbb c"], {}),
        ("Mood", "Mood", ["aa"], {}),
        ("Mood", "Mood", ["bbbb cccc"], {}),
        ("Mood", "Mood", ["bb"], {}),
        ("Span", "Span", ["."], {}),
    ]


def test_one_number_on_tokens_apart_is_a_span_in_pieces() -> None:
    data = table(
        ["#T_SP=webanno.custom.Span|value"],
        rows(
            "take it off now", "1-1 0-4 take V[1]", "1-2 5-7 it _", "1-3 8-11 off V[1]", "1-4 12-15 now V[1]"
        ),
    )
    assert spans(one(data)) == [("Span", "V", ["take", "off now"], {})]


def test_annotations_of_no_width_are_told_and_left_out() -> None:
    data = table(
        [
            "#T_SP=webanno.custom.Span|",
            "#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_L|webanno.custom.Span",
        ],
        rows(
            "ab c", "1-1 0-2 ab * _ _", "1-1.1 1-1 ~ *[1]|*[2] p 1-1", "1-2 3-4 c _ _ _", "1-2.1 4-4 ~ * _ _"
        ),
    )
    article = one(data)
    assert [where for _, _, where, _ in spans(article)] == [["ab"]]
    assert [fault[0] for fault in faults(article)] == [8, 8, 8, 10, 8]
    assert all(fault[2] for fault in faults(article))
    assert not relations(article)


def test_relations_between_stacked_tokens_and_sub_tokens() -> None:
    data = table(
        ["#T_SP=webanno.custom.Span|value", "#T_RL=webanno.custom.Rel|value|sure|BT_webanno.custom.Span"],
        rows(
            "aaaa bbbb .",
            "1-1 0-4 aaaa A _ _ _",
            "1-1.1 0-2 aa X r1|r2 true|* 1-1|1-3[2_0]",
            "1-2 5-9 bbbb B[1]|C[2] * * 1-1.1[0_2]",
            "1-3 10-11 . C[2] _ _ _",
        ),
    )
    article = one(data)
    assert [label for _, label, _, _ in spans(article)] == ["A", "X", "B", "C"]
    assert relations(article) == [("r1", "s1", "s2"), ("r2", "s4", "s2"), ("Rel", "s2", "s4")]
    assert [dict(r.attributes) for r in article.sets[0].relations] == [{"sure": "true"}, {}, {}]


def test_dependencies_and_a_relation_to_itself() -> None:
    sentence = rows(
        "He ran .", "1-1 0-2 He PRP nsubj 1-2", "1-2 3-6 ran VBD root 1-2", "1-3 7-8 . _ punct 1-2"
    )
    data = table([f"#T_SP={POS}|PosValue", f"#T_RL={DEPENDENCY}|DependencyType|BT_{POS}"], sentence)
    article = one(data)
    assert relations(article) == [("nsubj", "s2", "s1"), ("punct", "s2", "s3")]
    assert spans(article)[2][:2] == ("Token", "Token")
    assert faults(article) == [
        (8, "Dependency: runs from a span to itself, which no relation does here: left out", True)
    ]


def test_slots_become_relations() -> None:
    host = "webanno.custom.Host"
    data = table(
        [
            f"#T_SP={host}|kind|ROLE_{host}:agents_webanno.custom.HostLink|webanno.custom.Span",
            "#T_SP=webanno.custom.Any|ROLE_webanno.custom.Any:all_webanno.custom.AnyLink|uima.tcas.Annotation",
            "#T_SP=webanno.custom.Span|",
        ],
        rows(
            "a b c d",
            "1-1 0-1 a K[7]|L[8] who;*[7]|whom[8] 1-2;1-4[2]|1-2 _ _ _",
            "1-2 2-3 b _ _ _ _ * *",
            "1-3 4-5 c _ _ _ x\\;y 1-4[2] _",
            "1-4 6-7 d _ _ _ _ _ *[2]",
        ),
    )
    article = one(data)
    assert not article.faults
    labels = {span.id: span.label for span in article.sets[0].spans}
    assert [(label, labels[a], labels[b]) for label, a, b in relations(article)] == [
        ("who", "K", "Span"),
        ("agents", "K", "Span"),
        ("whom", "L", "Span"),
        ("x;y", "Any", "Span"),
    ]


def test_chains_become_relations_from_link_to_link() -> None:
    data = table(
        ["#T_CH=webanno.custom.CorefLink|referenceType|referenceRelation"],
        rows(
            "He saw him and his dog",
            "1-1 0-2 He pr[1]|x[2] coref->1-1|*->2-2",
            "1-2 3-6 saw _ _",
            "1-3 7-10 him pr[1] *->1-2",
            "1-4 11-14 and _ _",
            "1-5 15-18 his np[1]|y[2] last->1-3|ana->2-1",
            "1-6 19-22 dog np[1] last->1-3",
        ),
    )
    article = one(data)
    assert [(label, where) for _, label, where, _ in spans(article)] == [
        ("pr", ["He"]),
        ("x", ["He"]),
        ("pr", ["him"]),
        ("np", ["his dog"]),
        ("y", ["his"]),
    ]
    assert relations(article) == [("coref", "s1", "s3"), ("Coref", "s3", "s4"), ("ana", "s5", "s2")]
    assert spans(article)[3][3] == {"referenceRelation": "last"}


def test_escapes_and_empty_values() -> None:
    data = table(
        ["#T_SP=webanno.custom.Span|a|value"],
        rows(
            "a b c d",
            "1-1 0-1 a \\*\\_\\->\\;\\t\\n\\| \\_",
            "1-2 2-3 b x\\\\|\\[1\\] \\*|\\|",
            "1-3 4-5 c \\q\\\\n[1] ~[1]",
            "1-4 6-7 d * ~",
        ),
    )
    assert [(label, said) for _, label, _, said in spans(one(data))] == [
        ("_", {"a": "*_->;\t\n|"}),
        ("*", {"a": "x\\"}),
        ("|", {"a": "[1]"}),
        ("Span", {"a": "\\q\\n"}),
        ("Span", {}),
    ]


def test_numbers_that_stand_in_some_columns_only() -> None:
    data = table(
        ["#T_SP=webanno.custom.Span|id2|value"],
        rows("a b", "1-1 0-1 a *[37] X[37]", "1-2 2-3 b *[37] DOT|X[37]"),
    )
    assert [(label, where) for _, label, where, _ in spans(one(data))] == [("X", ["a b"]), ("DOT", ["b"])]


def test_versions_and_line_ends() -> None:
    sentence = rows("a\\u0641 \\uD83D\\uDE00.", "1-1 0-2 a\u0641 A", "1-2 3-6 😀. B").replace("\n", "\r\n")
    data = table(["#T_SP=x.Y|value"], sentence, head="\ufeff#FORMAT=WebAnno TSV 3.1\r\n")
    assert one(data).text == "aف 😀."
    for version in ("1.0", "2.0", "4.1"):
        message = faults(one(data.replace(b"3.1", version.encode())))[0][1]
        assert "versions 3.x are read" in message
    assert "looks like one of version 1 or 2" in faults(one(b" # x | y\n#id=1\n#text=a\n1-1\ta\n"))[0][1]


def test_offsets_in_code_points_are_seen_by_the_tokens() -> None:
    data = table(["#T_SP=x.Y|value"], rows("😀 a.", "1-1 0-1 😀 _", "1-2 2-3 a A"), rows("b", "2-1 5-6 b B"))
    article = one(data)
    assert article.unit is Unit.CODE_POINTS
    assert [where for _, _, where, _ in spans(article)] == [["a"], ["b"]]
    assert "count code points" in faults(article)[0][1]


def test_text_that_others_write_otherwise() -> None:
    escaped = table(["#T_SP=x.Y|value"], rows("a\\[b\\]c d", "1-1 0-5 a\\[b\\]c A", "1-2 6-7 d B"))
    assert spans(one(escaped)) == [("Y", "A", ["a[b]c"], {}), ("Y", "B", ["d"], {})]
    led = table(["#T_SP=x.Y|value"], rows("  Hello you", "1-1 2-7 Hello A", "1-2 8-11 you B"))
    assert spans(one(led)) == [("Y", "A", ["Hello"], {}), ("Y", "B", ["you"], {})]


@pytest.mark.parametrize(
    "text", ["One two.\r\n\r\nThree 😀\r\n", "One two.\t\n\n\tThree 😀", "\ufeffOne two.\n\n\nThree 😀"]
)
def test_what_stood_between_sentences_comes_from_the_corpus(text: str) -> None:
    article = article_of(text, path="x.txt")
    first = text.index("One")
    begin = text.index("Three")
    data = table(
        ["#T_SP=x.Y|value"],
        rows("One two.", f"1-1 {first}-{first + 3} One A"),
        rows("Three 😀", f"2-1 {begin}-{begin + 5} Three B", f"2-2 {begin + 6}-{begin + 8} 😀 C"),
    )
    known = one(data, [article.document])
    assert known.text is not None
    assert known.text.rstrip() == text.rstrip()
    assert [where for _, _, where, _ in spans(known)] == [["One"], ["Three"], ["😀"]]
    other = one(data, [article_of("Another", path="x.txt").document])
    assert other.text is not None
    assert len(other.text) == len(text.rstrip())


def test_files_of_a_project() -> None:
    data = table(["#T_SP=x.Y|value"], rows("a", "1-1 0-1 a A"))
    names = [
        "annotation/2026 one/aisha.tsv",
        "annotation/2026 one/INITIAL_CAS.tsv",
        "curation/a.txt/CURATION_USER.tsv",
        "b.txt/بلال.tsv",
        "c/d.txt.tsv",
        "e.tsv",
    ]
    found = read("webanno-tsv", Files(dict.fromkeys(names, data), is_folder=True))
    assert [(article.name, article.sets[0].annotator) for article in found] == [
        ("2026 one", "aisha"),
        ("b.txt", "بلال"),
        ("c/d.txt", ""),
        ("a.txt", "CURATION_USER"),
        ("e", ""),
    ]


def test_files_of_a_project_in_its_archive() -> None:
    data = table(["#T_SP=x.Y|value"], rows("a", "1-1 0-1 a A"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("annotation/a.txt/aisha.tsv", data)
    archived = Files({"project.zip": file.getvalue()})
    assert sniffed("webanno-tsv", archived) == POSSIBLE
    (article,) = read("webanno-tsv", archived)
    assert (article.name, article.sets[0].annotator) == ("a.txt", "aisha")


def test_layers_are_found_by_their_names_and_the_label_can_be_named() -> None:
    data = table(
        ["#T_SP=webanno.custom.Claim|topic|checkworthy", "#T_SP=webanno.custom.Lu|luvalue"],
        rows("a b", "1-1 0-1 a FACT yes _", "1-2 2-3 b _ _ bob"),
    )
    assert spans(one(data)) == [
        ("claim", "Claim", ["a"], {"topic": "FACT", "checkworthy": "yes"}),
        ("Lu", "bob", ["b"], {}),
    ]
    assert spans(one(data, label="topic"))[0] == ("claim", "FACT", ["a"], {"checkworthy": "yes"})
    assert SCHEME.layer("claim")


def test_a_few_tokens_that_are_written_otherwise() -> None:
    words = [f"1-{number} {2 * number}-{2 * number + 1} a _" for number in range(30)]
    words[7] = words[7].replace(" a ", " -LRB- ")
    article = one(table(["#T_SP=x.Y|value"], rows(" ".join("a" * 30), *words)))
    assert faults(article) == [(13, "14-15: the text has 'a' there, not '-LRB-'", True)]


def test_gaps_without_end_make_no_text_of_that_length() -> None:
    far = [rows("a", f"{n}-1 {n * 1_000_000}-{n * 1_000_000 + 1} a") for n in range(1, 40)]
    assert "the sentence begins at" in faults(one(table([], *far)))[0][1]


ROW = "1-1 0-1 a A _ _"
LAYERS = ["#T_SP=x.Y|value", "#T_RL=x.R|value|BT_x.Y"]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "does not begin with #FORMAT=WebAnno TSV"),
        (b"a\tb\n", 1, "does not begin"),
        (b"\xff\xfe#\x00F\x00", 1, "is not UTF-8"),
        (table(["#T_SP="]), 2, "names no layer"),
        (table(["#T_SP=x.Y|ROLE_x"]), 2, "names no feature"),
        (table(["#T_SP=x.Y|" + "|".join(map(str, range(3000)))]), 2, "more than 2,000 columns"),
        (table(LAYERS, "1-1\t0-1\ta\t_\t_\t_\n"), 6, "no #Text line"),
        (table(LAYERS, rows("a", "1-1 0-1 a")), 7, "has 4 fields"),
        (table(LAYERS, rows("a", "1-1 0-1")), 7, "has 3 fields"),
        (table(LAYERS, rows("a", "x 0-1 a _ _ _")), 7, "is no row of a token"),
        (table(LAYERS, rows("a", "1-1 0:1 a _ _ _")), 7, "is no row of a token"),
        (table(LAYERS, rows("a", "1-1 99999999999999999999-1 a _ _ _")), 7, "is no row of a token"),
        (table(LAYERS, rows("a", "1-1 1-0 a _ _ _")), 7, "before it begins"),
        (table(LAYERS, rows("a", "1-1 0-9 a _ _ _")), 7, "outside the text"),
        (table(LAYERS, rows("a", "1-1 0-1 b _ _ _")), 7, "the text has 'a' there, not 'b'"),
        (
            table(LAYERS, rows("a", ROW), rows("b", "2-1 900000000-900000001 b _ _ _")),
            9,
            "the sentence begins",
        ),
        (
            table(LAYERS, rows("abc", "1-1 0-3 abc _ _ _"), rows("b", "2-1 1-2 b _ _ _")),
            9,
            "the sentence begins",
        ),
        (table(LAYERS, rows("a", "1-1 0-1 a A r 1-9")), 7, "there is no Y at unit 1-9"),
        (table(LAYERS, rows("a", "1-1 0-1 a A r 1-1[5_6]")), 7, "there is no Y at number 5"),
        (table(LAYERS, rows("a", "1-1 0-1 a A r nonsense")), 7, "'nonsense' does not say"),
        (table(LAYERS, rows("a", "1-1 0-1 a A r _")), 7, "does not say where it comes from"),
        (
            table(["#T_CH=x.L|referenceType|referenceRelation"], rows("a", "1-1 0-1 a A[1] B")),
            6,
            "which link",
        ),
        (
            table(["#T_SP=x.Y|ROLE_x.Y:f_x.L|x.Z"], rows("a", "1-1 0-1 a r 1-7")),
            6,
            "there is no Z at unit 1-7",
        ),
        (table(["#T_SP=x.Y|ROLE_x.Y:f_x.L|x.Z"], rows("a", "1-1 0-1 a r ?")), 6, "which token is meant"),
    ],
)
def test_what_is_broken_is_told_with_its_line(data: bytes, line: int, message: str) -> None:
    article = one(data)
    serious = [fault for fault in faults(article) if not fault[2]]
    assert serious
    assert serious[0][0] == line
    assert message in serious[0][1]
    assert article.faults[0].file == "x.tsv"


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_file_is_read_or_told(data: st.DataObject) -> None:
    files, _ = written("webanno-tsv", [article_of(TEXT, sample())])
    article = one(data.draw(damaged(files["a.txt.tsv"])))
    assert article.text is not None or article.faults


def test_sniffing() -> None:
    assert sniffed("webanno-tsv", Files({"x.tsv": table([])})) == SURE
    assert sniffed("webanno-tsv", Files({"x.txt": "\ufeff".encode() + table([])})) == SURE
    assert sniffed("webanno-tsv", Files({"x.tsv": b"id\ttext\n"})) == NO
    assert sniffed("webanno-tsv", Files({"a.bin": b"\x00\xff"}, is_folder=True)) == NO
