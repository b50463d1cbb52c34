"""Signs of the sources that are no webhook: a log that was recorded, a change of what explains."""

from shared.core import ids
from shared.core.builds import files
from shared.core.documents import Build, CommitSign, Record
from shared.core.repositories import is_repo, is_sha
from shared.core.verdicts.model import Result, Trust
from shared.core.verdicts.signs import Sign

SIGN_DAYS_MS = 30 * 86_400_000
"""How long a sign is kept after it was decided with: so long a delivery may come again."""


def read_result(text: str | None) -> Result | None:
    """Return the result that an uploader's word stands for, None if it tells none."""
    said = files.read_result(text)
    return None if said is None else Result[said]


def sign_of_record(record: Record, *, now_ms: int) -> CommitSign | None:
    """Return the sign that a log gives of its build; None if it names no commit or no job."""
    context = record.context
    sha = (context.sha or "").lower()
    if context.job is None or context.repo is None or not is_sha(sha) or not is_repo(context.repo):
        return None
    result = read_result(context.result)
    sign = Sign(
        context.job,
        heard_ms=now_ms,
        said_ms=record.seen_ms,
        build=context.build,
        result=result,
        trust=Trust.UPLOADER,
        silent=result is None,
        record_id=record.record_id,
    )
    return new_sign(context.repo, sha, f"log {record.record_id}", sign=sign, now_ms=now_ms)


def sign_of_build(build: Build, *, now_ms: int) -> CommitSign | None:
    """Return the sign that a build's files give (started.json, finished.json and their like).

    None if they name no commit or tell neither begin nor end, and for a build outside the Prow
    layout: its log gives a sign of its own. Files that are looked at again say nothing new.
    """
    facts = build.facts
    result = read_result(facts.result)
    ended_ms = facts.finished_ms if result is not None else None
    said_ms = facts.started_ms if ended_ms is None else ended_ms
    sha = (facts.sha or "").lower()
    if facts.is_plain or said_ms is None or facts.repo is None:
        return None
    if not is_sha(sha) or not is_repo(facts.repo):
        return None
    sign = Sign(
        facts.job,
        heard_ms=now_ms,
        said_ms=min(said_ms, now_ms),
        build=facts.build_id,
        result=result,
        trust=Trust.FILES,
        started_ms=facts.started_ms,
        record_id=build.record_id,
    )
    told = f"{result or 'began'} at {said_ms}, {build.record_id or 'without a log'}"
    return new_sign(facts.repo, sha, f"build {build.key}: {told}", sign=sign, now_ms=now_ms)


def reminder(repo: str, sha: str, why: str, *, now_ms: int) -> CommitSign:
    """Return the sign that something changed which a commit's verdicts may rest on."""
    return new_sign(repo, sha, f"{why} at {now_ms}", now_ms=now_ms)


def new_sign(
    repo: str, sha: str, source: str, *, now_ms: int, sign: Sign | None = None
) -> CommitSign:
    """Return the sign, named after the commit and the source's own name of it."""
    return CommitSign(
        ids.sign_id(repo, sha, source),
        repo,
        sha,
        heard_ms=now_ms,
        expires_ms=now_ms + SIGN_DAYS_MS,
        sign=sign,
    )
