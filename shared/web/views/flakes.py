"""How often each job fails alone, with the interval that holds the true rate: a picture a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.breakages.brokenness import Rate
from shared.web.job_paths import job_href
from shared.web.views.show import count, percent

SHOWN = 12
# The scale ends at the first of these that holds every interval shown.
_ENDS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class FlakeRow:
    """A job; `low`, `at` and `high` are its interval and its rate in percent of the scale."""

    job: str
    href: str
    share: str
    interval: str
    counts: str
    low: float
    at: float
    high: float


@dataclass(frozen=True, slots=True)
class FlakesView:
    """The jobs, those surest to be flaky first; `ticks` label the scale from left to right."""

    rows: tuple[FlakeRow, ...]
    more: tuple[FlakeRow, ...]
    ticks: tuple[str, ...]


def flakes_view(rates: Mapping[str, Rate]) -> FlakesView | None:
    """Return the rates ready to show; None where nothing ran."""
    if not rates:
        return None
    found = sorted(rates.items(), key=lambda each: (-each[1].low, -each[1].share, each[0]))
    end = _end(rate for _, rate in found)
    rows = [_row(job, rate, end) for job, rate in found]
    # What never failed alone is read about where it is looked for.
    shown = sum(rate.count > 0 for _, rate in found[:SHOWN])
    ticks = tuple(percent(end * part, digits=1) for part in (0, 0.5, 1))
    return FlakesView(tuple(rows[:shown]), tuple(rows[shown:]), ticks)


def _end(rates: Iterable[Rate]) -> float:
    # One wide interval of a job that hardly ran would squeeze all others.
    widest = max((rate.high for rate in rates if rate.count), default=0.0)
    return next((end for end in _ENDS if end >= widest), 1.0)


def _row(job: str, rate: Rate, end: float) -> FlakeRow:
    low, at, high = (
        round(100 * min(1, each / end), 2) for each in (rate.low, rate.share, rate.high)
    )
    return FlakeRow(
        job=job,
        href=job_href(job),
        share=percent(rate.share),
        interval=f"{100 * rate.low:.1f} to {100 * rate.high:.1f} %",
        counts=f"{count(rate.count)} of {count(rate.of, 'build')}",
        low=low,
        at=at,
        high=high,
    )
