"""The table of formats: the command line, the window, the documentation and the tests read it.

A row costs nothing: a format's modules, and the packages they need, are imported when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.exchange.format import Feature, Format, Option, without
from annotator.exchange.json_formats import JSON_FORMATS
from annotator.exchange.token_formats import TOKEN_FORMATS
from annotator.model.faults import AnnotatorError

_TABLES_LACK = without(Feature.TEXTS, Feature.ORIGINS, Feature.OTHER_KEYS, Feature.LOST_SPANS)

_ROWS = (
    Format(
        "jsonl",
        "One article a line, with everything that is known of it",
        ".jsonl",
        reader="annotator.exchange.jsonl.reading",
        writer="annotator.exchange.jsonl.writing",
        many=True,
    ),
    Format(
        "brat",
        "brat standoff, with the project's settings",
        ".ann",
        one_file=False,
        reader="annotator.exchange.brat.reading",
        writer="annotator.exchange.brat.writing",
        suffixes=(".txt", ".conf"),
        lacks=without(
            Feature.IDS,
            Feature.ORIGINS,
            Feature.ARTICLE_ATTRIBUTES,
            Feature.STATUS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
            Feature.LANGUAGE,
            fates={Feature.EDGES: "are kept; those that are line breaks are left out"},
        ),
    ),
    Format(
        "csv",
        "Tables of spans, relations and sets for spreadsheets (CSV)",
        ".csv",
        reader="annotator.exchange.tabular.csv_reading",
        writer="annotator.exchange.tabular.csv_writing",
        many=True,
        lacks=_TABLES_LACK,
        options=(Option("separator", "What parts the cells", ("comma", "semicolon", "tab"), side="write"),),
    ),
    Format(
        "tsv",
        "The same tables with tabs between the cells (TSV)",
        ".tsv",
        reader="annotator.exchange.tabular.tsv_reading",
        writer="annotator.exchange.tabular.tsv_writing",
        many=True,
        lacks=_TABLES_LACK,
    ),
    Format(
        "agreement",
        "Tables for programs that compute agreement: places, tokens and units",
        ".csv",
        one_file=False,
        writer="annotator.exchange.tabular.agreement_writing",
        many=True,
        lacks=without(
            Feature.TEXTS,
            Feature.ATTRIBUTES,
            Feature.NOTES,
            Feature.LINKS,
            Feature.ORIGINS,
            Feature.RELATIONS,
            Feature.ARTICLE_ATTRIBUTES,
            Feature.STATUS,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
        ),
        options=(Option("tokens", "What a token has", ("label", "BIO"), side="write"),),
    ),
    Format(
        "parquet",
        "Parquet tables of articles, sets, spans and relations, for analysis",
        ".parquet",
        one_file=False,
        reader="annotator.exchange.parquet.reading",
        writer="annotator.exchange.parquet.writing",
        many=True,
        extra="parquet",
        packages=("pyarrow",),
        options=(Option("articles", "Articles in a part", ("1000", "100", "10000", "100000"), side="write"),),
    ),
    *JSON_FORMATS,
    *TOKEN_FORMATS,
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
"""Formats by name, in the order in which they are shown."""


def format_called(name: str) -> Format:
    """Return the format of that name. Raises AnnotatorError where there is none."""
    try:
        return FORMATS[name]
    except KeyError:
        raise AnnotatorError(f"{name} is no format; there are: {', '.join(FORMATS)}") from None
