"""Parquet read: our own tables part by part; of others a table of spans, by the names of its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from annotator.exchange.incoming import IncomingArticle, IncomingSet, Place, Reading
from annotator.exchange.parquet.arrow_files import Row, headings, rows
from annotator.exchange.parquet.schemas import ATTRIBUTE, FORMAT, TABLES
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.spelling import unspelled
from annotator.exchange.tabular.columns import BEHIND, SPAN_COLUMNS, named
from annotator.exchange.tabular.rows import WrongRow, relation_of, span_of
from annotator.model.annotations import Extra, Value
from annotator.model.faults import Fault, FaultyFile

_MAGIC = b"PAR1"
_SPELLED = ("id", "from", "to", "note", "link")


def sniff(glimpse: Glimpse) -> int:
    """Tell whether there are Parquet files, and our tables."""
    name = glimpse.first(".parquet")
    if not name or glimpse.head(name)[:4] != _MAGIC:
        return NO
    return SURE if any("articles" in one.split("/")[:-1] for one in glimpse.names) else LIKELY


def read(source: Source, _reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles."""
    names = list(source.names(".parquet"))
    parts = [name for name in names if "articles" in name.split("/")[:-1]]
    if not parts:
        for name in names:
            yield from _foreign(source, name)
    for name in parts:
        yield from _part(source, name)


# our own ----------------------------------------------------------------------------------------


def _part(source: Source, name: str) -> Iterator[IncomingArticle]:
    """Yield the articles of a part, with what the other tables' parts of that number say of them."""
    before, _, after = name.rpartition("articles/")
    tables = {table: f"{before}{table}/{after}" for table in TABLES}
    _, said = headings(source, name)
    if said != FORMAT:
        raise FaultyFile(name, [Fault(f"{said!r} is not {FORMAT}")])
    sets, spans, relations = (_grouped(source, tables[table]) for table in TABLES[1:])
    for row in rows(source, name):
        place = Place(name, path=f"articles[{row['article']}]")
        yield _article(row, [sets, spans, relations], tables, place)


class _Grouped:
    """Rows of a table by article, in the order of the articles."""

    def __init__(self, table: Iterator[Row]) -> None:
        self._runs = groupby(table, key=_article_of)
        self._next: tuple[str, list[Row]] | None = None

    def pop(self, article: str) -> list[Row]:
        """Return the rows of an article."""
        if self._next is None and (run := next(self._runs, None)):
            self._next = run[0], list(run[1])
        if self._next is None or self._next[0] != article:
            return []
        found, self._next = self._next[1], None
        return found


def _article_of(row: Row) -> str:
    return str(row.get("article") or "")


def _grouped(source: Source, name: str) -> _Grouped:
    return _Grouped(rows(source, name) if source.has(name) else iter(()))


def _article(
    row: Row, groups: Sequence[_Grouped], tables: Mapping[str, str], place: Place
) -> IncomingArticle:
    name = _article_of(row)
    found = IncomingArticle(name, row.get("text"), data=row.get("source"), place=place)
    found.language = row.get("language") or ""
    sets: dict[str, IncomingSet] = {}
    of_sets, of_spans, of_relations = (group.pop(name) for group in groups)
    for one in of_sets:
        said = _set(sets, one, place)
        said.status = one.get("status") or "draft"
        said.attributes, said.extra = _attributes(one), _extra(one)
    for number, one in enumerate(of_spans):
        where = Place(tables["spans"], path=f"{name}[{number}]")
        try:
            span = span_of(_plain(one), _attributes(one), where)
        except WrongRow as error:
            found.faults.append(where.fault(str(error)))
            continue
        span.origin = _json(one.get("origin"))
        span.extra = _extra(one)
        _set(sets, one, place).spans.append(span)
    for number, one in enumerate(of_relations):
        relation = relation_of(
            _plain(one), _attributes(one), Place(tables["relations"], path=f"{name}[{number}]")
        )
        relation.extra = _extra(one)
        _set(sets, one, place).relations.append(relation)
    found.sets = list(sets.values())
    return found


def _set(sets: dict[str, IncomingSet], row: Row, place: Place) -> IncomingSet:
    annotator = str(row.get("annotator") or "")
    return sets.setdefault(annotator, IncomingSet(annotator, place=place))


def _plain(row: Row) -> Row:
    """Return a row with texts as they were, and parts as pairs."""
    plain = {**row, "parts": _pairs(row.get("parts"))}
    for name in _SPELLED:
        value = row.get(name)
        if isinstance(value, str) and "_x" in value:
            plain[name] = unspelled(value)
    return plain


def _pairs(parts: object) -> object:
    if not isinstance(parts, list):
        return parts
    items = [cast("object", one) for one in cast("list[Any]", parts)]
    return [_pair(cast("dict[str, Any]", one)) if isinstance(one, dict) else one for one in items]


def _pair(part: Mapping[str, Any]) -> list[Any]:
    return [part.get("start"), part.get("end")]


def _attributes(row: Row) -> dict[str, Value]:
    return {
        key.removeprefix(ATTRIBUTE): unspelled(value) if isinstance(value, str) else bool(value)
        for key, value in row.items()
        if key.startswith(ATTRIBUTE) and value is not None
    }


def _extra(row: Row) -> tuple[Extra, ...]:
    said = _json(row.get("extra"))
    items = cast("list[Any]", said) if isinstance(said, list) else []
    lists = [cast("list[Any]", one) for one in items if isinstance(one, list)]
    return tuple(Extra(str(one[0]), one[1], str(one[2])) for one in lists if len(one) == 3)


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (json.JSONDecodeError, RecursionError):
        return None


# of others --------------------------------------------------------------------------------------


def _foreign(source: Source, name: str) -> Iterator[IncomingArticle]:
    """Yield the articles of a table of spans; rows of one article must stand together."""
    there, _ = headings(source, name)
    columns = named([one for one in there if not one.startswith(ATTRIBUTE)], (*SPAN_COLUMNS, *BEHIND))
    if missing := [one for one in ("article", "label", "start", "end") if one not in columns.values()]:
        message = f"has no column {', '.join(missing)}; there are: {', '.join(there)}"
        raise FaultyFile(name, [Fault(message)])
    table = ({columns.get(key, key): value for key, value in row.items()} for row in rows(source, name))
    number = 0
    for article, run in groupby(table, key=_article_of):
        found = IncomingArticle(article, None, place=Place(name, path=f"[{number}]"))
        sets: dict[str, IncomingSet] = {}
        for row in run:
            where = Place(name, path=f"[{number}]")
            number += 1
            try:
                _set(sets, row, where).spans.append(span_of(_plain(row), _attributes(row), where))
            except WrongRow as error:
                found.faults.append(where.fault(str(error)))
        found.sets = list(sets.values())
        yield found
