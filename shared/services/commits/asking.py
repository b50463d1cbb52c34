"""The host is asked how runs go that nothing was heard of for long: deliveries may be lost."""

from collections.abc import Mapping
from typing import Any

from shared.core.commits.github import read_event
from shared.core.documents import Commit
from shared.errors import StatusDelayed, StatusRefused
from shared.services.commits.deciding import Deciding


def ask(deciding: Deciding, commit: Commit) -> int:
    """Keep what the host says of the commit's runs; return how much of it is new.

    0 where it cannot be asked: what is known is decided all the same.
    """
    if deciding.saying is None or not deciding.saying.may_say(commit.repo):
        return 0
    try:
        told = deciding.saying.statuses().list_runs(commit.repo, commit.sha)
    except (StatusDelayed, StatusRefused):
        return 0
    return sum(_keep(deciding, commit, event, payload) for event, payload in told)


def _keep(deciding: Deciding, commit: Commit, event: str, payload: Mapping[str, Any]) -> int:
    run = payload.get("check_run") or payload
    names = ("id", "status", "state", "conclusion", "updated_at", "completed_at")
    # Named by what it says: the same answer tomorrow says nothing new.
    delivery = f"asked {event} " + " ".join(str(run.get(name)) for name in names)
    signs = read_event(
        event,
        {**payload, "repository": {"full_name": commit.repo}},
        delivery=delivery,
        now_ms=deciding.clock(),
    )
    return sum(deciding.keep(sign) for sign in signs if sign.sha == commit.sha)
