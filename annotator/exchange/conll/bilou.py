"""BILOU: U- for a span of one token, L- at the end of a longer one."""

from __future__ import annotations

from annotator.exchange.conll.layout import Layout
from annotator.exchange.conll.reading import read, sniffer
from annotator.exchange.sniffing import LIKELY, NO

__all__ = ["read", "sniff"]


def _fits(layout: Layout, _head: str) -> int:
    return LIKELY if layout.scheme == "BILOU" and not layout.is_conll2003 else NO


sniff = sniffer(_fits)
