"""What a whole store must hold whatever happened: checked against its records alone."""

from dataclasses import replace

from shared.core.documents import DayTally, PatternTally, Tally
from shared.core.documents.patterns import hit_key
from shared.core.issues import ticket_of
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.tallies import add, total, utc_day
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
        if record.contribution is not None and record.contribution.fingerprint:
            key = record.contribution.fingerprint
            tallies[key] = add(tallies.get(key, Tally()), record.contribution)
    return tallies


def recounted_patterns(world):
    """Return the tallies of all versions of patterns that hit, computed from all records."""
    tallies = {}
    for record in all_records(world):
        change = record.contribution
        for key in change.hits if change else ():
            pattern_id, _, version = key.partition("@")
            tally = tallies.get(key, PatternTally(pattern_id, int(version), 0))
            side = "passing" if change.passed else "failing"
            plain = replace(change, hits=(), explained=False, by_hand=None)
            tallies[key] = replace(tally, **{side: add(getattr(tally, side), plain)})
    return tallies


def recounted_days(world):
    """Return what is counted of each day, computed from all records."""
    days = {}
    for change in (record.contribution for record in all_records(world)):
        if change is not None and not change.passed:
            day = utc_day(change.seen_ms)
            known = days.get(day, DayTally(day))
            days[day] = DayTally(day, known.failing + 1, known.explained + change.explained)
    return days


def all_patterns(world):
    """Return all patterns, the retired too, with their tallies."""
    query = PatternQuery(retired=None, sort=PatternSort.NEWEST)
    return world.patterns.list_patterns(query, limit=500).items


def assert_patterns_counted(world):
    """Every version of a pattern counts the records that it hits, every day its failing logs."""
    counted = recounted_patterns(world)
    for pattern in (row.pattern for row in all_patterns(world)):
        keys = [hit_key(pattern.pattern_id, each.version) for each in pattern.versions]
        for key, found in world.patterns.get_tallies(keys).items():
            expected = counted.pop(key, PatternTally(pattern.pattern_id, found.value.version, 0))
            assert found.value == replace(expected, created_ms=found.value.created_ms)
    assert counted == {}, "records have hits of patterns that nobody knows"
    days = recounted_days(world)
    assert {day: found.value for day, found in world.patterns.get_days(days).items()} == days


def assert_scanned(world):
    """Every log shows what the active set finds in it, as a scan of it alone tells."""
    known = world.active.newest()
    for record in all_records(world):
        seen = world.rescanning.look(record, known)
        assert seen.record.hits == record.hits, record.name


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
        assert row.report.tally == total(
            tallies.get(key, Tally()) for key in row.report.fingerprints
        )
        assert row.issue is not None
        assert not row.issue.hidden
        assert row.report.ticket == ticket_of(row.issue), "lists find it by what its issue was"
    issue_ids = [row.issue.issue_id for row in reports.values()]
    assert len(set(issue_ids)) == len(issue_ids), "two reports share an issue"
    assert {row.report.log_id for row in world.reports()} == {
        log_id for log_id, row in reports.items() if row.report.tally.occurrences
    }
    assert_issues_listed(world, [row.issue for row in reports.values()])
    assert_patterns_counted(world)


def assert_issues_listed(world, issues):
    """The list of issues shows each filed one that speaks for a report, and nothing else."""
    listed = list_issues(world.store, limit=100, cursor=None).items
    assert {row.issue.issue_id for row in listed} == {
        issue.issue_id for issue in issues if issue.is_filed
    }
