"""An annotated article as a file: every format, several annotators, long ones, ones that cannot be."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from annotator.gui.rendering import HEADING, WIDTH, write_picture
from annotator.model.annotations import Span
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus
from tests.gui.article.pages import ROOT, SAMPLES, annotated, document, sample, scheme


@pytest.fixture(scope="module")
def sets():
    corpus = Corpus.open(ROOT)
    article = corpus.document(SAMPLES[4])
    return [corpus.read_annotations(name, article).annotations for name in ("aisha", "bilal")]


def test_a_png_shows_all_annotators_sharply(qapp, tmp_path, sets):
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    write_picture(one, sample(SAMPLES[4]), scheme(), sets[:1])
    write_picture(two, sample(SAMPLES[4]), scheme(), sets)
    first, second = QImage(str(one)), QImage(str(two))
    assert first.width() == second.width() == 2 * WIDTH
    assert second.height() > 1.5 * first.height() > 4 * HEADING


def test_an_svg_is_xml_with_letters_as_outlines(qapp, tmp_path, sets):
    path = tmp_path / "a.svg"
    write_picture(path, sample(SAMPLES[4]), scheme(), sets[:1])
    root = ET.fromstring(path.read_bytes())
    names = [node.tag.rpartition("}")[2] for node in root.iter()]
    assert names.count("path") > 1000
    assert sum(name == "text" for name in names) <= 1  # the heading


def test_a_pdf_has_as_many_sheets_as_it_needs(qapp, tmp_path):
    text = "\n".join("پاکستان اور قازقستان نے معاہدہ کیا۔" for _ in range(100))
    path = tmp_path / "a.pdf"
    write_picture(path, document(text), scheme(), [annotated(text, Span("s1", "entity", "GPE", 0, 7))])
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 4


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_an_empty_article_and_one_without_annotations_are_drawn(qapp, tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    write_picture(path, document(""), scheme(), [])
    assert path.stat().st_size > 100


def test_a_huge_article_is_refused_as_one_picture_and_taken_as_pdf(qapp, tmp_path):
    text = "\n".join("ایک سطر" for _ in range(2000))
    with pytest.raises(AnnotatorError, match="PDF"):
        write_picture(tmp_path / "a.png", document(text), scheme(), [])
    write_picture(tmp_path / "a.pdf", document(text), scheme(), [])


def test_a_file_that_cannot_be_written_is_named(qapp, tmp_path):
    (tmp_path / "a.png").mkdir()
    with pytest.raises(AnnotatorError, match=r"a\.png"):
        write_picture(tmp_path / "a.png", document("x"), scheme(), [])
