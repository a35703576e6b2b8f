"""Draws an annotated article into a file: PNG, SVG or PDF, on the same page as the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from annotator.gui.article.page import Page
from annotator.gui.article.painting import OVERHANG, Marks, PagePainter
from annotator.gui.article.reading import Reading
from annotator.gui.fonts import load_fonts
from annotator.gui.theme import LIGHT
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError
from annotator.model.labels import LabelScheme
from annotator.store.corpus import Corpus

WIDTH = 900
HEADING = 40.0
_SCALE = 2
"""Device pixels for each pixel of a PNG, so that print and zoom stay sharp."""
_DOTS = 96
_TALLEST = 30_000
"""Pixels: QImage and viewers give up on taller ones."""


@dataclass(frozen=True)
class Section:
    """One annotator's page under a heading; top: y of the heading on the sheet."""

    title: str
    page: Page
    top: float

    @property
    def bottom(self) -> float:
        return self.top + HEADING + self.page.height


def render_article(corpus: Corpus, article: str, out: Path, annotators: Sequence[str]) -> int:
    """Write the article with the annotations of each annotator, one below the other; returns 0.

    out: its suffix (.png, .svg, .pdf) says the format. Raises AnnotatorError where it cannot be written.
    """
    application = QGuiApplication.instance()
    if application is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a picture needs no display
        application = QGuiApplication(sys.argv[:1])
    document = corpus.document(article)
    sets = [corpus.read_annotations(name, document).annotations for name in annotators]
    write_picture(out, document, corpus.scheme, sets)
    del application
    return 0


def write_picture(out: Path, document: Document, scheme: LabelScheme, sets: Sequence[AnnotationSet]) -> None:
    """Draw annotation sets of one article into a file. Raises AnnotatorError where it cannot be written."""
    reading = Reading(load_fonts(), LIGHT)
    writers: dict[str, Callable[[list[Section]], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}
    data = writers[out.suffix.lower()](_sections(document, scheme, reading, sets))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        raise AnnotatorError(f"{out}: cannot be written: {error.strerror}") from None


def _sections(
    document: Document, scheme: LabelScheme, reading: Reading, sets: Sequence[AnnotationSet]
) -> list[Section]:
    sections: list[Section] = []
    for shown in sets or [AnnotationSet(document.path, "", document.sha256, len(document.text))]:
        page = Page(document, scheme, reading)
        page.set_width(WIDTH)
        page.show_annotations(shown)
        page.ensure_all()
        title = " · ".join(part for part in (document.path, shown.annotator) if part)
        sections.append(Section(title, page, sections[-1].bottom if sections else 0.0))
    return sections


def _paint(painter: QPainter, sections: list[Section], outlines: bool) -> None:
    for section in sections:
        _heading(painter, section, section.top)
        painter.save()
        painter.translate(0, section.top + HEADING)
        clip = QRectF(0, 0, WIDTH, section.page.height)
        PagePainter(painter, section.page, Marks(), outlines).paint(clip)
        painter.restore()


def _heading(painter: QPainter, section: Section, top: float) -> None:
    font = section.page.reading.fonts.ui_font(10)
    painter.setFont(font)
    painter.setPen(LIGHT.color("muted"))
    painter.drawText(QPointF(section.page.column.left(), top + HEADING * 0.7), section.title)


def _png(sections: list[Section]) -> bytes:
    height = sections[-1].bottom
    scale = min(_SCALE, _TALLEST / height)
    if scale < 0.5:
        raise AnnotatorError("the article is too long for one picture; write a PDF instead")
    image = QImage(round(WIDTH * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(LIGHT.color("page"))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        _paint(painter, sections, outlines=False)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(data.data())


def _svg(sections: list[Section]) -> bytes:
    height = sections[-1].bottom
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, round(height)))
    generator.setViewBox(QRectF(0, 0, WIDTH, height))
    generator.setTitle(sections[0].page.document.path)
    with QPainter(generator) as painter:
        painter.fillRect(QRectF(0, 0, WIDTH, height), LIGHT.color("page"))
        _paint(painter, sections, outlines=True)
    return bytes(data.data())


def _pdf(sections: list[Section]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)  # fonts are measured in the dots of the screen's page
    writer.setTitle(sections[0].page.document.path)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(12, 12, 12, 12)
        )
    )
    sheet = QRectF(writer.pageLayout().paintRectPixels(writer.resolution()))
    scale = sheet.width() / WIDTH
    with QPainter(writer) as painter:
        painter.scale(scale, scale)
        for number, (section, top, bottom) in enumerate(_sheets(sections, sheet.height() / scale)):
            if number:
                writer.newPage()
            _heading(painter, section, 0)
            painter.save()
            painter.translate(0, HEADING - top)
            PagePainter(painter, section.page, Marks()).paint_lines(top, bottom)
            painter.restore()
    return bytes(data.data())


def _sheets(sections: list[Section], height: float) -> Iterator[tuple[Section, float, float]]:
    """Yield (section, top, bottom) of each sheet of paper; no line is cut."""
    room = height - HEADING - OVERHANG
    for section in sections:
        tops = [*_line_tops(section.page), section.page.tops[-1]]
        first = tops[0]
        for top, bottom in pairwise(tops):
            if bottom - first > room and top > first:
                yield section, first, top
                first = top
        yield section, first, tops[-1]


def _line_tops(page: Page) -> list[float]:
    return [
        top + line.room for top, block in zip(page.tops, page.blocks, strict=False) for line in block.lines
    ]
