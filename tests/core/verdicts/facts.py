"""Facts of the stories: small words for commits, attempts, logs, excuses and sightings."""

from dataclasses import replace

from shared.core.verdicts.model import (
    Attempt,
    CommitFacts,
    Excuse,
    Failure,
    KnownBreakage,
    Label,
    Result,
    Sighting,
)

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOW = 1_790_000_000_000
BEGAN = NOW - HOUR


def seen(days_before=1.0, *, author="bob", pull="8", branch=None, sha="other", record="r-else"):
    """Return a sighting in Bob's pull request 8, a day before the build."""
    at = int(BEGAN - days_before * DAY)
    return Sighting(record, at, sha=sha, pull=pull, branch=branch, author=author)


def seen_on_main(days_before=1.0, *, sha="older"):
    return seen(days_before, pull=None, branch="main", author="carol", sha=sha)


def flaky(by="pattern p1 version 1", *, names_cause=True, sightings=None, **more):
    found = (seen(),) if sightings is None else tuple(sightings)
    return Excuse(Label.FLAKY, by, names_cause, 12, sightings=found, **more)


def known(by="issue 142805", *, names_cause=True, sightings=None, **more):
    found = (seen(),) if sightings is None else tuple(sightings)
    return Excuse(Label.KNOWN_PROBLEM, by, names_cause, 12, sightings=found, **more)


def log(*excuses, sightings=(), **more):
    """Return what a readable log says: a failure that these fit, seen in these other logs."""
    return Failure(
        "r-own",
        "123456789",
        "TestUpgrade timed out",
        12,
        excuses=excuses,
        sightings=tuple(sightings),
        **more,
    )


def failed(failure=None, *, build="1", heard=NOW - 5 * MINUTE, **more):
    more = {"started_ms": BEGAN, **more}
    return Attempt(build, heard, Result.FAILURE, failure=failure, **more)


def passed(*, build="1"):
    return Attempt(build, BEGAN, Result.SUCCESS, started_ms=BEGAN)


def running(*, build="1", began=BEGAN):
    return Attempt(build, began, None, started_ms=began)


def breakage(*jobs, base_jobs=(), every=False):
    return KnownBreakage("b1", "compiler update", None if every else jobs, frozenset(base_jobs))


def pull_request(**jobs):
    """Return Ann's pull request 7 to main with these jobs: one attempt, or several."""
    return CommitFacts(
        "acme/app",
        "sha",
        {
            name.replace("_", "-"): each if isinstance(each, tuple) else (each,)
            for name, each in jobs.items()
        },
        pull="7",
        branch="topic",
        base_branch="main",
        author="ann",
    )


def on_main(**jobs):
    return replace(pull_request(**jobs), pull=None, branch="main")


def on_topic(**jobs):
    """Return a commit on a branch beside main that no pull request is known of."""
    return replace(pull_request(**jobs), pull=None)
