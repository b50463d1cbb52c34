"""What logs say of failures, and what may excuse them: patterns and reports with their labels.

Everything a verdict rests on is read here; the decision itself is pure (core/verdicts).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from shared.core.commits.elsewhere import commit_key_of
from shared.core.documents import Commit, Fingerprint, Record, Report
from shared.core.streams import LogProblem
from shared.core.verdicts.model import Excuse, Failure, Label, LogTrouble
from shared.ports import Commits, Store
from shared.services.commits.by_pattern import PatternExcuses
from shared.services.commits.hits import KnownHits
from shared.services.commits.sightings import Seen, Sightings
from shared.services.reports import follow_report

MAX_COPIES = 20
_CUT = (LogProblem.TRUNCATED_GZIP, LogProblem.TOO_LARGE)


@dataclass(frozen=True)
class Evidence:
    """What is read for one decision of one commit; each thing is read once."""

    store: Store
    commits: Commits
    hits: KnownHits
    mine: Commit
    now_ms: int
    before_ms: int

    def failures(self, record_ids: Iterable[str]) -> dict[str, Failure]:
        """Return what each of these logs says, by record id; those that are gone are left out."""
        records = [stored.value for stored in self.store.get_records(record_ids).values()]
        reports = self._reports(records)
        self._sightings.until_ms = max((record.seen_ms for record in records), default=0)
        return {record.record_id: self._failure(record, reports) for record in records}

    def _failure(self, record: Record, reports: Mapping[str, "_Known"]) -> Failure:
        known = reports.get(record.fingerprint or "")
        failure = Failure(
            record.record_id,
            known.report.log_id if known else None,
            record.title or "",
            record.primary_line,
            _trouble(record),
            record.generic,
        )
        if failure.trouble is not None or record.fingerprint is None:
            return failure
        seen = self._seen_fingerprint(record.fingerprint)
        excuses = (*self._by_pattern.excuses(record), *_by_report(record, known, seen))
        failure = replace(failure, excuses=excuses, sightings=seen.sightings)
        return replace(failure, trouble=self._doubt(record, failure))

    def _doubt(self, record: Record, failure: Failure) -> LogTrouble | None:
        """Return why a readable log is not to be trusted: only where it matters it is asked."""
        if failure.excuses:
            return LogTrouble.COPIED if self._is_copy(record) else None
        behind = record.pattern_set < self.hits.known.number
        return LogTrouble.UNSCANNED if behind and self.hits.is_scanning else None

    def _is_copy(self, record: Record) -> bool:
        """Tell whether the log was seen before, as that of another commit or job."""
        if record.content_hash is None:
            return False
        mine = (commit_key_of(record), record.context.job)
        return any(
            (commit_key_of(each), each.context.job) != mine and each.seen_ms <= record.seen_ms
            for each in self.commits.find_copies(record.content_hash, limit=MAX_COPIES)
        )

    def _seen_fingerprint(self, fingerprint: str) -> Seen:
        return self._sightings.of_fingerprint(fingerprint, lambda record: not record.generic)

    def _reports(self, records: Iterable[Record]) -> dict[str, "_Known"]:
        """Return the report of each fingerprint of these logs."""
        keys = {record.fingerprint for record in records if record.fingerprint}
        found = self.store.get_fingerprints(keys)
        known: dict[str, _Known] = {}
        for key, stored in found.items():
            self._sightings.before[key] = stored.value.succeeds
            report = follow_report(self.store, stored.value.log_id)
            if stored.value.is_alive and report is not None:
                known[key] = _Known(stored.value, report.value)
        return known

    @cached_property
    def _sightings(self) -> Sightings:
        return Sightings(self.store, self.commits, self.mine, self.now_ms, self.before_ms)

    @cached_property
    def _by_pattern(self) -> PatternExcuses:
        return PatternExcuses(self.hits, self._sightings, self.mine)


@dataclass(frozen=True, slots=True)
class _Known:
    fingerprint: Fingerprint
    report: Report


def _trouble(record: Record) -> LogTrouble | None:
    if record.problem in _CUT:
        return LogTrouble.CUT
    if record.problem is not None:
        return LogTrouble.UNREADABLE
    return LogTrouble.SILENT if record.fingerprint is None else None


def _by_report(record: Record, known: _Known | None, seen: Seen) -> Iterator[Excuse]:
    """Yield the excuses of the report's labels.

    A failure that joined the report for being alike is not excused: likeness may be chance, or
    made.
    """
    if known is None:
        return
    for label in Label:
        if label in known.report.labels:
            yield Excuse(
                label,
                f"issue {known.report.issue_id}",
                names_cause=known.fingerprint.near is None and not record.guessed,
                line_number=record.primary_line,
                expires_ms=known.report.labels_expire_ms,
                sightings=seen.sightings,
                red_retries=seen.retries.red,
                green_retries=seen.retries.green,
            )
