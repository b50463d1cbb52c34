"""Scans of stored logs as their list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.core.documents import Pattern, ScanState
from shared.core.scans import Progress
from shared.web.views.patterns import pattern_name
from shared.web.views.show import Moment, count, moment

_NAMED = 3


@dataclass(frozen=True, slots=True)
class PatternLink:
    """A pattern by its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ScanView:
    """A scan ready to show: `share` of 100 is done, `left` says how long the rest takes."""

    id: str
    patterns: tuple[PatternLink, ...]
    more_patterns: int
    state: str
    is_open: bool
    share: float
    done: str
    rate: str
    left: str
    hits: str
    unscannable: str
    since: str
    by: str
    created: Moment


def scan_view(progress: Progress, patterns: Mapping[str, Pattern], *, now_ms: int) -> ScanView:
    """Return the scan ready to show; `patterns` are those known by id."""
    scan = progress.scan
    ids = list(dict.fromkeys(key.partition("@")[0] for key in scan.patterns))
    total = max(scan.logs_total, progress.logs_done)
    return ScanView(
        id=scan.scan_id,
        patterns=tuple(_link(each, patterns) for each in ids[:_NAMED]),
        more_patterns=max(0, len(ids) - _NAMED),
        state=scan.state.value,
        is_open=scan.state.is_open,
        share=_share(progress, total),
        done=f"{count(progress.logs_done)} of {count(total, 'log')}",
        rate=_rate(progress),
        left=_left(progress),
        hits=count(progress.hits, "hit"),
        unscannable=f"{count(progress.unscannable)} not kept" if progress.unscannable else "",
        since="" if scan.since_ms is None else moment(scan.since_ms, now_ms=now_ms).text,
        by=scan.by,
        created=moment(scan.created_ms, now_ms=now_ms),
    )


def _link(pattern_id: str, patterns: Mapping[str, Pattern]) -> PatternLink:
    known = patterns.get(pattern_id)
    return PatternLink(pattern_id, pattern_name(known) if known else pattern_id)


def _share(progress: Progress, total: int) -> float:
    if progress.scan.state is ScanState.DONE:
        return 100.0
    return round(100 * progress.logs_done / total, 1) if total else 0.0


def _rate(progress: Progress) -> str:
    """Return how fast it goes; of one that ended how long it took, the wait at its end included."""
    scan = progress.scan
    if scan.started_ms is not None and scan.finished_ms is not None:
        return f"in {count(max(1, (scan.finished_ms - scan.started_ms) // 1000), 'second')}"
    return "" if progress.rate is None else f"{progress.rate:,.0f} logs a second"


def _left(progress: Progress) -> str:
    if not progress.scan.state.is_open or progress.seconds_left is None:
        return ""
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    if minutes >= 60:
        return f"about {count(round(minutes / 60), 'hour')} left"
    return (
        f"about {count(minutes, 'minute')} left" if minutes else f"{count(seconds, 'second')} left"
    )
