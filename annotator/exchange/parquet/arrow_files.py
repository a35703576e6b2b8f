"""Parquet files as rows, through pyarrow: the only file that knows it."""

# pyarrow has no types.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from annotator.exchange.parquet.schemas import Columns
from annotator.exchange.source import Source
from annotator.model.faults import Fault, FaultyFile

Row = dict[str, Any]

_GROUP, _BATCH = 10_000, 10_000
"""Rows that are in memory at a time."""
_TYPES = {
    "text": pa.string(),
    "place": pa.int64(),
    "flag": pa.bool_(),
    "bytes": pa.binary(),
    "parts": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
}


class TableWriter:
    """Writes the rows of a file in groups, in ``with``. about: what the file says of itself."""

    def __init__(self, file: BinaryIO, columns: Columns, about: Mapping[str, str]) -> None:
        self._schema = pa.schema([(name, _TYPES[kind]) for name, kind in columns], dict(about))
        self._flags = {name for name, kind in columns if kind == "flag"}
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._columns: dict[str, list[object]] = {name: [] for name, _ in columns}
        self._count = 0

    def add(self, row: Mapping[str, object]) -> None:
        """Take a row; what it does not say is null."""
        for name, column in self._columns.items():
            value = row.get(name)
            if value.__class__ is bool and name not in self._flags:
                value = "true" if value else "false"
            column.append(value)
        self._count += 1
        if self._count >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._count:
            self._writer.write_table(pa.table(self._columns, self._schema))
            self._columns = {name: [] for name in self._columns}
            self._count = 0

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


def headings(source: Source, name: str) -> tuple[list[str], str]:
    """Return the columns of a file, and the format that it says it is. Raises FaultyFile."""
    with source.open(name) as file:
        schema = _opened(file, name).schema_arrow
        said = (schema.metadata or {}).get(b"format", b"").decode("utf-8", "replace")
        return list(schema.names), said


def rows(source: Source, name: str) -> Iterator[Row]:
    """Yield the rows of a file, some thousand in memory at a time. Raises FaultyFile."""
    with source.open(name) as file:
        opened = _opened(file, name)
        try:
            for batch in opened.iter_batches(_BATCH):
                yield from batch.to_pylist()
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise FaultyFile(name, [Fault(f"is damaged: {error}")]) from error


def _opened(file: BinaryIO, name: str) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise FaultyFile(name, [Fault(f"is no Parquet file: {error}")]) from error
