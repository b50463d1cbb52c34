"""The tables of the embedded store, and how an older file gets them."""

from shared.adapters.sqlite.branch_tables import BRANCH_TABLES
from shared.adapters.sqlite.breakage_tables import BREAKAGE_TABLES
from shared.adapters.sqlite.build_tables import BUILD_TABLES
from shared.adapters.sqlite.fetch_tables import FETCH_TABLES
from shared.adapters.sqlite.notice_tables import NOTICE_TABLES
from shared.adapters.sqlite.schema_commits import COMMIT_TABLES, COMMITS_BY_BASE, COMMITS_BY_STATUS
from shared.adapters.sqlite.schema_patterns import PATTERN_TABLES

_ADD_FACETS = """
    INSERT INTO report_facets (facet, last_seen_ms, id, first_seen_ms, occurrences, filed_ms)
    SELECT value, new.last_seen_ms, new.id, new.first_seen_ms, new.occurrences, new.filed_ms
    FROM json_each(new.doc, '$.facets') WHERE new.last_seen_ms IS NOT NULL
    ON CONFLICT DO NOTHING;
    """
_DROP_FACETS = """
    DELETE FROM report_facets WHERE (facet, last_seen_ms, id) IN (
        SELECT value, old.last_seen_ms, old.id FROM json_each(old.doc, '$.facets')
    );
    """

_ADD_HITS = """
    INSERT INTO record_hits (hit, seen_ms, id)
    SELECT value, json_extract(new.doc, '$.seen_ms'), new.id
    FROM json_each(new.doc, '$.hit_keys') WHERE true
    ON CONFLICT DO NOTHING;
    """
_DROP_HITS = """
    DELETE FROM record_hits WHERE (hit, seen_ms, id) IN (
        SELECT value, json_extract(old.doc, '$.seen_ms'), old.id
        FROM json_each(old.doc, '$.hit_keys')
    );
    """

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
            counted_fingerprint TEXT AS (json_extract(doc, '$.counted.fingerprint')),
            pattern_set INTEGER AS (json_extract(doc, '$.pattern_set')),
            scanned_ms INTEGER AS (json_extract(doc, '$.scanned_ms')),
            content_hash TEXT AS (json_extract(doc, '$.content_hash'))
        )
        """,
        "CREATE INDEX records_scanned ON records (scanned_ms, pattern_set, id)",
        # One row for each hit of each record, by the keys that such records are found by.
        """
        CREATE TABLE record_hits (
            hit TEXT NOT NULL, seen_ms INTEGER NOT NULL, id TEXT NOT NULL,
            PRIMARY KEY (hit, seen_ms, id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX hits_by_record ON record_hits (hit, id)",
        f"CREATE TRIGGER hits_of_record AFTER INSERT ON records BEGIN {_ADD_HITS} END",
        f"""
        CREATE TRIGGER hits_of_changed AFTER UPDATE OF doc ON records
        WHEN json_extract(old.doc, '$.hit_keys') IS NOT json_extract(new.doc, '$.hit_keys')
            OR json_extract(old.doc, '$.seen_ms') IS NOT json_extract(new.doc, '$.seen_ms')
        BEGIN {_DROP_HITS} {_ADD_HITS} END
        """,
        f"CREATE TRIGGER hits_of_removed AFTER DELETE ON records BEGIN {_DROP_HITS} END",
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
            ),
            first_seen_ms INTEGER AS (
                CASE WHEN json_extract(doc, '$.merged_into') IS NULL THEN
                    coalesce(
                        json_extract(doc, '$.tally.first_seen_ms'),
                        json_extract(doc, '$.created_ms')
                    )
                END
            ),
            occurrences INTEGER AS (
                CASE WHEN json_extract(doc, '$.merged_into') IS NULL THEN
                    json_extract(doc, '$.tally.occurrences')
                END
            ),
            filed_ms INTEGER AS (
                CASE WHEN json_extract(doc, '$.merged_into') IS NULL THEN
                    json_extract(doc, '$.ticket.filed_ms')
                END
            )
        )
        """,
        """
        CREATE INDEX reports_last_seen ON reports (last_seen_ms, id)
        WHERE last_seen_ms IS NOT NULL
        """,
        """
        CREATE INDEX reports_first_seen ON reports (first_seen_ms, id)
        WHERE first_seen_ms IS NOT NULL
        """,
        """
        CREATE INDEX reports_occurrences ON reports (occurrences, id)
        WHERE occurrences IS NOT NULL
        """,
        "CREATE INDEX reports_filed ON reports (filed_ms, id) WHERE filed_ms IS NOT NULL",
        # One row for each facet of each listed report, with what lists are sorted by.
        """
        CREATE TABLE report_facets (
            facet TEXT NOT NULL,
            last_seen_ms INTEGER NOT NULL,
            id TEXT NOT NULL,
            first_seen_ms INTEGER NOT NULL,
            occurrences INTEGER NOT NULL,
            filed_ms INTEGER,
            PRIMARY KEY (facet, last_seen_ms, id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX facets_first_seen ON report_facets (facet, first_seen_ms, id)",
        "CREATE INDEX facets_occurrences ON report_facets (facet, occurrences, id)",
        """
        CREATE INDEX facets_filed ON report_facets (facet, filed_ms, id) WHERE filed_ms IS NOT NULL
        """,
        f"CREATE TRIGGER facets_of_report AFTER INSERT ON reports BEGIN {_ADD_FACETS} END",
        f"""
        CREATE TRIGGER facets_of_changed AFTER UPDATE ON reports BEGIN
            {_DROP_FACETS} {_ADD_FACETS}
        END
        """,
        f"CREATE TRIGGER facets_of_removed AFTER DELETE ON reports BEGIN {_DROP_FACETS} END",
        """
        CREATE TABLE fingerprints (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT (random()),
            doc TEXT NOT NULL,
            coarse TEXT AS (json_extract(doc, '$.coarse'))
        )
        """,
        "CREATE INDEX fingerprints_coarse ON fingerprints (coarse) WHERE coarse IS NOT NULL",
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
        CREATE TRIGGER bands_of_changed_fingerprint AFTER UPDATE OF doc ON fingerprints
        WHEN json_extract(old.doc, '$.bands') IS NOT json_extract(new.doc, '$.bands') BEGIN
            DELETE FROM bands WHERE fingerprint = new.id
                AND band IN (SELECT value FROM json_each(old.doc, '$.bands'));
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
        *PATTERN_TABLES,
        """
        CREATE TABLE tokens (id TEXT PRIMARY KEY, doc TEXT NOT NULL)
        """,
        """
        CREATE TABLE leases (
            name TEXT PRIMARY KEY, holder TEXT NOT NULL, until_ms INTEGER NOT NULL
        )
        """,
        *COMMIT_TABLES,
    ),
    BUILD_TABLES,
    NOTICE_TABLES,
    BREAKAGE_TABLES,
    BRANCH_TABLES,
    COMMITS_BY_BASE,
    FETCH_TABLES,
    COMMITS_BY_STATUS,
)
