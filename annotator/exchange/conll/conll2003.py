"""CoNLL-2003: token, part of speech, chunk and name, parted by spaces, articles after -DOCSTART-."""

from __future__ import annotations

from annotator.exchange.conll.layout import DOCUMENT, Layout
from annotator.exchange.conll.reading import read, sniffer
from annotator.exchange.sniffing import LIKELY, NO, SURE

__all__ = ["read", "sniff"]


def _fits(layout: Layout, head: str) -> int:
    if not layout.is_conll2003:
        return NO
    return SURE if head.startswith(DOCUMENT) else LIKELY


sniff = sniffer(_fits)
