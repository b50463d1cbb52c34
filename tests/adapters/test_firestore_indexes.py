"""The emulator answers queries without an index; Firestore does not: is there one for each?"""

import json
from dataclasses import replace
from importlib import resources

import pytest

from shared.adapters.cursors import Position
from shared.adapters.firestore import (
    FirestoreBranches,
    FirestoreBreakages,
    FirestoreBuilds,
    FirestoreCommits,
    FirestoreNotices,
    FirestorePatterns,
    FirestorePendingFetches,
)
from shared.adapters.firestore.documents import fields_of
from shared.adapters.firestore.queries import ALL_SHAPES
from shared.adapters.scan import Start, write_start
from shared.core.commits.hearing import reminder
from shared.core.documents import (
    Contribution,
    IssueStatus,
    JobSummary,
    PatternTally,
    PendingFetch,
    RangeKind,
    Scan,
    ScanRange,
    Ticket,
)
from shared.core.lists import ListQuery, Sort
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.patterns.model import Hit
from shared.core.streams import LogProblem
from shared.core.verdicts.model import Decision, State, Verdict, VerdictKind
from tests.adapters.builds import a_build
from tests.adapters.examples import (
    NOW_MS,
    a_branch,
    a_breakage,
    a_failure,
    a_fingerprint,
    a_notice,
    a_report,
    branch_news,
    failing,
)
from tests.adapters.firestore_wire import WiredStore
from tests.adapters.test_commits import a_commit

SETUP = json.loads(
    resources.files("shared.adapters.firestore").joinpath("indexes.json").read_text()
)
COMPOSITE = {
    (
        each["collectionGroup"],
        *((f["fieldPath"], f.get("order") or f["arrayConfig"]) for f in each["fields"]),
    )
    for each in SETUP["indexes"]
}
FAILED = Decision(State.FAILURE, "", (Verdict("unit", "1", VerdictKind.NEW, ()),))
EQUALITIES = ("EQUAL", "IN")
HOLDINGS = ("ARRAY_CONTAINS", "ARRAY_CONTAINS_ANY")
EXEMPT = {(each["collectionGroup"], each["fieldPath"]) for each in SETUP["fieldOverrides"]}


def needed_index(collection, equal, holds, order):
    """Return the composite index of such a query, None if single-field indexes serve it."""
    fields = [(field, "ASCENDING") for field in equal]
    fields += [(field, "CONTAINS") for field in holds] + list(order)
    return (collection, *fields) if len(fields) > 1 else None


def index_of(shape):
    """Return the composite index of the shape, None if single-field indexes serve it."""
    holds = [shape.holds] if shape.holds else []
    order = [(field, shape.direction) for field in shape.order]
    return needed_index(shape.collection, shape.equal, holds, order)


class TestIndexes:
    @pytest.mark.parametrize("shape", ALL_SHAPES, ids=str)
    def test_serve_every_shape_of_query(self, shape):
        needed = index_of(shape)
        assert needed is None or needed in COMPOSITE
        assert shape.above is None or shape.above in shape.order

    def test_are_all_needed(self):
        needed = {index_of(shape) for shape in ALL_SHAPES}
        assert needed - {None} == COMPOSITE

    def test_serve_every_query_that_is_sent(self):
        store = WiredStore()
        ask_everything(store)
        ask_for_patterns(FirestorePatterns(client=store.client))
        ask_for_builds(FirestoreBuilds(client=store.client))
        ask_for_commits(FirestoreCommits(client=store.client))
        FirestoreNotices(client=store.client).list_due(now_ms=NOW_MS, limit=1)
        fetches = FirestorePendingFetches(client=store.client)
        fetches.list_due("circleci", now_ms=NOW_MS, limit=1)
        for of_branch in ({}, {"repo": "acme/shop", "branch": "main"}):
            FirestoreBreakages(client=store.client).list(limit=1, **of_branch)
        FirestoreBranches(client=store.client).list_news(limit=1)
        FirestoreBranches(client=store.client).list_branches(limit=1)
        sent = [query for query in map(sent_query, store.wire.requests) if query is not None]
        assert len(sent) >= len(ALL_SHAPES)
        needed = {needed_index(*query) for query in sent}
        assert needed - {None} == COMPOSITE
        single = [query for query in sent if needed_index(*query) is None]
        fields = {
            (name, field)
            for name, equal, holds, order in single
            for field in (*equal, *holds, *dict(order))
        }
        searched = ("unfolded", "adds", "drops", "hit_keys", "seen_ms")
        listed = ("last_ms", "first_ms", "occurrences", "filed_ms", "facets")
        assert fields == {("records", name) for name in searched} | {
            *(("pattern_tallies", name) for name in ("hits", "last_ms", "created_ms")),
            ("scans", "created_ms"),
            ("signs", "waits_for"),
            ("signs", "waits_ms"),
            ("commits", "due_ms"),
            ("commits", "base_key"),
            ("scan_ranges", "scan_id"),
            ("scan_ranges", "lease_until_ms"),
            *(("reports", name) for name in listed),
            ("fingerprints", "bands"),
            ("fingerprints", "coarse"),
            *(("builds", name) for name in ("address", "unfolded", "waits_ms")),
            ("job_summaries", "last_ms"),
            ("notices", "due_ms"),
            ("breakages", "created_ms"),
            ("branches", "updated_ms"),
            ("branch_news", "at_ms"),
        }

    def test_are_not_spent_on_fields_that_no_query_uses(self):
        record = replace(
            failing(1, content_hash="x", hits=(Hit("1", 1, 1, 1, 0, 1),)),
            problem=LogProblem.EMPTY,
            counted=Contribution("v1:old", 1),
        )
        stored = {
            "records": fields_of(record),
            "reports": fields_of(a_report(ticket=Ticket(IssueStatus.OPEN, NOW_MS))),
            "fingerprints": fields_of(a_fingerprint(bands=("m1:00:a",), coarse="c1:a")),
            "issues": fields_of(a_failure().issue),
            "pattern_tallies": fields_of(PatternTally("1", 1, 0)),
            "commits": fields_of(
                a_commit(
                    pull="7", post_due_ms=1, base_branch="main", base_sha="b" * 40, decision=FAILED
                )
            ),
            "signs": fields_of(reminder("acme/app", "a" * 40, "why", now_ms=NOW_MS)),
            "scans": fields_of(Scan("1", (), 1, 0, "ann", 0)),
            "scan_ranges": fields_of(ScanRange("1", 0, RangeKind.WALK)),
            "builds": fields_of(replace(a_build(result="SUCCESS"), waits_ms=1)),
            "job_summaries": fields_of(JobSummary("unit")),
            "notices": fields_of(a_notice()),
            "breakages": fields_of(a_breakage()),
            "pending_fetches": fields_of(
                PendingFetch("circleci", "acme/shop", "1", "a" * 40, 0, 0)
            ),
            "branches": fields_of(a_branch()),
            "branch_news": fields_of(branch_news()),
        }
        used = {(s.collection, f) for s in ALL_SHAPES for f in (*s.equal, *s.order)} | {
            (s.collection, s.holds) for s in ALL_SHAPES if s.holds
        }
        indexed = {(name, field) for name, fields in stored.items() for field in fields} - EXEMPT
        assert indexed == used

    def test_leave_out_the_time_to_live(self):
        expiring = [each for each in SETUP["fieldOverrides"] if each.get("ttl")]
        fields = {(each["collectionGroup"], each["fieldPath"]) for each in expiring}
        kept = ("records", "builds", "notices", "meta", "commits", "commit_signs", "signs")
        assert fields == {(name, "expireAt") for name in kept}
        assert all(each["indexes"] == [] for each in expiring)


