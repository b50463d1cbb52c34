"""What a merge, a split and its undoing change: reports, fingerprints, issues, in one commit.

Counts belong to fingerprints, so these only say anew which report a fingerprint belongs to.
Whoever folds occurrences at the same moment and loses reads again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from shared.core import fold as core
from shared.core import issues
from shared.core.documents import Change, Fingerprint, Issue, Report
from shared.core.issues import MAX_CHANGES
from shared.core.lineage import with_followers, with_versions
from shared.errors import ChangeConflict, NotPossible
from shared.ports import Changes, Store, Stored
from shared.services.changes import family, own_issues
from shared.services.orphans import fresh_report

MACHINE = "faultline"
"""Who is named where no person asked for it."""
# Stores ask for so many fingerprints at a time.
MAX_ASKED = 30

Likeness = tuple[str, float]
"""The fingerprint that others are joined to for being alike, and how alike they are."""


def joined(
    store: Store,
    stays: Stored[Report],
    goes: Stored[Report],
    change: Change,
    *,
    near: Likeness | None = None,
) -> Changes:
    """Return what merging the second report into the first changes.

    `near` is what the fingerprints that move are like. Of the two issues the one that is filed
    speaks for both, that of the first if both are or none is.
    """
    found = store.get_fingerprints([*stays.value.fingerprints, *goes.value.fingerprints])
    documents = {key: stored.value for key, stored in found.items()}
    (whole, part), moved = core.join(stays.value, goes.value, documents)
    tickets = store.get_issues([stays.value.issue_id, goes.value.issue_id])
    spoken_by, changed = _joined_issues(stays.value, goes.value, tickets, documents)
    whole = replace(
        _spoken_for(_noted(whole, change), spoken_by),
        apart=_unlike(whole.apart + part.apart, (whole.log_id, part.log_id)),
    )
    part = replace(_noted(part, change), issue_id=part.own_issue_id, own_issue=None, ticket=None)
    return Changes(
        [
            *[Stored(_near(each, near), found[each.fingerprint].version) for each in moved],
            Stored(whole, stays.version),
            Stored(part, goes.version),
            *_as_read(changed, tickets),
        ]
    )


def _joined_issues(
    stays: Report,
    goes: Report,
    tickets: Mapping[str, Stored[Issue]],
    fingerprints: Mapping[str, Fingerprint],
) -> tuple[Issue, list[Issue]]:
    """Return which issue speaks for both reports, and the issues that change."""
    values = {key: stored.value for key, stored in tickets.items()}
    if len(values) < 2:  # one was deleted, with its report
        raise ChangeConflict(f"reports {stays.log_id} and {goes.log_id} changed")
    first, second = values[stays.issue_id], values[goes.issue_id]
    spoken_by = issues.speaker(first, first, [second])
    joining = goes if spoken_by is first else stays
    seen = {key: fingerprints[key].tally.occurrences for key in joining.fingerprints}
    changed = {issue.issue_id: issue for issue in issues.hide_others(spoken_by, [first, second])}
    counted = issues.with_more_fingerprints(changed.get(spoken_by.issue_id, spoken_by), seen)
    if counted != spoken_by:
        changed[spoken_by.issue_id] = counted
    return counted, list(changed.values())


def parted(store: Store, root: Stored[Report], part: Stored[Report], change: Change) -> Changes:
    """Return what taking a merged report out of the report it is in now changes."""
    found = store.get_fingerprints(root.value.fingerprints)
    documents = {key: stored.value for key, stored in found.items()}
    leaving = with_followers(set(part.value.had) & documents.keys(), documents)
    if not leaving or not documents.keys() - leaving:
        empty = root if leaving else part
        raise NotPossible(
            "nothing_left",
            f"Report {empty.value.log_id} would be left without a failure: what it had was split"
            " off since. Merge that back first.",
        )
    whole, freed, others, changed_issues = _issues_apart(store, root, part)
    (whole, freed), moved = core.divide(whole, freed, leaving, documents)
    whole = replace(_noted(whole, change), apart=_unlike((*whole.apart, freed.log_id), ()))
    freed = replace(_noted(freed, change), apart=_unlike((*freed.apart, whole.log_id), ()))
    return Changes(
        [
            *[Stored(each, found[each.fingerprint].version) for each in moved],
            Stored(whole, root.version),
            Stored(freed, part.version),
            *others,
            *changed_issues,
        ]
    )


def _issues_apart(
    store: Store, root: Stored[Report], part: Stored[Report]
) -> tuple[Report, Report, list[Stored[Report]], list[Stored[Issue]]]:
    """Return both reports, each with its own issue and members, and what else changes.

    That is the report in between, if the part was merged into one that was merged itself.
    """
    inside = family(store, part.value)
    gone = {part.value.log_id, *inside}
    staying = {key: each for key, each in family(store, root.value).items() if key not in gone}
    parent = staying.get(part.value.merged_into or "")
    whole, others = root.value, []
    if parent is None:
        whole = _without_member(whole, part.value.log_id)
    else:
        others = [replace(parent, value=_without_member(parent.value, part.value.log_id))]
    freed = replace(part.value, merged_into=None, had=())
    whole, first = _with_speaker(store, whole, staying, current=whole.issue_id)
    freed, second = _with_speaker(store, freed, inside, current=root.value.issue_id)
    return whole, freed, others, first + second


def _with_speaker(
    store: Store, report: Report, members: Mapping[str, Stored[Report]], *, current: str
) -> tuple[Report, list[Stored[Issue]]]:
    """Return the report with the issue that speaks for it now, and the issues that change."""
    found = own_issues(store, report, members)
    values = {key: stored.value for key, stored in found.items()}
    own_id = report.own_issue_id
    if own_id not in values:
        raise ChangeConflict(f"report {report.log_id} changed")
    others = [issue for key, issue in values.items() if key != own_id]
    spoken_by = issues.speaker(values.get(current), values[own_id], others)
    hidden = issues.hide_others(spoken_by, values.values())
    return _spoken_for(report, spoken_by), _as_read(hidden, found)


def split_off(
    store: Store, whole: Stored[Report], key: str, change: Change
) -> tuple[Changes, Report]:
    """Return what giving a fingerprint a report of its own changes, and that report.

    Other versions of it leave as well. Raises ChangeConflict, NotPossible if nothing would stay.
    """
    found = store.get_fingerprints(whole.value.fingerprints)
    documents = {each: stored.value for each, stored in found.items()}
    if key not in documents:
        raise ChangeConflict(f"fingerprint {key} changed")
    leaving = with_versions([key], documents)
    if not documents.keys() - leaving:
        raise only_fingerprint()
    asked = sorted(leaving)[:MAX_ASKED]
    newest = store.list_records(now_ms=change.at_ms, limit=1, fingerprints=asked).items
    title, by = whole.value.title, whole.value.created_by
    if newest and newest[0].title:
        title, by = newest[0].title, newest[0].record_id
    part, issue = fresh_report(
        store, documents[key], title=title, created_ms=change.at_ms, created_by=by
    )
    if part.log_id == whole.value.log_id:
        raise ChangeConflict(f"report {part.log_id} was deleted, which set its id free")
    (rest, part), moved = core.divide(whole.value, part, leaving, documents)
    rest = replace(_noted(rest, change), apart=_unlike((*rest.apart, part.log_id), ()))
    part = replace(_noted(part, change), apart=(rest.log_id,), split_from=rest.log_id)
    changes: list[Stored[Any]] = [
        *[Stored(each, found[each.fingerprint].version) for each in moved],
        Stored(rest, whole.version),
        Stored(part, None),
        Stored(issue, None),
    ]
    return Changes(changes), part


def only_fingerprint() -> NotPossible:
    """Return why a report cannot be split."""
    return NotPossible(
        "only_fingerprint", "This is the report's only fingerprint; nothing to split."
    )


def _near(fingerprint: Fingerprint, near: Likeness | None) -> Fingerprint:
    if near is None:
        return fingerprint
    like, similarity = near
    return replace(fingerprint, near=like, similarity=similarity)


def _without_member(report: Report, log_id: str) -> Report:
    return replace(report, members=tuple(each for each in report.members if each != log_id))


def _noted(report: Report, change: Change) -> Report:
    return replace(report, changes=(*report.changes, change)[-MAX_CHANGES:])


def _spoken_for(report: Report, issue: Issue) -> Report:
    """Return the report with this issue, which may be another's than the one it began with."""
    own_id = report.own_issue_id
    return replace(
        report,
        issue_id=issue.issue_id,
        own_issue=None if own_id == issue.issue_id else own_id,
        ticket=issues.ticket_of(issue),
    )


def _unlike(log_ids: Iterable[str], left_out: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in log_ids if each not in left_out))


def _as_read(values: Iterable[Issue], read: Mapping[str, Stored[Issue]]) -> list[Stored[Issue]]:
    return [Stored(value, read[value.issue_id].version) for value in values]
