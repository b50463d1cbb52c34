"""The tables of the embedded store, and how an older file gets them."""

# Each entry takes the file one version further (PRAGMA user_version); entries are never edited
# once released. Columns that queries need are computed from the document: a new query shape
# needs a column and an index, but no rewriting of what is stored.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE records (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL,
            seen_ms INTEGER AS (json_extract(doc, '$.seen_ms')),
            expires_ms INTEGER AS (json_extract(doc, '$.expires_ms')),
            fingerprint TEXT AS (json_extract(doc, '$.fingerprint')),
            problem TEXT AS (json_extract(doc, '$.problem')),
            unfolded INTEGER AS (json_extract(doc, '$.unfolded')),
            counted_fingerprint TEXT AS (json_extract(doc, '$.counted.fingerprint'))
        )
        """,
        "CREATE INDEX records_seen ON records (seen_ms, id, expires_ms)",
        """
        CREATE INDEX records_of_fingerprint ON records (fingerprint, seen_ms, id, expires_ms)
        WHERE fingerprint IS NOT NULL
        """,
        """
        CREATE INDEX records_with_problem ON records (seen_ms, id, expires_ms)
        WHERE problem IS NOT NULL
        """,
        """
        CREATE INDEX records_unfolded ON records (fingerprint, counted_fingerprint)
        WHERE unfolded = 1
        """,
        """
        CREATE TABLE reports (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL,
            last_seen_ms INTEGER AS (
                CASE WHEN json_extract(doc, '$.merged_into') IS NULL THEN
                    coalesce(
                        json_extract(doc, '$.tally.last_seen_ms'), json_extract(doc, '$.created_ms')
                    )
                END
            )
        )
        """,
        """
        CREATE INDEX reports_last_seen ON reports (last_seen_ms, id)
        WHERE last_seen_ms IS NOT NULL
        """,
        """
        CREATE TABLE fingerprints (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE bands (
            band TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (band, fingerprint)
        ) WITHOUT ROWID
        """,
        """
        CREATE TRIGGER bands_of_fingerprint AFTER INSERT ON fingerprints BEGIN
            INSERT INTO bands SELECT value, new.id FROM json_each(new.doc, '$.bands') WHERE true
            ON CONFLICT DO NOTHING;
        END
        """,
        """
        CREATE TABLE issues (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE jobs (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE leases (
            name TEXT PRIMARY KEY, holder TEXT NOT NULL, until_ms INTEGER NOT NULL
        )
        """,
    ),
)
