"""The scheduled care of builds: look at those that are due, count what is not counted yet."""

import uuid
from dataclasses import dataclass

from shared.services.builds.fold import BuildFolding
from shared.services.builds.keeping import BuildKeeper

LEASE = "builds"
LEASE_MS = 120_000
MAX_LOOKS = 100
MAX_BATCHES = 100


@dataclass(frozen=True, slots=True)
class SweptBuilds:
    """What one sweep did; `busy` says that another one was at work."""

    looked: int = 0
    folded: int = 0
    busy: bool = False


def sweep_builds(keeper: BuildKeeper, folding: BuildFolding, *, now_ms: int) -> SweptBuilds:
    """Settle the builds that are due and fold, unless another sweep is doing so.

    Costs one query while nothing is due and nothing is left to fold, and one for the latter.
    """
    store, holder = keeper.store, uuid.uuid4().hex
    if not store.take_lease(LEASE, holder, now_ms=now_ms, until_ms=now_ms + LEASE_MS):
        return SweptBuilds(busy=True)
    try:
        due = keeper.builds.list_due(now_ms=now_ms, limit=MAX_LOOKS)
        for found in due:
            keeper.look_again(found, now_ms=now_ms)
        return SweptBuilds(len(due), folding.run(max_batches=MAX_BATCHES))
    finally:
        store.drop_lease(LEASE, holder)
