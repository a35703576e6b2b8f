"""Tables of spans read: our own with the tables beside them, and those that others made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from annotator.exchange.incoming import FileFault, IncomingArticle, IncomingSet, Place, Reading
from annotator.exchange.sniffing import LIKELY, NO, POSSIBLE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.tabular.columns import BEHIND, RELATION_COLUMNS, SET_COLUMNS, SPAN_COLUMNS, named
from annotator.exchange.tabular.csv_files import CsvFile, separator_of
from annotator.exchange.tabular.csv_writing import RELATIONS, SETS
from annotator.exchange.tabular.rows import WrongRow, relation_of, span_of
from annotator.model.annotations import Value
from annotator.model.faults import Fault, FaultyFile

_NEEDED = ("label", "start", "end")
_SMALL = 1 << 20
"""Bytes of a file that is read whole without asking in which order its rows stand."""


def sniff(glimpse: Glimpse) -> int:
    """Tell whether there is a .csv file with the columns of spans."""
    return sniffed(glimpse, ".csv")


def sniffed(glimpse: Glimpse, suffix: str) -> int:
    """Tell whether there is a file of that suffix with the columns of spans."""
    name = next((one for one in glimpse.names if is_main(one, suffix)), "")
    line = glimpse.line(name) if name else ""
    if glimpse.head(name)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        line = glimpse.head(name).decode("utf-16", "ignore").splitlines()[0]
    headings = [one.strip('" ') for one in line.rstrip("\r\n").split(separator_of(line))]
    found = set(named(headings, SPAN_COLUMNS).values())
    if not found >= {*_NEEDED}:
        return NO
    return LIKELY if "article" in found else POSSIBLE


def is_main(name: str, suffix: str) -> bool:
    """Whether a file is a table of spans, none of those beside."""
    beside = (f"{RELATIONS}{suffix}", f"{SETS}{suffix}")
    return name.lower().endswith(suffix) and not name.lower().endswith(beside)


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles of each table."""
    yield from read_tables(source, reading, ".csv")


def read_tables(source: Source, _reading: Reading, suffix: str) -> Iterator[IncomingArticle]:
    """Yield the articles of each table with that suffix; of a single file whatever its name."""
    for name in source.names(suffix):
        if not source.is_folder or is_main(name, suffix):
            yield from _Tables(source, name, suffix).articles()


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]
    attributes: dict[str, Value]


class _Tables:
    """A table of spans and those beside it."""

    def __init__(self, source: Source, name: str, suffix: str) -> None:
        """Raises FaultyFile where it has not the columns that it takes."""
        stem = name[: -len(suffix)] if name.lower().endswith(suffix) else name
        self._alone = stem.rpartition("/")[2]
        self._main = CsvFile(source, name, (*SPAN_COLUMNS, *BEHIND))
        if missing := [one for one in _NEEDED if one not in self._main.columns.values()]:
            message = f"has no column {', '.join(missing)}; spans need label, start and end, and an article"
            raise FaultyFile(name, [Fault(message, "", 1)])
        self._source = source
        self._relations = self._beside(f"{stem}{RELATIONS}{suffix}", (*RELATION_COLUMNS, "note"))
        self._sets = self._beside(f"{stem}{SETS}{suffix}", SET_COLUMNS)

    def _beside(self, name: str, columns: Sequence[str]) -> _Groups | None:
        return self._groups(CsvFile(self._source, name, columns)) if self._source.has(name) else None

    def _groups(self, table: CsvFile) -> _Groups:
        alone = self._alone if "article" not in table.columns.values() else ""
        return _Groups(table, alone, is_small=self._source.size(table.name) <= _SMALL)

    def articles(self) -> Iterator[IncomingArticle]:
        """Yield the articles, those of the spans in their order, then those without spans."""
        warnings = self._warnings()
        for article, rows in self._groups(self._main).all():
            found = self._article(article, rows)
            found.faults += warnings
            warnings = []
            yield found
        left = [table.rest() for table in (self._sets, self._relations) if table]
        for article in dict.fromkeys(chain.from_iterable(left)):
            yield self._article(article, ())

    def _warnings(self) -> list[FileFault]:
        if not self._main.ignored:
            return []
        names = ", ".join(self._main.ignored)
        return [Place(self._main.name, 1).fault(f"columns that say nothing here: {names}", warning=True)]

    def _article(self, name: str, rows: Iterable[_Row]) -> IncomingArticle:
        place = Place(self._main.name)
        found = IncomingArticle(name, None, place=place)
        sets: dict[str, IncomingSet] = {}
        for row in self._sets.pop(name) if self._sets else ():
            said = _set_of(sets, row, place)
            said.status, said.attributes = row.cells.get("status") or "draft", row.attributes
        for row in rows:
            where = Place(self._main.name, row.line)
            if not place.line:
                place = found.place = where
            try:
                _set_of(sets, row, where).spans.append(span_of(row.cells, row.attributes, where))
            except WrongRow as error:
                found.faults.append(where.fault(str(error)))
        for row in self._relations.pop(name) if self._relations else ():
            where = Place(self._relations.name if self._relations else "", row.line)
            _set_of(sets, row, where).relations.append(relation_of(row.cells, row.attributes, where))
        found.sets = list(sets.values())
        if not name:
            found.faults.append(place.fault("article: is empty"))
        return found


def _set_of(sets: dict[str, IncomingSet], row: _Row, place: Place) -> IncomingSet:
    annotator = row.cells.get("annotator", "")
    return sets.setdefault(annotator, IncomingSet(annotator, place=place))


class _Groups:
    """Rows by article: one article after another where they stand so, else all at once."""

    def __init__(self, table: CsvFile, alone: str, *, is_small: bool) -> None:
        """Learn how the rows stand. alone: the article of rows that name none."""
        self.name = table.name
        self._rows = _named_rows(table, alone)
        self._ready: dict[str, list[_Row]] = {}
        self._next: tuple[str, _Row] | None = None
        # The articles that have rows, where those of each stand together.
        self._ahead = None if is_small else _in_runs(table.articles(alone))
        if self._ahead is None:
            for article, row in self._rows:
                self._ready.setdefault(article, []).append(row)

    def all(self) -> Iterator[tuple[str, list[_Row]]]:
        """Yield the articles with their rows."""
        while self._ready:
            article = next(iter(self._ready))
            yield article, self._ready.pop(article)
        while run := self._run():
            yield run

    def rest(self) -> list[str]:
        """Return the articles that were not asked for; they can still be."""
        while run := self._run():
            self._ready[run[0]] = run[1]
        return list(self._ready)

    def pop(self, article: str) -> list[_Row]:
        """Return the rows of an article; those of articles before it wait until they are asked for."""
        while self._ahead and article in self._ahead and (run := self._run()):
            self._ready[run[0]] = run[1]
        return self._ready.pop(article, [])

    def _run(self) -> tuple[str, list[_Row]] | None:
        first = self._next or next(self._rows, None)
        if first is None:
            return None
        article, rows = first[0], [first[1]]
        if self._ahead:
            self._ahead.discard(article)
        self._next = None
        for other, row in self._rows:
            if other != article:
                self._next = other, row
                break
            rows.append(row)
        return article, rows


def _named_rows(table: CsvFile, alone: str) -> Iterator[tuple[str, _Row]]:
    for line, cells, attributes in table.rows():
        yield cells.get("article", alone), _Row(line, cells, attributes)


def _in_runs(articles: Iterable[str]) -> set[str] | None:
    """Return the articles if none comes again after another."""
    found: set[str] = set()
    for article, _ in groupby(articles):
        if article in found:
            return None
        found.add(article)
    return found
