"""How much of what fails is explained: the figures above lists of patterns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.core.documents import DayTally
from shared.core.pattern_lists import PatternQuery, PatternRow
from shared.core.tallies import utc_day
from shared.ports import Patterns
from shared.services.patterns.plan import DAY_MS

DAYS = 30
TIMEOUT = "timeout"
_MAX_TIMEOUTS = 100


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

    def hits_of(self, rows: Iterable[PatternRow]) -> int:
        """Return how many failing logs of these days the patterns hit, counted for each."""
        return sum(row.tally.failing.days.get(day.day, 0) for row in rows for day in self.days)

    def share_of(self, failing_by_day: Mapping[str, int]) -> float | None:
        """Return the share of the failing logs that these are; None where nothing failed."""
        hits = sum(failing_by_day.get(day.day, 0) for day in self.days)
        return min(1.0, hits / self.failing) if self.failing else None


def classify(patterns: Patterns, *, now_ms: int, days: int = DAYS) -> Classification:
    """Return the classification of the last days, today included: one read a day."""
    names = [utc_day(now_ms - number * DAY_MS) for number in range(days)]
    found = patterns.get_days(names)
    return Classification(
        [found[name].value if name in found else DayTally(name) for name in names]
    )


def timeouts(patterns: Patterns) -> Sequence[PatternRow]:
    """Return the patterns that find timeouts, those with the most hits first."""
    query = PatternQuery(label=TIMEOUT)
    return patterns.list_patterns(query, limit=_MAX_TIMEOUTS).items
