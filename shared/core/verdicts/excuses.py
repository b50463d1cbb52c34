"""Whether an excuse holds: it must name the cause, be in force, and be seen at somebody else's."""

from collections.abc import Iterable

from shared.core.verdicts.model import Attempt, CommitFacts, Excuse, Label, Sighting

WINDOW_MS = 30 * 86_400_000
"""How long ago the same may have been seen elsewhere to be evidence."""

MAX_RED_RETRIES = 3
"""So many retries that failed again, and more than passed: the label is wrong about this."""


def why_not(excuse: Excuse, attempt: Attempt, commit: CommitFacts, now_ms: int) -> str | None:
    """Return why the excuse does not hold for the failed attempt, None if it does."""
    if not excuse.names_cause:
        return f"{excuse.given_by} fits another line of the log, not the failure"
    if not excuse.in_scope:
        return f"{excuse.given_by} is not meant for this job"
    if excuse.expires_ms is not None and excuse.expires_ms <= now_ms:
        return f"the label of {excuse.given_by} has expired"
    if excuse.label is Label.FLAKY and is_contradicted(excuse):
        return (
            f"{excuse.given_by} is labelled flaky, but {excuse.red_retries} retries failed again"
            f" and {excuse.green_retries} passed"
        )
    if not seen_elsewhere(excuse.sightings, attempt, commit):
        return f"{excuse.given_by} was not seen outside this pull request within 30 days"
    return None


def is_contradicted(excuse: Excuse) -> bool:
    """Tell whether retries show that what is labelled flaky does not go away."""
    return excuse.red_retries >= MAX_RED_RETRIES and excuse.red_retries > excuse.green_retries


def seen_elsewhere(
    sightings: Iterable[Sighting], attempt: Attempt, commit: CommitFacts
) -> tuple[Sighting, ...]:
    """Return those that are evidence: before this build, not long ago, and of somebody else.

    That is the base branch, or another author's pull request. Whose author is unknown is no
    evidence: it might be the same person's.
    """
    before_ms = began_ms(attempt)
    return tuple(
        each
        for each in sightings
        if before_ms - WINDOW_MS <= each.at_ms < before_ms and is_of_others(each, commit)
    )


def is_of_others(sighting: Sighting, commit: CommitFacts) -> bool:
    """Tell whether the commit's author cannot have made this sighting by what they propose."""
    if is_own(sighting, commit):
        return False
    if is_on_base(sighting, commit):
        return True
    return None not in (sighting.author, commit.author) and sighting.author != commit.author


def is_own(sighting: Sighting, commit: CommitFacts) -> bool:
    """Tell whether it is of this commit, its pull request, or its own branch beside the base."""
    if sighting.sha is not None and sighting.sha == commit.sha:
        return True
    if commit.pull is not None:
        return sighting.pull == commit.pull
    own = commit.branch != commit.base_branch and sighting.branch == commit.branch
    return own and sighting.pull is None


def is_on_base(sighting: Sighting, commit: CommitFacts) -> bool:
    """Tell whether it is of the branch that the commit is on, or is to be merged into."""
    base = commit.base_branch
    return sighting.pull is None and base is not None and sighting.branch == base


def began_ms(attempt: Attempt) -> int:
    """Return when the attempt began, else when it was first heard of."""
    return attempt.heard_ms if attempt.started_ms is None else attempt.started_ms
