"""CoNLL-U: exact by its own offsets, readable for the package conllu, read as other tools write it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.conll.conllu_misc import misc_of, spaces_of, written_spaces
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import NO, SURE
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from tests.exchange.exchanged import Files, article_of, read, sniffed, source_of, written
from tests.exchange.round_trips import articles
from tests.exchange.webanno.test_writing import TEXT, sample
from tests.store.made import damaged

GOLDEN = Path(__file__).parent.parent / "golden" / "conll"


def one(data: str | bytes, known: Iterable[Document] = ()) -> IncomingArticle:
    content = data.encode() if isinstance(data, str) else data
    (article,) = read("conllu", Files({"a.txt.conllu": content}), known=known)
    return article


def spans(article: IncomingArticle) -> list[tuple[str, list[str]]]:
    assert article.text is not None
    return [(span.label, [article.text[a:b] for a, b in span.pieces]) for span in article.sets[0].spans]


def row(number: object, form: str, misc: str = "_") -> str:
    return "\t".join([str(number), form, *"_" * 7, misc]) + "\n"


def rows(*words: tuple[str, str] | str) -> str:
    said = [(word, "_") if isinstance(word, str) else word for word in words]
    return "".join(row(number, *word) for number, word in enumerate(said, 1)) + "\n"


def test_what_is_written_stays_the_same() -> None:
    files, told = written("conllu", [article_of(TEXT, sample())])
    assert files == {"": (GOLDEN / "conllu.conllu").read_bytes()}
    assert not [loss for loss in told if loss.what not in FORMATS["conllu"].lacks]


@settings(max_examples=60)
@given(data=st.data())
def test_the_package_conllu_reads_words_texts_and_places(data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    files, _ = written("conllu", [article])
    text = article.document.text
    parsed = conllu.parse(files[""].decode())
    end = 0
    for sentence in parsed:
        for token in sentence:
            start, stop = map(int, token["misc"]["TokenRange"].split(":"))
            assert text[start:stop] == token["form"]
            assert not text[end:start].strip()
            end = stop
        first, last = sentence[0]["misc"]["TokenRange"], sentence[-1]["misc"]["TokenRange"]
        shown = text[int(first.split(":")[0]) : int(last.split(":")[1])]
        assert sentence.metadata["text"].split() == shown.split()
    assert not text[end:].strip()
    assert parsed[0].metadata["newdoc id"] == article.document.path
    assert len({sentence.metadata["sent_id"] for sentence in parsed}) == len(parsed)


def test_names_are_tagged_for_readers_that_know_no_spans() -> None:
    files, _ = written("conllu", [article_of(TEXT, sample())])
    parsed = conllu.parse(files[""].decode())
    assert [(token["form"], token["misc"]["NE"]) for token in parsed[0] if "NE" in token["misc"]] == [
        ("شہباز", "B-PER"),
        ("شریف", "I-PER"),
    ]
    files, _ = written("conllu", [article_of(TEXT, sample())], layer="claim")
    parsed = conllu.parse(files[""].decode())
    assert [sentence[0]["misc"].get("NE") for sentence in parsed] == [
        None,
        None,
        "B-FACT",
        "B-FACT",
        "B-FACT",
    ]


def test_several_articles_with_ids_layers_and_pieces() -> None:
    first = sample()
    names = "a:b,c=d|e \\_x41_"
    document = article_of("ab").document
    second = AnnotationSet(
        document.path, "aisha", document.sha256, 2, spans=(Span(names, "claim", names, 0, 1),)
    )
    files, _ = written("conllu", [article_of(TEXT, first, path="2026/ایک دو.txt"), article_of("ab", second)])
    found = read("conllu", source_of("conllu", files))
    assert [(article.name, article.text, article.sets[0].annotator) for article in found] == [
        ("2026/ایک دو.txt", TEXT, "aisha"),
        ("a.txt", "ab", "aisha"),
    ]
    assert {(span.id, span.layer, span.label, span.pieces) for span in found[0].sets[0].spans} == {
        (span.id, span.layer, span.label, span.pieces) for span in first.spans
    }
    (span,) = found[1].sets[0].spans
    assert (span.id, span.label) == (names, names)


@pytest.mark.parametrize(
    "text",
    [" ", "\n\n", " a", "a ", "a\n", "a  b\t\nc. D\u00a0e\u2028f\x85|\\ g\x1c\x0b h. \n\n\nI", "😀\u200f "],
)
def test_all_white_space_comes_back(text: str) -> None:
    document = article_of(text).document
    span = Span("s1", "entity", "PER", 0, len(text))
    said = AnnotationSet(document.path, "aisha", document.sha256, len(text), spans=(span,))
    files, _ = written("conllu", [article_of(text, said)])
    (back,) = read("conllu", source_of("conllu", files))
    assert back.text == text
    assert not back.faults
    assert back.sets[0].spans[0].pieces == span.pieces
    assert conllu.parse(files[""].decode())


@given(st.text())
def test_spaces_are_written_without_any(spaces: str) -> None:
    spaces = "".join(char for char in spaces if char < "\U00010000")
    assert spaces_of(written_spaces(spaces)) == spaces
    assert not written_spaces(" \t\n\r\x0b\u2028\u00a0").split()[1:]
    assert misc_of(f"A={written_spaces('| =')}|B") == {"A": "\\p\\s\\u003d", "B": ""}


# reading -----------------------------------------------------------------------------------------


def test_text_by_spaces_paragraphs_and_words_written_as_one() -> None:
    data = (
        "# newdoc\n# newpar\n# sent_id = 1\n# text = Vámonos al mar.\n"
        + row("1-2", "Vámonos", "NE=B-X") + row(1, "Vamos", "NE=B-Y") + row(2, "nos")
        + row("3-4", "al") + row(3, "a", "ner=B-Z") + row(4, "el")
        + row("4.1", "nada") + row(5, "mar", "SpaceAfter=No") + row(6, ".")
        + "\n" + rows("Sí") + "# newpar id = p2\n" + rows(("a", "SpacesAfter=\\s\\s\\n"), "b")
    )  # fmt: skip
    article = one(data)
    assert article.text == "Vámonos al mar. Sí\na  \nb"
    assert spans(article) == [("X", ["Vámonos"]), ("Z", ["al"])]
    assert not article.faults


def test_text_by_offsets_of_udpipe_stanza_and_others() -> None:
    for first, second in (
        ("TokenRange=7:8", "TokenRange=11:13"),
        ("start_char=7|end_char=8", "start_char=11|end_char=13"),
        ("Start=7|End=8", "End=13|Start=11"),
    ):
        article = one(rows(("😀", f"{first}|ner=S-A"), ("bc", f"ner=S-B|{second}")))
        assert article.text == "😀   bc"
        assert spans(article) == [("A", ["😀"]), ("B", ["bc"])]
    wrong = one(rows(("😀", "TokenRange=0:2|NE=B-A"), ("b", "TokenRange=3:4")))
    assert (wrong.text, spans(wrong)) == ("😀 b", [("A", ["😀"])]), (
        "offsets that are not code points are not used"
    )


def test_the_corpus_text_is_taken_where_its_words_are_the_same() -> None:
    document = article_of("وہ\u00a0آیا،\n\nگیا  \n").document
    data = rows("وہ", ("آیا", "NE=B-A"), ("،", "SpaceAfter=No"), ("گیا", "NE=I-A"))
    article = one(data, [document])
    assert article.text == document.text
    assert spans(article) == [("A", ["آیا"]), ("A", ["گیا"])]
    assert article.faults[0].fault.warning
    assert one(data, [article_of("وہ آیا").document]).text == "وہ آیا ،گیا"


def test_entities_in_brackets() -> None:
    data = "# global.Entity = eid-etype-head-other\n" + rows(
        ("a", "Entity=(e1-person-1-(e2-place))"),
        ("b", "Entity=(e1-person-1-(e2-place)"),
        ("c", "Entity=e1)(e3[1/2]-thing-1"),
        ("d", "Entity=e3[1/2])e9)"),
        "e",
        ("f", "Entity=(e3[2/2]-thing-1)(e4-open"),
    )
    article = one(data)
    assert ("person", ["b c"]) in spans(article)
    assert ("place", ["b"]) in spans(article)
    assert ("thing", ["c d", "f"]) in spans(article)
    assert {(fault.fault.line, fault.fault.message) for fault in article.faults} >= {
        (5, "Entity: 'e9' ends here and began nowhere"),
        (7, "Entity: 'e4' begins here and ends nowhere"),
    }
    again = one(rows(("a", "Entity=(e1-person-1)"), ("b", "Entity=(e1)"), ("c", "Entity=(e2--1)")))
    assert spans(again) == [("person", ["a"]), ("person", ["b"]), ("entity", ["c"])]
    old = one("# global.Entity = etype-eid\n" + rows(("a", "Entity=(person-1"), ("b", "Entity=person-1)")))
    assert spans(old) == [("person", ["a b"])]
    assert not old.faults


def test_articles_without_names() -> None:
    (alone,) = read("conllu", Files({"2026/ایک.conllu": ("# newdoc\n" + rows("a")).encode()}))
    assert alone.name == "2026/ایک"
    several = read(
        "conllu", Files({"x.conllu": ("# newdoc\n" + rows("a") + "# newdoc\n" + rows("b")).encode()})
    )
    assert [(article.name, article.text) for article in several] == [("", "a"), ("", "b")]


def test_other_columns() -> None:
    data = "# global.columns = ID FORM NOTE MISC\n1\ta\tx\tNE=B-A\n2\tb\ty\t_\n"
    assert spans(one(data)) == [("A", ["a"])]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (rows("a") + "1\ta\n", 3, "has 2 columns, where there are 10"),
        (row("x", "a"), 1, "'x' is no number of a word"),
        (row("9" * 30, "a"), 1, "is no number of a word"),
        (row(1, ""), 1, "has no word"),
        (b"1\t\xff\n", 1, "is not UTF-8"),
        (rows(("a", "Spans=s1:entity:PER:0-1")), 1, "the offsets of words (TokenRange) are missing"),
        (rows(("a", "Spans=s1:entity:PER:0-1|TokenRange=0:2")), 1, "are not theirs"),
        (rows(("a", "Spans=nonsense|TokenRange=0:1")), 1, "Spans: 'nonsense' is no span"),
        (rows(("a", "Spans=a:b:c:0-99999999999|TokenRange=0:1")), 1, "is no span"),
    ],
)
def test_what_is_broken_is_told_with_its_line(data: str | bytes, line: int, message: str) -> None:
    article = one(data)
    assert (article.faults[0].fault.line, article.faults[0].fault.warning) == (line, False)
    assert message in article.faults[0].fault.message


def test_offsets_far_apart_make_no_text_of_that_length() -> None:
    article = one(rows(("a", "TokenRange=0:1"), ("b", "TokenRange=999999999:1000000000")))
    assert article.text == "a b"


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_told(data: st.DataObject) -> None:
    files, _ = written("conllu", [article_of(TEXT, sample())])
    for article in read("conllu", Files({"a.conllu": data.draw(damaged(files[""]))})):
        assert article.text is not None or article.faults


def test_sniffing() -> None:
    files, _ = written("conllu", [article_of(TEXT, sample())])
    assert sniffed("conllu", source_of("conllu", files)) == SURE
    assert sniffed("conllu", Files({"a.txt": b"1\ta\tB-A\n"})) == NO
    assert sniffed("conllu", Files({"a.txt": b"# global.columns = ID FORM\n"})) == SURE
    for name in ("conll2002", "conll2003", "iob2", "iob", "bioes", "bilou", "webanno-tsv"):
        assert sniffed(name, source_of("conllu", files)) == NO
