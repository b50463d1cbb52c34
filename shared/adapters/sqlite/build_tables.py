"""The tables of builds and jobs in the embedded store."""

BUILD_TABLES = (
    """
    CREATE TABLE builds (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        job TEXT AS (json_extract(doc, '$.facts.job')),
        build_id TEXT AS (json_extract(doc, '$.facts.build_id')),
        result TEXT AS (json_extract(doc, '$.facts.result')),
        order_ms INTEGER AS (
            coalesce(json_extract(doc, '$.facts.started_ms'), json_extract(doc, '$.facts.seen_ms'))
        ),
        expires_ms INTEGER AS (json_extract(doc, '$.expires_ms')),
        waits_ms INTEGER AS (json_extract(doc, '$.waits_ms')),
        unfolded INTEGER AS (json_extract(doc, '$.unfolded'))
    )
    """,
    "CREATE INDEX builds_of_job ON builds (job, order_ms, id, expires_ms)",
    "CREATE INDEX builds_of_result ON builds (job, result, order_ms, id, expires_ms)",
    "CREATE INDEX builds_by_number ON builds (job, build_id)",
    "CREATE INDEX builds_waiting ON builds (waits_ms) WHERE waits_ms IS NOT NULL",
    "CREATE INDEX builds_unfolded ON builds (id) WHERE unfolded = 1",
    """
    CREATE TABLE job_stats (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE job_summaries (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        last_ms INTEGER AS (json_extract(doc, '$.last_ms'))
    )
    """,
    "CREATE INDEX jobs_by_age ON job_summaries (last_ms, id)",
)
