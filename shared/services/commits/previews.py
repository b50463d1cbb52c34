"""Which verdicts would change if a pattern were looked for, before it is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shared.core import curation
from shared.core.commits.elsewhere import commit_key_of
from shared.core.commits.preview import Preview, VerdictChange
from shared.core.curation import Proposal
from shared.core.documents import Commit, Pattern, Record
from shared.core.documents.patterns import side_key
from shared.core.dry_runs import DryRun, FoundIn
from shared.core.patterns.model import ActivePattern, Hit
from shared.core.verdicts.model import Verdict, VerdictKind
from shared.ports import Page
from shared.services.commits.deciding import Deciding
from shared.services.commits.hits import Fit, KnownHits, best_fit
from shared.services.commits.touching import SINCE_MS

MAX_COMMITS = 50
_PAGE = 100


@dataclass(frozen=True)
class Supposed(KnownHits):
    """The hits that logs would have with this pattern, in place of one with its id."""

    pattern: Pattern
    found: Mapping[str, FoundIn]

    def of(self, record: Record) -> Sequence[Hit]:
        """Return the hits that the log would have."""
        others = [hit for hit in record.hits if hit.pattern_id != self.pattern.pattern_id]
        found = self.found.get(record.record_id)
        return [*others, found.hit] if found else others

    def pattern_of(self, hit: Hit) -> Pattern | None:
        """Return the pattern of a hit."""
        return self.pattern if self._is_supposed(hit) else super().pattern_of(hit)

    def fit(self, record: Record, hit: Hit) -> Fit:
        """Return which line the pattern would find."""
        if not self._is_supposed(hit):
            return super().fit(record, hit)
        return best_fit(record, self.found[record.record_id].line_numbers)

    def failing(
        self, hit: Hit, *, limit: int, cursor: str | None, before_ms: int | None
    ) -> Page[Record]:
        """Return the failing logs that the hit's pattern would hit, newest first."""
        if not self._is_supposed(hit):
            return super().failing(hit, limit=limit, cursor=cursor, before_ms=before_ms)
        return Page([each.record for each in self.found.values()], None)

    def fits(self, record: Record, wanted: Hit) -> bool:
        """Tell whether the pattern would find, in another log, a line that names why it failed."""
        if not self._is_supposed(wanted):
            return super().fits(record, wanted)
        found = self.found.get(record.record_id)
        if found is None or found.hit.generic:
            return False
        return best_fit(record, found.line_numbers) > Fit.ELSEWHERE

    def _by_id(self) -> dict[str, ActivePattern]:
        return super()._by_id() | {self.pattern.pattern_id: self.pattern.active}

    def _is_supposed(self, hit: Hit) -> bool:
        return hit.pattern_id == self.pattern.pattern_id


@dataclass(frozen=True, slots=True)
class Previews:
    """The use case with what it needs: what decides commits."""

    deciding: Deciding

    def run(self, proposal: Proposal, dry_run: DryRun, pattern: Pattern | None = None) -> Preview:
        """Return how the verdicts of a day would change, of at most MAX_COMMITS commits.

        `pattern` is the one that would be edited, None for a new one. Those of a log that is
        not stored yet, or was not tried, are not known.
        """
        now_ms = self.deciding.clock()
        supposed = self._supposed(proposal, dry_run, pattern, now_ms)
        shown = [each.record for each in dry_run.found]
        if pattern is not None:
            key = side_key(pattern.key, passed=False)
            shown += self.deciding.active.patterns.list_hit_records(
                [key], now_ms=now_ms, limit=_PAGE, cursor=None
            ).items
        fresh = (record for record in shown if record.seen_ms >= now_ms - SINCE_MS)
        keys = list(dict.fromkeys(filter(None, map(commit_key_of, fresh))))
        commits = self.deciding.commits.get_commits(keys[:MAX_COMMITS])
        changes = [
            change
            for stored in commits.values()
            for change in self._changes(stored.value, supposed, now_ms)
        ]
        return Preview(tuple(changes), cut=len(keys) > MAX_COMMITS)

    def _supposed(
        self, proposal: Proposal, dry_run: DryRun, pattern: Pattern | None, now_ms: int
    ) -> Supposed:
        as_saved = (
            curation.create("new", proposal, by="", now_ms=now_ms)
            if pattern is None
            else curation.edit(pattern, proposal, by="", now_ms=now_ms)
        )
        found = {
            each.record.record_id: replace(
                each,
                hit=replace(each.hit, pattern_id=as_saved.pattern_id, version=as_saved.version),
            )
            for each in dry_run.found
        }
        return Supposed(self.deciding.active, now_ms, as_saved, found)

    def _changes(self, commit: Commit, supposed: Supposed, now_ms: int) -> Iterator[VerdictChange]:
        signs = self.deciding.commits.get_signs(commit.key)
        if signs is None:
            return
        known = KnownHits(self.deciding.active, now_ms)
        before, after = (
            _by_job(self.deciding.judging.judge(commit, signs.value, hits, now_ms=now_ms).commit)
            for hits in (known, supposed)
        )
        for job in sorted(before.keys() | after.keys()):
            if before.get(job) is not after.get(job):
                yield VerdictChange(commit.repo, commit.sha, job, before.get(job), after.get(job))


def _by_job(commit: Commit) -> dict[str, VerdictKind | None]:
    return {each.job: _kind(each) for each in commit.decision.verdicts}


def _kind(verdict: Verdict) -> VerdictKind | None:
    return None if verdict.is_due else verdict.kind
