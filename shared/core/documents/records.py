"""Facts: what is known of one build log."""

from dataclasses import dataclass

from shared.core.analysis.model import ReportType
from shared.core.streams import LogProblem


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
