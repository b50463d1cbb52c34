"""The sweep's part: decide what a dead worker left, and what is due by time alone."""

from contextlib import suppress

from shared.errors import ChangeConflict
from shared.services.commits.asking import ask
from shared.services.commits.deciding import Deciding
from shared.services.commits.touching import remind_all

MAX_COMMITS = 200


def repair(deciding: Deciding, *, deadline_ms: int) -> int:
    """Decide what was left undone, or is due; return how many commits were looked at.

    Three queries where there is nothing to do. Any number of sweeps may run at once.
    """
    now_ms = deciding.clock()
    remind_all(deciding.store, deciding.commits, deciding.active.patterns, now_ms=now_ms)
    waiting = deciding.commits.list_waiting(before_ms=now_ms + 1, limit=MAX_COMMITS)
    due = deciding.commits.list_due(now_ms=now_ms, limit=MAX_COMMITS)
    places = {sign.key: (sign.repo, sign.sha) for sign in waiting}
    places |= {commit.key: (commit.repo, commit.sha) for commit in due}
    looked = 0
    running = {commit.key: commit for commit in due if commit.decision.running}
    for key, (repo, sha) in places.items():
        if deciding.clock() >= deadline_ms:
            break
        if key in running:
            ask(deciding, running[key])
        with suppress(ChangeConflict):
            deciding.wake(repo, sha)
        looked += 1
    return looked
