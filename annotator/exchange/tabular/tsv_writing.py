"""Spans as a table with tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.tabular.csv_writing import write_tables


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write the tables."""
    write_tables(articles, export, "\t", ".tsv")
