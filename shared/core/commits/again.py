"""When time alone, or what arrived elsewhere, may have changed a decision."""

from collections.abc import Iterable

from shared.core.documents import Commit
from shared.core.verdicts.model import Decision, Failure, LogTrouble

LATE_MS = 86_400_000
"""For so long after a commit was first heard of, logs that come late elsewhere are looked for."""
FIRST_LOOK_MS = 10 * 60_000
SCANNING_MS = 5 * 60_000


def decide_again_ms(
    commit: Commit,
    decision: Decision,
    failures: Iterable[Failure],
    *,
    now_ms: int,
    covered: bool = False,
) -> int | None:
    """Return when to decide again though nothing was heard, None for never.

    What nothing explains may be seen elsewhere in a log that comes late, though its build began
    before; or, where breakages cover the commit (`covered`), the job may fail on the branch as
    well: that is looked for ever more seldom. Scans end without telling; labels expire.
    """
    times = [decision.decide_again_ms]
    if decision.running:  # how it ended may have been said in a delivery that was lost
        times.append(_next_look_ms(commit, now_ms))
    if any(LogTrouble.UNSCANNED.value in each.evidence for each in decision.verdicts):
        times.append(now_ms + SCANNING_MS)
    unexplained = [each for each in decision.verdicts if not each.kind.is_explained]
    if any(covered or each.record_id for each in unexplained):
        times.append(_next_look_ms(commit, now_ms))
    expiries = (each.expires_ms for failure in failures for each in failure.excuses)
    times += [at for at in expiries if at is not None and now_ms < at <= commit.heard_ms + LATE_MS]
    return min((each for each in times if each is not None), default=None)


def _next_look_ms(commit: Commit, now_ms: int) -> int | None:
    age_ms = max(FIRST_LOOK_MS, 2 * (now_ms - commit.heard_ms))
    return commit.heard_ms + age_ms if now_ms < commit.heard_ms + LATE_MS else None
