"""Which report a failure belongs to that has just been read from a log."""

from dataclasses import replace

from shared.core.analysis.model import Analysis
from shared.core.documents import Fingerprint, NewFailure, Record
from shared.core.failures import near_failure, near_key_of, new_failure, succeeding_failure
from shared.ports import Store
from shared.services.twins import find_nearest


def living(store: Store, fingerprint: str) -> tuple[str, Fingerprint | None]:
    """Return the key that this failure goes by now, and its document if it has a report.

    One read, as long as no report of the failure was ever deleted.
    """
    while (found := store.get_fingerprint(fingerprint)) is not None:
        if found.value.followed_by is None:
            return fingerprint, found.value
        fingerprint = found.value.followed_by
    return fingerprint, None


def place_failure(
    store: Store, analysis: Analysis, record: Record, *, attempt: int, now_ms: int
) -> tuple[str, NewFailure | None]:
    """Return the key of the failure that the log shows, and what it adds if it was never seen.

    That is a fingerprint for the report which the version before has of it, or for one that it
    is like, else a report; `attempt` counts collisions of its ids. Needs an analysis that found
    a failure.
    """
    plain = analysis.fingerprint or ""
    key, known = living(store, plain)
    if known is not None:
        return key, None
    # Who deleted its report wanted it to start anew, whatever the version before knows of it.
    before = _known_before(store, analysis) if key == plain else None
    analysis = replace(analysis, fingerprint=key)
    if before is not None:
        return key, succeeding_failure(analysis, before)
    near_key = near_key_of(analysis)
    near = find_nearest(store, near_key.signature, near_key.bands) if near_key else None
    if near is not None:
        return key, near_failure(analysis, near)
    return key, new_failure(analysis, record, attempt=attempt, now_ms=now_ms)


def _known_before(store: Store, analysis: Analysis) -> Fingerprint | None:
    if analysis.fingerprint_before is None:
        return None
    return living(store, analysis.fingerprint_before)[1]
