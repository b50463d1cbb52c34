"""What is stored: records are facts, reports, fingerprints and issues follow from them.

Times are integers, milliseconds since the Unix epoch, named `..._ms`: stores sort and compare
them as numbers. Every value here turns to and from plain JSON by `shared/adapters/codec.py`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.core.analysis.model import ReportType
from shared.core.facets import report_facets
from shared.core.streams import LogProblem


class IssueStatus(StrEnum):
    """Where a ticket stands; a Ghost was made by the machine, only counts, and is never listed."""

    OPEN = "Open"
    CLOSED = "Closed"
    GHOST = "Ghost"


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Which build a log belongs to, as far as its name and its uploader say."""

    job: str | None = None
    build: str | None = None
    repo: str | None = None
    sha: str | None = None
    branch: str | None = None
    pull: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one record adds to what is derived from records, and when and where it was seen.

    `fingerprint`: one occurrence of it. `noise`: what a passing log of the job said of failures
    all the same, as the name of an object of the derived bucket.
    """

    fingerprint: str | None
    seen_ms: int
    job: str | None = None
    noise: str | None = None
    branch: str | None = None
    repo: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one build log; its id is a hash of bucket and name.

    `seen_ms` is when the object was written, `ingested_ms` when it was first recorded,
    `expires_ms` when the record may go. `problem` says why the log could not be (wholly) read.
    `counted` is what of it the counters hold; the fold makes it equal to what it contributes.
    `extract` names the object of the derived bucket that holds the reduced log, `noise` that
    which holds what a log that is known to have passed says of failures, `index` that which says
    where the lines of a large log are in its seekable copy. `uploaded_by` is who sent the log
    through the service; one dropped in the bucket has none.
    """

    record_id: str
    bucket: str
    name: str
    generation: int
    seen_ms: int
    ingested_ms: int
    expires_ms: int
    context: BuildContext = BuildContext()
    stored_bytes: int = 0
    byte_count: int = 0
    line_count: int = 0
    problem: LogProblem | None = None
    report_type: ReportType | None = None
    title: str | None = None
    primary_line: int | None = None
    failure_line_count: int = 0
    fingerprint: str | None = None
    extract: str | None = None
    noise: str | None = None
    index: str | None = None
    counted: Contribution | None = None
    uploaded_by: str | None = None

    @property
    def contribution(self) -> Contribution | None:
        """What this record should add; None where there is nothing to count or to learn."""
        if self.fingerprint is None and self.noise is None:
            return None
        context = self.context
        return Contribution(
            self.fingerprint, self.seen_ms, context.job, self.noise, context.branch, context.repo
        )

    @property
    def unfolded(self) -> bool:
        """Whether the counters differ from what this record says."""
        return self.counted != self.contribution


@dataclass(frozen=True, slots=True)
class Tally:
    """Occurrences counted so far: how many, first and last seen, and how many of each.

    `days` are UTC days. Who names no branch or repository counts in none.
    """

    occurrences: int = 0
    first_seen_ms: int | None = None
    last_seen_ms: int | None = None
    days: dict[str, int] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    branches: dict[str, int] = field(default_factory=dict)
    repos: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what, and when."""

    at_ms: int
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One failure scenario as hashed, and the report it belongs to; `key` is what was hashed.

    `signature` and `bands` find near-duplicates (core/near_duplicates.py), empty for a text too
    short for that. `near` is the fingerprint that this one was joined to for being alike,
    `similarity` how alike: such a join groups, and never excuses a failure.

    Deleting its report ends a fingerprint's life: the document stays, without counts, bands and
    report, and `followed_by` names the key under which the same failure starts anew
    (core/ids.py). Records keep the key of the life they were seen in.
    """

    fingerprint: str
    log_id: str
    report_type: ReportType
    key: tuple[str, ...]
    coarse: str | None = None
    signature: str = ""
    bands: tuple[str, ...] = ()
    near: str | None = None
    similarity: float | None = None
    tally: Tally = Tally()
    followed_by: str | None = None
    ended: Change | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it has a report; one that has none is not counted, listed or found."""
        return self.followed_by is None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What lists find a report by of its filed issue; every write of that issue keeps it right.

    `words` are those of the summary.
    """

    status: IssueStatus
    filed_ms: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One unique failure scenario: a set of fingerprints. `tally` sums theirs.

    `created_by` is the record that showed the failure for the first time. `merged_into` is the
    report that this one became part of: it has no fingerprints any more, is not listed, and its
    id leads there; `had` are those it took along, to be given back when the merge is undone.

    `members` are the reports merged into this one; what was merged into them stays with them.
    `own_issue` is the ticket it began with, where another's speaks for it since a merge. A report
    in `apart` was told apart from this one by a person: the machine does not join them again.
    `split_from` is the report that this one was split off. `ticket` is there once its issue is
    filed.
    """

    log_id: str
    report_type: ReportType
    title: str
    fingerprints: tuple[str, ...]
    issue_id: str
    created_ms: int
    created_by: str
    merged_into: str | None = None
    tally: Tally = Tally()
    labels: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    own_issue: str | None = None
    apart: tuple[str, ...] = ()
    split_from: str | None = None
    changes: tuple[Change, ...] = ()
    ticket: Ticket | None = None

    @property
    def own_issue_id(self) -> str:
        """The ticket it began with; a merged report's `issue_id` is that too."""
        return self.own_issue or self.issue_id

    @property
    def first_ms(self) -> int:
        """When it was first seen; one never folded was seen when created."""
        first = self.tally.first_seen_ms
        return self.created_ms if first is None else first

    @property
    def last_ms(self) -> int:
        """When it was last seen; one never folded was seen when created."""
        last = self.tally.last_seen_ms
        return self.created_ms if last is None else last

    @property
    def facets(self) -> tuple[str, ...]:
        """What lists find it by; they follow from the records folded, its title and its issue."""
        tally, ticket = self.tally, self.ticket
        return report_facets(
            self.report_type.value,
            self.title,
            statuses=("filed", ticket.status.value.lower()) if ticket else (),
            summary_words=ticket.words if ticket else (),
            labels=self.labels,
            repos=tally.repos,
            branches=tally.branches,
            jobs=tally.jobs,
        )


@dataclass(frozen=True, slots=True)
class PassingLog:
    """A log of a job that passed, and the object that holds its noise."""

    record_id: str
    seen_ms: int
    noise: str


@dataclass(frozen=True, slots=True)
class Job:
    """One job; `passing` are its newest passing logs, newest first: its baseline is theirs."""

    job: str
    passing: tuple[PassingLog, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person said of a failure whose issue was filed already."""

    text: str
    by: str
    at_ms: int


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


@dataclass(frozen=True, slots=True)
class NewFailure:
    """What a fingerprint seen for the first time adds; all is written or nothing.

    A near-duplicate of a known failure adds its fingerprint alone.
    """

    fingerprint: Fingerprint
    report: Report | None = None
    issue: Issue | None = None
