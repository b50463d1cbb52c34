"""What a pattern finds in stored logs before it is saved, and what speaks against it."""

from dataclasses import dataclass, field

from shared.core.documents import Record, Report
from shared.core.patterns.model import Hit

MAX_PASSING_SHARE = 0.1
MAX_FOUND = 1_000


@dataclass(frozen=True, slots=True)
class Example:
    """A line that the pattern finds, as it is shown."""

    record_id: str
    line_number: int
    line: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A failing log that the pattern hits, and the numbers of the lines it finds."""

    record: Record
    hit: Hit
    line_numbers: tuple[int, ...]


@dataclass(slots=True)
class DryRun:
    """What one pattern finds in the newest logs.

    `scanned` of at most `of` logs were looked at, `in_scope` of them read; `failing` and `passing`
    of them are logs of that kind, `..._hits` those that the pattern hits. `generic_only` says that
    every line found is one that names no cause. `reports` are those that failing logs with hits
    show, at most MAX_REPORTS; `unscannable` logs are gone. `found` are the newest failing logs
    with hits, at most MAX_FOUND.
    """

    of: int = 0
    scanned: int = 0
    in_scope: int = 0
    failing: int = 0
    passing: int = 0
    failing_hits: int = 0
    passing_hits: int = 0
    unscannable: int = 0
    generic_only: bool = False
    milliseconds: int = 0
    examples: list[Example] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    found: list[FoundIn] = field(default_factory=list)

    @property
    def hits(self) -> int:
        """How many logs the pattern hits."""
        return self.failing_hits + self.passing_hits

    @property
    def doubts(self) -> tuple[str, str] | None:
        """Why logs that it hits should not be called flaky: a code and a sentence; None if not."""
        if self.passing and self.passing_hits > MAX_PASSING_SHARE * self.passing:
            return "hits_passing_logs", (
                f"It hits {self.passing_hits} of {self.passing} passing logs, more than one in"
                " ten, so it says little about failures."
            )
        if self.hits and self.generic_only:
            return "only_generic_lines", (
                'It finds only lines that name no cause, such as "Process completed with exit'
                ' code 1".'
            )
        return None
