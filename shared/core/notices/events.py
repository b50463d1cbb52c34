"""What is worth telling people of, and the notice that each event becomes."""

import hashlib
from dataclasses import dataclass
from urllib.parse import quote

from shared.core.documents import Breakage, Notice, Record, Report
from shared.core.verdicts.contradicted import Contradicted

KEPT_MS = 90 * 86_400_000
"""How long a notice is remembered: the same event is not told again meanwhile."""
_SHA_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. What has the same kind and key is the same event, met again.

    `kind` is as receivers know it, `text` one sentence for people, `path` the page that tells
    more, `facts` what programs want to know; those that are None are left out.
    """

    kind: str
    key: tuple[str, ...]
    text: str
    path: str
    facts: dict[str, str | None]


def failure_appeared(report: Report, record: Record) -> Event:
    """Return that a failure which nobody knew until lately is on a main branch now.

    A report tells of itself once for each branch.
    """
    context = record.context
    branch = context.branch or ""
    where = f"{branch} of {context.repo}" if context.repo else branch
    job = f" in {context.job}" if context.job else ""
    return Event(
        "failure.new",
        (report.log_id, context.repo or "", branch),
        f"New failure on {where}{job}: {report.title}",
        f"/reports/{report.log_id}",
        {
            "log_id": report.log_id,
            "title": report.title,
            "repo": context.repo,
            "branch": branch,
            "job": context.job,
            "sha": context.sha,
            "record": record.record_id,
        },
    )


def breakage_found(breakage: Breakage) -> Event:
    """Return that a branch was found to be broken: once for each breakage."""
    what = "all jobs" if breakage.jobs is None else ", ".join(breakage.jobs)
    since = breakage.cause_sha[:_SHA_SHOWN]
    return Event(
        "breakage.found",
        (breakage.breakage_id,),
        f"{_branch(breakage)} is broken since {since} ({what}): {breakage.mode}",
        _page(breakage),
        _facts(breakage),
    )


def breakage_resolved(breakage: Breakage) -> Event:
    """Return that a commit ended a breakage: once for each commit that is said to."""
    resolved = breakage.resolved_sha or ""
    return Event(
        "breakage.resolved",
        (breakage.breakage_id, resolved),
        f"{_branch(breakage)} is mended by {resolved[:_SHA_SHOWN]}: {breakage.mode}",
        _page(breakage),
        _facts(breakage),
    )


def flaky_contradicted(repo: str, sha: str, found: Contradicted) -> Event:
    """Return that what is labelled flaky failed again at one commit: it may be no flake."""
    where = f"{found.job} at {sha[:_SHA_SHOWN]} of {repo}"
    return Event(
        "flaky.contradicted",
        (repo, sha, found.job, found.log_id),
        f"Labelled flaky, but failed {found.attempts} times in {where}: {found.title}",
        f"/commits/{quote(repo)}/{quote(sha, safe='')}",
        {
            "repo": repo,
            "sha": sha,
            "job": found.job,
            "log_id": found.log_id,
            "title": found.title,
            "attempts": str(found.attempts),
        },
    )


def notice_of(event: Event, *, now_ms: int) -> Notice:
    """Return the notice of the event, to be sent at once."""
    return Notice(
        _notice_id(event),
        event.kind,
        event.text,
        event.path,
        created_ms=now_ms,
        expires_ms=now_ms + KEPT_MS,
        facts={name: value for name, value in event.facts.items() if value is not None},
        due_ms=now_ms,
    )


def _notice_id(event: Event) -> str:
    text = "\n".join([event.kind, *event.key])
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=10).hexdigest()


def _branch(breakage: Breakage) -> str:
    return f"{breakage.branch} of {breakage.repo}"


def _page(breakage: Breakage) -> str:
    return f"/breakages/{quote(breakage.breakage_id, safe='')}"


def _facts(breakage: Breakage) -> dict[str, str | None]:
    return {
        "breakage_id": breakage.breakage_id,
        "repo": breakage.repo,
        "branch": breakage.branch,
        "cause_sha": breakage.cause_sha,
        "resolved_sha": breakage.resolved_sha,
        "mode": breakage.mode,
    }
