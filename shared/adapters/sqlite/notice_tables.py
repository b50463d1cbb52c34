"""The table of notices in the embedded store."""

NOTICE_TABLES = (
    """
    CREATE TABLE notices (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        due_ms INTEGER AS (json_extract(doc, '$.due_ms')),
        expires_ms INTEGER AS (json_extract(doc, '$.expires_ms'))
    )
    """,
    "CREATE INDEX notices_due ON notices (due_ms) WHERE due_ms IS NOT NULL",
)
