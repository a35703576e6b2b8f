"""The text of a page of HTML as Label Studio's editor counts it: what stands outside the tags."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAG = re.compile(r"<(?:!doctype|html|body|p|div|span|h[1-6]|br|table|ul|ol|article|section)\b[^<>]*>", re.I)
_HIDDEN = ("script", "style", "head", "title")


def text_of_page(text: str) -> str:
    """Return the text of a page; any other text as it is."""
    if not (text.lstrip().startswith("<") and _TAG.search(text)):
        return text
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.texts)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._hidden += tag in _HIDDEN
        if tag == "br":
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)
