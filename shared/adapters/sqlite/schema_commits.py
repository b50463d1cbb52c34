"""The tables of commits and of what was heard of them."""

COMMITS_BY_BASE = (
    "ALTER TABLE commits ADD COLUMN base_key TEXT AS (json_extract(doc, '$.base_key'))",
    "CREATE INDEX commits_of_base ON commits (base_key, id) WHERE base_key IS NOT NULL",
)

COMMITS_BY_STATUS = (
    """
    ALTER TABLE commits
    ADD COLUMN post_problem_ms INTEGER AS (json_extract(doc, '$.post_problem_ms'))
    """,
    """
    ALTER TABLE commits
    ADD COLUMN answered_ms INTEGER AS (json_extract(doc, '$.posted.answered_ms'))
    """,
    """
    CREATE INDEX commits_unposted ON commits (post_problem_ms, id)
    WHERE post_problem_ms IS NOT NULL
    """,
    "CREATE INDEX commits_answered ON commits (answered_ms, id) WHERE answered_ms IS NOT NULL",
)

COMMIT_TABLES = (
    """
    CREATE TABLE commits (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        due_ms INTEGER AS (json_extract(doc, '$.due_ms')),
        pull_key TEXT AS (json_extract(doc, '$.pull_key')),
        heard_ms INTEGER AS (json_extract(doc, '$.heard_ms'))
    )
    """,
    "CREATE INDEX commits_due ON commits (due_ms, id) WHERE due_ms IS NOT NULL",
    """
    CREATE INDEX commits_of_pull ON commits (pull_key, heard_ms, id) WHERE pull_key IS NOT NULL
    """,
    """
    CREATE TABLE commit_signs (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE signs (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL,
        waits_for TEXT AS (CASE WHEN json_extract(doc, '$.undecided')
            THEN json_extract(doc, '$.key') END),
        waits_ms INTEGER AS (CASE WHEN json_extract(doc, '$.undecided')
            THEN json_extract(doc, '$.heard_ms') END)
    )
    """,
    """
    CREATE TABLE touches (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL DEFAULT (random()),
        doc TEXT NOT NULL
    )
    """,
    "CREATE INDEX signs_of_commit ON signs (waits_for) WHERE waits_for IS NOT NULL",
    "CREATE INDEX signs_waiting ON signs (waits_ms, id) WHERE waits_ms IS NOT NULL",
    """
    CREATE INDEX records_of_content ON records (content_hash, seen_ms, id)
    WHERE content_hash IS NOT NULL
    """,
)
