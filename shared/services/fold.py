"""The fold: move the counters by what records say and the counters do not hold yet."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from shared.core import fold as core
from shared.core.documents import DayTally, Fingerprint, Job, Notice, PatternTally, Record, Report
from shared.core.tallies import Bounds
from shared.errors import ChangeConflict
from shared.ports import Changes, DerivedBucket, Patterns, Store, Stored, T
from shared.services.baselines import learn_jobs
from shared.services.notices.noting import Noting
from shared.services.orphans import adopt_orphans
from shared.services.patterns.counts import count_days, count_patterns
from shared.services.reports import follow_reports
from shared.services.twins import join_twins

BATCH_RECORDS = 500
MAX_CONFLICTS = 20
# Firestore sustains about one write a second on one document.
SECONDS_BETWEEN_WRITES = 1.0

_NAMES: Mapping[type, Callable[[Any], str]] = {
    Fingerprint: attrgetter("fingerprint"),
    Report: attrgetter("log_id"),
    Job: attrgetter("job"),
    PatternTally: attrgetter("key"),
    DayTally: attrgetter("day"),
}

Pace = Callable[[Collection[str]], AbstractContextManager[None]]
"""Entered with the ids of shared documents before they are written, left when they are."""


def no_pace(_ids: Collection[str]) -> AbstractContextManager[None]:
    """Let every write pass at once: for stores without hot documents."""
    return nullcontext()


class HotDocumentPace:
    """Keep writes of one document a second apart; others need not wait.

    `clock` gives seconds that only grow, `sleep` waits for some.
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._written: dict[str, float] = {}

    @contextmanager
    def __call__(self, ids: Collection[str]) -> Iterator[None]:
        """Wait until none of these documents was written within the last second."""
        last = max((self._written[key] for key in ids if key in self._written), default=None)
        if last is not None:
            self._sleep(max(0.0, last + SECONDS_BETWEEN_WRITES - self._clock()))
        yield
        now = self._clock()
        fresh = {key: at for key, at in self._written.items() if now - at < SECONDS_BETWEEN_WRITES}
        self._written = fresh | dict.fromkeys(ids, now)


def in_batches(fold_batch: Callable[[int], int], first_limit: int, max_batches: int) -> int:
    """Fold all there is, batch by batch, until they are used up; return how many were folded.

    `fold_batch` folds up to so many in one commit, or raises ChangeConflict: it reads again then.
    What comes while the last batch is folded is left to who folds next: a fold that went on, one
    batch a second, would not end as long as logs come.
    """
    folded, limit, conflicts = 0, first_limit, 0
    for _ in range(max_batches):
        try:
            count = fold_batch(limit)
        except ChangeConflict:
            # Smaller batches are likelier to pass between two writers.
            conflicts, limit = conflicts + 1, max(1, limit // 2)
            if conflicts > MAX_CONFLICTS:
                break
            continue
        folded += count
        if count < limit:
            break
    return folded


@dataclass(frozen=True, slots=True)
class Folding:
    """The use case with what it needs; with `noting` what is worth telling is noted as well."""

    store: Store
    derived: DerivedBucket
    patterns: Patterns
    pace: Pace = no_pace
    noting: Noting | None = None

    def run(self, *, max_batches: int = 1_000) -> int:
        """Fold all that is there or until the batches are used up; return how many records were.

        Each batch is one commit under the versions it was read at, so two folds at once, or one
        killed anywhere, count nothing twice: the loser reads again.
        """
        return in_batches(self._fold_batch, BATCH_RECORDS, max_batches)

    def _fold_batch(self, limit: int) -> int:
        """Fold up to `limit` records in one commit; return how many. Raises ChangeConflict."""
        records = {found.value.record_id: found for found in self.store.list_unfolded(limit=limit)}
        if not records:
            return 0
        values = [found.value for found in records.values()]
        fingerprints, reports = _counted_documents(self.store, values)
        folded = core.fold(
            values,
            {key: found.value for key, found in fingerprints.items()},
            {key: found.value for key, found in reports.items()},
            _bounds(self.store, values, fingerprints),
        )
        shared: list[Stored[Any]] = [
            *_as_read(folded.fingerprints, fingerprints),
            *_as_read(folded.reports, reports),
            *learn_jobs(self.store, self.derived, values),
            *count_patterns(self.patterns, values),
            *count_days(self.patterns, values),
        ]
        notices = self._notices(values, folded)
        with self.pace([_name(stored.value) for stored in shared]):
            self.store.save(Changes([*_as_read(folded.records, records), *shared, *notices]))
        return len(records)

    def _notices(self, records: list[Record], folded: core.Folded) -> list[Stored[Notice]]:
        if self.noting is None:
            return []
        return self.noting.of_counted(records, folded.fingerprints, folded.reports)


def _name(document: Any) -> str:
    """Return what tells a shared document from all others."""
    return f"{type(document).__name__} {_NAMES[type(document)](document)}"


def _as_read(values: Mapping[str, T], read: Mapping[str, Stored[T]]) -> list[Stored[T]]:
    """Return the new values, each with the version at which its document was read."""
    return [Stored(value, read[key].version) for key, value in values.items()]


def _counted_documents(
    store: Store, records: list[Record]
) -> tuple[dict[str, Stored[Fingerprint]], dict[str, Stored[Report]]]:
    """Return the fingerprints, twins joined, with their reports and these reports' others.

    Those whose report was deleted are left out: nothing counts for them any more.
    """
    touched = core.touched_fingerprints(records)
    fingerprints = _living(store, touched)
    while join_twins(store, fingerprints.values()) or adopt_orphans(store, fingerprints, records):
        fingerprints = _living(store, touched)
    fingerprints = _redirected(store, fingerprints)
    reports = store.get_reports({found.value.log_id for found in fingerprints.values()})
    siblings = {key for found in reports.values() for key in found.value.fingerprints}
    return fingerprints | store.get_fingerprints(siblings - fingerprints.keys()), reports


def _living(store: Store, touched: set[str]) -> dict[str, Stored[Fingerprint]]:
    found = store.get_fingerprints(touched)
    return {key: stored for key, stored in found.items() if stored.value.is_alive}


def _redirected(
    store: Store, fingerprints: dict[str, Stored[Fingerprint]]
) -> dict[str, Stored[Fingerprint]]:
    """Return the fingerprints, pointing to where the reports of some of them were merged."""
    followed = follow_reports(store, {found.value.log_id for found in fingerprints.values()})
    merged = {log_id: stays.value.log_id for log_id, stays in followed.items()}
    return {
        key: replace(found, value=core.redirect(found.value, merged))
        for key, found in fingerprints.items()
    }


def _bounds(
    store: Store, records: list[Record], fingerprints: dict[str, Stored[Fingerprint]]
) -> dict[str, Bounds | None]:
    dropped = core.dropped_fingerprints(records) & fingerprints.keys()
    return {fingerprint: store.seen_bounds(fingerprint, folded=True) for fingerprint in dropped}
