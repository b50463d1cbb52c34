"""One SQLite file shared by threads and processes: connections, transactions, schema, errors."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakValueDictionary

from shared.adapters.sqlite.schema import MIGRATIONS
from shared.errors import StoreUnavailable, TrackerError

# How long a statement waits for a lock that another connection holds.
BUSY_SECONDS = 10.0
_SETUP_ATTEMPTS = 50

# Trouble of the moment or of the machine; every other OperationalError is a mistake in a statement.
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)


class NewerStore(TrackerError):
    """The file was written by a later release, whose documents this one may not understand."""


_files: WeakValueDictionary[Path, "SqliteFile"] = WeakValueDictionary()
_finding = threading.Lock()


def sqlite_file(path: Path) -> "SqliteFile":
    """Return the file as all adapters of this process share it: connections, and turns to write."""
    with _finding:
        return _files.setdefault(path.absolute(), SqliteFile(path))


class SqliteFile:
    """Opens the file at first use; each thread of each process has its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._local = threading.local()
        # SQLite lets waiting writers sleep and retry; threads of one process can queue instead.
        self._writing = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading; each statement sees all that was committed before it."""
        with _translated_errors():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within a transaction: committed at the end, undone by any error."""
        with self._turn(), _translated_errors(), _transaction(self._connection()) as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StoreUnavailable("SQLite: other threads are still writing")
        try:
            yield
        finally:
            self._writing.release()

    def _connection(self) -> sqlite3.Connection:
        # A connection that crosses a fork corrupts the file: https://sqlite.org/howtocorrupt.html
        if getattr(self._local, "process", None) != os.getpid():
            self._local.connection = _open(self._path)
            self._local.process = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreUnavailable(f"cannot make the folder {path.parent}") from exc
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    _enter_wal_mode(connection)
    # FULL, not NORMAL: what was answered with "stored" must survive a power cut, too. It costs
    # one sync a commit; reading costs the same.
    connection.execute("PRAGMA synchronous = FULL")
    _migrate(connection)
    return connection


def _enter_wal_mode(connection: sqlite3.Connection) -> None:
    # Changing the mode does not wait for other connections that are doing the same just now.
    for attempt in range(_SETUP_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as exc:
            if not _is_passing(exc) or attempt == _SETUP_ATTEMPTS - 1:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(connection: sqlite3.Connection) -> None:
    if _schema_version(connection) == len(MIGRATIONS):
        return
    with _transaction(connection):
        version = _schema_version(connection)  # another process may have been faster
        if version > len(MIGRATIONS):
            raise NewerStore(
                f"the store has schema {version}; this release knows {len(MIGRATIONS)}"
            )
        for statement in (each for step in MIGRATIONS[version:] for each in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _schema_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    # IMMEDIATE: a transaction that begins by reading could not wait for the write lock later.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as exc:
        if not _is_passing(exc):
            raise
        raise StoreUnavailable(f"SQLite: {exc}") from exc


def _is_passing(exc: sqlite3.OperationalError) -> bool:
    return exc.sqlite_errorcode & 0xFF in _PASSING
