"""How the service stands, as its operator reads it."""

from dataclasses import dataclass

from shared.services.standing import (
    MAX_COMMITS_DUE,
    MAX_COMMITS_UNPOSTED,
    MAX_FETCHES,
    MAX_NEWS,
    MAX_UNFOLDED,
    Standing,
)
from shared.web.views.show import ago, count

# The alerts of docs/runbook.md go by the same figures.
MAX_UNFOLDED_AGE_S = 600
MAX_DUE_AGE_S = 600
MAX_SCAN_AGE_S = 6 * 3600
MAX_LAG_MS = 15 * 60_000
# A sweep works these off each minute.
MAX_NEWS_AGE_S = 600


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One fact; `late` says that somebody should look, `advice` where."""

    name: str
    value: str
    late: bool = False
    advice: str = ""


def status_rows(standing: Standing, *, now_ms: int) -> list[StatusRow]:
    """Return the facts, in the order of a log's way through the service."""
    return [
        _newest(standing, now_ms),
        _lag(standing),
        _unfolded(standing),
        _scans(standing),
        _commits(standing),
        _unposted(standing),
        _status_lag(standing),
        _news(standing),
        _fetches(standing),
    ]


def _newest(standing: Standing, now_ms: int) -> StatusRow:
    if standing.last_recorded_ms is None:
        return StatusRow("Newest log", "none yet")
    return StatusRow("Newest log", ago(standing.last_recorded_ms, now_ms=now_ms))


def _lag(standing: Standing) -> StatusRow:
    lag_ms = standing.last_lag_ms
    if lag_ms is None:
        return StatusRow("From its arrival to its record", "-")
    late = lag_ms > MAX_LAG_MS
    advice = "Events are waiting" if late else ""
    return StatusRow("From its arrival to its record", _duration(lag_ms / 1000), late, advice)


def _unfolded(standing: Standing) -> StatusRow:
    waiting, age_s = standing.backlog.unfolded, standing.backlog.unfolded_age_s
    value = _waiting(waiting, MAX_UNFOLDED, age_s)
    late = (age_s or 0) > MAX_UNFOLDED_AGE_S
    return StatusRow("Logs not counted yet", value, late, "Counts are behind" if late else "")


def _scans(standing: Standing) -> StatusRow:
    age_s = standing.backlog.scan_age_s
    number = count(standing.open_scans)
    value = number if age_s is None else f"{number}, open for {_duration(age_s)}"
    late = (age_s or 0) > MAX_SCAN_AGE_S
    return StatusRow("Open scans", value, late, "Scans are behind" if late else "")


def _commits(standing: Standing) -> StatusRow:
    due, age_s = standing.backlog.commits_due, standing.backlog.commits_due_age_s
    value = _waiting(due, MAX_COMMITS_DUE, age_s)
    late = (age_s or 0) > MAX_DUE_AGE_S
    advice = "Statuses are not posted" if late else ""
    return StatusRow("Commits to be posted or decided again", value, late, advice)


def _unposted(standing: Standing) -> StatusRow:
    number, reason = standing.statuses.unposted, standing.statuses.reason
    name = "Commits whose status GitHub did not take, last 24 hours"
    if not number:
        return StatusRow(name, "none")
    value = f"{_counted(number, MAX_COMMITS_UNPOSTED)}, the last: {reason}"
    return StatusRow(name, value, late=True, advice="Statuses are not posted")


def _status_lag(standing: Standing) -> StatusRow:
    name = "From a commit's last log to its status"
    last_ms, longest_ms = standing.statuses.lag_ms, standing.statuses.longest_lag_ms
    if last_ms is None or longest_ms is None:
        return StatusRow(name, "-")
    value = f"{_duration(last_ms / 1000)}, the longest of late {_duration(longest_ms / 1000)}"
    late = longest_ms > MAX_LAG_MS
    return StatusRow(name, value, late, "Statuses are not posted" if late else "")


def _news(standing: Standing) -> StatusRow:
    waiting, age_s = standing.news.number, standing.news.age_s
    late = (age_s or 0) > MAX_NEWS_AGE_S
    value = _waiting(waiting, MAX_NEWS, age_s)
    return StatusRow("News of branches", value, late, "The sweep is silent" if late else "")


def _fetches(standing: Standing) -> StatusRow:
    value = _waiting(standing.fetches.number, MAX_FETCHES, standing.fetches.age_s)
    return StatusRow("Logs to be fetched from CI", value)


def _waiting(number: int, counted: int, age_s: int | None) -> str:
    """Return how many wait, of which so many at most were counted, and for how long."""
    shown = _counted(number, counted)
    return shown if age_s is None else f"{shown}, the oldest for {_duration(age_s)}"


def _counted(number: int, at_most: int) -> str:
    return f"{count(number)}{'+' if number >= at_most else ''}"


def _duration(seconds: float) -> str:
    for limit, unit, name in ((120, 1, "s"), (7200, 60, "min"), (172_800, 3600, "h")):
        if seconds < limit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds / 86_400:.0f} days"
