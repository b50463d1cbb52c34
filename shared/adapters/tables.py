"""Tables as files: JSON Lines, and Parquet by pyarrow, which only the data set command needs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.core.builds.dataset import Column, Row, json_line
from shared.errors import LibraryMissing

ROWS_HELD = 5_000
"""Rows of a Parquet file are written in groups of so many; more are never in memory."""


class JsonLinesTable:
    """Appends rows to a file of one JSON object a line."""

    suffix = "jsonl"

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._columns = columns

    def add(self, row: Row) -> None:
        """Append the row."""
        self._file.write(json_line(self._columns, row))

    def close(self) -> None:
        """Write the rest."""
        self._file.close()


class ParquetTable:
    """Appends rows to a Parquet file. Raises LibraryMissing where pyarrow is not installed."""

    suffix = "parquet"

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._arrow, parquet = _pyarrow()
        self._schema = self._arrow.schema(
            [self._arrow.field(each.name, self._type(each), metadata={"meaning": each.meaning})
             for each in columns]
        )  # fmt: skip
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Append the row."""
        self._rows.append(row)
        if len(self._rows) >= ROWS_HELD:
            self._write()

    def close(self) -> None:
        """Write the rest."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        table = self._arrow.Table.from_pylist(self._rows, schema=self._schema)
        self._writer.write_table(table)
        self._rows = []

    def _type(self, column: Column) -> Any:
        arrow = self._arrow
        return {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "boolean": arrow.bool_(),
            "time": arrow.timestamp("ms", tz="UTC"),
            "texts": arrow.list_(arrow.string()),
        }[column.type]


FORMATS: dict[str, type[JsonLinesTable] | type[ParquetTable]] = {
    "jsonl": JsonLinesTable,
    "parquet": ParquetTable,
}


@contextmanager
def open_table(
    folder: Path, name: str, columns: Sequence[Column], formats: Sequence[str]
) -> Iterator[list[JsonLinesTable | ParquetTable]]:
    """Give the files of one table, one of each format."""
    tables: list[JsonLinesTable | ParquetTable] = []
    try:
        for each in formats:
            kind = FORMATS[each]
            tables.append(kind(folder / f"{name}.{kind.suffix}", columns))
        yield tables
    finally:
        for table in tables:
            table.close()


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as exc:
        raise LibraryMissing(
            "Parquet needs pyarrow: pip install -r requirements-dataset.txt, or --format jsonl."
        ) from exc
