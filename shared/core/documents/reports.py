"""Failures: fingerprints, and the reports that are sets of them."""

from dataclasses import dataclass
from operator import itemgetter

from shared.core.analysis.model import ReportType
from shared.core.documents.issues import Issue, Ticket
from shared.core.documents.tallies import UNSEEN, Change, Tally
from shared.core.facets import report_facets

MIN_BY_HAND = 5
SHARE_BY_HAND = 0.9


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One failure scenario as hashed, and the report it belongs to; `key` is what was hashed.

    `signature` and `bands` find near-duplicates (core/near_duplicates.py), empty for a text too
    short for that. `near` is the fingerprint that this one was joined to for being alike,
    `similarity` how alike: such a join groups, and never excuses a failure.

    Deleting its report ends a fingerprint's life: the document stays, without counts, bands and
    report, and `followed_by` names the key under which the same failure starts anew
    (core/ids.py). Records keep the key of the life they were seen in.

    `succeeds` are the fingerprints of the version before that named the same failure;
    `succeeded_by` says that this one needs no upgrade any more (docs/upgrades.md).
    """

    fingerprint: str
    log_id: str
    report_type: ReportType
    key: tuple[str, ...]
    coarse: str | None = None
    signature: str = ""
    bands: tuple[str, ...] = ()
    near: str | None = None
    similarity: float | None = None
    tally: Tally = UNSEEN
    followed_by: str | None = None
    ended: Change | None = None
    succeeds: tuple[str, ...] = ()
    succeeded_by: str | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it has a report; one that has none is not counted, listed or found."""
        return self.followed_by is None


@dataclass(frozen=True, slots=True)
class Report:
    """One unique failure scenario: a set of fingerprints. `tally` sums theirs.

    `created_by` is the record whose title it has: at first, that which showed the failure first.
    `merged_into` is the report that this one became part of: it has no fingerprints any more, is
    not listed, and its id leads there; `had` are those it took along, to be given back when the
    merge is undone.

    `members` are the reports merged into this one; what was merged into them stays with them.
    `own_issue` is the ticket it began with, where another's speaks for it since a merge. A report
    in `apart` was told apart from this one by a person: the machine does not join them again.
    `split_from` is the report that this one was split off. `ticket` is there once its issue is
    filed. Past `labels_expire_ms` its labels excuse nothing.
    """

    log_id: str
    report_type: ReportType
    title: str
    fingerprints: tuple[str, ...]
    issue_id: str
    created_ms: int
    created_by: str
    merged_into: str | None = None
    tally: Tally = UNSEEN
    labels: tuple[str, ...] = ()
    labels_expire_ms: int | None = None
    members: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    own_issue: str | None = None
    apart: tuple[str, ...] = ()
    split_from: str | None = None
    changes: tuple[Change, ...] = ()
    ticket: Ticket | None = None

    @property
    def own_issue_id(self) -> str:
        """The ticket it began with; a merged report's `issue_id` is that too."""
        return self.own_issue or self.issue_id

    @property
    def first_ms(self) -> int:
        """When it was first seen; one never folded was seen when created."""
        first = self.tally.first_seen_ms
        return self.created_ms if first is None else first

    @property
    def last_ms(self) -> int:
        """When it was last seen; one never folded was seen when created."""
        last = self.tally.last_seen_ms
        return self.created_ms if last is None else last

    def labels_at(self, now_ms: int) -> tuple[str, ...]:
        """Return the labels that count at a time."""
        expires_ms = self.labels_expire_ms
        return () if expires_ms is not None and expires_ms <= now_ms else self.labels

    @property
    def suggestion(self) -> str | None:
        """What nearly all who looked at its logs said of them: "label:flaky", "pattern:0123".

        Nothing while too few did, or once a pattern explains it.
        """
        tally = self.tally
        said, count = max(tally.by_hand.items(), key=itemgetter(1), default=("", 0))
        enough = count >= MIN_BY_HAND and count >= SHARE_BY_HAND * tally.occurrences
        return said if enough and not tally.explained else None

    @property
    def facets(self) -> tuple[str, ...]:
        """What lists find it by; they follow from the records folded, its title and its issue."""
        tally, ticket = self.tally, self.ticket
        return report_facets(
            self.report_type.value,
            self.title,
            explained=tally.explained > 0 or ticket is not None,
            suggested=self.suggestion is not None,
            statuses=("filed", ticket.status.value.lower()) if ticket else (),
            summary_words=ticket.words if ticket else (),
            labels=self.labels,
            repos=tally.repos,
            branches=tally.branches,
            jobs=tally.jobs,
        )


@dataclass(frozen=True, slots=True)
class NewFailure:
    """What a fingerprint seen for the first time adds; all is written or nothing.

    A near-duplicate of a known failure adds its fingerprint alone.
    """

    fingerprint: Fingerprint
    report: Report | None = None
    issue: Issue | None = None

    @property
    def documents(self) -> tuple[Fingerprint | Report | Issue, ...]:
        """All that is written."""
        found = (self.fingerprint, self.report, self.issue)
        return tuple(each for each in found if each is not None)
