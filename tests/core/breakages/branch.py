"""Branches of one-letter commits, for tests that read as a story."""

from shared.core.breakages.order import order_of
from shared.core.documents import Breakage
from tests.core.breakages.at_once import CommitOutcomes

MONDAY_MS = 1_795_392_000_000  # 2026-11-23 00:00 UTC
HOUR_MS = 3_600_000
DAY_MS = 86_400_000


def a_branch(shas):
    """Return the order of commits seen one hour after the other."""
    return order_of([], {sha: n * HOUR_MS for n, sha in enumerate(shas)})


def broke(cause, resolved=None, jobs=None, **changes):
    fields = {"breakage_id": f"{cause}{resolved or ''}", "mode": "no compiler"} | changes
    jobs = (jobs,) if isinstance(jobs, str) else jobs
    return Breakage(
        repo="acme/shop", branch="main", cause_sha=cause, resolved_sha=resolved, jobs=jobs, **fields
    )


def outcomes(**jobs):
    """Return commits a, b, c ..., one hour apart: of each job "." passed, "x" failed, " " nothing.

    outcomes(unit="..x.", lint=".xx ")
    """
    length = max(map(len, jobs.values()))
    return [
        CommitOutcomes(
            chr(ord("a") + place),
            MONDAY_MS + place * HOUR_MS,
            {
                job.replace("_", "-"): marks[place] == "."
                for job, marks in jobs.items()
                if marks[place : place + 1] in ("x", ".")
            },
        )
        for place in range(length)
    ]
