"""Counts of brokenness that add up and take away, and the calendar that they are kept by."""

from dataclasses import dataclass
from datetime import UTC, datetime

DAY_MS = 86_400_000
WEEK_MS = 7 * DAY_MS
_FIRST_MONDAY_MS = 4 * DAY_MS  # 1970-01-05


@dataclass(frozen=True, slots=True)
class Brokenness:
    """Counts of some commits of a branch; sums of them are as true.

    `red` are commits where a job failed. Of `failures`, builds that failed, some are explained by
    annotations, some stand alone; of `builds` all that ended.
    """

    commits: int = 0
    red: int = 0
    builds: int = 0
    failures: int = 0
    explained: int = 0
    isolated: int = 0

    def __add__(self, other: "Brokenness") -> "Brokenness":
        """Return the counts of both."""
        return Brokenness(
            self.commits + other.commits,
            self.red + other.red,
            self.builds + other.builds,
            self.failures + other.failures,
            self.explained + other.explained,
            self.isolated + other.isolated,
        )

    def __sub__(self, other: "Brokenness") -> "Brokenness":
        """Return the counts without those of the other: how a roll-up follows a change."""
        return self + Brokenness(
            -other.commits,
            -other.red,
            -other.builds,
            -other.failures,
            -other.explained,
            -other.isolated,
        )

    @property
    def red_share(self) -> float | None:
        """How much of the branch was red, None where nothing ran."""
        return self.red / self.commits if self.commits else None

    @property
    def explained_share(self) -> float | None:
        """How many of the failures somebody explained, None without one."""
        return self.explained / self.failures if self.failures else None


def day_of(time_ms: int) -> str:
    """Return the day in UTC, as 2026-11-23."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%d")


def start_of(day: str) -> int:
    """Return when the day began that `day_of` names, in milliseconds."""
    return int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()) * 1000


def week_of(time_ms: int) -> int:
    """Return when the week of this time began: its Monday in UTC, in milliseconds."""
    return (time_ms - _FIRST_MONDAY_MS) // WEEK_MS * WEEK_MS + _FIRST_MONDAY_MS


def monday_of(time_ms: int) -> str:
    """Return the name of the week of this time: its Monday in UTC, as 2026-11-23."""
    return day_of(week_of(time_ms))
