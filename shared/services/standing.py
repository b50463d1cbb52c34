"""How the service stands: what an operator looks at, and what the sweep says each minute."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.core.documents import Record
from shared.ports import Commits, Patterns, Store

# More than this many are not counted: "500" then means at least so many.
MAX_UNFOLDED = 500
MAX_COMMITS_DUE = 50
MAX_PROBLEMS = 100
MAX_SCANS = 20
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: records to be counted, scans to be done, commits to be posted or decided again.

    Ages are in seconds, None for none; of commits, since when the longest due one is.
    """

    unfolded: int = 0
    unfolded_age_s: int | None = None
    scan_age_s: int | None = None
    commits_due: int = 0
    commits_due_age_s: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The backlog, the newest log, and what was wrong with logs of the last 24 hours.

    `last_lag_ms` is the time from the newest log's creation to its record.
    """

    backlog: Backlog
    open_scans: int = 0
    last_recorded_ms: int | None = None
    last_lag_ms: int | None = None
    problems: Mapping[str, int] = field(default_factory=dict)


def read_backlog(store: Store, patterns: Patterns, commits: Commits, *, now_ms: int) -> Backlog:
    """Return what waits: three or four reads where all is done."""
    waiting = [found.value for found in store.list_unfolded(limit=MAX_UNFOLDED)]
    oldest_ms = min((record.ingested_ms for record in waiting), default=None)
    due = commits.list_due(now_ms=now_ms, limit=MAX_COMMITS_DUE)
    return Backlog(
        len(waiting),
        _age_s(oldest_ms, now_ms),
        _age_s(_open_since(patterns), now_ms),
        len(due),
        _age_s(due[0].due_ms if due else None, now_ms),
    )


def read_standing(store: Store, patterns: Patterns, commits: Commits, *, now_ms: int) -> Standing:
    """Return all of it, for a page that is seldom looked at."""
    scans = patterns.list_scans(limit=MAX_SCANS).items
    newest = next(iter(store.list_records(now_ms=now_ms, limit=1).items), None)
    return Standing(
        read_backlog(store, patterns, commits, now_ms=now_ms),
        open_scans=sum(scan.state.is_open for scan in scans),
        last_recorded_ms=newest.ingested_ms if newest else None,
        last_lag_ms=max(0, newest.ingested_ms - newest.seen_ms) if newest else None,
        problems=_problems(store, now_ms),
    )


def _problems(store: Store, now_ms: int) -> Mapping[str, int]:
    """Return how many of the newest unreadable logs had each problem, most frequent first."""
    page = store.list_records(now_ms=now_ms, limit=MAX_PROBLEMS, problems_only=True)
    recent = [record for record in page.items if record.ingested_ms > now_ms - DAY_MS]
    return dict(Counter(_problem(record) for record in recent).most_common())


def _problem(record: Record) -> str:
    return record.problem.value if record.problem else ""


def _open_since(patterns: Patterns) -> int | None:
    """Return when the scan was asked for whose work has waited for longest."""
    for part in patterns.open_ranges(limit=1):
        scan = patterns.get_scans([part.value.scan_id]).get(part.value.scan_id)
        return scan.value.created_ms if scan else None
    return None


def _age_s(since_ms: int | None, now_ms: int) -> int | None:
    return None if since_ms is None else max(0, now_ms - since_ms) // 1000
