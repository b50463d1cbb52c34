"""The worker of commits: one at a time for each, until what was heard of it stands still.

A sign is written first, then whoever wrote it asks the worker to decide. One that finds the lease
taken leaves the sign to its holder; the holder looks once more after giving the lease back, so
nothing falls between the two. A status is posted before it is noted: one who dies in between
makes the next one post the same again, which is harmless; none is lost.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from shared.core import ids
from shared.core.commits import posting
from shared.core.commits.merging import merge
from shared.core.documents import BranchNews, Commit, CommitSign, CommitSigns, Notice
from shared.core.main_branches import NO_BRANCHES, MainBranches
from shared.core.notices.events import flaky_contradicted
from shared.core.verdicts.contradicted import contradicted
from shared.errors import ChangeConflict, TransientError
from shared.ports import Changes, Commits, Store, Stored
from shared.services.breakages.covering import Covering
from shared.services.commits.held_evidence import HeldEvidence
from shared.services.commits.hits import KnownHits
from shared.services.commits.judging import Judged, Judging
from shared.services.commits.saying import Saying
from shared.services.commits.writing import Before
from shared.services.notices.noting import Noting
from shared.services.patterns.active import ActivePatterns

LEASE_MS = 120_000
EXTEND_AFTER_MS = 30_000
# A post takes at most half a minute: who has less of the lease left does not begin one.
MIN_LEFT_MS = 40_000
MAX_SIGNS_AT_ONCE = 200
MAX_STEPS = 60
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Deciding:
    """The use case with what it needs; `clock` gives milliseconds since the Unix epoch.

    Without `saying` nothing is posted, without `covering` no breakages are known. What changes on
    one of `mains` is news of that branch; with `noting` people are told of contradicted labels.
    """

    store: Store
    commits: Commits
    active: ActivePatterns
    clock: Callable[[], int]
    saying: Saying | None = None
    retention_days: int = 90
    mains: MainBranches = NO_BRANCHES
    covering: Covering | None = None
    noting: Noting | None = None
    held: HeldEvidence = field(default_factory=HeldEvidence)

    @property
    def judging(self) -> Judging:
        """Where a commit's evidence is read."""
        return Judging(self.store, self.commits, self.covering, self.held)

    def hear(self, sign: CommitSign, news: BranchNews | None = None) -> bool:
        """Keep the sign, with news of a branch, and decide; False if it was heard before.

        What cannot be decided now the sweep does. Raises StoreUnavailable where it was not kept.
        """
        if not self.keep(sign, news):
            return False
        with suppress(TransientError):
            self.wake(sign.repo, sign.sha)
        return True

    def keep(self, sign: CommitSign, news: BranchNews | None = None) -> bool:
        """Keep the sign for who decides next; False if it was heard before."""
        written: list[Stored[Any]] = [Stored(each, None) for each in (sign, news) if each]
        try:
            self.store.save(Changes(written))
        except ChangeConflict:
            return False
        return True

    def wake(self, repo: str, sha: str) -> None:
        """Decide the commit until nothing undecided is left, unless another worker is at it."""
        key = ids.commit_key(repo, sha)
        for _ in range(MAX_STEPS):
            holder, now_ms = uuid.uuid4().hex, self.clock()
            if not self._take(key, holder):
                return
            try:
                _Turn(self, key, repo, sha, holder, now_ms).run()
            finally:
                self.store.drop_lease(_lease(key), holder)
            if not self.commits.list_undecided(key, limit=1):
                return

    def _take(self, key: str, holder: str) -> bool:
        now_ms = self.clock()
        return self.store.take_lease(_lease(key), holder, now_ms=now_ms, until_ms=now_ms + LEASE_MS)


def _lease(key: str) -> str:
    return f"commit-{key}"


