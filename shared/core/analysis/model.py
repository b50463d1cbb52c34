"""The values an analysis is made of."""

from dataclasses import dataclass
from enum import StrEnum


class ReportType(StrEnum):
    """How bad a log is: its most severe failure line decides."""

    CRASH = "C"  # a call stack or a signal
    ERROR = "E"
    WARNING = "W"


@dataclass(frozen=True, slots=True)
class FailureLine:
    """One kept line of a log.

    `number` is 1-based and counts line feeds of the raw log. `text` is clean: valid Unicode, no
    ANSI codes, no CI prefix, credentials masked, at most MAX_LINE_CHARS characters. `rule` names
    the rule that kept the line. `repeats` holds the numbers of later lines with the same skeleton
    that were collapsed into this one (bounded), `repeat_count` how many there were in all.
    """

    number: int
    text: str
    severity: ReportType
    rule: str
    step: str | None = None
    repeats: tuple[int, ...] = ()
    repeat_count: int = 0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one build log says about its failure.

    `failure_lines` is the extract in log order, bounded by severity, never from the top.
    `report_type`, `primary`, `fingerprint` and `coarse_fingerprint` are None together: the log
    shows no failure. `fingerprint_key` is what was hashed: the skeletons, one per line.
    `candidates` are the next best lines after the primary one. `line_count` counts line feeds,
    plus one for a last line without one; `byte_count` counts bytes of the unzipped log. `noise`
    holds ids of what the log says about failures at all; of a passing log, its baseline is made.
    `cause_lines` are the numbers of the lines that name the failure: those that are hashed. A log
    whose primary line is `generic` says that something failed, not what; where it is `guessed`
    nothing spoke, and it is but the last before the end. `fingerprint_before` is what the version
    before calls the same failure, None where there is none (versions.py).
    """

    report_type: ReportType | None
    failure_lines: tuple[FailureLine, ...]
    primary: FailureLine | None
    candidates: tuple[FailureLine, ...]
    fingerprint: str | None
    coarse_fingerprint: str | None
    fingerprint_key: tuple[str, ...]
    line_count: int
    byte_count: int
    extract_cut: bool = False
    noise: tuple[str, ...] = ()
    cause_lines: tuple[int, ...] = ()
    generic: bool = False
    guessed: bool = False
    fingerprint_before: str | None = None

    @property
    def title(self) -> str | None:
        """The text of the primary line: what a report of this failure is called."""
        return self.primary.text if self.primary else None

    def failure_line_numbers(self) -> list[int]:
        """Return the numbers of all kept lines, collapsed repeats included, in order."""
        numbers = {line.number for line in self.failure_lines}
        for line in self.failure_lines:
            numbers.update(line.repeats)
        return sorted(numbers)
