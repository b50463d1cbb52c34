"""Occurrences per day as bars of an SVG drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from shared.web.views.show import count

# A day without occurrences keeps a mark of this height, so that days can be told apart.
_EMPTY_HEIGHT = 1.0
_LEAST_HEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: a rectangle in the drawing's own units, and what it says."""

    x: float
    y: float
    width: float
    height: float
    empty: bool
    text: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The drawing: `label` says in words what it shows; the axis is from `first` to `last`."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    label: str
    first: str
    last: str
    top: str


def trend(
    days: Mapping[str, int], *, now_ms: int, length: int = 14, width: int = 84, height: int = 24
) -> Trend:
    """Return the bars of the last `length` UTC days; `days` counts by "YYYY-MM-DD"."""
    shown = _last_days(length, now_ms)
    counts = [max(days.get(day.isoformat(), 0), 0) for day in shown]
    top = max(counts)
    slot = width / length
    bars = tuple(
        _bar(day, number, top, x=index * slot, slot=slot, height=height)
        for index, (day, number) in enumerate(zip(shown, counts, strict=True))
    )
    label = _label(shown, counts)
    return Trend(width, height, bars, label, _short(shown[0]), "today", count(top))


def _last_days(length: int, now_ms: int) -> list[date]:
    today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    return [today - timedelta(days=back) for back in reversed(range(length))]


def _bar(day: date, number: int, top: int, *, x: float, slot: float, height: int) -> Bar:
    tall = max(_LEAST_HEIGHT, height * number / top) if number else _EMPTY_HEIGHT
    text = f"{_short(day)}: {count(number)}"
    return Bar(
        round(x, 2),
        round(height - tall, 2),
        round(slot * 0.72, 2),
        round(tall, 2),
        not number,
        text,
    )


def _label(shown: list[date], counts: list[int]) -> str:
    total = f"{count(sum(counts))} in {count(len(shown), 'day')}"
    if not any(counts):
        return total
    most = max(counts)
    return f"{total}, most on {_short(shown[counts.index(most)])} ({count(most)})"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
