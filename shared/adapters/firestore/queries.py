"""Every query this adapter asks, as data, and the one place where queries are built.

The emulator answers queries that have no index; Firestore refuses them. So each shape stands
here, and a test compares ALL_SHAPES with `indexes.json`.

Write rates: an index on values that only grow takes about 500 writes a second for a collection
(https://firebase.google.com/docs/firestore/solutions/shard-timestamp). `seen_ms` of records is
such a value, and so are `last_ms` of reports and `answered_ms` of commits. The fold writes reports
once a minute, and GitHub takes some 500 statuses an hour. 500 build logs a second are far beyond
what a fleet of builds ends; should one come near, `seen_ms` needs a shard field in front of it
here, in the documents and in the indexes.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.core.lists import Sort
from shared.core.pattern_lists import PatternSort

RECORDS = "records"
FINGERPRINTS = "fingerprints"
REPORTS = "reports"
JOBS = "jobs"
BUILDS = "builds"
JOB_SUMMARIES = "job_summaries"
NOTICES = "notices"
BREAKAGES = "breakages"
BRANCHES = "branches"
BRANCH_NEWS = "branch_news"
TOKENS = "tokens"
PATTERN_TALLIES = "pattern_tallies"
SCANS = "scans"
SCAN_RANGES = "scan_ranges"
COMMITS = "commits"
SIGNS = "signs"
FETCHES = "pending_fetches"

DOCUMENT_ID = "__name__"


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a query: what it filters and sorts by, without the values.

    `equal` are fields compared with one value or any of some, `holds` one that is a list which
    holds a value or any of some, `above` and `below` some compared by "greater than" and "less
    than"; they are among `order`, after which ties are broken by document id.
    """

    collection: str
    equal: tuple[str, ...] = ()
    holds: str | None = None
    above: str | None = None
    below: str | None = None
    order: tuple[str, ...] = ()
    descending: bool = False

    @property
    def direction(self) -> str:
        """The direction of every field sorted by, as Firestore calls it."""
        return "DESCENDING" if self.descending else "ASCENDING"


UNFOLDED = Shape(RECORDS, equal=("unfolded",))
ADDS = Shape(RECORDS, equal=("adds",))
DROPS = Shape(RECORDS, equal=("drops",))
SIMILAR = Shape(FINGERPRINTS, holds="bands")
COARSE = Shape(FINGERPRINTS, equal=("coarse",))

WITH_FACET = Shape(REPORTS, holds="facets")
_REPORT_KEYS = {
    Sort.LAST_SEEN: "last_ms",
    Sort.FIRST_SEEN: "first_ms",
    Sort.OCCURRENCES: "occurrences",
    Sort.FILED: "filed_ms",
}

ALL_TOKENS = Shape(TOKENS)

# Sorted by `expires_ms` too, so that one index serves to skip the expired ones and not to.
_BY_TIME = ("seen_ms", "expires_ms")
FIRST_SEEN = Shape(RECORDS, equal=("fingerprint",), order=_BY_TIME)
LAST_SEEN = Shape(RECORDS, equal=("fingerprint",), order=_BY_TIME, descending=True)

# Records by their ids: all of them, and those with one of some hits.
WALK = Shape(RECORDS)
HOLDING = Shape(RECORDS, holds="hit_keys")
LATE = Shape(RECORDS, above="scanned_ms", below="pattern_set", order=("scanned_ms", "pattern_set"))
SEEN_SINCE = Shape(RECORDS, above="seen_ms", order=("seen_ms",))
FIRST_HIT = Shape(RECORDS, holds="hit_keys", order=_BY_TIME)
LAST_HIT = Shape(RECORDS, holds="hit_keys", order=_BY_TIME, descending=True)
WITH_HIT = Shape(RECORDS, holds="hit_keys", above="expires_ms", order=_BY_TIME, descending=True)

# Signs that were not decided with have fields of their own, so that they are few to look through.
UNDECIDED = Shape(SIGNS, equal=("waits_for",))
WAITING = Shape(SIGNS, below="waits_ms", order=("waits_ms",))
DUE = Shape(COMMITS, below="due_ms", order=("due_ms",))
UNPOSTED = Shape(COMMITS, above="post_problem_ms", order=("post_problem_ms",), descending=True)
ANSWERED = Shape(COMMITS, order=("answered_ms",), descending=True)
OF_PULL = Shape(COMMITS, equal=("pull_key",), order=("heard_ms",), descending=True)
BASED_ON = Shape(COMMITS, equal=("base_key",))
TOUCHES = Shape("touches")
COPIES = Shape(RECORDS, equal=("content_hash",), order=("seen_ms",))

_TALLY_KEYS = {
    PatternSort.HITS: "hits",
    PatternSort.LAST_SEEN: "last_ms",
    PatternSort.NEWEST: "created_ms",
}
NEWEST_SCANS = Shape(SCANS, order=("created_ms",), descending=True)
RANGES_OF = Shape(SCAN_RANGES, equal=("scan_id",))
OPEN_RANGES = Shape(SCAN_RANGES, order=("lease_until_ms",))

RECORD_LISTS: dict[tuple[tuple[str, ...], bool], Shape] = {
    (equal, oldest_first): Shape(
        RECORDS, equal=equal, above="expires_ms", order=_BY_TIME, descending=not oldest_first
    )
    for equal in ((), ("fingerprint",), ("has_problem",))
    for oldest_first in (False, True)
}


def report_list(
    sort: Sort, *, of_facet: bool, recent: bool = False, descending: bool = True
) -> Shape:
    """Return the shape of a list of reports: all or those with a facet, all or the recent."""
    return Shape(
        REPORTS,
        holds="facets" if of_facet else None,
        above="last_ms" if recent else None,
        order=(_REPORT_KEYS[sort],),
        descending=descending,
    )


