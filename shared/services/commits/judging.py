"""From what is stored of a commit to its decision; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.core.commits.again import decide_again_ms
from shared.core.commits.merging import (
    facts_of,
    failed_records,
    first_failed_ms,
    runs_of,
    with_host,
)
from shared.core.documents import Commit, CommitSigns
from shared.core.verdicts.attempts import attempts_of, with_failures
from shared.core.verdicts.model import Attempt, CommitFacts, Decision, KnownBreakage, State
from shared.core.verdicts.state import decide, failed_jobs
from shared.ports import Commits, Store
from shared.services.breakages.covering import Covering
from shared.services.commits.evidence import Evidence
from shared.services.commits.hits import KnownHits


@dataclass(frozen=True, slots=True)
class Judged:
    """A commit with its runs and its decision, and the facts that this rests on."""

    commit: Commit
    facts: CommitFacts


@dataclass(frozen=True, slots=True)
class Judging:
    """Where a commit's evidence is read; without `covering` no breakages are known."""

    store: Store
    commits: Commits
    covering: Covering | None = None

    def judge(self, commit: Commit, signs: CommitSigns, hits: KnownHits, *, now_ms: int) -> Judged:
        """Return the commit's runs and its decision as they follow from these signs."""
        commit = with_host(commit, signs.facts.values())
        jobs = attempts_of(signs.signs.values(), {})
        since_ms = first_failed_ms(jobs)
        evidence = Evidence(self.store, self.commits, hits, commit, now_ms, before_ms=since_ms)
        failures = evidence.failures(failed_records(jobs))
        breakages = self._breakages(commit, jobs, now_ms)
        facts = facts_of(commit, with_failures(jobs, failures), breakages)
        decision = _bounded(decide(facts, now_ms=now_ms), signs)
        judged = replace(
            commit,
            runs=runs_of(facts.jobs),
            decision=decision,
            decided_ms=now_ms,
            decide_again_ms=decide_again_ms(
                commit, decision, failures.values(), now_ms=now_ms, covered=bool(breakages)
            ),
        )
        return Judged(judged, facts)

    def _breakages(
        self, commit: Commit, jobs: Mapping[str, tuple[Attempt, ...]], now_ms: int
    ) -> tuple[KnownBreakage, ...]:
        """Return the breakages at the commit's place; where nothing failed none is asked for."""
        if self.covering is None or not failed_jobs(jobs, now_ms=now_ms):
            return ()
        return self.covering.of_commit(commit)


def _bounded(decision: Decision, signs: CommitSigns) -> Decision:
    """Return the decision; never a success where not all that was said could be kept."""
    if not signs.cut or decision.state is not State.SUCCESS:
        return decision
    return replace(
        decision, state=State.FAILURE, description="More was said of this commit than can be judged"
    )
