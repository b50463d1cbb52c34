"""One log forgotten: its object, its record, what was derived, and its place in the counts.

The order makes it safe to be killed and repeated: first the record is emptied, so that nothing new
is derived from it and the fold takes it out of the counts; then the log goes, then what other
documents say of it, then what was derived; the record goes last, for it names all of these. Its
commit is decided again by the next sweep, as are commits that show the same failure.
"""

from dataclasses import dataclass, replace
from typing import Any

from shared.core.documents import Change, Fingerprint, Record, Report
from shared.core.documents.tallies import UNSEEN
from shared.core.ids import next_life
from shared.core.leftovers import emptied
from shared.errors import RecordNotFound
from shared.ports import Changes, LogBucket, Stored
from shared.services.builds.forgetting import ForgettingBuilds
from shared.services.changes import until_unchallenged
from shared.services.commits.forgetting import forget_in_commit
from shared.services.commits.touching import touching
from shared.services.copies import Copies
from shared.services.fold import Folding
from shared.services.reports import follow_report
from shared.services.traces import Traces

FORGOTTEN = "forgot a log"
# Stores ask for so many fingerprints at a time.
MAX_ASKED = 30


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went with the log: objects derived from it, and the report if it was alone in it.

    `kept_report` still tells of the failure: other logs showed it, or a person filed its issue.
    """

    record_id: str
    objects: int = 0
    report: str | None = None
    kept_report: str | None = None


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The use case with what it needs."""

    folding: Folding
    logs: LogBucket
    builds: ForgettingBuilds
    traces: Traces
    copies: Copies

    def run(self, record_id: str, *, actor: str, now_ms: int) -> Forgotten:
        """Forget the log of this record. Raises RecordNotFound where there was nothing of it."""
        store = self.folding.store
        stored = store.get_record(record_id)
        if stored is None:
            return self._rest(record_id, now_ms)
        self.folding.run()
        report, kept = until_unchallenged(lambda: self._empty(record_id, actor, now_ms))
        until_unchallenged(
            lambda: forget_in_commit(store, self.traces.commits, stored.value, now_ms=now_ms)
        )
        self.logs.delete(stored.value.name)
        self.folding.run()
        self.builds.forget(stored.value)
        self.traces.remove(stored.value, now_ms=now_ms)
        objects = self.copies.remove(record_id, now_ms=now_ms)
        until_unchallenged(lambda: self._remove(record_id))
        self.copies.leave(stored.value, now_ms=now_ms)
        return Forgotten(record_id, objects, report, kept)

    def _rest(self, record_id: str, now_ms: int) -> Forgotten:
        """Remove what is left where the record is gone already: nothing names the log any more."""
        objects = self.copies.remove(record_id, now_ms=now_ms)
        if not objects:
            raise RecordNotFound(f"There is no record {record_id}.")
        return Forgotten(record_id, objects)

    def _empty(self, record_id: str, actor: str, now_ms: int) -> tuple[str | None, str | None]:
        """Empty the record, with its report if it is alone in it; return the ids of both kinds.

        Raises ChangeConflict.
        """
        store = self.folding.store
        stored = store.get_record(record_id)
        if stored is None:
            return None, None
        record, change = stored.value, Change(now_ms, actor, FORGOTTEN)
        report = self._report_of(record)
        if report is None:
            store.save(Changes([replace(stored, value=emptied(record))]))
            return None, None
        if self._is_alone(record, report.value):
            store.save(self._without_report(stored, report, change))
            return report.value.log_id, None
        changed = replace(report.value, changes=(*report.value.changes, change))
        written: list[Stored[Any]] = [replace(stored, value=emptied(record))]
        changes = Changes([*written, replace(report, value=changed)])
        store.save(touching(changes, report.value, now_ms=now_ms))
        return None, report.value.log_id

    def _report_of(self, record: Record) -> Stored[Report] | None:
        store = self.folding.store
        found = store.get_fingerprint(record.fingerprint) if record.fingerprint else None
        if found is None or not found.value.is_alive:
            return None
        return follow_report(store, found.value.log_id)

    def _is_alone(self, record: Record, report: Report) -> bool:
        """Tell whether nobody else ever showed the report, and nobody filed it or changed it."""
        store = self.folding.store
        issue = store.get_issues([report.issue_id]).get(report.issue_id)
        counted = record.counted is not None and record.counted.fingerprint == record.fingerprint
        return (
            counted
            and report.tally.occurrences == 1
            and store.count_unfolded(report.fingerprints[:MAX_ASKED]) == 0
            and not (report.members or report.split_from or report.labels)
            and (issue is None or not issue.value.is_filed)
        )

    def _without_report(
        self, stored: Stored[Record], report: Stored[Report], change: Change
    ) -> Changes:
        """Return what removes the report; its counts go with it, so the fold need not take any."""
        store, record = self.folding.store, stored.value
        counted = replace(record.counted, fingerprint=None) if record.counted else None
        living = store.get_fingerprints(report.value.fingerprints)
        issues = store.get_issues([report.value.issue_id])
        return Changes(
            [
                replace(stored, value=replace(emptied(record), counted=counted)),
                *(replace(each, value=_ended(each.value, change)) for each in living.values()),
            ],
            removed=[report, *issues.values()],
        )

    def _remove(self, record_id: str) -> None:
        """Remove the emptied record. Raises ChangeConflict."""
        stored = self.folding.store.get_record(record_id)
        if stored is not None:
            self.folding.store.save(Changes(removed=[stored]))


def _ended(fingerprint: Fingerprint, ended: Change) -> Fingerprint:
    """Return the fingerprint without any text; a later log of the failure starts anew."""
    return Fingerprint(
        fingerprint.fingerprint,
        log_id="",
        report_type=fingerprint.report_type,
        key=(),
        tally=UNSEEN,
        followed_by=next_life(fingerprint.fingerprint),
        ended=ended,
    )