@dataclass(slots=True)
class _Turn:
    """One worker's turn at one commit, while it has the lease.

    `lease_from_ms` is when the lease was taken or extended. `is_sure` says that what the host
    shows is known: not after others changed the commit while this worker posted.
    """

    deciding: Deciding
    key: str
    repo: str
    sha: str
    holder: str
    lease_from_ms: int
    is_sure: bool = True

    def run(self) -> None:
        """Decide again and again, until nothing new was heard meanwhile."""
        for _ in range(MAX_STEPS):
            if not self._holds_lease():
                return
            try:
                if not self._step():
                    return
            except ChangeConflict:
                self.is_sure = False

    def _holds_lease(self) -> bool:
        """Tell whether the commit is still this worker's; a lease that has aged is extended."""
        now_ms = self.deciding.clock()
        if now_ms - self.lease_from_ms < EXTEND_AFTER_MS:
            return True
        self.lease_from_ms = now_ms
        return self.deciding._take(self.key, self.holder)

    def _step(self) -> bool:
        """Decide once; False if there was nothing to decide. Raises ChangeConflict."""
        deciding = self.deciding
        heard = deciding.commits.list_undecided(self.key, limit=MAX_SIGNS_AT_ONCE)
        stored = deciding.commits.get_commits([self.key]).get(self.key)
        now_ms = deciding.clock()
        if not heard and self.is_sure and not _is_due(stored, now_ms):
            return False
        known = deciding.commits.get_signs(self.key)
        commit = stored.value if stored else self._new_commit(heard, now_ms)
        if commit is None:
            return False
        news = [each.value for each in heard]
        signs = merge(known.value if known else CommitSigns(self.key, 0), news)
        judged = self._judged(commit, signs, now_ms, may_hold=bool(heard))
        decided = judged.commit
        if deciding.clock() - self.lease_from_ms < LEASE_MS - MIN_LEFT_MS:
            decided = self._said(judged, posting.last_log_ms(commit, signs, news))
        else:
            decided = replace(decided, post_due_ms=now_ms)
        changes = Before(stored, known, heard).changes(decided, signs, deciding.mains)
        notices = self._notices(judged, now_ms)
        deciding.store.save(replace(changes, written=[*changes.written, *notices]))
        self.is_sure = True
        return bool(heard)

    def _judged(self, commit: Commit, signs: CommitSigns, now_ms: int, *, may_hold: bool) -> Judged:
        """Return the decision; what is posted, and the last word, rest on what is read now."""
        deciding = self.deciding
        hits = KnownHits(deciding.active, now_ms)
        kept = replace(commit, expires_ms=now_ms + deciding.retention_days * DAY_MS)
        judge = partial(deciding.judging.judge, kept, signs, hits, now_ms=now_ms)
        judged = judge(may_hold=may_hold)
        if judged.from_held and (not judged.commit.decision.running or self._is_news(judged)):
            return judge()
        return judged

    def _is_news(self, judged: Judged) -> bool:
        """Tell whether the decision would be posted now."""
        now_ms = self.deciding.clock()
        at_ms = self._wanted_at(judged.commit, now_ms)
        return at_ms is not None and at_ms <= now_ms

    def _notices(self, judged: Judged, now_ms: int) -> list[Stored[Notice]]:
        """Return what people are to be told of; what they were told is left out."""
        if self.deciding.noting is None:
            return []
        found = contradicted(judged.facts, judged.commit.decision, now_ms=now_ms)
        return self.deciding.noting.new(
            flaky_contradicted(self.repo, self.sha, each) for each in found
        )

    def _said(self, judged: Judged, log_ms: int | None) -> Commit:
        """Return the commit after its decision was posted, if it is to be.

        `log_ms` is when the log was heard that a status would answer. What rests on held evidence
        is not posted: if that became due just now, the next step does.
        """
        saying, now_ms, commit = self.deciding.saying, self.deciding.clock(), judged.commit
        at_ms = self._wanted_at(commit, now_ms)
        if saying is None or at_ms is None or at_ms > now_ms or judged.from_held:
            return replace(commit, post_due_ms=at_ms)
        return saying.say(commit, self.deciding.clock, log_ms)

    def _wanted_at(self, commit: Commit, now_ms: int) -> int | None:
        """Return when the commit's decision is to be posted: now, later, or never (None)."""
        saying = self.deciding.saying
        if saying is None or not saying.may_say(commit.repo):
            return None
        shown = commit if self.is_sure else replace(commit, posted=None)
        return saying.wanted_at(shown, commit.decision, now_ms=now_ms)

    def _new_commit(self, heard: Sequence[Stored[CommitSign]], now_ms: int) -> Commit | None:
        if not heard:
            return None
        first = heard[0].value
        return Commit(self.key, first.repo, first.sha, heard_ms=now_ms, expires_ms=0)


def _is_due(stored: Stored[Commit] | None, now_ms: int) -> bool:
    due_ms = stored.value.due_ms if stored else None
    return due_ms is not None and due_ms <= now_ms
