"""When a decision is said on the host: at once where the state changes, and within bounds."""

from collections.abc import Iterable
from dataclasses import replace

from shared.core.documents import Commit, CommitSign, CommitSigns, Posted
from shared.core.verdicts.model import Decision

MAX_POSTS = 900
"""GitHub takes 1,000 statuses for a commit and context."""
LIVELY_POSTS = 20
"""After so many, texts that change while the state stays are said every few minutes only.

GitHub takes 500 statuses an hour of one sign-in: teams that need more than that set it lower.
"""
MAX_LIVELY_POSTS = 500
CALM_MS = 5 * 60_000
FIRST_RETRY_MS = 30_000
MAX_RETRY_MS = 3_600_000
MAX_FAILURES = 60
OLD_MS = 7 * 86_400_000
"""Nothing is said of a commit whose last build began longer ago: its log was brought in late."""


def wanted_at(
    commit: Commit, decision: Decision, *, now_ms: int, lively_posts: int = LIVELY_POSTS
) -> int | None:
    """Return when the decision is to be posted: now, later, or never (None).

    Nothing is said of a commit without builds, unless it had some whose logs were forgotten, of
    one that is old news, nor what the host shows already.
    """
    posted = commit.posted
    if commit.post_failures >= MAX_FAILURES or not (commit.runs or posted):
        return None
    if posted is None:
        is_old = max(run.began_ms for run in commit.runs) < now_ms - OLD_MS
        return None if is_old else _not_before(commit, now_ms)
    if (posted.state, posted.description) == (decision.state, decision.description):
        return None
    if posted.count >= MAX_POSTS:
        return None
    if posted.state is decision.state and posted.count >= lively_posts:
        return _not_before(commit, max(now_ms, posted.at_ms + CALM_MS))
    return _not_before(commit, now_ms)


def _not_before(commit: Commit, at_ms: int) -> int:
    """Return the time, put off while the host is given a rest."""
    resting = commit.post_failures > 0 and commit.post_due_ms is not None
    return max(at_ms, commit.post_due_ms or 0) if resting else at_ms


def last_log_ms(commit: Commit, signs: CommitSigns, heard: Iterable[CommitSign]) -> int | None:
    """Return when the last log was heard, where the next status answers it; else None.

    It does if a log is among what was just heard, or if a status was put off meanwhile: not if a
    pin, long after, is why something is said.
    """
    new = any(each.sign is not None and each.sign.record_id is not None for each in heard)
    if not new and commit.post_due_ms is None:
        return None
    logs = (sign.heard_ms for sign in signs.signs.values() if sign.record_id is not None)
    return max(logs, default=None)


def after_post(
    commit: Commit, decision: Decision, *, now_ms: int, lag_ms: int | None = None
) -> Commit:
    """Return the commit once the host took the status, `lag_ms` after the log that it answers."""
    old = commit.posted
    answered = (now_ms, lag_ms) if lag_ms is not None else _answered(old)
    count = 1 if old is None else old.count + 1
    posted = Posted(decision.state, decision.description, now_ms, count, *answered)
    return replace(
        commit,
        posted=posted,
        post_due_ms=None,
        post_failures=0,
        post_problem=None,
        post_problem_ms=None,
    )


def _answered(posted: Posted | None) -> tuple[int | None, int | None]:
    return (None, None) if posted is None else (posted.answered_ms, posted.lag_ms)


def after_failure(commit: Commit, why: str, *, retry_after_ms: int | None, now_ms: int) -> Commit:
    """Return the commit after the host did not take its status: tried again, ever later."""
    pause_ms = min(MAX_RETRY_MS, FIRST_RETRY_MS << min(commit.post_failures, 10))
    due_ms = now_ms + max(pause_ms, retry_after_ms or 0)
    failed = replace(commit, post_due_ms=due_ms, post_failures=commit.post_failures + 1)
    return replace(failed, post_problem=why, post_problem_ms=now_ms)


def after_refusal(commit: Commit, decision: Decision, why: str, *, now_ms: int) -> Commit:
    """Return the commit after the host refused its status for good: it is not sent again.

    Another decision is; so the refused one counts as said.
    """
    said = after_post(commit, decision, now_ms=now_ms)
    return replace(said, post_problem=why, post_problem_ms=now_ms)
