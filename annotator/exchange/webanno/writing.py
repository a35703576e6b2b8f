"""Articles as WebAnno TSV 3.3, a file each, and the type system that INCEpTION needs to know first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.exchange.format import Feature
from annotator.exchange.inception.marks import Arc, Mark
from annotator.exchange.inception.type_system import FILE
from annotator.exchange.inception.writing_marks import MarkWriter
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.exchange.webanno import FORMAT
from annotator.exchange.webanno.columns import Columns, columns_of
from annotator.exchange.webanno.escaping import escaped_text, escaped_value
from annotator.exchange.webanno.units import UnitRow, Units
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.document import Document
from annotator.text.offsets import Utf16Offsets

_VERSION = "3.3"
_NOTHING, _UNSET = "_", "*"


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write ARTICLE.tsv for each article."""
    writer = MarkWriter(export, named_entities=export.options["entities"] == "NamedEntity")
    for article in articles:
        lines = _Table(article.document, article.sets[0], writer, export).lines()
        with export.output.open(f"{article.document.path}.tsv") as file:
            for line in lines:
                file.write(line.encode("utf-8"))
                file.write(b"\n")
    with export.output.open(FILE) as file:
        file.write(writer.types.xml())


class _Table:
    """The table of one article."""

    def __init__(self, document: Document, said: AnnotationSet, writer: MarkWriter, export: Export) -> None:
        self._document, self._said, self._export = document, said, export
        self._units = Units(document.text)
        self._first: dict[str, UnitRow] = {}
        self._numbers: dict[str, int] = {}
        self._arcs: dict[int, list[Arc]] = {}
        marked = writer.marked(document, said)
        for span, mark in zip(said.spans, marked.marks, strict=True):
            self._lay(span, mark)
        for relation, arc in zip(said.relations, marked.arcs, strict=True):
            self._hang(relation, arc)
        self._units.name()
        self._number()
        self._columns = columns_of(
            (mark for mark in marked.marks if mark.key in self._first),
            (arc for arcs in self._arcs.values() for arc in arcs),
            writer.types,
        )
        self._nothing = [
            _NOTHING for columns in self._columns for _ in range(len(columns.features) + bool(columns.ends))
        ]

    def _lay(self, span: Span, mark: Mark) -> None:
        units = self._units.lay(mark)
        back = self._units.pieces(units)
        if not units:
            self._tell(span, Feature.EDGES, "white space alone is in no token: it is left out")
            return
        if len(back) != len(mark.pieces):
            self._tell(span, Feature.PIECES, "pieces that only white space parts are written as one")
        elif back != mark.pieces:
            self._tell(span, Feature.EDGES, "white space at an edge is in no token: it is left out")
        self._first[span.id] = units[0]
        if len(units) > 1:
            self._numbers[span.id] = 0

    def _hang(self, relation: Relation, arc: Arc) -> None:
        """Put a relation onto the first unit of its target, where it is written."""
        if arc.source not in self._first or arc.target not in self._first:
            self._tell(relation, Feature.RELATIONS, "one of its spans is left out, and so is the relation")
            return
        self._arcs.setdefault(id(self._first[arc.target]), []).append(arc)
        # By their numbers the ends are found whatever their types, and however many sub-tokens there are.
        self._numbers |= {arc.source: 0, arc.target: 0}

    def _tell(self, item: Span | Relation, what: Feature, message: str) -> None:
        self._export.tell(loss_of(self._document, self._said, item, what, message))

    def _number(self) -> None:
        """Give numbers, in the order of the rows, to what a row alone does not tell from others."""
        wanted = set(self._numbers)
        units = [unit for unit in self._rows() if unit.marks]
        for unit in units:
            types = Counter(mark.type for mark in unit.marks)
            wanted |= {mark.key for mark in unit.marks if types[mark.type] > 1}
        self._numbers.clear()
        for unit in units:
            for mark in unit.marks:
                if mark.key in wanted:
                    self._numbers.setdefault(mark.key, len(self._numbers) + 1)

    def _rows(self) -> Iterator[UnitRow]:
        for sentence in self._units.sentences:
            for token in sentence.tokens:
                yield from token.rows()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        yield f"{FORMAT}{_VERSION}"
        yield from (columns.head() for columns in self._columns)
        yield ""
        offsets = Utf16Offsets(self._document.text)
        for sentence in self._units.sentences:
            yield ""
            yield from (f"#Text={escaped_text(line)}" for line in sentence.text.split("\n"))
            for token in sentence.tokens:
                yield from (self._line(unit, offsets) for unit in token.rows())

    def _line(self, unit: UnitRow, offsets: Utf16Offsets) -> str:
        text = escaped_text(self._document.text[unit.start : unit.end])
        fields = [unit.name, f"{offsets.to_utf16(unit.start)}-{offsets.to_utf16(unit.end)}", text]
        if not unit.marks:  # nor relations, which stand where their targets do
            return "\t".join([*fields, *self._nothing, ""])
        for columns in self._columns:
            fields += self._relations(columns, unit) if columns.ends else self._spans(columns, unit)
        return "\t".join([*fields, ""])

    def _spans(self, columns: Columns, unit: UnitRow) -> list[str]:
        marks = [mark for mark in unit.marks if mark.type == columns.type]
        if not marks:
            return [_NOTHING] * len(columns.features)
        numbers = [f"[{n}]" if (n := self._numbers.get(mark.key)) else "" for mark in marks]
        return [
            "|".join(_value(m.features.get(name)) + n for m, n in zip(marks, numbers, strict=True))
            for name in columns.features
        ]

    def _relations(self, columns: Columns, unit: UnitRow) -> list[str]:
        arcs = [arc for arc in self._arcs.get(id(unit), ()) if arc.type == columns.type]
        if not arcs:
            return [_NOTHING] * (len(columns.features) + 1)
        fields = [_stack([_value(arc.features.get(name)) for arc in arcs]) for name in columns.features]
        return [*fields, "|".join(self._source(arc) for arc in arcs)]

    def _source(self, arc: Arc) -> str:
        return f"{self._first[arc.source].name}[{self._numbers[arc.source]}_{self._numbers[arc.target]}]"


def _value(value: Value | None) -> str:
    if value is None:
        return _UNSET
    return escaped_value(value if isinstance(value, str) else str(value).lower())


def _stack(values: Sequence[str]) -> str:
    """Return the values of several relations. INCEpTION misreads a sign that parts them after a backslash,
    and empty ones at the end; it passes over a number after each."""
    if len(values) > 1 and any(not value or value.endswith("\\") for value in values):
        values = [f"{value}[{number}]" for number, value in enumerate(values, 1)]
    return "|".join(values)
