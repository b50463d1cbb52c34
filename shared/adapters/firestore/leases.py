"""Leases: one small document each, changed only as it was read; never a transaction."""

from dataclasses import replace

from shared.adapters.collections import Lease
from shared.adapters.firestore.calls import PRECONDITION_FAILED
from shared.adapters.firestore.database import Batch, Database
from shared.ports import Stored


def take_lease(database: Database, name: str, holder: str, now_ms: int, until_ms: int) -> bool:
    """Take or extend the lease; of several who try at once, one gets it."""
    wanted = Lease(name, holder, until_ms)
    held = _held(database, name)
    batch = database.batch()
    if held is None:
        batch.create(wanted)
    elif held.value.holder == holder or held.value.until_ms <= now_ms:
        batch.write(replace(held, value=wanted))
    else:
        return False
    return _commit(batch)


def drop_lease(database: Database, name: str, holder: str) -> None:
    """Delete the lease if this holder still has it."""
    held = _held(database, name)
    if held is None or held.value.holder != holder:
        return
    batch = database.batch()
    batch.delete(held)
    _commit(batch)


def _held(database: Database, name: str) -> Stored[Lease] | None:
    return database.get(Lease, Lease(name, "", 0).document)


def _commit(batch: Batch) -> bool:
    """Tell whether the commit came through: not if another was faster."""
    try:
        batch.commit()
    except PRECONDITION_FAILED:
        return False
    return True
