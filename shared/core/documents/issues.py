"""Tickets that people file on reports."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.core.analysis.model import ReportType
from shared.core.documents.tallies import Change


class IssueStatus(StrEnum):
    """Where a ticket stands; a Ghost was made by the machine, only counts, and is never listed."""

    OPEN = "Open"
    CLOSED = "Closed"
    GHOST = "Ghost"


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person said of a failure whose issue was filed already."""

    text: str
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """What lists find a report by of its filed issue; every write of that issue keeps it right.

    `words` are those of the summary.
    """

    status: IssueStatus
    filed_ms: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A ticket on a report.

    `log_id` is the report it began with, wherever that was merged since. `filed_ms` is when the
    first bug was submitted, `counted_at_close` how often each fingerprint had been seen when it
    was closed. `hidden` says that another issue speaks for its report since a merge.
    """

    issue_id: str
    log_id: str
    report_type: ReportType
    created_ms: int
    status: IssueStatus = IssueStatus.GHOST
    summary: str = ""
    filed_ms: int | None = None
    comments: tuple[Comment, ...] = ()
    counted_at_close: dict[str, int] = field(default_factory=dict)
    hidden: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def is_filed(self) -> bool:
        """Whether a person submitted it; a Ghost was made by the machine."""
        return self.status is not IssueStatus.GHOST

    @property
    def begun_ms(self) -> int:
        """When it was filed; a Ghost was made with its report."""
        return self.created_ms if self.filed_ms is None else self.filed_ms
