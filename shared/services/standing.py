"""How the service stands: what an operator looks at, and what the sweep says each minute."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.core.documents import Record
from shared.core.providers.told import PROVIDERS
from shared.ports import Branches, Commits, Patterns, PendingFetches, Store

# More than this many are not counted: "500" then means at least so many.
MAX_UNFOLDED = 500
MAX_COMMITS_DUE = 50
MAX_COMMITS_UNPOSTED = 50
MAX_NEWS = 50
MAX_FETCHES = 50
MAX_PROBLEMS = 100
MAX_SCANS = 20
ANSWERED_COMMITS = 20
DAY_MS = 86_400_000
# A fetch that is put off waits too, and none is put off for longer.
AHEAD_MS = 7 * DAY_MS


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
class Waiting:
    """How many of something wait, and for how long the oldest of them does; None for none."""

    number: int = 0
    age_s: int | None = None


@dataclass(frozen=True, slots=True)
class Statuses:
    """How many commits have a status that the host did not take within 24 hours; why, the last.

    `lag_ms` is the time from the last log of a commit to the status that answers it: of the last
    answered one, and the longest of the last ANSWERED_COMMITS.
    """

    unposted: int = 0
    reason: str | None = None
    lag_ms: int | None = None
    longest_lag_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The backlog, the newest log, and what was wrong with logs of the last 24 hours.

    `last_lag_ms` is the time from the newest log's creation to its record. `news` are of
    branches, `fetches` of logs at CI providers.
    """

    backlog: Backlog
    open_scans: int = 0
    last_recorded_ms: int | None = None
    last_lag_ms: int | None = None
    problems: Mapping[str, int] = field(default_factory=dict)
    statuses: Statuses = field(default_factory=Statuses)
    news: Waiting = field(default_factory=Waiting)
    fetches: Waiting = field(default_factory=Waiting)


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


def read_standing(
    store: Store,
    patterns: Patterns,
    commits: Commits,
    branches: Branches,
    fetches: PendingFetches,
    *,
    now_ms: int,
) -> Standing:
    """Return all of it, for a page that is seldom looked at."""
    scans = patterns.list_scans(limit=MAX_SCANS).items
    newest = next(iter(store.list_records(now_ms=now_ms, limit=1).items), None)
    return Standing(
        read_backlog(store, patterns, commits, now_ms=now_ms),
        open_scans=sum(scan.state.is_open for scan in scans),
        last_recorded_ms=newest.ingested_ms if newest else None,
        last_lag_ms=max(0, newest.ingested_ms - newest.seen_ms) if newest else None,
        problems=_problems(store, now_ms),
        statuses=_statuses(commits, now_ms),
        news=_news(branches, now_ms),
        fetches=_fetches(fetches, now_ms),
    )


def _statuses(commits: Commits, now_ms: int) -> Statuses:
    unposted = commits.list_unposted(since_ms=now_ms - DAY_MS, limit=MAX_COMMITS_UNPOSTED)
    answered = commits.list_answered(limit=ANSWERED_COMMITS)
    lags_ms = [each.posted.lag_ms or 0 for each in answered if each.posted]
    return Statuses(
        len(unposted),
        unposted[0].post_problem if unposted else None,
        next(iter(lags_ms), None),
        max(lags_ms, default=None),
    )


def _news(branches: Branches, now_ms: int) -> Waiting:
    return _waiting((each.value.at_ms for each in branches.list_news(limit=MAX_NEWS)), now_ms)


def _fetches(fetches: PendingFetches, now_ms: int) -> Waiting:
    found = (
        fetches.list_due(provider, now_ms=now_ms + AHEAD_MS, limit=MAX_FETCHES)
        for provider in PROVIDERS
    )
    return _waiting((each.value.heard_ms for waiting in found for each in waiting), now_ms)


def _waiting(since_ms: Iterable[int], now_ms: int) -> Waiting:
    times_ms = list(since_ms)
    return Waiting(len(times_ms), _age_s(min(times_ms, default=None), now_ms))


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
