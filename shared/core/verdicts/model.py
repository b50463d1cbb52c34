"""The facts that a verdict rests on, and the verdict. Times are milliseconds since the epoch."""

from dataclasses import dataclass, field
from enum import StrEnum


class Result(StrEnum):
    """How a build ended."""

    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    ABORTED = "ABORTED"


class Trust(StrEnum):
    """Who says how a build ended, the most trusted first."""

    PROVIDER = "provider"  # the CI's API or webhook
    FILES = "files"  # finished.json and its like: whoever may write to the bucket could forge them
    UPLOADER = "uploader"  # a field of the upload


class Label(StrEnum):
    """The labels that excuse a failure."""

    KNOWN_PROBLEM = "known-problem"
    FLAKY = "flaky"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One build log that shows a failure or matches a pattern; `at_ms` is its build's start.

    `branch` and `author` are those of its commit as the repository's host tells them. What an
    uploader says of them is no evidence: a pull request could say anything.
    """

    record_id: str
    at_ms: int
    sha: str | None = None
    pull: str | None = None
    branch: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Excuse:
    """What carries a label that fits a failure: a pattern that matches, or the report's issue.

    `given_by` names it ("pattern 4f1d version 3", "issue 142805"), `line_number` is where it fits.
    `names_cause` says that it fits the failure itself and not another line of the log, nor a
    generic one, nor by likeness alone. `in_scope` is that of the pattern. `sightings` are other
    logs that it fits, newest first. `red_retries` and `green_retries` count how often a job that
    it excused as flaky failed again, or passed, on the same commit within the last 30 days.
    """

    label: Label
    given_by: str
    names_cause: bool
    line_number: int | None = None
    in_scope: bool = True
    expires_ms: int | None = None
    sightings: tuple[Sighting, ...] = ()
    red_retries: int = 0
    green_retries: int = 0


class LogTrouble(StrEnum):
    """Why a log cannot be trusted to tell the cause; the sentence that evidence shows."""

    UNREADABLE = "the log could not be read"
    CUT = "the log is cut"
    UNSCANNED = "the log was not scanned for the newest patterns yet"
    COPIED = "the log is byte for byte that of another build"
    SILENT = "the log names no failure"


@dataclass(frozen=True, slots=True)
class Failure:
    """What the log of a failed build says.

    `generic` is a failure that only a generic line names ("exit code 1"). `sightings` are other
    logs with the same fingerprint, newest first.
    """

    record_id: str
    log_id: str | None = None
    title: str = ""
    line_number: int | None = None
    trouble: LogTrouble | None = None
    generic: bool = False
    excuses: tuple[Excuse, ...] = ()
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a job on the commit. `result` is None while it runs.

    `heard_ms` is when this service first heard of the attempt's failure, by its own clock;
    `records` are all logs that are said to be of it.
    """

    build: str | None
    heard_ms: int
    result: Result | None = None
    trust: Trust = Trust.PROVIDER
    started_ms: int | None = None
    number: int = 0
    failure: Failure | None = None
    records: tuple[str, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether it ended without success."""
        return self.result is not None and self.result is not Result.SUCCESS


@dataclass(frozen=True, slots=True)
class KnownBreakage:
    """An annotation that covers the commit's place on its branch; `jobs` None: all of them.

    `base_jobs` are those that were seen failing on the branch within the span.
    """

    breakage_id: str
    mode: str
    jobs: tuple[str, ...] | None = None
    base_jobs: frozenset[str] = frozenset()


class VerdictKind(StrEnum):
    """Why a job failed, as far as evidence goes."""

    KNOWN_BREAKAGE = "known breakage"
    KNOWN_PROBLEM = "known problem"
    FLAKY = "flaky"
    NEW = "new"
    UNKNOWN = "unknown"

    @property
    def is_explained(self) -> bool:
        """Whether the pull request is not to blame."""
        return self not in (VerdictKind.NEW, VerdictKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Pin:
    """What a curator says of one build's failure, against the machine, and why."""

    build: str | None
    kind: VerdictKind
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class CommitFacts:
    """A commit, what is known of its jobs, oldest attempt first, and the breakages at its place.

    `pull` is the pull request that it belongs to, `base_branch` the branch that this is to be
    merged into; for a commit on a branch, the main branch. Breakages are those of the commit's
    place on its branch, or of its pull request's base. `pins` are by job.
    """

    repo: str
    sha: str
    jobs: dict[str, tuple[Attempt, ...]]
    pull: str | None = None
    branch: str | None = None
    base_branch: str | None = None
    author: str | None = None
    breakages: tuple[KnownBreakage, ...] = ()
    pins: dict[str, Pin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why one job failed. `evidence` are sentences, the decisive one first.

    `is_due` says that its log may still come, so that nothing is decided yet. `seen_in` names
    records elsewhere that show the same, `seen_by` whose builds those are, `seen_since_ms` when
    the first of them began.
    """

    job: str
    build: str | None
    kind: VerdictKind
    evidence: tuple[str, ...]
    given_by: str | None = None
    log_id: str | None = None
    record_id: str | None = None
    title: str = ""
    line_number: int | None = None
    seen_in: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
    seen_since_ms: int | None = None
    also_on_base: bool = False
    is_due: bool = False


class State(StrEnum):
    """What the commit's status says, in GitHub's words."""

    PENDING = "pending"
    SUCCESS = "success"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of a commit, the sentence of its status, and why each failed job failed.

    `running` are jobs that have not ended, `recovered` those that failed and then passed:
    confirmed to be flaky. `decide_again_ms` is when time alone may change the decision.
    """

    state: State
    description: str
    verdicts: tuple[Verdict, ...] = ()
    running: tuple[str, ...] = ()
    recovered: tuple[str, ...] = ()
    decide_again_ms: int | None = None

    def count(self, kind: VerdictKind) -> int:
        """Return how many failed jobs have this verdict."""
        return sum(1 for verdict in self.verdicts if verdict.kind is kind)
