"""What functions and commands begin with: the adapters that settings ask for, and the use cases."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from shared.bootstrap.app import App
from shared.config import read_settings
from shared.core.builds.dataset import Column
from shared.ports import TableFile

__all__ = ["App", "get_app", "table_files"]


def table_files(
    folder: Path, name: str, columns: Sequence[Column], formats: Sequence[str]
) -> AbstractContextManager[Sequence[TableFile]]:
    """Return the files of one table, "parquet" and "jsonl", open for rows.

    Raises LibraryMissing for a format whose library is not installed.
    """
    from shared.adapters.tables import open_table

    return open_table(folder, name, columns, formats)


@cache
def get_app() -> App:
    """Return this process's App, made from the environment at the first call."""
    return App(read_settings())
