"""Articles as Parquet: folders articles, sets, spans and relations with numbered parts.

Parts of one number belong to the same articles. DuckDB, Spark, pandas, polars and Hugging Face datasets read
a folder as one table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import chain, islice

from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.parquet.arrow_files import TableWriter
from annotator.exchange.parquet.schemas import ATTRIBUTE, FORMAT, Columns, columns_of
from annotator.exchange.spelling import spelled
from annotator.model.annotations import AnnotationSet, Extra, Relation, Span, Value

Row = dict[str, object]

_WHOLE = re.compile("[^\ud800-\udfff]")


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write the tables, parts of so many articles as the options say."""
    columns = columns_of(export.scheme)
    size = int(export.options["articles"])
    rest = iter(articles)
    part = 0
    while (first := next(rest, None)) is not None or part == 0:
        some = chain((first,), islice(rest, size - 1)) if first else ()
        _write_part(part, some, export, columns)
        part += 1


def _write_part(
    part: int, articles: Iterable[OutgoingArticle], export: Export, columns: Mapping[str, Columns]
) -> None:
    with ExitStack() as opened:
        tables: dict[str, TableWriter] = {}
        for name, of_table in columns.items():
            file = opened.enter_context(export.output.open(f"{name}/part-{part:05}.parquet"))
            about = {"format": FORMAT, "table": name, "offsets": "code points"}
            tables[name] = opened.enter_context(TableWriter(file, of_table, about))
        for article in articles:
            tables["articles"].add(_article(article))
            for said in article.sets:
                tables["sets"].add(_set(said))
                for span in said.spans:
                    tables["spans"].add(_span(span, said, article.document.text))
                for relation in said.relations:
                    tables["relations"].add(_relation(relation, said))


def _article(article: OutgoingArticle) -> Row:
    document = article.document
    row: Row = {"article": document.path, "language": document.language, "text": document.text}
    return row | {"source": article.source, "sha256": document.sha256}


def _set(said: AnnotationSet) -> Row:
    row: Row = {"article": said.article, "annotator": said.annotator, "status": said.status}
    return row | dict(_attributes(said.attributes)) | {"extra": _json_extra(said.extra)}


def _span(span: Span, said: AnnotationSet, text: str) -> Row:
    row: Row = {
        "article": said.article,
        "annotator": said.annotator,
        "id": _utf8(span.id),
        "layer": span.layer,
        "label": span.label,
        "start": span.start,
        "end": span.end,
        "text": span.exact(text),
    }
    if span.parts:
        row["parts"] = [{"start": start, "end": end} for start, end in span.parts]
    if span.attributes:
        row |= _attributes(span.attributes)
    if span.note:
        row["note"] = _utf8(span.note)
    if span.link:
        row["link"] = _utf8(span.link)
    if span.origin is not None:
        row["origin"] = json.dumps(span.origin)
    if span.extra:
        row["extra"] = _json_extra(span.extra)
    return row


def _relation(relation: Relation, said: AnnotationSet) -> Row:
    row: Row = {
        "article": said.article,
        "annotator": said.annotator,
        "id": _utf8(relation.id),
        "label": relation.label,
        "from": _utf8(relation.source),
        "to": _utf8(relation.target),
        "note": _utf8(relation.note) if relation.note else None,
        "extra": _json_extra(relation.extra),
    }
    return row | dict(_attributes(relation.attributes))


def _attributes(said: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    for name, value in said.items():
        yield f"{ATTRIBUTE}{name}", _utf8(value) if isinstance(value, str) else value


def _json_extra(extras: tuple[Extra, ...]) -> str | None:
    return json.dumps([[one.key, one.value, one.after] for one in extras]) if extras else None


def _utf8(text: str) -> str:
    """Return a text that UTF-8 can hold: halves of characters, which a note may have, are escaped."""
    return text if "_x" not in text and text.isascii() else spelled(text, _WHOLE)
