"""From what is stored of a commit to its decision; nothing is written."""

from collections.abc import Mapping, Sequence
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
from shared.core.verdicts.model import (
    Attempt,
    CommitFacts,
    Decision,
    Failure,
    KnownBreakage,
    State,
)
from shared.core.verdicts.state import decide, failed_jobs
from shared.ports import Commits, Store
from shared.services.breakages.covering import Covering
from shared.services.commits.evidence import Evidence
from shared.services.commits.held_evidence import Asked, HeldEvidence
from shared.services.commits.hits import KnownHits


@dataclass(frozen=True, slots=True)
class Judged:
    """A commit with its runs and its decision, and the facts that this rests on.

    `from_held` says that its evidence was read for an earlier decision.
    """

    commit: Commit
    facts: CommitFacts
    from_held: bool = False


@dataclass(frozen=True, slots=True)
class Judging:
    """Where a commit's evidence is read; without `covering` no breakages are known.

    With `held` the evidence is kept there for the decisions that may rest on it.
    """

    store: Store
    commits: Commits
    covering: Covering | None = None
    held: HeldEvidence | None = None

    def judge(
        self,
        commit: Commit,
        signs: CommitSigns,
        hits: KnownHits,
        *,
        now_ms: int,
        may_hold: bool = False,
    ) -> Judged:
        """Return the commit's runs and its decision as they follow from these signs.

        Where it `may_hold`, evidence that is held is taken for what could be read.
        """
        commit = with_host(commit, signs.facts.values())
        jobs = attempts_of(signs.signs.values(), {})
        since_ms = first_failed_ms(jobs)
        evidence = Evidence(self.store, self.commits, hits, commit, now_ms, before_ms=since_ms)
        records = failed_records(jobs)
        failures, from_held = self._failures(evidence, records, signs.reminders, may_hold)
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
        return Judged(judged, facts, from_held)

    def _failures(
        self, evidence: Evidence, records: Sequence[str], reminders: int, may_hold: bool
    ) -> tuple[Mapping[str, Failure], bool]:
        """Return what the failed logs say, and whether that was held."""
        if self.held is None or not records:
            return evidence.failures(records), False
        asked = Asked.by(evidence, records, reminders)
        held = self.held.get(asked, now_ms=evidence.now_ms) if may_hold else None
        if held is not None:
            return held, True
        failures = evidence.failures(records)
        self.held.put(asked, failures, now_ms=evidence.now_ms)
        return failures, False

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
