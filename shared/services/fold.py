"""The fold: move the counters by what records say and the counters do not hold yet."""

from shared.core import fold as core
from shared.core.documents import Fingerprint, Record
from shared.errors import FoldConflict
from shared.ports import Fold, Store, Stored

BATCH_RECORDS = 300
MAX_CONFLICTS = 20


def fold_all(store: Store, *, max_batches: int = 1_000) -> int:
    """Fold until nothing is left or the batches are used up; return how many records were.

    Each batch is one commit under the versions it was read at, so two folds at once, or one
    killed anywhere, count nothing twice: the loser reads again.
    """
    folded, limit, conflicts = 0, BATCH_RECORDS, 0
    for _ in range(max_batches):
        try:
            count = fold_batch(store, limit=limit)
        except FoldConflict:
            # Smaller batches are likelier to pass between two writers.
            conflicts, limit = conflicts + 1, max(1, limit // 2)
            if conflicts > MAX_CONFLICTS:
                break
            continue
        folded += count
        if count == 0:
            break
    return folded


def fold_batch(store: Store, *, limit: int = BATCH_RECORDS) -> int:
    """Fold up to `limit` records in one commit; return how many. Raises FoldConflict."""
    records = {found.value.record_id: found for found in store.list_unfolded(limit=limit)}
    if not records:
        return 0
    values = [found.value for found in records.values()]
    fingerprints = store.get_fingerprints(core.touched_fingerprints(values))
    reports = store.get_reports({found.value.log_id for found in fingerprints.values()})
    siblings = {key for found in reports.values() for key in found.value.fingerprints}
    fingerprints |= store.get_fingerprints(siblings - fingerprints.keys())
    folded = core.fold(
        values,
        {key: found.value for key, found in fingerprints.items()},
        {key: found.value for key, found in reports.items()},
        _bounds(store, values, fingerprints),
    )
    store.save_fold(
        Fold(
            records=[Stored(value, records[key].version) for key, value in folded.records.items()],
            fingerprints=[
                Stored(value, fingerprints[key].version)
                for key, value in folded.fingerprints.items()
            ],
            reports=[Stored(value, reports[key].version) for key, value in folded.reports.items()],
        )
    )
    return len(records)


def _bounds(
    store: Store, records: list[Record], fingerprints: dict[str, Stored[Fingerprint]]
) -> dict[str, core.Bounds | None]:
    dropped = core.dropped_fingerprints(records) & fingerprints.keys()
    return {fingerprint: store.seen_bounds(fingerprint) for fingerprint in dropped}
