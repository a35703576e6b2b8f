"""CoNLL-2002, CoNLL-2003, the kinds of IOB: written as seqeval reads them strictly, read as others write."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, Entities

from annotator.exchange.conll.schemes import SCHEMES, Chunk, chunks_of, scheme_of, tag_of, tags
from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, SURE
from annotator.exchange.tokens import tokens_of
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError
from tests.exchange.exchanged import Files, article_of, read, sniffed, source_of, written
from tests.exchange.round_trips import articles
from tests.exchange.webanno.test_writing import TEXT, sample
from tests.store.made import damaged

GOLDEN = Path(__file__).parent.parent / "golden" / "conll"
ROWS = {"iob2": IOB2, "iob": IOB1, "bioes": IOBES, "bilou": BILOU}
ALL = ("conll2002", "conll2003", *ROWS)


def one(
    data: str | bytes, name: str = "conll2003", known: Iterable[Document] = (), **options: str
) -> IncomingArticle:
    content = data.encode() if isinstance(data, str) else data
    (article,) = read(name, Files({"a.txt.conll": content}, is_folder=True), known=known, **options)
    return article


def spans(article: IncomingArticle) -> list[tuple[str, str]]:
    assert article.text is not None
    return [(span.label, article.text[slice(*span.pieces[0])]) for span in article.sets[0].spans]


def warned(article: IncomingArticle) -> list[tuple[int, str]]:
    return [(fault.fault.line, fault.fault.message) for fault in article.faults if fault.fault.warning]


# schemes -----------------------------------------------------------------------------------------


@st.composite
def sentences(draw: st.DrawFn) -> tuple[int, list[Chunk]]:
    edges = sorted(
        draw(st.lists(st.integers(0, 9), min_size=0, max_size=8).map(lambda it: it[: len(it) // 2 * 2]))
    )
    chunks = [
        Chunk(first, after, draw(st.sampled_from(["A", "B-C", "جگہ"])))
        for first, after in zip(edges[::2], edges[1::2], strict=True)
        if first < after
    ]
    return 9, chunks


@given(sentences(), st.sampled_from(list(ROWS)))
def test_seqeval_reads_what_is_written_strictly(made: tuple[int, list[Chunk]], name: str) -> None:
    length, chunks = made
    scheme = {"iob2": "IOB2", "iob": "IOB1", "bioes": "BIOES", "bilou": "BILOU"}[name]
    written_tags = tags(length, chunks, scheme)
    (found,) = Entities([written_tags], scheme=ROWS[name]).entities
    assert [(it.start, it.end, it.tag) for it in found] == [(it.first, it.after, it.label) for it in chunks]


@given(sentences(), st.sampled_from(SCHEMES))
def test_chunks_come_back_from_their_tags(made: tuple[int, list[Chunk]], scheme: str) -> None:
    length, chunks = made
    said = [tag for written_tag in tags(length, chunks, scheme) if (tag := tag_of(written_tag))]
    assert chunks_of(said, scheme) == (chunks, [])
    assert chunks_of(said, scheme_of([said])) == (chunks, [])


@pytest.mark.parametrize(
    ("written_tags", "scheme", "chunks", "oddities"),
    [
        ("I-A I-A O I-B I-A", "IOB1", "0-2 A, 3-4 B, 4-5 A", 0),
        ("I-A B-A B-A I-A", "IOB1", "0-1 A, 1-2 A, 2-4 A", 0),
        ("B-A I-A O I-B I-B", "IOB2", "0-2 A, 3-5 B", 1),
        ("B-A I-B I-B", "IOB2", "0-1 A, 1-3 B", 1),
        ("B-A E-A S-B E-A", "BIOES", "0-2 A, 2-3 B, 3-4 A", 1),
        ("B-A O I-A E-A", "BIOES", "0-1 A, 2-4 A", 2),
        ("B-A I-A S-B", "BIOES", "0-2 A, 2-3 B", 1),
        ("B-A I-A L-A L-A U-B", "BILOU", "0-3 A, 3-4 A, 4-5 B", 1),
        ("B-A M-A E-A W-B", "BIOES", "0-3 A, 3-4 B", 0),
        ("B I O B_x-y I_x-y", "IOB2", "0-2 , 3-5 x-y", 0),
        ("_ - -X- O", "IOB2", "", 0),
    ],
)
def test_sequences_of_other_tools_and_broken_ones(
    written_tags: str, scheme: str, chunks: str, oddities: int
) -> None:
    said = [tag for one_tag in written_tags.split(" ") if (tag := tag_of(one_tag))]
    found, odd = chunks_of(said, scheme)
    assert ", ".join(f"{it.first}-{it.after} {it.label}" for it in found) == chunks
    assert len(odd) == oddities
    assert scheme_of([said]) == scheme


@given(
    st.lists(st.sampled_from(["O", *(f"{p}-{it}" for p in "BIESLU" for it in "AB")])),
    st.sampled_from(SCHEMES),
)
def test_any_sequence_gives_chunks_of_all_that_is_tagged(written_tags: list[str], scheme: str) -> None:
    found, _ = chunks_of([tag for it in written_tags if (tag := tag_of(it))], scheme)
    inside = [index for chunk in found for index in range(chunk.first, chunk.after)]
    assert inside == [index for index, it in enumerate(written_tags) if it != "O"]


# writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_what_is_written_stays_the_same(name: str) -> None:
    files, _ = written(name, [article_of(TEXT, sample())])
    assert files == {"a.txt.conll": (GOLDEN / f"{name}.conll").read_bytes()}


def test_what_has_no_place_in_a_column_is_told_span_by_span() -> None:
    _, told = written("conll2003", [article_of(TEXT, sample())])
    kinds = {(loss.item, loss.what) for loss in told if loss.what not in FORMATS["conll2003"].lacks}
    assert kinds == {(span, "column") for span in ("s4", "s7", "s10")}
    particular = {
        (loss.item, loss.message) for loss in told if loss.what in (Feature.OVERLAPS, Feature.EDGES)
    }
    shared = "shares tokens with ORG “قازقستان، 😀 5سالہ روڈ”, and a token has one tag: left out"
    assert particular == {("s2", shared), ("s5", shared), ("s6", shared)}
    _, told = written("conll2003", [article_of(TEXT, sample())], nested="inner")
    particular = {
        (loss.item, loss.message) for loss in told if loss.what in (Feature.OVERLAPS, Feature.EDGES)
    }
    assert particular == {
        ("s3", "shares tokens with جگہ “قازقستان”, and a token has one tag: left out"),
        ("s5", "has edges inside tokens: widened to “5سالہ”"),
        ("s6", "shares tokens with PER “5”, and a token has one tag: left out"),
    }


def test_layers_have_columns_and_one_can_be_chosen() -> None:
    article = article_of(TEXT, sample())
    files, _ = written("iob2", [article])
    assert "شہباز\tB-PER\tB-FACT" in files["a.txt.conll"].decode().splitlines()
    files, _ = written("bilou", [article], layers="claim")
    assert "شہباز\tB-FACT" in files["a.txt.conll"].decode().splitlines()
    files, _ = written("conll2002", [article], layer="claim")
    assert "شہباز B-FACT" in files["a.txt.conll"].decode().splitlines()
    with pytest.raises(AnnotatorError, match="nothing is no layer; there are: entity, claim"):
        written("iob2", [article], layers="entity, nothing")
    with pytest.raises(AnnotatorError, match="name one layer"):
        written("conll2003", [article], layer="entity,claim")


def test_columns_and_separators() -> None:
    article = article_of("وہ آیا", AnnotationSet("a.txt", "a", article_of("وہ آیا").document.sha256, 6))
    assert written("conll2003", [article])[0]["a.txt.conll"].decode() == (
        "-DOCSTART- -X- O O\n\nوہ -X- O O\nآیا -X- O O\n\n"
    )
    files, _ = written("conll2003", [article], columns="token pos tag", separator="tab", docstart="no")
    assert files["a.txt.conll"].decode() == "وہ\t-X-\tO\nآیا\t-X-\tO\n\n"
    files, _ = written("conll2002", [article], docstart="yes", columns="token tag")
    assert files["a.txt.conll"].decode() == "-DOCSTART- O\n\nوہ O\nآیا O\n\n"


def test_sentences_that_a_span_runs_across_are_one() -> None:
    text = "One two. Three four. Five."
    document = article_of(text).document
    span = Span("s1", "entity", "PER", 4, 14)
    files, told = written(
        "iob2", [article_of(text, AnnotationSet("a.txt", "a", document.sha256, len(text), spans=(span,)))]
    )
    assert not told
    assert files["a.txt.conll"].decode().count("\n\n") == 2
    assert spans(one(files["a.txt.conll"], known=[document])) == [("PER", "two. Three")]


@settings(max_examples=60)
@given(data=st.data())
@pytest.mark.parametrize("name", ALL)
def test_seqeval_finds_the_spans_that_nothing_was_told_of(name: str, data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    files, told = written(name, [article])
    lines = files[f"{article.document.path}.conll"].decode().split("\n")
    rows = [line for line in lines if line and not line.startswith("-DOCSTART-")]
    separator = " " if name.startswith("conll") else "\t"
    text = article.document.text
    places = tokens_of(text)
    assert [row.split(separator)[0] for row in rows] == [text[start:end] for start, end in places]
    kinds = ("column", Feature.OVERLAPS, Feature.EDGES)
    moved = {loss.item for loss in told if loss.what in kinds}
    scheme = ROWS.get(name, IOB2)
    for number, layer in enumerate(("entity", "claim") if name in ROWS else ("entity",)):
        said = [row.split(separator)[1 + number if name in ROWS else -1] for row in rows]
        (found,) = Entities([said], scheme=scheme).entities
        got = {(places[it.start][0], places[it.end - 1][1]) for it in found}
        for span in article.sets[0].spans:
            if span.layer == layer and span.id not in moved:
                assert (span.start, span.end) in got


def test_labels_that_no_tag_can_have_come_back() -> None:
    labels = ("B-PER", "a b", "x_x41_", "O", "جگہ\u2028نام", "-")
    text = " ".join("abcdef")
    document = article_of(text).document
    made = tuple(Span(f"s{n}", "entity", label, 2 * n, 2 * n + 1) for n, label in enumerate(labels))
    files, told = written(
        "conll2003", [article_of(text, AnnotationSet("a.txt", "a", document.sha256, len(text), spans=made))]
    )
    assert not told
    assert [label for label, _ in spans(one(files["a.txt.conll"]))] == list(labels)


# reading -----------------------------------------------------------------------------------------

ENGLISH = """-DOCSTART- -X- O O

