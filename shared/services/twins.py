"""Reports of near-duplicates that were created side by side become one.

Two functions that meet the same new failure at the same moment, in slightly different words, find
neither each other's fingerprint nor anything near it. The fold looks once more, before it counts
a fingerprint for the first time: by then both are there.
"""

from collections.abc import Iterable

from shared.core.documents import Change, Fingerprint, Report
from shared.core.failures import Near, alike, elder
from shared.ports import Store, Stored
from shared.services.merging import may_join
from shared.services.regroup import MACHINE, joined
from shared.services.reports import follow_report

MAX_CANDIDATES = 10


def find_nearest(store: Store, signature: str, bands: tuple[str, ...]) -> Near | None:
    """Return the known fingerprint whose failure is nearly the same, None if there is none."""
    if not bands:
        return None
    candidates = store.find_similar(bands, limit=MAX_CANDIDATES)
    return next(iter(alike(signature, (found.value for found in candidates))), None)


def join_twins(store: Store, fingerprints: Iterable[Stored[Fingerprint]]) -> bool:
    """Join the reports of uncounted fingerprints to those they are like; return whether any was.

    Raises ChangeConflict.
    """
    uncounted = [found.value for found in fingerprints if _is_uncounted(found.value)]
    return sum(_join_twin(store, fingerprint) for fingerprint in uncounted) > 0


def _is_uncounted(fingerprint: Fingerprint) -> bool:
    """Tell whether it is new: not grouped yet, by likeness or by the version before."""
    grouped = fingerprint.near is not None or fingerprint.succeeds
    return fingerprint.tally.occurrences == 0 and not grouped


def _join_twin(store: Store, fingerprint: Fingerprint) -> bool:
    own = follow_report(store, fingerprint.log_id)
    candidates = store.find_similar(fingerprint.bands, limit=MAX_CANDIDATES)
    for near in alike(fingerprint.signature, (each.value for each in candidates)):
        other = follow_report(store, near.fingerprint.log_id)
        if own is None or other is None or own.value.log_id == other.value.log_id:
            continue
        if may_join(store, own.value, other.value):
            _join_reports(store, own, other, fingerprint, near)
            return True
    return False


def _join_reports(
    store: Store, own: Stored[Report], other: Stored[Report], fingerprint: Fingerprint, near: Near
) -> None:
    """Let the elder of both reports stay, and say of what moves why it did."""
    stays, goes, like = own, other, fingerprint.fingerprint
    if elder(own.value, other.value) is other.value:
        stays, goes, like = other, own, near.fingerprint.fingerprint
    change = Change(
        max(own.value.created_ms, other.value.created_ms),
        MACHINE,
        f"merged {goes.value.log_id} into {stays.value.log_id}",
    )
    store.save(joined(store, stays, goes, change, near=(like, near.similarity)))
