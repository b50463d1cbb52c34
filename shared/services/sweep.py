"""The scheduled repair: whatever an ingest left to later, or a dead worker left undone."""

import uuid
from dataclasses import dataclass

from shared.services.fold import Folding
from shared.services.patterns.scanning import Scanning

LEASE = "fold"
# A sweep that died gives way to another after this; one sweep ends well before.
LEASE_MS = 120_000
MAX_BATCHES = 100


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did; `busy` says that another one was folding."""

    folded: int = 0
    busy: bool = False
    scanned: int = 0
    changed: int = 0


def sweep_all(folding: Folding, scanning: Scanning, *, now_ms: int, deadline_ms: int) -> Swept:
    """Fold, do scans until the deadline, and fold what they changed.

    Any number of sweeps may scan at once; one of them folds.
    """
    first = sweep(folding, now_ms=now_ms)
    worked = scanning.run(deadline_ms=deadline_ms)
    last = sweep(folding, now_ms=scanning.clock()) if worked.changed else Swept()
    return Swept(first.folded + last.folded, first.busy, worked.logs, worked.changed)


def sweep(folding: Folding, *, now_ms: int) -> Swept:
    """Fold what is not folded yet, unless another sweep is doing so.

    The lease only keeps sweeps out of each other's way; that nothing counts twice rests on the
    versions each commit names.
    """
    store, holder = folding.store, uuid.uuid4().hex
    if not store.take_lease(LEASE, holder, now_ms=now_ms, until_ms=now_ms + LEASE_MS):
        return Swept(busy=True)
    try:
        return Swept(folded=folding.run(max_batches=MAX_BATCHES))
    finally:
        store.drop_lease(LEASE, holder)
