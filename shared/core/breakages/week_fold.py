"""What the commits of one week add to the figures of their branch.

A fold goes from commit to commit, and carries the runs of failures that are open from one week
into the next. What the weeks add is in sum what all commits give at once. A week whose commits,
annotations and carry are those that it was folded with need not be folded again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from shared.core.breakages.cells import PASSED
from shared.core.breakages.counts import Brokenness, day_of
from shared.core.breakages.order import BranchOrder
from shared.core.breakages.span import names_job, span_of
from shared.core.breakages.weeks import Weeks
from shared.core.documents import (
    BranchCommit,
    BranchProposal,
    BranchWeek,
    Breakage,
    OpenRun,
    WeekCounts,
)

# So many jobs that fail at one commit fail for one reason, however short it lasts.
MANY_JOBS = 3
# So many failures of a job in a row are no accident.
MIN_FAILURES = 2
MAX_PROPOSALS = 30
MAX_PROPOSED_JOBS = 20
MAX_OPEN = 200
_RELEASE = "1"  # to be raised with any change of what a fold counts

Carry = Mapping[str, OpenRun]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a week a breakage excuses jobs: places from 0 on, the last excluded."""

    start: int
    end: int
    breakage: Breakage

    def excuses(self, place: int, job: str) -> bool:
        """Tell whether it explains the job's failure at the place."""
        return self.start <= place < self.end and names_job(self.breakage, job)


def fold_all(
    weeks: Weeks,
    order: BranchOrder,
    breakages: Iterable[Breakage],
    carry: Carry,
    *,
    at_most: int,
) -> tuple[dict[str, BranchWeek], bool]:
    """Return the weeks with what they add, and whether all were folded that had to be.

    `weeks` are the pieces of `order`, by Monday; `carry` is open before the first. At most so
    many are folded, the oldest first: the others keep what they had.
    """
    spans = [(span_of(each, order), each) for each in breakages]
    folded, first = dict(weeks), 0
    for monday, week in sorted(weeks.items()):
        inside = _clipped(spans, range(first, first + len(week.commits)))
        source = _source(week, inside, carry, order)
        if source != week.source:
            if at_most == 0:
                return folded, False
            at_most -= 1
            folded[monday] = replace(fold_week(week, inside, carry, order), source=source)
        first, carry = first + len(week.commits), folded[monday].carry
    return folded, True


def fold_week(
    week: BranchWeek, spans: Sequence[Span], carry: Carry, order: BranchOrder
) -> BranchWeek:
    """Return the week with what it adds, and with the runs that are open after it."""
    fold = _Fold(week.jobs, spans, carry, order)
    for place, commit in enumerate(week.commits):
        fold.add(place, commit)
    return replace(week, counts=fold.counts(), carry=fold.open_runs())


def proposals_of(runs: Carry, resolved_sha: str | None, order: BranchOrder) -> list[BranchProposal]:
    """Return what these runs, which ended together or go on, look like to be; the newest first."""
    together: dict[str, dict[str, OpenRun]] = {}
    for job, run in runs.items():
        if run.cause_sha is not None:
            together.setdefault(run.cause_sha, {})[job] = run
    found = [
        _proposal(cause_sha, each, resolved_sha, order)
        for cause_sha, each in together.items()
        if len(each) >= MANY_JOBS or any(run.unexplained >= MIN_FAILURES for run in each.values())
    ]
    return newest_first(found, order)


def newest_first(found: Iterable[BranchProposal], order: BranchOrder) -> list[BranchProposal]:
    """Return the proposals by where they begin."""

    def begin(proposal: BranchProposal) -> tuple[int, int, tuple[str, ...]]:
        place = order.place(proposal.cause_sha)
        return (-1 if place is None else place, proposal.cause_ms, proposal.jobs)

    return sorted(found, key=begin, reverse=True)


