"""Tables of spans read: our own with the tables beside them, and those that others made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

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
_SMALL = 8 << 20
"""Bytes of a file that is read whole, so that its rows may stand in any order."""


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
        self._is_small = source.size(name) <= _SMALL
        self._spans = self._rows(self._main)
        self._relations = self._beside(source, f"{stem}{RELATIONS}{suffix}", (*RELATION_COLUMNS, "note"))
        self._sets = self._beside(source, f"{stem}{SETS}{suffix}", SET_COLUMNS)

    def _beside(self, source: Source, name: str, columns: Sequence[str]) -> _Groups | None:
        if not source.has(name):
            return None
        return _Groups(name, self._rows(CsvFile(source, name, columns)), whole=source.size(name) <= _SMALL)

    def _rows(self, table: CsvFile) -> Iterator[tuple[str, _Row]]:
        for line, cells, attributes in table.rows():
            article = cells.get("article", self._alone if "article" not in table.columns.values() else "")
            yield article, _Row(line, cells, attributes)

    def articles(self) -> Iterator[IncomingArticle]:
        """Yield the articles, those of the spans in their order, then those without spans."""
        spans = _Groups(self._main.name, self._spans, whole=self._is_small)
        warnings = self._warnings()
        for article, rows in spans.all():
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
    """Rows by article. whole: all at once, in any order; else one article after another, as they stand."""

    def __init__(self, name: str, rows: Iterator[tuple[str, _Row]], *, whole: bool) -> None:
        self.name = name
        self._rows = rows
        self._ready: dict[str, list[_Row]] = {}
        self._next: tuple[str, _Row] | None = None
        if whole:
            for article, row in rows:
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
            self._ready.setdefault(run[0], []).extend(run[1])
        return list(self._ready)

    def pop(self, article: str) -> list[_Row]:
        """Return the rows of an article; those of articles before it wait until they are asked for."""
        if article in self._ready:
            return self._ready.pop(article)
        if self._peek() == article and (run := self._run()):
            return run[1]
        return []

    def _peek(self) -> str | None:
        if self._next is None:
            self._next = next(self._rows, None)
        return self._next[0] if self._next else None

    def _run(self) -> tuple[str, list[_Row]] | None:
        article = self._peek()
        if article is None or self._next is None:
            return None
        run = [self._next[1]]
        self._next = None
        while self._peek() == article and self._next:
            run.append(self._next[1])
            self._next = None
        return article, run