Rabat NNP I-NP I-LOC
is VBZ I-VP O
not RB I-NP O

Ban NNP I-NP I-PER
Ki-moon NNP I-NP I-PER
"""


def test_the_english_files_of_2003() -> None:
    article = one(ENGLISH)
    assert article.text == "Rabat is not\nBan Ki-moon"
    assert spans(article) == [("LOC", "Rabat"), ("PER", "Ban Ki-moon")]
    assert warned(article) == [(0, "columns that hold no names are not read: 2, 3")]
    assert [span.place.line for span in article.sets[0].spans] == [3, 7]


def test_articles_parted_by_lines_and_those_that_are_alone() -> None:
    found = read("conll2003", Files({"eng.train": (ENGLISH + ENGLISH).encode()}))
    assert [article.name for article in found] == ["", ""]
    assert [article.place.line for article in found] == [1, 9]
    assert [len(article.faults) for article in found] == [1, 0]
    (alone,) = read("conll2003", Files({"2026/ایک.txt.conll": ENGLISH.encode()}))
    assert alone.name == "2026/ایک.txt"


def test_files_with_names_of_columns_and_of_articles() -> None:
    data = (
        "TOKEN\tNE-COARSE-LIT\tNE-NESTED\tNEL-LIT\tMISC\n# hipe2022:document_id = 1900/a b.txt\n"
        "# hipe2022:language = fr\nM.\tB-pers\tO\t_\t_\nX\tI-pers\tB-pers\tQ1\tNoSpaceAfter\n"
        "# hipe2022:document_id = c\nParis\tB-loc\tO\tNIL\t_\n"
    )
    found = read("iob2", Files({"hipe.tsv": data.encode()}))
    assert [(article.name, article.text, spans(article)) for article in found] == [
        ("1900/a b.txt", "M. X", [("pers", "M. X"), ("pers", "X")]),
        ("c", "Paris", [("loc", "Paris")]),
    ]


def test_other_layouts() -> None:
    cases = {
        "Kiel B-LOC\nist O\n": [("LOC", "Kiel")],
        "De Art O\ntekst N B-MISC\nvan Prep I-MISC\n": [("MISC", "tekst van")],
        "#\thttps://x [2010]\n1\tKiel\tB-ORG\tB-LOC\n2\tNDR\tI-ORG\tO\n\n1\tA\tO\tO\n": [
            ("ORG", "Kiel NDR"),
            ("LOC", "Kiel"),
        ],
        "ur:کراچی\tB-LOC\nur:#\tO\n": [("LOC", "کراچی")],
        "a PER\nb PER\n\nb PER\nc O\n": [("PER", "a b"), ("PER", "b")],
        "a b\tB-X\nc\tO\n": [("X", "a b")],
        "x\tB-A\ty\ny\tI-A\tz\n": [("A", "x y")],
        "\ufeffa\tB-A\r\nb\tI-A\r\n\r\n \r\nc\tO\r\n": [("A", "a b")],
        "a  NN   B-A\nb  NN O\n": [("A", "a")],
    }
    for text, expected in cases.items():
        article = one(text)
        assert not [fault for fault in article.faults if not fault.fault.warning]
        assert spans(article) == expected, text
    assert spans(one("a I-NP B-X\nb I-NP O\n", tags="2")) == [("NP", "a b")]


def test_broken_sequences_are_read_and_told_with_their_lines() -> None:
    article = one("a B-PER\nb O\nc I-PER\nd I-LOC\n")
    assert spans(article) == [("PER", "a"), ("PER", "c"), ("LOC", "d")]
    assert warned(article) == [
        (3, "I-PER follows O: taken for the beginning of a span"),
        (4, "I-LOC follows I-PER: taken for the beginning of a span"),
    ]


def test_the_corpus_text_is_taken_where_its_words_are_the_same() -> None:
    text = "\u200fوہ  آیا،\r\n\r\n(کل) “گیا” 😀\t۔\r\n"
    document = article_of(text).document
    data = "\u200fوہ B-A\nآیا O\n، O\n\n-LRB- O\nکل O\n) O\n“ O\nگیا B-B\n” I-B\n😀 B-C\n۔ O\n"
    article = one(data, known=[document])
    assert article.text == document.text
    assert spans(article) == [("A", "\u200fوہ"), ("B", "گیا”"), ("C", "😀")]
    for other in (data.replace("کل O\n", ""), data + "x O\n", data.replace("گیا", "آیا")):
        assert one(other, known=[document]).text != document.text


def test_sentences_make_articles_where_nothing_parts_them() -> None:
    data = "a B-A\n\nb O\n\n\nc O\n\nd B-D\n"
    assert [article.text for article in read("iob2", Files({"x.txt": data.encode()}), sentences="2")] == [
        "a\nb",
        "c\nd",
    ]
    with pytest.raises(AnnotatorError, match="no number of sentences"):
        read("iob2", Files({"x.txt": data.encode()}), sentences="all")


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ("", 0, "has no column of tags"),
        ("just text\nwithout tags\n", 0, "has no column of tags"),
        ("a B-A\nb\nc O\n", 2, "has 1 columns, where the file has 2"),
        ("a B-A\nb O x\nc O\n", 2, "has 3 columns, where the file has 2"),
        ("a\tB-A\n \tO\nb\tO\n", 2, "has no token"),
        (b"a B-A\n\xff O\n", 2, "is not UTF-8 at byte 0"),
        ("a\tB-A\n" * 40 + "b\tQ-X\n", 41, "'Q-X' is no tag"),
        (b"\xff\xfea\x00", 1, "is not UTF-8"),
        ("a " + "x " * 100 + "O\n", 0, "has no column of tags"),
    ],
)
def test_what_is_broken_is_told_with_its_line(data: str | bytes, line: int, message: str) -> None:
    article = one(data)
    assert article.text is None
    assert (article.faults[0].fault.line, article.faults[0].fault.warning) == (line, False)
    assert message in article.faults[0].fault.message


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(ALL))
    files, _ = written(name, [article_of(TEXT, sample())])
    spoilt = data.draw(damaged(files["a.txt.conll"]))
    for article in read(name, Files({"a.conll": spoilt})):
        assert article.text is not None or article.faults


def test_sniffing() -> None:
    heads = {
        "conll2003": (ENGLISH, SURE),
        "conll2002": ("a B-A\nb O\n", LIKELY),
        "iob2": ("a\tB-A\nb\tO\n", LIKELY),
        "iob": ("a\tI-A\nb\tO\n", LIKELY),
        "bioes": ("a\tS-A\nb\tO\n", LIKELY),
        "bilou": ("a\tU-A\nb\tO\n", LIKELY),
    }
    for expected, (head, score) in heads.items():
        for name in ALL:
            found = sniffed(name, Files({"x.txt": head.encode()}))
            assert found == (score if name == expected else NO), (name, expected)
    for name in ALL:
        for other in (b"", b"Just a text of some words.\nAnother line.\n", b"a,b\n1,2\n", b"\x00\x01", b"{}"):
            assert sniffed(name, Files({"x.txt": other})) == NO


@pytest.mark.parametrize("name", ALL)
def test_what_is_written_is_known_again(name: str) -> None:
    files, _ = written(name, [article_of(TEXT, sample())])
    scores = {other: sniffed(other, source_of(name, files)) for other in ALL}
    assert max(scores, key=lambda other: scores[other]) == name