class _Fold:
    """The figures of one week while its commits are added, oldest first."""

    def __init__(
        self, jobs: Sequence[str], spans: Sequence[Span], carry: Carry, order: BranchOrder
    ) -> None:
        self._jobs, self._spans, self._order = jobs, spans, order
        self._open = dict(carry)
        self._builds: dict[str, int] = {}
        self._days: dict[str, Brokenness] = {}
        self._alone: dict[str, dict[str, int]] = {}
        self._proposals: list[BranchProposal] = []

    def add(self, place: int, commit: BranchCommit) -> None:
        """Count the commit, if anything ended there."""
        passed = {
            job: PASSED[letter]
            for job, letter in zip(self._jobs, commit.cells, strict=False)
            if letter in PASSED
        }
        if not passed:
            return
        failed = [job for job, has_passed in passed.items() if not has_passed]
        explained = {job for job in failed if self._explains(place, job)}
        self._count(commit, passed, len(failed), len(explained))
        self._close(commit, [job for job, has_passed in passed.items() if has_passed])
        for job in failed:
            run = self._open.get(job) or OpenRun(commit.at_ms, 0, len(failed) < MANY_JOBS)
            self._open[job] = _longer(run, commit, is_explained=job in explained)

    def counts(self) -> WeekCounts:
        """Return what the week adds."""
        newest = newest_first(self._proposals, self._order)[:MAX_PROPOSALS]
        return WeekCounts(
            self._builds, self._days, self._alone, tuple(newest), len(self._proposals)
        )

    def open_runs(self) -> dict[str, OpenRun]:
        """Return the runs that go on; of too many the newest."""
        newest = sorted(self._open.items(), key=lambda each: (each[1].first_ms, each[0]))
        return dict(newest[-MAX_OPEN:])

    def _explains(self, place: int, job: str) -> bool:
        return any(span.excuses(place, job) for span in self._spans)

    def _count(
        self, commit: BranchCommit, passed: Iterable[str], failures: int, explained: int
    ) -> None:
        builds = 0
        for job in passed:
            self._builds[job] = self._builds.get(job, 0) + 1
            builds += 1
        red = int(failures > 0)
        self._add(day_of(commit.at_ms), Brokenness(1, red, builds, failures, explained))

    def _close(self, commit: BranchCommit, passed: Iterable[str]) -> None:
        """Count the runs that ended with this commit."""
        ended = {job: self._open.pop(job) for job in passed if job in self._open}
        for job, run in ended.items():
            if run.failures == 1 and run.is_single:
                day = day_of(run.first_ms)
                self._add(day, Brokenness(isolated=1))
                alone = self._alone.setdefault(day, {})
                alone[job] = alone.get(job, 0) + 1
        if ended:
            self._proposals += proposals_of(ended, commit.sha, self._order)

    def _add(self, day: str, counts: Brokenness) -> None:
        self._days[day] = self._days.get(day, Brokenness()) + counts


def _longer(run: OpenRun, commit: BranchCommit, *, is_explained: bool) -> OpenRun:
    """Return the run with the failure at this commit."""
    run = replace(run, failures=run.failures + 1)
    if is_explained:
        return run
    if run.cause_sha is None:
        run = replace(run, cause_sha=commit.sha, cause_ms=commit.at_ms)
    return replace(run, last_sha=commit.sha, unexplained=run.unexplained + 1)


def _proposal(
    cause_sha: str, runs: Carry, resolved_sha: str | None, order: BranchOrder
) -> BranchProposal:
    return BranchProposal(
        cause_sha,
        next(iter(runs.values())).cause_ms,
        resolved_sha,
        _in_order({run.last_sha for run in runs.values()}, order)[-1],
        tuple(sorted(runs)[:MAX_PROPOSED_JOBS]),
        len(runs),
        sum(run.unexplained for run in runs.values()),
    )


def _in_order(shas: Iterable[str | None], order: BranchOrder) -> list[str]:
    return sorted(filter(None, shas), key=lambda sha: (order.place(sha) or 0, sha))


def _clipped(spans: Iterable[tuple[range, Breakage]], inside: range) -> list[Span]:
    """Return the spans as far as they are within the places of a week."""
    found = []
    for span, breakage in spans:
        start, end = max(span.start, inside.start), min(span.stop, inside.stop)
        if start < end:
            found.append(Span(start - inside.start, end - inside.start, breakage))
    return found


def _source(week: BranchWeek, spans: Iterable[Span], carry: Carry, order: BranchOrder) -> str:
    """Return a hash of all that a fold of the week depends on."""
    said = sorted((span.start, span.end, span.breakage.jobs or ("*",)) for span in spans)
    # Which of the failures behind the week was the last is a matter of the order.
    lasts = _in_order({run.last_sha for run in carry.values()}, order)
    text = [_RELEASE, repr((week.jobs, said, sorted(carry.items()), lasts))]
    text += (f"{commit.sha} {commit.at_ms} {commit.cells}" for commit in week.commits)
    return blake2b("\n".join(text).encode(), digest_size=12).hexdigest()
