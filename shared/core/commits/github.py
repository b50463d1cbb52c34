"""What GitHub's webhook payloads say of commits.

Fields: https://docs.github.com/webhooks/webhook-events-and-payloads. Payloads are read leniently:
what is not as documented says nothing. Who wrote a commit is never read from it, for anyone may
write any name there; nor is the branch of a check, which a fork may call "main".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from shared.core.commits.hearing import new_sign
from shared.core.documents import CommitSign, HostFacts
from shared.core.metadata import clean_field
from shared.core.repositories import is_repo, is_sha
from shared.core.verdicts.model import Result
from shared.core.verdicts.signs import Sign

OWN_CONTEXT = "faultline"
MAX_JOB_CHARS = 200
MAX_AHEAD_MS = 5 * 60_000
"""How far a sender's clock may be ahead of ours before ours counts."""
_ENDS = {
    "success": Result.SUCCESS,
    "neutral": Result.SUCCESS,
    "skipped": Result.SUCCESS,
    "cancelled": Result.ABORTED,
    "stale": Result.ABORTED,
}
_STATES = {
    "pending": None,
    "success": Result.SUCCESS,
    "failure": Result.FAILURE,
    "error": Result.FAILURE,
}
_PULL_ACTIONS = ("opened", "reopened", "synchronize", "edited", "ready_for_review", "closed")
_NO_COMMIT = "0" * 40

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What one event says of one commit: how a run goes, or whose commit it is."""

    sha: str
    sign: Sign | None = None
    facts: HostFacts | None = None


def repo_of(payload: Payload) -> str | None:
    """Return the repository that the event is of."""
    name = _text(_part(payload, "repository"), "full_name")
    return name if is_repo(name) else None


def read_event(
    event: str, payload: Payload, *, delivery: str, now_ms: int
) -> tuple[CommitSign, ...]:
    """Return the signs that the event gives, () for one that says nothing of a commit."""
    read, repo = _READERS.get(event), repo_of(payload)
    told = read(payload, now_ms) if read and repo else ()
    return tuple(
        replace(
            new_sign(repo or "", each.sha, f"delivery {delivery}", sign=each.sign, now_ms=now_ms),
            facts=each.facts,
        )
        for each in told
        if is_sha(each.sha) and each.sha != _NO_COMMIT
    )


def _status(payload: Payload, now_ms: int) -> tuple[Told, ...]:
    job, state = _job(payload, "context"), _text(payload, "state")
    if job is None or state not in _STATES:
        return ()
    said_ms = _time(payload, "updated_at", now_ms) or _time(payload, "created_at", now_ms)
    result = _STATES[state]
    sign = Sign(
        job,
        heard_ms=now_ms,
        said_ms=said_ms or now_ms,
        result=result,
        started_ms=said_ms if result is None else None,
        also=_names_in(_text(payload, "target_url")),
    )
    base = _text(_part(payload, "repository"), "default_branch")
    listed = payload.get("branches")
    names = [_text(each, "name") for each in (listed if isinstance(listed, list) else [])[:50]]
    branches = sorted(name for name in names if name)
    branch = base if base in branches else next(iter(branches), None)
    facts = HostFacts(sign.said_ms, branch=branch, base_branch=base)
    return (Told(_sha(payload, "sha"), sign, facts),)


def _check_run(payload: Payload, now_ms: int) -> tuple[Told, ...]:
    check = _part(payload, "check_run")
    also = (*_names_in(_text(check, "details_url")), *_some(_text(check, "external_id")))
    return _run(check, also, 0, now_ms)


def _workflow_job(payload: Payload, now_ms: int) -> tuple[Told, ...]:
    job = _part(payload, "workflow_job")
    attempt, run_id = job.get("run_attempt"), _id(job, "run_id")
    number = attempt if isinstance(attempt, int) and 0 < attempt < 10_000 else 1
    # A log that names the run alone is one of its first attempt.
    also = () if run_id is None else (run_id,) * (number == 1) + (f"{run_id}-{number}",)
    return _run(job, also, number, now_ms)


def _run(run: Payload, also: tuple[str, ...], number: int, now_ms: int) -> tuple[Told, ...]:
    """Return what a run of Actions, or another check, says: both have the same ids and ends."""
    job, build = _job(run, "name"), _id(run, "id")
    if job is None or build is None:
        return ()
    result, started_ms = None, _time(run, "started_at", now_ms)
    said_ms = started_ms or _time(run, "created_at", now_ms) or now_ms
    if run.get("status") == "completed":
        result = _ENDS.get(str(run.get("conclusion")), Result.FAILURE)
        said_ms = _time(run, "completed_at", now_ms) or said_ms
    sign = Sign(
        job,
        heard_ms=now_ms,
        said_ms=said_ms,
        build=build,
        result=result,
        started_ms=started_ms,
        number=number,
        also=also,
    )
    return (Told(_sha(run, "head_sha"), sign),)


def _push(payload: Payload, now_ms: int) -> tuple[Told, ...]:
    ref = _text(payload, "ref") or ""
    if payload.get("deleted") is True or not ref.startswith("refs/heads/"):
        return ()
    author = _text(_part(payload, "sender"), "login")
    base = _text(_part(payload, "repository"), "default_branch")
    branch = clean_field(ref.removeprefix("refs/heads/"))
    facts = HostFacts(now_ms, branch=branch, base_branch=base, author=author)
    return (Told(_sha(payload, "after"), facts=facts),)


def _pull_request(payload: Payload, now_ms: int) -> tuple[Told, ...]:
    pull, number = _part(payload, "pull_request"), _id(payload, "number")
    if _text(payload, "action") not in _PULL_ACTIONS or number is None:
        return ()
    head, base = _part(pull, "head"), _part(pull, "base")
    facts = HostFacts(
        _time(pull, "updated_at", now_ms) or now_ms,
        pull=number,
        branch=_text(head, "ref"),
        base_branch=_text(base, "ref"),
        author=_text(_part(pull, "user"), "login"),
        base_sha=_commit(base),
    )
    return (Told(_sha(head, "sha"), facts=facts),)


_READERS: dict[str, Callable[[Payload, int], tuple[Told, ...]]] = {
    "status": _status,
    "check_run": _check_run,
    "workflow_job": _workflow_job,
    "push": _push,
    "pull_request": _pull_request,
}


def _part(payload: object, name: str) -> Payload:
    part = payload.get(name) if isinstance(payload, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _text(payload: object, name: str) -> str | None:
    value = payload.get(name) if isinstance(payload, Mapping) else None
    return clean_field(value) if isinstance(value, str) else None


def _id(payload: Payload, name: str) -> str | None:
    """Return a number of the host, as text."""
    value = payload.get(name)
    return str(value) if type(value) is int and 0 <= value < 1 << 63 else None


def _sha(payload: Payload, name: str) -> str:
    return (_text(payload, name) or "").lower()


def _commit(end: Payload) -> str | None:
    """Return the commit that one end of a pull request stands at."""
    sha = _sha(end, "sha")
    return sha if is_sha(sha) and sha != _NO_COMMIT else None


def _job(payload: Payload, name: str) -> str | None:
    """Return the job's name; None for the service's own status, which is no job."""
    job = (_text(payload, name) or "")[:MAX_JOB_CHARS].strip()
    return job if job and job != OWN_CONTEXT else None


def _names_in(url: str | None) -> tuple[str, ...]:
    """Return what in an address may be the name of a build: the parts of its path, with digits."""
    try:
        parts = urlsplit(url or "").path.split("/")
    except ValueError:
        return ()
    return tuple(part for part in parts if any(map(str.isdigit, part)))[-8:]


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _time(payload: Payload, name: str, now_ms: int) -> int | None:
    """Return the time in milliseconds, None if there is none; the future is now."""
    text = payload.get(name)
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if time is None or time.tzinfo is None:
        return None
    said_ms = int(time.timestamp() * 1000)
    return said_ms if 0 <= said_ms <= now_ms + MAX_AHEAD_MS else now_ms
