"""Where each kind of document is kept, in both stores: its collection and its name in it."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from shared.core.access import AccessToken
from shared.core.documents import (
    ActiveSet,
    Branch,
    BranchNews,
    BranchWeek,
    Breakage,
    Build,
    Commit,
    CommitSign,
    CommitSigns,
    DayTally,
    Fingerprint,
    Issue,
    Job,
    JobStats,
    JobSummary,
    Labels,
    Notice,
    Pattern,
    PatternTally,
    PendingFetch,
    Record,
    Report,
    Scan,
    ScanRange,
    Touch,
)
from shared.core.ids import job_key


@dataclass(frozen=True, slots=True)
class Place:
    """A collection, and the name of a document in it."""

    collection: str
    name: str


@dataclass(frozen=True, slots=True)
class Lease:
    """Who may do something that one alone does, and until when; `document` is its name."""

    name: str
    holder: str
    until_ms: int

    @property
    def document(self) -> str:
        """The name of its document."""
        return f"lease-{self.name}"


# Documents there is one of.
ACTIVE_SET = "patterns"
LABELS = "labels"

_COLLECTIONS: dict[type, tuple[str, Callable[[Any], str]]] = {
    Record: ("records", attrgetter("record_id")),
    Fingerprint: ("fingerprints", attrgetter("fingerprint")),
    Report: ("reports", attrgetter("log_id")),
    Issue: ("issues", attrgetter("issue_id")),
    Job: ("jobs", lambda job: job_key(job.job)),
    Pattern: ("patterns", attrgetter("pattern_id")),
    PatternTally: ("pattern_tallies", attrgetter("key")),
    ActiveSet: ("meta", lambda _set: ACTIVE_SET),
    Labels: ("meta", lambda _labels: LABELS),
    DayTally: ("days", attrgetter("day")),
    Scan: ("scans", attrgetter("scan_id")),
    ScanRange: ("scan_ranges", attrgetter("name")),
    Build: ("builds", attrgetter("key")),
    JobStats: ("job_stats", lambda stats: job_key(stats.job)),
    JobSummary: ("job_summaries", lambda summary: job_key(summary.job)),
    Commit: ("commits", attrgetter("key")),
    CommitSigns: ("commit_signs", attrgetter("key")),
    CommitSign: ("signs", attrgetter("sign_id")),
    Touch: ("touches", attrgetter("touch_id")),
    Breakage: ("breakages", attrgetter("breakage_id")),
    Branch: ("branches", attrgetter("key")),
    BranchWeek: ("branch_weeks", attrgetter("key")),
    BranchNews: ("branch_news", attrgetter("news_id")),
    Notice: ("notices", attrgetter("notice_id")),
    PendingFetch: ("pending_fetches", attrgetter("key")),
    AccessToken: ("tokens", attrgetter("token_id")),
    Lease: ("meta", attrgetter("document")),
}

STORED_KINDS: tuple[type, ...] = tuple(_COLLECTIONS)
"""Every kind of document there is."""


def collection_of(kind: type) -> str:
    """Return the collection of documents of this kind."""
    return _COLLECTIONS[kind][0]


def place_of(value: Any) -> Place:
    """Return where this value is kept."""
    collection, name_of = _COLLECTIONS[type(value)]
    return Place(collection, name_of(value))
