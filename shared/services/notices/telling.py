"""Telling: what is due goes to everyone who is told, again until they have it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.core.documents import Notice
from shared.core.notices.sending import Failed, after_attempt, open_targets
from shared.errors import ChangeConflict, NoticeDelayed, NoticeRefused
from shared.ports import Changes, Notices, NoticeTarget, Store, Stored

LEASE = "notices"
LEASE_MS = 300_000
# A bad day must not flood anyone: the rest waits for the next sweep.
MAX_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What one sweep did: messages taken, and notices that will be tried again or never more."""

    sent: int = 0
    delayed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """The use case with what it needs.

    A message may come twice, where a sweep dies between sending it and writing so; its id is the
    same then, so receivers can tell.
    """

    store: Store
    notices: Notices
    targets: Sequence[NoticeTarget]
    clock_ms: Callable[[], int]

    def run(self) -> Told:
        """Send what is due, unless another sweep is doing so; one query while nothing is."""
        if not self.targets:
            return Told()
        now_ms, holder = self.clock_ms(), uuid.uuid4().hex
        due = self.notices.list_due(now_ms=now_ms, limit=MAX_AT_ONCE)
        if not due or not self._lease(holder, now_ms):
            return Told()
        try:
            # Read anew: the sweep that had the lease may have sent them.
            due = self.notices.list_due(now_ms=now_ms, limit=MAX_AT_ONCE)
            return _sum([self._tell(found) for found in due])
        finally:
            self.store.drop_lease(LEASE, holder)

    def _lease(self, holder: str, now_ms: int) -> bool:
        return self.store.take_lease(LEASE, holder, now_ms=now_ms, until_ms=now_ms + LEASE_MS)

    def _tell(self, found: Stored[Notice]) -> Told:
        names = open_targets(found.value, [target.name for target in self.targets])
        outcomes = {
            target.name: self._send(target, found.value)
            for target in self.targets
            if target.name in names
        }
        after = after_attempt(found.value, outcomes, now_ms=self.clock_ms())
        try:
            self.store.save(Changes([Stored(after, found.version)]))
        except ChangeConflict:  # it was sent, and will be once more
            return Told()
        sent = sum(failed is None for failed in outcomes.values())
        unsent = len(outcomes) - sent > 0
        waits = after.due_ms is not None
        return Told(sent, delayed=int(waits), given_up=int(unsent and not waits))

    def _send(self, target: NoticeTarget, notice: Notice) -> Failed | None:
        try:
            target.send(notice, now_ms=self.clock_ms())
        except NoticeRefused as refused:
            return Failed(str(refused), passes=False)
        except NoticeDelayed as delayed:
            return Failed(str(delayed), passes=True, retry_after_ms=delayed.retry_after_ms)
        return None


def _sum(told: Sequence[Told]) -> Told:
    return Told(
        sum(each.sent for each in told),
        sum(each.delayed for each in told),
        sum(each.given_up for each in told),
    )
