"""spaCy's DocBin: spaCy itself finds each span, group and entity; damaged files are told."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.exchange.sniffing import NO, SURE
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read,
    sample,
    serious,
    set_of,
    sniffed,
    source_of,
    told,
    written,
)
from tests.exchange.round_trips import articles, compare, there_and_back

spacy = pytest.importorskip("spacy")

ROW = FORMATS["spacy"]


def docs_of(files: dict[str, bytes], language: str = "xx") -> list[object]:
    """The documents, as spaCy gives them."""
    return list(spacy.tokens.DocBin().from_bytes(files[""]).get_docs(spacy.blank(language).vocab))


def file_of(*docs: object) -> Files:
    return Files({"x.spacy": spacy.tokens.DocBin(store_user_data=True, docs=docs).to_bytes()})


@pytest.mark.parametrize("language", ["ur", "hi", "ar", "fa", "en", "xx"])
def test_spacy_finds_groups_entities_and_sentences(language: str) -> None:
    files, losses = written("spacy", [article_of(SAMPLE, sample(), language=language)])
    (doc,) = docs_of(files, language)
    text = SAMPLE.replace("\r\n", "\n")
    assert doc.text == text
    assert {key: len(group) for key, group in doc.spans.items()} == {"entity": 4, "claim": 1}
    found = {span.id_: span for group in doc.spans.values() for span in group}
    for span in sample().spans:
        assert (found[span.id].start_char, found[span.id].end_char) == (span.start, span.end)
        assert (found[span.id].label_, found[span.id].kb_id_) == (span.label, span.link)
    assert [(one.id_, one.label_) for one in doc.ents] == [("s5", "ORG")], "the longest, for they overlap"
    assert [str(one) for one in doc.sents] == [f"{text[:58]}\n", "Ki-moon 😀 said, he said"]
    data = doc.user_data["annotator"]
    assert data["spans"]["s3"]["attributes"] == {"checkworthy": "yes", "wording": "", "sure": True}
    assert [one["label"] for one in data["relations"]] == ["claimant", "claimant"]
    assert {loss.what for loss in losses} == {Feature.LINE_ENDS}


def test_another_layer_may_be_the_entities() -> None:
    files, _ = written("spacy", [article_of(SAMPLE, sample())], ents="claim")
    assert [one.label_ for one in docs_of(files)[0].ents] == ["FACT"]


@given(st.data())
def test_what_ends_in_a_token_that_is_kept_whole_is_left_out_and_told(data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    (said,) = article.sets
    back, losses = there_and_back(ROW, [article], {"tokens": "whole"})
    gone = {loss.item for loss in losses if loss.what in (Feature.EDGES, Feature.RELATIONS)}
    found = back.sets[said.article, said.annotator]
    assert {span.id for span in found} == {span.id for span in said} - gone
    assert {one.id for one in found.relations} == {one.id for one in said.relations} - gone
    compare(ROW, said, found, losses)


def test_many_articles_go_on_in_files_beside_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.exchange.docbin import writing  # noqa: PLC0415

    monkeypatch.setattr(writing, "_PART", 4)
    texts = ["one two three", "four five", "six"]
    files, _ = written("spacy", [article_of(t, set_of(t), path=f"{t}.txt") for t in texts])
    assert sorted(files) == ["", "-2.spacy"]
    assert [article.text for article in read("spacy", source_of("spacy", files))] == texts
    folder = Files({f"{name or 'a'}.spacy": data for name, data in files.items()}, is_folder=True)
    assert sorted(article.text for article in read("spacy", folder)) == sorted(texts)


def test_documents_of_others_are_read() -> None:
    nlp = spacy.blank("en")
    first, second, third = nlp("😀 Ann met Bob."), nlp("good news"), nlp("")
    first.ents = [first.char_span(2, 5, label="PERSON", kb_id="Q1"), first.char_span(10, 13, label="PERSON")]
    first.spans["sc"] = [first.char_span(2, 5, label="PERSON"), first.char_span(2, 13, label="EVENT")]
    first.spans["coref_clusters_1"] = [first.char_span(10, 13)]
    second.cats = {"POSITIVE": 0.9, "NEGATIVE": 0.1}
    one, two, three = read("spacy", file_of(first, second, third))
    assert [(span.label, span.layer, span.pieces) for span in one.sets[0].spans] == [
        ("PERSON", "", ((2, 5),)),
        ("EVENT", "", ((2, 13),)),
        ("coref_clusters_1", "", ((10, 13),)),
        ("PERSON", "", ((10, 13),)),
    ]
    assert two.sets[0].attributes == {"category": "POSITIVE"}
    assert (three.text, serious(one, two, three)) == ("", [])


def test_pieces_are_ours_until_the_span_is_moved() -> None:
    files, _ = written("spacy", [article_of(SAMPLE, sample())])
    (doc,) = docs_of(files)
    group = [span for span in doc.spans["entity"] if span.id_ != "s5"]
    doc.spans["entity"] = [*group, spacy.tokens.Span(doc, 1, 5, label="ORG", span_id="s5")]
    (article,) = read("spacy", file_of(doc))
    (moved,) = [span for span in article.sets[0].spans if span.id == "s5"]
    assert len(moved.pieces) == 1
    assert "changed since" in told(article)[0][1]


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"{}", zlib.compress(b""), zlib.compress(b"\x81\xa1a\x01"), zlib.compress(b"\xc1" * 9)],
)
def test_what_is_no_docbin_is_told(data: bytes) -> None:
    (article,) = read("spacy", Files({"x.spacy": data}))
    assert serious(article)
    assert article.place.file == "x.spacy"


@given(st.integers(0, 10**6), st.binary(max_size=3), st.integers(0, 3))
def test_no_damage_makes_it_fail(place: int, put: bytes, drop: int) -> None:
    files, _ = written("spacy", [article_of(SAMPLE, sample())])
    raw = zlib.decompress(files[""])
    place %= len(raw)
    damaged = raw[:place] + put + raw[place + drop :]
    for article in read("spacy", Files({"x.spacy": zlib.compress(damaged)})):
        assert article.faults or article.text is not None


def test_a_file_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.exchange.docbin import reading  # noqa: PLC0415

    monkeypatch.setattr(reading, "MAX_BYTES", 1 << 20)
    (article,) = read("spacy", Files({"x.spacy": zlib.compress(b"\0" * (2 << 20))}))
    assert "unpacks to more" in serious(article)[0]


def test_its_files_are_known_again() -> None:
    files, _ = written("spacy", [article_of(SAMPLE, sample())])
    assert sniffed("spacy", source_of("spacy", files)) == SURE
    assert sniffed("spacy", Files({"x.spacy": b"{}"})) == NO
