"""The table of breakages in the embedded store."""

BREAKAGE_TABLES = (
    """
    CREATE TABLE breakages (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        branch_key TEXT AS (json_extract(doc, '$.branch_key')),
        created_ms INTEGER AS (json_extract(doc, '$.created_ms'))
    )
    """,
    "CREATE INDEX breakages_of_branch ON breakages (branch_key, created_ms, id)",
    "CREATE INDEX breakages_by_age ON breakages (created_ms, id)",
)
