"""Reading reports: what the pages show, counts including what is not folded yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.core import fold as core
from shared.core.documents import Fingerprint, Issue, Record, Report
from shared.core.lists import ALL, ListQuery
from shared.core.tallies import widest, with_bounds
from shared.errors import LogNotFound, ReportNotFound
from shared.ports import LogBucket, Page, Store, Stored

# What a page looks at beyond the folded counts; after a minute the fold has them anyway.
MAX_UNFOLDED_READ = 500
MAX_FINGERPRINTS_ASKED = 30
MAX_LOGS_TRIED = 20
MAX_MERGES_FOLLOWED = 50


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report and its issue, as lists and pages show them."""

    report: Report
    issue: Issue | None


def list_reports(
    store: Store, *, limit: int, cursor: str | None, query: ListQuery = ALL
) -> Page[ReportRow]:
    """Return reports as the query asks, with up-to-date counts.

    Order and filters know what is folded. A report whose logs were all replaced by others has no
    occurrence and is left out.
    """
    page = store.list_reports(query, limit=limit, cursor=cursor)
    reports = with_unfolded(store, page.items)
    found = store.get_issues(report.issue_id for report in reports)
    issues = {issue_id: stored.value for issue_id, stored in found.items()}
    rows = [ReportRow(r, issues.get(r.issue_id)) for r in reports if r.tally.occurrences > 0]
    return Page(rows, page.next, page.previous)


def get_report(store: Store, log_id: str) -> ReportRow:
    """Return one report with up-to-date counts, for an id that was merged the one it leads to.

    Raises ReportNotFound.
    """
    found = follow_report(store, log_id)
    if found is None:
        raise ReportNotFound(f"There is no report {log_id}.")
    report = found.value
    issue = store.get_issues([report.issue_id]).get(report.issue_id)
    return ReportRow(up_to_date(store, report), issue.value if issue else None)


def follow_report(store: Store, log_id: str) -> Stored[Report] | None:
    """Return the report of this id, or the one that it was merged into at last."""
    return follow_reports(store, [log_id]).get(log_id)


def follow_reports(store: Store, log_ids: Iterable[str]) -> dict[str, Stored[Report]]:
    """Return the reports of these ids, or those that they were merged into at last, by given id.

    Ids that lead nowhere are left out. Each step of merging is one call, however many ids.
    """
    leads = {log_id: log_id for log_id in log_ids}
    found: dict[str, Stored[Report]] = {}
    for _ in range(MAX_MERGES_FOLLOWED):
        missing = set(leads.values()) - found.keys()
        found |= store.get_reports(missing) if missing else {}
        ahead = {
            log_id: found[at].value.merged_into or at for log_id, at in leads.items() if at in found
        }
        if ahead == leads:
            break
        leads = ahead
    return {log_id: found[at] for log_id, at in leads.items() if _stands(found.get(at))}


def _stands(report: Stored[Report] | None) -> bool:
    return report is not None and report.value.merged_into is None


def report_of_record(store: Store, record: Record) -> ReportRow | None:
    """Return the report that the record shows; None without a failure, or once it is deleted."""
    if record.fingerprint is None:
        return None
    found = store.get_fingerprint(record.fingerprint)
    if found is None or not found.value.is_alive:
        return None
    try:
        return get_report(store, found.value.log_id)
    except ReportNotFound:  # deleted a moment ago
        return None


def fingerprint_documents(store: Store, report: Report) -> list[Fingerprint]:
    """Return the fingerprints of the report: their keys say why its logs were grouped."""
    found = store.get_fingerprints(report.fingerprints)
    return [found[key].value for key in report.fingerprints if key in found]


def occurrences(
    store: Store, report: Report, *, now_ms: int, limit: int, cursor: str | None
) -> Page[Record]:
    """Return the records that show the report, newest first."""
    fingerprints = report.fingerprints[:MAX_FINGERPRINTS_ASKED]
    return store.list_records(now_ms=now_ms, limit=limit, cursor=cursor, fingerprints=fingerprints)


def first_record(store: Store, logs: LogBucket, report: Report, *, now_ms: int) -> Record:
    """Return the first occurrence whose log is still kept. Raises LogNotFound."""
    page = store.list_records(
        now_ms=now_ms,
        limit=MAX_LOGS_TRIED,
        fingerprints=report.fingerprints[:MAX_FINGERPRINTS_ASKED],
        oldest_first=True,
    )
    for record in page.items:
        live = logs.stat(record.name)
        if live is not None and live.generation == record.generation:
            return record
    raise LogNotFound(f"No log of report {report.log_id} is kept any more.")


def with_unfolded(store: Store, reports: Sequence[Report]) -> list[Report]:
    """Return the reports with the occurrences that the next fold will count."""
    unfolded = store.list_unfolded(limit=MAX_UNFOLDED_READ)
    return core.with_unfolded(reports, [found.value for found in unfolded])


def up_to_date(store: Store, report: Report) -> Report:
    """Return the report with the occurrences that the next fold will count."""
    fingerprints = report.fingerprints[:MAX_FINGERPRINTS_ASKED]
    more = store.count_unfolded(fingerprints)
    if more == 0:
        return report
    bounds = [found for key in fingerprints if (found := store.seen_bounds(key)) is not None]
    tally = replace(report.tally, occurrences=report.tally.occurrences + more)
    return replace(report, tally=with_bounds(tally, widest(bounds)))
