"""Tables of spans with tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.incoming import IncomingArticle, Reading
from annotator.exchange.sniffing import Glimpse
from annotator.exchange.source import Source
from annotator.exchange.tabular.csv_reading import read_tables, sniffed


def sniff(glimpse: Glimpse) -> int:
    """Tell whether there is a .tsv file with the columns of spans."""
    return sniffed(glimpse, ".tsv")


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles of each table."""
    yield from read_tables(source, reading, ".tsv")
