"""Reports that are one failure become one, and what was joined or grouped wrongly is parted.

Each use case reads, decides and writes anew until nobody changed in between what it had read.
"""

from shared.core import ids
from shared.core.documents import Change, Report
from shared.errors import NotPossible, ReportNotFound
from shared.ports import Store, Stored
from shared.services.changes import until_unchallenged
from shared.services.commits.touching import touching
from shared.services.regroup import joined, only_fingerprint, parted, split_off
from shared.services.reports import ReportRow, follow_report, get_report


def merge_reports(store: Store, log_id: str, into: str, *, actor: str, now_ms: int) -> ReportRow:
    """Make one report part of another, which stays, and return that.

    Doing it twice changes nothing. Raises ReportNotFound, NotPossible.
    """

    def attempt() -> None:
        goes, stays = _known(store, log_id), _known(store, into)
        if log_id == into:
            raise NotPossible("same_report", "A report cannot be merged into itself.")
        if goes.value.log_id == stays.value.log_id:
            if goes.value.log_id == log_id:
                raise NotPossible(
                    "merged_the_other_way",
                    f"Report {into} is a part of {log_id} already. Undo that first.",
                )
            return
        if goes.value.log_id != log_id:
            raise NotPossible(
                "merged_elsewhere",
                f"Report {log_id} is a part of {goes.value.log_id} already. Undo that first.",
            )
        change = Change(now_ms, actor, f"merged {log_id} into {stays.value.log_id}")
        store.save(touching(joined(store, stays, goes, change), goes.value, now_ms=now_ms))

    until_unchallenged(attempt)
    return get_report(store, into)


def undo_merge(store: Store, log_id: str, merged: str, *, actor: str, now_ms: int) -> ReportRow:
    """Take a report out of the one it was merged into, with all it had, and return it.

    Doing it twice changes nothing. The two do not join again by themselves.
    Raises ReportNotFound, NotPossible.
    """

    def attempt() -> None:
        root = _known(store, log_id)
        part = store.get_reports([merged]).get(merged)
        if part is None:
            raise ReportNotFound(f"There is no report {merged}.")
        if part.value.merged_into is None and root.value.log_id in part.value.apart:
            return
        home = _known(store, merged)
        if part.value.merged_into is None or home.value.log_id != root.value.log_id:
            raise NotPossible(
                "not_merged", f"Report {merged} is no part of {log_id}: there is nothing to undo."
            )
        change = Change(now_ms, actor, f"parted {merged} from {root.value.log_id}")
        store.save(touching(parted(store, root, part, change), root.value, now_ms=now_ms))

    until_unchallenged(attempt)
    return get_report(store, merged)


def split_fingerprint(
    store: Store, log_id: str, fingerprint: str, *, actor: str, now_ms: int
) -> ReportRow:
    """Give one of a report's fingerprints a report of its own, and return that.

    The two do not join again by themselves. Raises ReportNotFound, NotPossible.
    """

    def attempt() -> str:
        whole = _known(store, log_id)
        key = _key_of(whole.value, fingerprint)
        change = Change(now_ms, actor, f"split {fingerprint} off {whole.value.log_id}")
        changes, part = split_off(store, whole, key, change)
        store.save(touching(changes, whole.value, now_ms=now_ms))
        return part.log_id

    return get_report(store, until_unchallenged(attempt))


def may_join(store: Store, left: Report, right: Report) -> bool:
    """Tell whether the machine may join these reports: not if a person told them apart."""
    return not (_is_apart(store, left, right) or _is_apart(store, right, left))


def _known(store: Store, log_id: str) -> Stored[Report]:
    found = follow_report(store, log_id)
    if found is None:
        raise ReportNotFound(f"There is no report {log_id}.")
    return found


def _is_apart(store: Store, report: Report, other: Report) -> bool:
    told_apart = (follow_report(store, log_id) for log_id in report.apart)
    return any(found is not None and found.value.log_id == other.log_id for found in told_apart)


def _key_of(report: Report, fingerprint: str) -> str:
    """Return the report's key of a fingerprint as it is shown. Raises NotPossible."""
    for key in report.fingerprints:
        if fingerprint in (key, ids.first_life(key)):
            if len(report.fingerprints) == 1:
                raise only_fingerprint()
            return key
    raise NotPossible(
        "no_such_fingerprint", f"Report {report.log_id} has no such fingerprint (any more)."
    )
