"""The documents in one SQLite file; nothing is opened before its first use."""

from shared.adapters.sqlite.archive import SqliteArchive
from shared.adapters.sqlite.patterns import SqlitePatterns
from shared.adapters.sqlite.store import SqliteStore
from shared.adapters.sqlite.tokens import SqliteTokens

__all__ = ["SqliteArchive", "SqlitePatterns", "SqliteStore", "SqliteTokens"]
