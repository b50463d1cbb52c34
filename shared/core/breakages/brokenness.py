"""How broken a branch was, by day and by week, in numbers that add up."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shared.core.breakages.counts import Brokenness, monday_of, start_of
from shared.core.documents import Breakage

_95_PERCENT = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `count` in `of`, and the interval that holds the true one in 95 of 100 cases."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself."""
        return self.count / self.of


def by_week(days: Mapping[str, Brokenness]) -> dict[str, Brokenness]:
    """Return the counts of each week, named after its Monday."""
    weeks: dict[str, Brokenness] = {}
    for day, counts in sorted(days.items()):
        monday = monday_of(start_of(day))
        weeks[monday] = weeks.get(monday, Brokenness()) + counts
    return weeks


def fix_times_ms(breakages: Iterable[Breakage], time_ms: Callable[[str], int | None]) -> list[int]:
    """Return how long each of the breakages took whose resolution is known."""
    ends = [(time_ms(each.cause_sha), time_ms(each.resolved_sha or "")) for each in breakages]
    return [end - start for start, end in ends if start is not None and end is not None]


def rate_of(count: int, of: int) -> Rate:
    """Return the share with Wilson's interval, which holds for few cases, too; `of` is above 0.

    https://doi.org/10.1080/01621459.1927.10502953
    """
    share, z2 = count / of, _95_PERCENT**2
    middle = share + z2 / (2 * of)
    spread = _95_PERCENT * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return Rate(count, of, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
