"""Leases: one small document each, changed only as it was read; never a transaction."""

from datetime import UTC, datetime

from shared.adapters.firestore.calls import CALL, PRECONDITION_FAILED, translated_errors
from shared.adapters.firestore.database import Database
from shared.adapters.firestore.queries import META


def take_lease(database: Database, name: str, holder: str, now_ms: int, until_ms: int) -> bool:
    """Take or extend the lease; of several who try at once, one gets it."""
    document = f"lease-{name}"
    lease = {
        "holder": holder,
        "until_ms": until_ms,
        "expireAt": datetime.fromtimestamp(until_ms / 1000, UTC),  # then it may be removed
    }
    with translated_errors():
        held = database.document(META, document).get(**CALL)
    batch = database.batch()
    if not held.exists:
        batch.create(META, document, lease)
    elif held.get("holder") == holder or held.get("until_ms") <= now_ms:
        batch.update(META, document, lease, held.update_time)
    else:
        return False
    try:
        batch.commit()
    except PRECONDITION_FAILED:
        return False
    return True


def drop_lease(database: Database, name: str, holder: str) -> None:
    """Delete the lease if this holder still has it."""
    document = f"lease-{name}"
    with translated_errors():
        held = database.document(META, document).get(**CALL)
    if not held.exists or held.get("holder") != holder:
        return
    batch = database.batch()
    batch.delete(META, document, held.update_time)
    try:
        batch.commit()
    except PRECONDITION_FAILED:
        return  # another has taken it over in between
