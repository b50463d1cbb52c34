"""Changes that people make to documents which others change at the same time."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from shared.core.documents import Issue, Report
from shared.errors import ChangeConflict, StoreUnavailable
from shared.ports import Store, Stored

T = TypeVar("T")

MAX_ATTEMPTS = 200


def until_unchallenged(attempt: Callable[[], T]) -> T:
    """Return what the attempt returns once nobody changed what it read before it wrote.

    An attempt reads, decides and writes, all anew each time; of those who collide one succeeds.
    """
    for _ in range(MAX_ATTEMPTS):
        try:
            return attempt()
        except ChangeConflict:
            continue
    raise StoreUnavailable("others kept changing the same documents")


def family(store: Store, root: Report) -> dict[str, Stored[Report]]:
    """Return all reports that were merged into this one, or into one of those, by id."""
    return families(store, [root])[root.log_id]


def families(store: Store, roots: Sequence[Report]) -> dict[str, dict[str, Stored[Report]]]:
    """Return the family of each of these reports, by id, read together step by step."""
    found: dict[str, Stored[Report]] = {}
    wanted = {member for root in roots for member in root.members}
    while wanted:
        read = store.get_reports(wanted)
        found |= read
        wanted = {each for stored in read.values() for each in stored.value.members} - found.keys()
    return {root.log_id: _inside(root, found) for root in roots}


def _inside(root: Report, found: Mapping[str, Stored[Report]]) -> dict[str, Stored[Report]]:
    inside: dict[str, Stored[Report]] = {}
    waiting = list(root.members)
    while waiting:
        log_id = waiting.pop()
        if log_id in found and log_id not in inside:
            inside[log_id] = found[log_id]
            waiting += found[log_id].value.members
    return inside


def own_issue_ids(root: Report, members: Mapping[str, Stored[Report]]) -> set[str]:
    """Return the ids of the issues that a report and those merged into it began with."""
    return {root.own_issue_id, *(stored.value.own_issue_id for stored in members.values())}


def own_issues(
    store: Store, root: Report, members: Mapping[str, Stored[Report]]
) -> dict[str, Stored[Issue]]:
    """Return the issues that a report and those merged into it began with, by id."""
    return store.get_issues(own_issue_ids(root, members))
