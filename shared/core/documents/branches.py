"""Branches that everyone builds on: what is heard of them, and what follows from it, by week.

A page of a branch reads its `Branch` and the newest of its weeks, however long it has been there.
"""

from dataclasses import dataclass, field

from shared.core import ids
from shared.core.breakages.counts import Brokenness
from shared.core.breakages.order import Push


@dataclass(frozen=True, slots=True)
class BranchNews:
    """Says that something happened on a branch, until it is folded into the branch's weeks.

    A push, or a commit that was decided anew; with neither, what people say broke the branch
    changed. It is written in the commit that made it so.
    """

    news_id: str
    repo: str
    branch: str
    at_ms: int
    push: Push | None = None
    sha: str | None = None

    @property
    def branch_key(self) -> str:
        """The key of its branch."""
        return ids.branch_key(self.repo, self.branch)


@dataclass(frozen=True, slots=True)
class BranchCommit:
    """A commit in its place on the branch; `gone`: a forced push replaced it.

    `at_ms` is the time of its place: of its push, else of `seen_ms`, when a decision was first
    heard of, and never before that of the commit in front of it. `cells` has one letter for each
    of the week's jobs, in their order (core/breakages/cells.py); what is missing at its end did
    not run.
    """

    sha: str
    at_ms: int
    seen_ms: int | None = None
    cells: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class OpenRun:
    """Failures of a job that goes on failing: how many, and when the first was.

    `is_single` says that few jobs failed where it began: it stands alone if it ends at once.
    From `cause_sha` to `last_sha` nobody explained `unexplained` of them; None: all are explained.
    """

    first_ms: int
    failures: int
    is_single: bool
    cause_sha: str | None = None
    cause_ms: int = 0
    last_sha: str | None = None
    unexplained: int = 0


@dataclass(frozen=True, slots=True)
class BranchProposal:
    """What looks like a breakage and nobody annotated, from `cause_sha`, which came at `cause_ms`.

    It was over with `resolved_sha`, None: it goes on; `last_sha` is where a job failed last.
    `jobs` are the first of the names of `job_count`, `failures` counts builds.
    """

    cause_sha: str
    cause_ms: int
    resolved_sha: str | None
    last_sha: str
    jobs: tuple[str, ...]
    job_count: int
    failures: int


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What the commits of a week add to the figures of their branch.

    `builds` are those that ended in this week, by job. `days`, and `alone` (for each day the
    failures that stood alone, by job), may be of days before the week: whether a failure stands
    alone is known when its job ran next. `proposals` are of runs of failures that ended in this
    week, the newest of `proposed` in all.
    """

    builds: dict[str, int] = field(default_factory=dict)
    days: dict[str, Brokenness] = field(default_factory=dict)
    alone: dict[str, dict[str, int]] = field(default_factory=dict)
    proposals: tuple[BranchProposal, ...] = ()
    proposed: int = 0


NO_COUNTS = WeekCounts()


@dataclass(frozen=True, slots=True)
class BranchWeek:
    """What was heard of a branch in the week from `monday` (UTC, "2026-11-23"), and its counts.

    `commits` are oldest first; `pushes` those made in this week by their own time. `carry` are
    the runs of failures that are open after its last commit, by job. `source` is a hash of all
    that `counts` and `carry` were computed from. `cut` says that there was more than a week can
    hold.
    """

    key: str
    repo: str
    branch: str
    monday: str
    revision: int = 0
    jobs: tuple[str, ...] = ()
    commits: tuple[BranchCommit, ...] = ()
    pushes: tuple[Push, ...] = ()
    counts: WeekCounts = NO_COUNTS
    carry: dict[str, OpenRun] = field(default_factory=dict)
    source: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FlakeCounts:
    """How many builds of a job there were, and how many of them failed alone."""

    alone: int
    builds: int


@dataclass(frozen=True, slots=True)
class BreakageTimes:
    """When the commits of a breakage came: its cause, and its resolution, None: it goes on."""

    began_ms: int
    resolved_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """The figures of a branch; `weeks` names its week documents by Monday, with their revisions.

    `days` are those of the kept weeks, `totals` of weeks, by Monday, of some years; `flakes` by
    job since the Monday `flakes_since`. `proposals` are the newest of `proposed`. `mean_fix_ms` is
    that of `fixes` breakages that were resolved, None without one; `times` are those of the
    newest breakages, by id. `carry` is the carry of the last week that is kept no more.
    `annotations` counts changes of its breakages. `head` is the newest commit, `updated_ms` when
    something of this changed last.
    """

    key: str
    repo: str
    branch: str
    revision: int = 0
    updated_ms: int = 0
    head: str | None = None
    weeks: dict[str, int] = field(default_factory=dict)
    days: dict[str, Brokenness] = field(default_factory=dict)
    totals: dict[str, Brokenness] = field(default_factory=dict)
    flakes: dict[str, FlakeCounts] = field(default_factory=dict)
    flakes_since: str | None = None
    proposals: tuple[BranchProposal, ...] = ()
    proposed: int = 0
    mean_fix_ms: int | None = None
    fixes: int = 0
    times: dict[str, BreakageTimes] = field(default_factory=dict)
    carry: dict[str, OpenRun] = field(default_factory=dict)
    annotations: int = 0
    cut: bool = False
