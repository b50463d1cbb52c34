"""Commits of a branch, and of pull requests based on them, are reminded part by part.

A breakage may cover thousands. How far a sweep has come is written with its reminders, so who
is killed is followed by one who goes on, and of two at once one has done it.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.commits.hearing import reminder
from shared.core.documents import Commit, CommitSign, Touch
from shared.errors import ChangeConflict
from shared.ports import Changes, Commits, Store, Stored

MAX_SHAS = 1000
"""Of one touch: some 45 KB."""
SETTLED_MS = 150_000
"""After this every decision has ended that began before the change: leases are shorter."""
MAX_PARTS = 60
MAX_REMINDED = 200
SHAS_OF_PART = 30
_PAGE = 150


def touches_of_places(
    repo: str, branch: str, shas: Sequence[str], *, now_ms: int
) -> list[Stored[Touch]]:
    """Return what is to be saved with a change at these commits of the branch."""
    parts = (shas[start : start + MAX_SHAS] for start in range(0, len(shas), MAX_SHAS))
    return [
        Stored(Touch(uuid.uuid4().hex, now_ms, repo=repo, branch=branch, shas=tuple(part)), None)
        for part in parts
    ]


@dataclass(slots=True)
class Reminding:
    """What one sweep does of such touches: at most MAX_PARTS, and about MAX_REMINDED commits.

    It decides no more than that, and what is not done the next one does. Each touch is gone
    through twice: commits that were being decided at the moment of the change may not have known
    of it, and not have shown their failures yet.
    """

    store: Store
    commits: Commits
    now_ms: int
    parts: int = 0
    reminded: int = 0

    def spend(self, stored: Stored[Touch]) -> None:
        """Remind the next commits of the touch that have failures."""
        left: Touch | None = stored.value
        signs: list[Stored[CommitSign]] = []
        while left is not None and self._goes_on(left):
            found, left = self._part(left)
            signs += [self._reminder(commit, stored.value) for commit in found]
            self.parts += 1
            self.reminded += len(found)
        if left == stored.value:
            return
        rest = [] if left is None else [replace(stored, value=left)]
        with suppress(ChangeConflict):  # another sweep was faster
            self.store.save(Changes([*signs, *rest], removed=[] if rest else [stored]))

    def _goes_on(self, touch: Touch) -> bool:
        rests = touch.again and self.now_ms < touch.at_ms + SETTLED_MS
        return not rests and self.parts < MAX_PARTS and self.reminded < MAX_REMINDED

    def _part(self, touch: Touch) -> tuple[list[Commit], Touch | None]:
        """Return the commits of the next part that are to be reminded, and what is left then."""
        shas = touch.shas[touch.done : touch.done + SHAS_OF_PART]
        own = () if touch.after else self._on_branch(touch, shas)
        keys = [ids.base_key(touch.repo, touch.branch, sha) for sha in shas]
        based = self.commits.list_based_on(keys, limit=_PAGE, after=touch.after)
        left: Touch | None = replace(touch, after=based[-1].key if based else "")
        if len(based) < _PAGE:
            left = _behind(touch, touch.done + len(shas))
        return [each for each in (*own, *based) if _may_change(each, touch)], left

    def _on_branch(self, touch: Touch, shas: Sequence[str]) -> Iterator[Commit]:
        found = self.commits.get_commits([ids.commit_key(touch.repo, sha) for sha in shas])
        for stored in found.values():
            if stored.value.pull is None and stored.value.branch == touch.branch:
                yield stored.value

    def _reminder(self, commit: Commit, touch: Touch) -> Stored[CommitSign]:
        why = f"touch {touch.touch_id} {uuid.uuid4().hex}"
        return Stored(reminder(commit.repo, commit.sha, why, now_ms=self.now_ms), None)


def _behind(touch: Touch, done: int) -> Touch | None:
    """Return the touch once so many of its commits were reminded; None if nothing is left."""
    if done < len(touch.shas):
        return replace(touch, done=done, after="")
    return None if touch.again else replace(touch, done=0, after="", again=True)


def _may_change(commit: Commit, touch: Touch) -> bool:
    """Tell whether its verdicts may be others now; the second time, if they are older."""
    knew = touch.again and commit.decided_ms > touch.at_ms
    return bool(commit.decision.verdicts) and not knew