def tally_list(sort: PatternSort, *, descending: bool = True) -> Shape:
    """Return the shape of a list of patterns: their tallies in one of three orders."""
    return Shape(PATTERN_TALLIES, order=(_TALLY_KEYS[sort],), descending=descending)


TALLY_LISTS = tuple(
    tally_list(sort, descending=descending) for sort in PatternSort for descending in (False, True)
)

REPORT_LISTS = tuple(
    report_list(sort, of_facet=of_facet, recent=recent, descending=descending)
    for sort in Sort
    for of_facet in (False, True)
    for recent in ((False, True) if sort is Sort.LAST_SEEN else (False,))
    for descending in (False, True)
)

BUILD_AT = Shape(BUILDS, equal=("address",))
BUILDS_UNFOLDED = Shape(BUILDS, equal=("unfolded",))
BUILDS_DUE = Shape(BUILDS, below="waits_ms", order=("waits_ms",))
BUILD_LISTS: dict[tuple[str, ...], Shape] = {
    equal: Shape(
        BUILDS, equal=equal, above="expires_ms", order=("order_ms", "expires_ms"), descending=True
    )
    for equal in (("job_key",), ("job_key", "result"))
}
BREAKAGE_LISTS: dict[tuple[str, ...], Shape] = {
    equal: Shape(BREAKAGES, equal=equal, order=("created_ms",), descending=True)
    for equal in ((), ("branch_key",))
}
BRANCH_LIST = Shape(BRANCHES, order=("updated_ms",), descending=True)
BRANCH_NEWS_LIST = Shape(BRANCH_NEWS, order=("at_ms",))
NOTICES_DUE = Shape(NOTICES, below="due_ms", order=("due_ms",))
FETCHES_DUE = Shape(FETCHES, equal=("provider",), below="due_ms", order=("due_ms",))
JOB_LIST = Shape(JOB_SUMMARIES, order=("last_ms",), descending=True)

ALL_SHAPES = (
    ALL_TOKENS,
    BUILD_AT,
    BUILDS_UNFOLDED,
    BUILDS_DUE,
    *BUILD_LISTS.values(),
    JOB_LIST,
    *BREAKAGE_LISTS.values(),
    BRANCH_LIST,
    BRANCH_NEWS_LIST,
    NOTICES_DUE,
    FETCHES_DUE,
    UNFOLDED,
    ADDS,
    DROPS,
    SIMILAR,
    COARSE,
    WITH_FACET,
    *REPORT_LISTS,
    FIRST_SEEN,
    LAST_SEEN,
    *RECORD_LISTS.values(),
    WALK,
    HOLDING,
    LATE,
    SEEN_SINCE,
    FIRST_HIT,
    LAST_HIT,
    WITH_HIT,
    *TALLY_LISTS,
    NEWEST_SCANS,
    RANGES_OF,
    OPEN_RANGES,
    UNDECIDED,
    WAITING,
    DUE,
    UNPOSTED,
    ANSWERED,
    OF_PULL,
    BASED_ON,
    TOUCHES,
    COPIES,
)


def build_query(
    client: firestore.Client,
    shape: Shape,
    values: Mapping[str, Any],
    *,
    cursor: str | None = None,
) -> firestore.Query:
    """Return the query of this shape; `values` gives a value, or a list of them, per filter."""
    query = firestore.Query(client.collection(shape.collection))
    for field in shape.equal:
        operator = "in" if isinstance(values[field], list) else "=="
        query = query.where(filter=FieldFilter(field, operator, values[field]))
    if shape.holds is not None:
        operator = "array_contains"
        operator += "_any" if isinstance(values[shape.holds], list) else ""
        query = query.where(filter=FieldFilter(shape.holds, operator, values[shape.holds]))
    for bound, operator in ((shape.above, ">"), (shape.below, "<")):
        if bound is not None:
            query = query.where(filter=FieldFilter(bound, operator, values[bound]))
    for field in (*shape.order, DOCUMENT_ID) if shape.order else ():
        query = query.order_by(field, direction=shape.direction)
    position = _read_cursor(cursor, len(shape.order)) if shape.order else None
    if position is None:
        return query
    last = client.collection(shape.collection).document(position.pop())
    return query.start_after([*position, last])


def write_cursor(shape: Shape, snapshot: firestore.DocumentSnapshot[Any]) -> str:
    """Return where the list goes on after this document."""
    return cursor_at(*(snapshot.get(field) for field in shape.order), snapshot.id)


def cursor_at(*position: int | str) -> str:
    """Return where the list goes on after a document with these sort values, and id, last."""
    text = json.dumps(position, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None, field_count: int) -> list[Any] | None:
    """Return the sort values and the id in the cursor, None if it is none of ours."""
    try:
        position = json.loads(base64.urlsafe_b64decode(f"{cursor or ''}==="))
    except (ValueError, RecursionError):
        return None
    if not isinstance(position, list) or len(position) != field_count + 1:
        return None
    numbers_fit = all(type(each) is int and abs(each) < 1 << 63 for each in position[:-1])
    return position if numbers_fit and is_document_id(position[-1]) else None


def is_document_id(name: object) -> bool:
    """Tell whether Firestore can have a document of this name."""
    if not isinstance(name, str) or not name or "/" in name or name in (".", ".."):
        return False
    reserved = name.startswith("__") and name.endswith("__")
    try:
        return not reserved and len(name.encode()) <= 1500
    except UnicodeEncodeError:
        return False
