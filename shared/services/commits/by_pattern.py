"""Excuses by patterns: the best one that hits a log, if it hits what failed and is labelled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.core.documents import Commit, Pattern, Record
from shared.core.patterns.best import best_hit
from shared.core.patterns.model import Hit
from shared.core.patterns.scope import in_scope
from shared.core.verdicts.model import Excuse, Label
from shared.services.commits.hits import KnownHits
from shared.services.commits.sightings import Seen, Sightings


@dataclass(frozen=True)
class PatternExcuses:
    """Knows what patterns say of logs of one commit."""

    hits: KnownHits
    sightings: Sightings
    mine: Commit

    def excuses(self, record: Record) -> Iterator[Excuse]:
        """Yield the excuses of the best hit's labels."""
        hit = best_hit(self.hits.of(record), self.hits.ranks, pinned=record.pinned)
        pattern = self.hits.pattern_of(hit) if hit else None
        if hit is None or pattern is None:
            return
        labels = [label for label in Label if label in pattern.labels]
        if pattern.retired or pattern.version != hit.version or not labels:
            return
        excuse = self._excuse(record, hit, pattern)
        yield from (replace(excuse, label=label) for label in labels)

    def _excuse(self, record: Record, hit: Hit, pattern: Pattern) -> Excuse:
        seen = self._seen(hit)
        # Whoever uploads a log may name any branch: what counts is what the host says.
        context = replace(record.context, repo=self.mine.repo, branch=self.mine.branch)
        return Excuse(
            Label.FLAKY,
            f"pattern {hit.pattern_id} version {hit.version}",
            names_cause=not hit.generic and self.hits.names_cause(record, hit),
            line_number=hit.line_number,
            in_scope=in_scope(pattern.expression.scope, context),
            expires_ms=pattern.expires_ms,
            sightings=seen.sightings,
            red_retries=seen.retries.red,
            green_retries=seen.retries.green,
        )

    def _seen(self, hit: Hit) -> Seen:
        return self.sightings.of(
            f"{hit.pattern_id}@{hit.version}",
            lambda limit, cursor: self.hits.failing(hit, limit=limit, cursor=cursor),
            lambda record: self.hits.fits(record, hit),
        )
