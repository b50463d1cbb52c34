"""A branch and its weeks after some news: everything that is to be written, in one value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shared.core.breakages.counts import monday_of
from shared.core.breakages.figures import with_figures
from shared.core.breakages.moved import moved
from shared.core.breakages.order import Push
from shared.core.breakages.week_fold import fold_all
from shared.core.breakages.weeks import Heard, Weeks, oldest_kept, order_of_weeks, place
from shared.core.documents import Branch, BranchWeek, Breakage


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a branch: its document, its weeks by Monday, and its breakages."""

    branch: Branch
    weeks: Weeks
    breakages: Sequence[Breakage]


@dataclass(frozen=True, slots=True)
class Followed:
    """A branch after some news; `changed` are its weeks to be written, by Monday.

    The weeks `dropped` are kept no more. `moved` are commits that breakages came to cover, or
    cover no more, as the order of the branch changed. `done`: all weeks were folded that had to
    be; if not, the same news are to be followed once more.
    """

    branch: Branch
    changed: dict[str, BranchWeek]
    dropped: list[str]
    moved: list[str]
    done: bool


def follow(
    known: Known,
    pushes: Iterable[Push],
    heard: Mapping[str, Heard],
    *,
    annotated: bool,
    now_ms: int,
    at_most: int,
) -> Followed:
    """Return the branch after the pushes and decisions; at most so many weeks are folded.

    `annotated` says that its breakages changed. What is older than the kept weeks is left out.
    """
    branch, oldest_ms = known.branch, oldest_kept(now_ms)
    kept = {monday: week for monday, week in known.weeks.items() if monday >= monday_of(oldest_ms)}
    dropped = sorted(known.weeks.keys() - kept.keys())
    placed = place(
        kept,
        [push for push in pushes if push.at_ms >= oldest_ms],
        {sha: each for sha, each in heard.items() if each.seen_ms >= oldest_ms},
        repo=branch.repo,
        branch=branch.branch,
    )
    carry = known.weeks[dropped[-1]].carry if dropped else branch.carry
    weeks, done = fold_all(placed.weeks, placed.order, known.breakages, carry, at_most=at_most)
    after = with_figures(replace(branch, carry=carry), weeks, placed.order, known.breakages)
    after = replace(after, annotations=branch.annotations + annotated)
    changed, after = _revised(branch, after, known.weeks, weeks, now_ms)
    places = moved(known.breakages, order_of_weeks(kept), placed.order)
    return Followed(after, changed, dropped, places, done)


def _revised(
    before: Branch, after: Branch, known: Weeks, weeks: Weeks, now_ms: int
) -> tuple[dict[str, BranchWeek], Branch]:
    """Return the weeks that changed and the branch, with new revisions where something did."""
    revision = before.revision + 1
    changed = {
        monday: replace(week, revision=revision)
        for monday, week in weeks.items()
        if week != known.get(monday)
    }
    revisions = {monday: week.revision for monday, week in {**weeks, **changed}.items()}
    if not changed and replace(after, weeks=revisions) == before:
        return {}, before
    return changed, replace(after, weeks=revisions, revision=revision, updated_ms=now_ms)
