"""Fingerprints whose report was deleted while they were joining it get a report of their own.

Ingest joins a near-duplicate to a report without reading that report. The fold, which counts the
fingerprint for the first time, sees when the report is not there any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.core import ids
from shared.core.documents import Fingerprint, Issue, Record, Report
from shared.core.failures import new_report
from shared.errors import StoreUnavailable
from shared.ports import Changes, Store, Stored
from shared.services.reports import follow_report

MAX_ID_ATTEMPTS = 40


def adopt_orphans(
    store: Store, fingerprints: Mapping[str, Stored[Fingerprint]], records: Iterable[Record]
) -> bool:
    """Give a report to each fingerprint without one; return whether there was any.

    Raises ChangeConflict.
    """
    shown_by = {record.fingerprint: record for record in records}
    reports = store.get_reports({found.value.log_id for found in fingerprints.values()})
    orphans = [
        (found, shown_by[key])
        for key, found in fingerprints.items()
        if key in shown_by and _is_orphan(store, found.value, reports)
    ]
    for orphan, record in orphans:
        _adopt(store, orphan, record)
    return bool(orphans)


def fresh_report(
    store: Store, fingerprint: Fingerprint, *, title: str, created_ms: int, created_by: str = ""
) -> tuple[Report, Issue]:
    """Return a report of this fingerprint alone and its Ghost issue, under ids nobody has."""
    for attempt in range(MAX_ID_ATTEMPTS):
        log_id = ids.log_id(fingerprint.fingerprint, attempt)
        issue_id = ids.issue_id(fingerprint.fingerprint, attempt)
        if not store.get_reports([log_id]) and not store.get_issues([issue_id]):
            return new_report(
                replace(fingerprint, log_id=log_id),
                issue_id=issue_id,
                title=title,
                created_ms=created_ms,
                created_by=created_by,
            )
    raise StoreUnavailable(f"no free id was found for {fingerprint.fingerprint}")


def _is_orphan(
    store: Store, fingerprint: Fingerprint, reports: Mapping[str, Stored[Report]]
) -> bool:
    found = reports.get(fingerprint.log_id)
    if found is not None and found.value.merged_into:
        found = follow_report(store, fingerprint.log_id)
    return found is None


def _adopt(store: Store, orphan: Stored[Fingerprint], record: Record) -> None:
    fingerprint = orphan.value
    report, issue = fresh_report(
        store,
        fingerprint,
        title=record.title or "",
        created_ms=record.ingested_ms,
        created_by=record.record_id,
    )
    alone = replace(fingerprint, log_id=report.log_id, near=None, similarity=None, succeeds=())
    store.save(Changes([Stored(alone, orphan.version), Stored(report, None), Stored(issue, None)]))
