"""A job's health as figures, each with what it is taken from."""

from dataclasses import dataclass

from shared.core.builds.health import Rate
from shared.services.builds.reading import JobView
from shared.web.views.show import count, duration, percent

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Figure:
    """A name, a value, and a note on where the value comes from."""

    name: str
    value: str
    note: str


def health_view(job: JobView) -> list[Figure]:
    """Return the figures of the job; docs/jobs.md defines each."""
    stats, health = job.stats, job.health
    fixes = count(health.fixes, "time", "times")
    return [
        Figure("Builds", count(stats.builds), _results(stats.results)),
        _complete(job),
        _rate("Pass rate", health.passes, "build"),
        Figure("Failing in a row", count(health.consecutive_failures), "newest builds"),
        Figure("Mean time to fix", time_text(health.mean_time_to_fix_ms), f"fixed {fixes}"),
        _rate("Flip rate", health.flips, "pair"),
        _rate("Flake rate", health.flakes, "commit"),
    ]


def rate_text(share: float | None) -> str:
    """Return a rate in percent; a dash where nothing tells."""
    return _NONE if share is None else percent(share)


def interval_text(low: float | None, high: float | None) -> str:
    """Return the interval of a rate: "2 to 11 %"; empty where nothing tells."""
    return "" if low is None or high is None else f"{100 * low:.0f} to {100 * high:.0f} %"


def time_text(ms: float | None) -> str:
    """Return a length of time; a dash where nothing tells."""
    return _NONE if ms is None else duration(ms)


def _complete(job: JobView) -> Figure:
    stats, without_log = job.stats, job.completeness.without_log
    note = f"{count(without_log, 'build')} without a log" if without_log else "all have a log"
    share = stats.complete / stats.builds if stats.builds else None
    return Figure("Complete", rate_text(share), note)


def _rate(name: str, rate: Rate, of: str) -> Figure:
    note = f"of {count(rate.of, of)}"
    interval = interval_text(rate.low, rate.high)
    return Figure(name, rate_text(rate.share), f"{interval}, {note}" if interval else note)


def _results(results: dict[str, int]) -> str:
    words = {"SUCCESS": "passed", "FAILURE": "failed", "ABORTED": "aborted", "": "no result"}
    parts = [f"{count(results[name])} {word}" for name, word in words.items() if name in results]
    return ", ".join(parts)
