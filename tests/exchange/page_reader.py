"""Reads an HTML page as a browser's parser would, far enough to ask what it shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "br"))


@dataclass
class Paragraph:
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Section:
    """A set's article. covered: the text under each span's elements, in order of the page."""

    paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])
    covered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    chips: list[str] = field(default_factory=list[str])
    titles: list[str] = field(default_factory=list[str])
    rows: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class PageReader(HTMLParser):
    """root: attributes of html; sections; ids; links; tags: every element's name; open: must end empty."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root: dict[str, str] = {}
        self.sections = [Section()]
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self.legend: list[str] = []
        self.feed(page)
        self.close()

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if begin := getattr(self, f"_begin_{tag}", None):
            begin(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "data-label" in attributes:
            self.section.chips.append(attributes["data-label"])
        if "data-code" in attributes:
            self._take(chr(int(attributes["data-code"], 16)))
        if tag not in VOID:
            self.open.append((tag, attributes))

    def _begin_html(self, attributes: dict[str, str]) -> None:
        self.root = attributes

    def _begin_article(self, _attributes: dict[str, str]) -> None:
        if self.section.paragraphs:
            self.sections.append(Section())

    def _begin_p(self, attributes: dict[str, str]) -> None:
        self.section.paragraphs.append(Paragraph(attributes))

    def _begin_a(self, attributes: dict[str, str]) -> None:
        self.links.append(attributes["href"])

    def _begin_tr(self, attributes: dict[str, str]) -> None:
        if "data-span" in attributes:
            self.section.rows[attributes["data-span"]] = []

    def _begin_td(self, _attributes: dict[str, str]) -> None:
        self._row().append("")

    def _begin_li(self, _attributes: dict[str, str]) -> None:
        if self._inside("header"):
            self.legend.append("")

    def _begin_span(self, attributes: dict[str, str]) -> None:
        if "data-span" in attributes:
            self.section.covered[attributes["data-span"]].append("")
            if "title" in attributes:
                self.section.titles.append(attributes["title"])

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        self._take(data)

    def _take(self, text: str) -> None:
        if self._inside("title"):
            self.title += text
        if self._inside("header") and self._inside("li"):
            self.legend[-1] += text
        if self._inside("td"):
            self._row()[-1] += text
        if self._inside("p"):
            self.section.paragraphs[-1].text += text
            for tag, attributes in self.open:
                if tag == "span" and "data-span" in attributes:
                    self.section.covered[attributes["data-span"]][-1] += text

    def _row(self) -> list[str]:
        return list(self.section.rows.values())[-1]

    def _inside(self, tag: str) -> bool:
        return any(opened == tag for opened, _ in self.open)
