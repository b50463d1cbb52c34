"""Facts: what is known of one build log."""

from dataclasses import dataclass

from shared.core.analysis.model import ReportType
from shared.core.documents.patterns import hit_key, side_key
from shared.core.patterns.model import Hit
from shared.core.streams import LogProblem

_PASSED = frozenset({"success", "succeeded", "passed", "pass"})


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
    all the same, as the name of an object of the derived bucket. `hits` are the patterns that
    hit, as keys ("id@version"); `explained` says that one of them names a cause. `passed` tells
    failing logs from those that show no failure, `by_hand` what a person said of this log:
    "label:flaky", "pattern:0123".
    """

    fingerprint: str | None
    seen_ms: int
    job: str | None = None
    noise: str | None = None
    branch: str | None = None
    repo: str | None = None
    hits: tuple[str, ...] = ()
    passed: bool = False
    explained: bool = False
    by_hand: str | None = None

    @property
    def sided_hits(self) -> tuple[str, ...]:
        """The keys that records with such hits are found by."""
        return tuple(side_key(key, passed=self.passed) for key in self.hits)


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

    `hits` are the patterns that the set of number `pattern_set` (0: none) finds, at most
    MAX_HITS (core/scans.py), `matches` names the object with their lines, `scanned_ms` is when
    they were looked for. `cause_lines` are the numbers of the lines that name the failure,
    `generic` and `guessed` say that they do not (core/analysis/model.py); `content_hash` is
    equal for equal logs. `pinned` is the pattern and `label` the label that a person chose.
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
    pattern_set: int = 0
    scanned_ms: int = 0
    hits: tuple[Hit, ...] = ()
    matches: str | None = None
    pinned: str | None = None
    label: str | None = None
    cause_lines: tuple[int, ...] = ()
    generic: bool = False
    guessed: bool = False
    content_hash: str | None = None

    @property
    def passed(self) -> bool:
        """Whether its build passed; where no result is known, whether the log shows no failure."""
        if self.context.result:
            return has_passed(self.context.result)
        return self.fingerprint is None and self.problem is None

    @property
    def contribution(self) -> Contribution | None:
        """What this record should add; None where there is nothing to count or to learn."""
        if self.fingerprint is None and self.noise is None and not self.hits:
            return None
        context = self.context
        return Contribution(
            self.fingerprint,
            self.seen_ms,
            context.job,
            self.noise,
            context.branch,
            context.repo,
            hits=tuple(hit_key(hit.pattern_id, hit.version) for hit in self.hits),
            passed=self.passed,
            explained=any(not hit.generic for hit in self.hits),
            by_hand=self._by_hand,
        )

    @property
    def _by_hand(self) -> str | None:
        if self.label is not None:
            return f"label:{self.label}"
        return None if self.pinned is None else f"pattern:{self.pinned}"

    @property
    def unfolded(self) -> bool:
        """Whether the counters differ from what this record says."""
        return self.counted != self.contribution


def has_passed(result: str | None) -> bool:
    """Tell whether a build's result, as metadata gives it, says that it passed."""
    return result is not None and result.lower() in _PASSED
