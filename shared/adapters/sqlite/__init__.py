"""The documents in one SQLite file; nothing is opened before its first use."""

from shared.adapters.sqlite.archive import SqliteArchive
from shared.adapters.sqlite.branches import SqliteBranches
from shared.adapters.sqlite.breakages import SqliteBreakages
from shared.adapters.sqlite.builds import SqliteBuilds
from shared.adapters.sqlite.commits import SqliteCommits
from shared.adapters.sqlite.fetches import SqlitePendingFetches
from shared.adapters.sqlite.notices import SqliteNotices
from shared.adapters.sqlite.patterns import SqlitePatterns
from shared.adapters.sqlite.store import SqliteStore
from shared.adapters.sqlite.tokens import SqliteTokens

__all__ = [
    "SqliteArchive",
    "SqliteBranches",
    "SqliteBreakages",
    "SqliteBuilds",
    "SqliteCommits",
    "SqliteNotices",
    "SqlitePatterns",
    "SqlitePendingFetches",
    "SqliteStore",
    "SqliteTokens",
]
