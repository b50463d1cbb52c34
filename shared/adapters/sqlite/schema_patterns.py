"""The tables of patterns, of what they hit, and of the ledger of scans."""

PATTERN_TABLES = (
    """
    CREATE TABLE patterns (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE pattern_tallies (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        pattern_id TEXT AS (json_extract(doc, '$.pattern_id')),
        hits INTEGER AS (json_extract(doc, '$.hits')),
        last_ms INTEGER AS (json_extract(doc, '$.last_seen_ms')),
        created_ms INTEGER AS (json_extract(doc, '$.created_ms'))
    )
    """,
    "CREATE INDEX tallies_hits ON pattern_tallies (hits, id)",
    "CREATE INDEX tallies_last_seen ON pattern_tallies (last_ms, id)",
    "CREATE INDEX tallies_newest ON pattern_tallies (created_ms, id)",
    """
    CREATE TABLE days (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE scans (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        created_ms INTEGER AS (json_extract(doc, '$.created_ms'))
    )
    """,
    "CREATE INDEX scans_newest ON scans (created_ms, id)",
    """
    CREATE TABLE scan_ranges (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        scan_id TEXT AS (json_extract(doc, '$.scan_id')),
        lease_until_ms INTEGER AS (
            CASE WHEN NOT json_extract(doc, '$.done')
            THEN json_extract(doc, '$.lease_until_ms') END
        )
    )
    """,
    "CREATE INDEX ranges_of_scan ON scan_ranges (scan_id)",
    """
    CREATE INDEX ranges_open ON scan_ranges (lease_until_ms, id)
    WHERE lease_until_ms IS NOT NULL
    """,
    """
    CREATE TABLE meta (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
)