def ask_everything(store) -> None:
    """Ask every query of the adapter, in all its forms."""
    ask_for_reports(store)
    for oldest_first in (False, True):
        for chosen in ({}, {"fingerprints": ["v1:a", "v1:b"]}, {"problems_only": True}):
            store.list_records(now_ms=NOW_MS, limit=1, oldest_first=oldest_first, **chosen)
    store.list_unfolded(limit=1)
    store.count_unfolded(["v1:a"])
    store.find_similar(["m1:00:a"], limit=1)
    store.find_coarse("c1:a", limit=1)
    store.save_record(failing(1))
    store.seen_bounds(failing(1).fingerprint)


def ask_for_patterns(patterns) -> None:
    """Ask every query of patterns and of the ledger."""
    for sort in PatternSort:
        start = Start(Position(NOW_MS, "x"), back=True)
        for cursor in (None, write_start(f"patterns.{sort}", start)):
            patterns.list_patterns(PatternQuery(sort=sort), limit=1, cursor=cursor)
    patterns.list_hit_records(["1@1:failing", "1@1:passing"], now_ms=NOW_MS, limit=1)
    patterns.hit_bounds("1@1:failing")
    patterns.walk_records(after="", last="g", limit=1)
    patterns.walk_records(after="0", last="g", limit=1, holding=["1@1:failing"])
    patterns.list_late(scanned_since_ms=0, below_set=1, limit=1)
    patterns.count_records(since_ms=0)
    patterns.list_scans(limit=1)
    patterns.ranges_of("1")
    patterns.open_ranges(limit=1)


def ask_for_builds(builds) -> None:
    """Ask every query for builds and jobs."""
    builds.find("unit", "1", limit=1)
    builds.list_unfolded(limit=1)
    builds.list_due(now_ms=NOW_MS, limit=1)
    builds.list_jobs(limit=1)
    for result in (None, "SUCCESS"):
        builds.list("unit", now_ms=NOW_MS, limit=1, result=result)
        builds.list("unit", now_ms=NOW_MS, limit=1, result=result, before_ms=NOW_MS)


def ask_for_commits(commits) -> None:
    """Ask every query of commits."""
    commits.list_undecided("key", limit=1)
    commits.list_waiting(before_ms=NOW_MS, limit=1)
    commits.list_due(now_ms=NOW_MS, limit=1)
    commits.list_of_pull("key", limit=1)
    commits.list_based_on(["key"], limit=1, after="x")
    commits.list_touches(limit=1)
    commits.find_copies("hash", limit=1)


def ask_for_reports(store) -> None:
    """Ask for every list of reports, forward and back."""
    for sort in Sort:
        for facets in ((), ("type:E",), ("type:E", "job:a")):
            for since_ms in (None, NOW_MS):
                query = ListQuery(facets, since_ms, sort)
                store.list_reports(query, limit=1)
                start = Start(Position(NOW_MS, "x"), back=True)
                store.list_reports(query, limit=1, cursor=write_start(f"reports.{sort}", start))
    store.count_reports(ListQuery(("type:E",)), at_most=9)


def sent_query(request):
    """Return collection, fields compared, fields that hold, and order of a query as it was sent."""
    query = request.get("structured_query")
    if query is None and "structured_aggregation_query" in request:
        query = request["structured_aggregation_query"].structured_query
    if query is None:
        return None
    filters = query.where.composite_filter.filters or [query.where]
    compared = [(each.field_filter.field.field_path, each.field_filter.op.name) for each in filters]
    equal = [field for field, operator in compared if operator in EQUALITIES]
    holds = [field for field, operator in compared if operator in HOLDINGS]
    order = [(each.field.field_path, each.direction.name) for each in query.order_by]
    sorted_by = [each for each in order if each[0] != "__name__"]
    return query.from_[0].collection_id, equal, holds, sorted_by
