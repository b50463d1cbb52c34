"""How much of what fails is explained: the figures above lists of patterns."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.core.documents import DayTally
from shared.core.tallies import utc_day
from shared.ports import Patterns
from shared.services.patterns.plan import DAY_MS


@dataclass(frozen=True, slots=True)
class Classification:
    """Failing logs of the last days, the newest first, and how many of them a pattern explains."""

    days: Sequence[DayTally]

    @property
    def failing(self) -> int:
        """How many failing logs there were."""
        return sum(day.failing for day in self.days)

    @property
    def explained(self) -> int:
        """How many of them have a hit of a pattern that names a cause."""
        return sum(day.explained for day in self.days)

    @property
    def rate(self) -> float | None:
        """The share of failing logs that is explained; None where nothing failed."""
        return self.explained / self.failing if self.failing else None


def classify(patterns: Patterns, *, now_ms: int, days: int = 30) -> Classification:
    """Return the classification of the last days, today included: one read a day."""
    names = [utc_day(now_ms - number * DAY_MS) for number in range(days)]
    found = patterns.get_days(names)
    return Classification(
        [found[name].value if name in found else DayTally(name) for name in names]
    )
