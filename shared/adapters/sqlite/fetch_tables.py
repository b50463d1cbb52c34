"""The table of logs to be fetched in the embedded store."""

FETCH_TABLES = (
    """
    CREATE TABLE pending_fetches (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        provider TEXT AS (json_extract(doc, '$.provider')),
        due_ms INTEGER AS (json_extract(doc, '$.due_ms'))
    )
    """,
    "CREATE INDEX fetches_due ON pending_fetches (provider, due_ms, id)",
)
