"""How durations and log sizes of passes and of failures are spread: a picture and its table."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.core.builds import spread
from shared.core.builds.files import FAILURE, SUCCESS
from shared.core.builds.spread import BUCKETS_PER_DOUBLING, Bar
from shared.core.documents import Distribution, JobStats
from shared.web.views.pictures import WIDTH, Column, Mark, Picture, columns
from shared.web.views.show import count, duration, size

_HEIGHT = 120
_LEAST_SLOTS = 16

Shown = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One bucket of the table behind the picture."""

    range: str
    passes: str
    failures: str


@dataclass(frozen=True, slots=True)
class SpreadView:
    """The picture, passes upward and failures downward, and the table; sums as texts."""

    picture: Picture
    rows: tuple[SpreadRow, ...]
    passes: str
    failures: str


def duration_picture(stats: JobStats) -> SpreadView | None:
    """Return how long builds ran; None where nothing is known."""
    return _view(stats.durations, duration)


def size_picture(stats: JobStats) -> SpreadView | None:
    """Return how large logs are; None where nothing is known."""
    return _view(stats.sizes, lambda amount: size(round(amount)))


def _view(spreads: Mapping[str, Distribution], shown: Shown) -> SpreadView | None:
    passes, failures = (spread.of(spreads, result) for result in (SUCCESS, FAILURE))
    up, down = ({_slot(bar): bar for bar in spread.bars(each)} for each in (passes, failures))
    if not up and not down:
        return None
    bounds = {slot: bar for each in (up, down) for slot, bar in each.items()}
    first = min(bounds)
    slots = max(_LEAST_SLOTS, max(bounds) - first + 1)
    sums = (_sum(passes, "pass", "passes", shown), _sum(failures, "failure", "failures", shown))
    return SpreadView(
        Picture(
            width=WIDTH,
            height=_HEIGHT,
            columns=_columns(up, down, first, slots, shown),
            label="; ".join(sums),
            first=shown(bounds[first].low),
            last=shown(2 ** ((first + slots) / BUCKETS_PER_DOUBLING)),
            top="",
        ),
        tuple(_row(bounds[slot], up.get(slot), down.get(slot), shown) for slot in sorted(bounds)),
        *sums,
    )


def _columns(
    up: Mapping[int, Bar], down: Mapping[int, Bar], first: int, slots: int, shown: Shown
) -> tuple[Column, ...]:
    marks = [
        Mark(
            slot - first,
            bar.count,
            "col-fail" if hangs else "col-pass",
            f"{_range(bar, shown)}: {count(bar.count, *nouns)}",
            hangs,
        )
        for bars, hangs, nouns in (
            (up, False, ("pass", "passes")),
            (down, True, ("failure", "failures")),
        )
        for slot, bar in bars.items()
    ]
    return columns(marks, slots=slots, height=_HEIGHT, axis=_HEIGHT / 2)


def _slot(bar: Bar) -> int:
    """Return the place of a bucket on an axis of equal ratios; that of nothing is before all."""
    return round(math.log2(bar.low) * BUCKETS_PER_DOUBLING) if bar.low else -1


def _row(bounds: Bar, passes: Bar | None, failures: Bar | None, shown: Shown) -> SpreadRow:
    numbers = (count(each.count) if each else "0" for each in (passes, failures))
    return SpreadRow(_range(bounds, shown), *numbers)


def _range(bar: Bar, shown: Shown) -> str:
    return f"{shown(bar.low)} to {shown(bar.high)}" if bar.low else shown(0)


def _sum(values: Distribution, noun: str, plural: str, shown: Shown) -> str:
    number, half, mean = (
        spread.count_of(values),
        spread.quantile(values, 0.5),
        spread.mean(values),
    )
    if half is None or mean is None:
        return f"no {noun}"
    return f"{count(number, noun, plural)}, half of them up to {shown(half)}, mean {shown(mean)}"
