"""Labels of a report's failures, given with its issue: they may excuse a failed job."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.core.documents import Change, Report
from shared.core.issues import MAX_CHANGES
from shared.errors import IssueNotFound
from shared.ports import Changes, Patterns, Store
from shared.services.changes import until_unchallenged
from shared.services.commits.touching import touch_of_report
from shared.services.issue_rows import IssueRow
from shared.services.issues import get_issue
from shared.services.patterns.labels import list_labels, require_declared
from shared.services.reports import follow_report


@dataclass(frozen=True, slots=True)
class Labelling:
    """The labels that a report shall have, and until when they count; None: for good."""

    labels: Sequence[str]
    expires_ms: int | None = None


def label_issue(
    store: Store,
    patterns: Patterns,
    issue_id: str,
    wanted: Labelling,
    *,
    actor: str,
    now_ms: int,
) -> IssueRow:
    """Give the issue's report these labels in place of those it has.

    Commits that show its failures are decided again. Raises IssueNotFound, InvalidPattern for a
    label that nobody declared.
    """
    known = list_labels(patterns)
    for label in wanted.labels:
        require_declared(label, known)

    def attempt() -> None:
        asked = store.get_issues([issue_id]).get(issue_id)
        found = follow_report(store, asked.value.log_id) if asked else None
        if found is None:
            raise IssueNotFound(f"There is no issue {issue_id}.")
        labelled = _labelled(found.value, wanted, actor, now_ms)
        if labelled != found.value:
            touch = touch_of_report(labelled, now_ms=now_ms)
            store.save(Changes([replace(found, value=labelled), touch]))

    until_unchallenged(attempt)
    return get_issue(store, issue_id)


def _labelled(report: Report, wanted: Labelling, actor: str, now_ms: int) -> Report:
    labels, expires_ms = tuple(dict.fromkeys(wanted.labels)), wanted.expires_ms
    if (labels, expires_ms) == (report.labels, report.labels_expire_ms):
        return report
    said = f"labelled {', '.join(labels)}" if labels else "labels taken away"
    changes = (*report.changes, Change(now_ms, actor, said))[-MAX_CHANGES:]
    return replace(report, labels=labels, labels_expire_ms=expires_ms, changes=changes)
