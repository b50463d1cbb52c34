"""What a whole store must hold whatever happened: checked against its records alone."""

from shared.core.documents import Tally
from shared.core.issues import ticket_of
from shared.core.tallies import add, total
from shared.services.issue_rows import list_issues
from shared.services.reports import get_report
from tests.services.conftest import NOON


def all_records(world):
    records, cursor = [], None
    while True:
        page = world.store.list_records(now_ms=NOON, limit=100, cursor=cursor)
        records += page.items
        cursor = page.next
        if cursor is None:
            return records


def recounted(world):
    """Return the tallies of all fingerprints, computed from all records."""
    tallies = {}
    for record in all_records(world):
        if record.contribution is not None:
            key = record.contribution.fingerprint
            tallies[key] = add(tallies.get(key, Tally()), record.contribution)
    return tallies


def living_fingerprints(world):
    """Return the documents of all fingerprints that records name and that have a report."""
    named = {record.fingerprint for record in all_records(world) if record.fingerprint}
    found = world.store.get_fingerprints(named)
    return {key: each.value for key, each in found.items() if each.value.is_alive}


def assert_consistent(world):
    """Every report has one issue, every fingerprint one report, every count its records."""
    fingerprints, tallies = living_fingerprints(world), recounted(world)
    reports = {
        fingerprint.log_id: get_report(world.store, fingerprint.log_id)
        for fingerprint in fingerprints.values()
    }
    for key, fingerprint in fingerprints.items():
        row = reports[fingerprint.log_id]
        assert row.report.log_id == fingerprint.log_id, "it names a merged report"
        assert key in row.report.fingerprints
        assert fingerprint.tally == tallies[key]
    for log_id, row in reports.items():
        owned = [key for key, each in fingerprints.items() if each.log_id == log_id]
        assert set(owned) <= set(row.report.fingerprints)
        assert row.report.tally == total(tallies[key] for key in row.report.fingerprints)
        assert row.issue is not None
        assert not row.issue.hidden
        assert row.report.ticket == ticket_of(row.issue), "lists find it by what its issue was"
    issue_ids = [row.issue.issue_id for row in reports.values()]
    assert len(set(issue_ids)) == len(issue_ids), "two reports share an issue"
    assert {row.report.log_id for row in world.reports()} == {
        log_id for log_id, row in reports.items() if row.report.tally.occurrences
    }
    assert_issues_listed(world, [row.issue for row in reports.values()])


def assert_issues_listed(world, issues):
    """The list of issues shows each filed one that speaks for a report, and nothing else."""
    listed = list_issues(world.store, limit=100, cursor=None).items
    assert {row.issue.issue_id for row in listed} == {
        issue.issue_id for issue in issues if issue.is_filed
    }
