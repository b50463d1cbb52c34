"""The tables of branches in the embedded store."""

BRANCH_TABLES = (
    """
    CREATE TABLE branches (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        updated_ms INTEGER AS (json_extract(doc, '$.updated_ms'))
    )
    """,
    "CREATE INDEX branches_by_change ON branches (updated_ms, id)",
    """
    CREATE TABLE branch_weeks (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE branch_news (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        at_ms INTEGER AS (json_extract(doc, '$.at_ms'))
    )
    """,
    "CREATE INDEX branch_news_by_age ON branch_news (at_ms, id)",
)
