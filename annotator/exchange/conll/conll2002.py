"""CoNLL-2002: a token and its tag, parted by a space; the Dutch files have the part of speech between."""

from __future__ import annotations

from annotator.exchange.conll.layout import Layout
from annotator.exchange.conll.reading import read, sniffer
from annotator.exchange.sniffing import LIKELY, NO, POSSIBLE

__all__ = ["read", "sniff"]


def _fits(layout: Layout, _head: str) -> int:
    if layout.scheme not in ("IOB2", "IO") or layout.separator:
        return NO
    return LIKELY if layout.columns == 2 else POSSIBLE if layout.columns == 3 else NO


sniff = sniffer(_fits)
