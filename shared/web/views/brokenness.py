"""How broken a branch was, by week and by day: pictures over one time axis, and their table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from shared.core.breakages.counts import Brokenness
from shared.web.views.pictures import WIDTH, Mark, Picture, columns
from shared.web.views.show import count, percent

WEEKS = 52
DAYS = 60
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_HEIGHT = 64
_TALL = 96
_NONE = "-"

Amount = Callable[[Brokenness], float]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One day or week of the table behind the pictures."""

    iso: str
    name: str
    commits: str
    red: str
    red_share: str
    builds: str
    failures: str
    explained: str
    explained_share: str
    isolated: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture under its name, and what all of it adds up to."""

    name: str
    sums: str
    code: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class PeriodsView:
    """Days or weeks: the pictures over one axis, and the table, the newest first."""

    id: str
    title: str
    unit: str
    about: str
    drawings: tuple[Drawing, ...]
    axis: tuple[str, ...]
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of time; `counts` None: nothing ran."""

    start: date
    name: str
    counts: Brokenness | None


def weeks_view(weeks: Mapping[str, Brokenness], *, now_ms: int) -> PeriodsView:
    """Return the last year week by week; `weeks` go by Monday."""
    today = _today(now_ms)
    monday = today - today.weekday() * _DAY
    starts = [monday - back * _WEEK for back in reversed(range(WEEKS))]
    periods = _periods(starts, weeks, "week of ")
    return _view("weeks", "Week by week", "Week of", f"the last {WEEKS} weeks", periods)


def days_view(days: Mapping[str, Brokenness], *, now_ms: int) -> PeriodsView:
    """Return the last two months day by day, in UTC."""
    today = _today(now_ms)
    starts = [today - back * _DAY for back in reversed(range(DAYS))]
    periods = _periods(starts, days, "")
    return _view("days", "Day by day", "Day", f"the last {DAYS} days, in UTC", periods)


def sum_of_days(
    days: Mapping[str, Brokenness], *, now_ms: int, length: int, back: int = 0
) -> Brokenness:
    """Return the counts of the last `length` UTC days, or of those that ended `back` days ago."""
    last = _today(now_ms) - back * _DAY
    names = ((last - number * _DAY).isoformat() for number in range(length))
    return sum((days[name] for name in names if name in days), Brokenness())


def _today(now_ms: int) -> date:
    return datetime.fromtimestamp(now_ms / 1000, UTC).date()


def _periods(
    starts: Iterable[date], counts: Mapping[str, Brokenness], prefix: str
) -> list[_Period]:
    return [
        _Period(start, f"{prefix}{start.day} {start:%b}", counts.get(start.isoformat()))
        for start in starts
    ]


def _view(id_: str, title: str, unit: str, span: str, periods: Sequence[_Period]) -> PeriodsView:
    ran = [period.counts for period in periods if period.counts]
    total = sum(ran, Brokenness())
    shown = [f"{period.start.day} {period.start:%b}" for period in periods]
    return PeriodsView(
        id=id_,
        title=title,
        unit=unit,
        about=f"{count(total.commits, 'commit')} with a result, {span}",
        drawings=(_red(periods, total), _failures(periods, total), _isolated(periods, total)),
        axis=(shown[0], shown[len(shown) // 2], shown[-1]),
        rows=tuple(_row(each, each.counts) for each in reversed(periods) if each.counts),
    )


def _red(periods: Sequence[_Period], total: Brokenness) -> Drawing:
    marks = [
        Mark(
            slot,
            counts.red_share or 0,
            "col-fail" if counts.red else "col-pass",
            f"{period.name}: {count(counts.red)} of {count(counts.commits, 'commit')} red,"
            f" {_share(counts.red_share)}",
        )
        for slot, period in enumerate(periods)
        if (counts := period.counts)
    ]
    top = f"at most {_share(max((mark.amount for mark in marks), default=None))}"
    sums = f"{_share(total.red_share)} of commits, {top}" if marks else "nothing ran"
    return _drawing("Red commits", sums, "fail", marks, len(periods))


def _failures(periods: Sequence[_Period], total: Brokenness) -> Drawing:
    marks = []
    for slot, period in enumerate(periods):
        if not (counts := period.counts) or not counts.failures:
            continue
        rest = counts.failures - counts.explained
        if rest:
            text = f"{period.name}: {count(rest, 'failure')} that nobody explained"
            marks.append(Mark(slot, rest, "col-fail", text))
        if counts.explained:
            text = f"{period.name}: {count(counts.explained, 'failure')} explained"
            marks.append(Mark(slot, counts.explained, "col-explained", text, hangs=True))
    sums = f"{count(total.failures)}, of them {_share(total.explained_share)} explained"
    name = "Failures: unexplained above, explained below"
    shown = sums if total.failures else "none"
    return _drawing(name, shown, "both", marks, len(periods), height=_TALL, axis=_TALL / 2)


def _isolated(periods: Sequence[_Period], total: Brokenness) -> Drawing:
    marks = [
        Mark(slot, counts.isolated, "col-alone", f"{period.name}: {count(counts.isolated)} alone")
        for slot, period in enumerate(periods)
        if (counts := period.counts) and counts.isolated
    ]
    top = f", at most {count(round(max((mark.amount for mark in marks), default=0)))}"
    sums = count(total.isolated) + (top if marks else "")
    return _drawing(
        "Isolated failures: gone at the next commit", sums, "alone", marks, len(periods)
    )


def _drawing(
    name: str,
    sums: str,
    code: str,
    marks: Sequence[Mark],
    slots: int,
    *,
    height: int = _HEIGHT,
    axis: float | None = None,
) -> Drawing:
    drawn = columns(marks, slots=slots, height=height, axis=axis)
    picture = Picture(WIDTH, height, drawn, f"{name}: {sums}", "", "", "")
    return Drawing(name, sums, code, picture)


def _row(period: _Period, counts: Brokenness) -> PeriodRow:
    return PeriodRow(
        iso=period.start.isoformat(),
        name=f"{period.start:%a} {period.start.day} {period.start:%b %Y}",
        commits=count(counts.commits),
        red=count(counts.red),
        red_share=_share(counts.red_share),
        builds=count(counts.builds),
        failures=count(counts.failures),
        explained=count(counts.explained),
        explained_share=_share(counts.explained_share),
        isolated=count(counts.isolated),
    )


def _share(share: float | None) -> str:
    return _NONE if share is None else percent(share)
