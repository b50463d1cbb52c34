"""From all that was heard of a commit to the facts that its verdicts rest on, in any order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.core.documents import Commit, CommitSign, CommitSigns, HostFacts, Run
from shared.core.verdicts.excuses import began_ms
from shared.core.verdicts.model import Attempt, CommitFacts, KnownBreakage

MAX_SIGNS = 1_500
"""Of one commit; with names of 200 characters they fit into one document."""


def merge(known: CommitSigns, heard: Iterable[CommitSign]) -> CommitSigns:
    """Return what is known with what was heard; hearing the same twice changes no fact."""
    signs, facts, cut = dict(known.signs), dict(known.facts), known.cut
    reminders = known.reminders
    for each in heard:
        reminders += each.is_reminder
        if each.sign_id not in signs and len(signs) + len(facts) >= MAX_SIGNS:
            cut = True
            continue
        if each.sign is not None:
            before = signs.get(each.sign_id, each.sign)
            heard_ms = min(each.sign.heard_ms, before.heard_ms)
            signs[each.sign_id] = replace(each.sign, heard_ms=heard_ms)
        if each.facts is not None:
            facts[each.sign_id] = each.facts
    return replace(known, signs=signs, facts=facts, cut=cut, reminders=reminders)


def host_facts(facts: Iterable[HostFacts]) -> HostFacts:
    """Return what the host says in all: of each pull request its latest word, of several the first.

    A commit that is in a pull request belongs to its author; else to who pushed it first. A
    branch that is the main one comes before others.
    """
    ordered = sorted(facts, key=lambda each: (each.said_ms, repr(each)))
    pulls = {each.pull: each for each in ordered if each.pull is not None}
    if pulls:
        return pulls[min(pulls, key=lambda pull: (len(pull), pull))]
    bases = [each.base_branch for each in ordered if each.base_branch]
    base = bases[-1] if bases else None
    branches = sorted({each.branch for each in ordered if each.branch})
    return HostFacts(
        ordered[-1].said_ms if ordered else 0,
        branch=base if base in branches else next(iter(branches), None),
        base_branch=base,
        author=next((each.author for each in ordered if each.author), None),
    )


def with_host(commit: Commit, facts: Iterable[HostFacts]) -> Commit:
    """Return the commit with what its host says of it."""
    told = host_facts(facts)
    return replace(
        commit,
        pull=told.pull,
        branch=told.branch,
        base_branch=told.base_branch,
        author=told.author,
        base_sha=told.base_sha,
    )


def facts_of(
    commit: Commit,
    jobs: dict[str, tuple[Attempt, ...]],
    breakages: tuple[KnownBreakage, ...] = (),
) -> CommitFacts:
    """Return the facts for the decision on these attempts of jobs."""
    return CommitFacts(
        commit.repo,
        commit.sha,
        jobs,
        pull=commit.pull,
        branch=commit.branch,
        base_branch=commit.base_branch,
        author=commit.author,
        breakages=breakages,
        pins=commit.pins,
    )


def runs_of(jobs: Mapping[str, tuple[Attempt, ...]]) -> tuple[Run, ...]:
    """Return the attempts as they are kept."""
    return tuple(
        Run(
            job,
            attempt.build,
            began_ms(attempt),
            attempt.result,
            attempt.trust,
            attempt.records,
        )
        for job, attempts in jobs.items()
        for attempt in attempts
    )


def first_failed_ms(jobs: Mapping[str, tuple[Attempt, ...]]) -> int:
    """Return when the first run began that failed; 0 if none did."""
    return min(
        (began_ms(run) for runs in jobs.values() for run in runs if run.has_failed), default=0
    )


def failed_records(jobs: Mapping[str, tuple[Attempt, ...]]) -> list[str]:
    """Return the logs of the jobs that are not over their failure, those of earlier runs too."""
    return [
        record_id
        for attempts in jobs.values()
        if attempts[-1].has_failed or attempts[-1].result is None
        for attempt in attempts
        if attempt.has_failed
        for record_id in attempt.records
    ]
