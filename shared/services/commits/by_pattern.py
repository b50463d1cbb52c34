"""Excuses by patterns: the best one that hits a log, if it hits what failed and is labelled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from shared.core.documents import Commit, Pattern, Record
from shared.core.patterns.best import best_hit
from shared.core.patterns.model import Hit
from shared.core.patterns.scope import in_scope
from shared.core.verdicts.model import Excuse, Label
from shared.services.commits.hits import Fit, KnownHits
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
        fit = Fit.ELSEWHERE if hit.generic else self.hits.fit(record, hit)
        seen = self._seen(record, hit, fit)
        # Whoever uploads a log may name any branch: what counts is what the host says.
        context = replace(record.context, repo=self.mine.repo, branch=self.mine.branch)
        return Excuse(
            Label.FLAKY,
            f"pattern {hit.pattern_id} version {hit.version}",
            names_cause=fit > Fit.ELSEWHERE,
            line_number=hit.line_number,
            in_scope=in_scope(pattern.expression.scope, context),
            expires_ms=pattern.expires_ms,
            sightings=seen.sightings,
            red_retries=seen.retries.red,
            green_retries=seen.retries.green,
        )

    def _seen(self, record: Record, hit: Hit, fit: Fit) -> Seen:
        """Return where else the pattern was hit.

        If it fits a line beside the title, any other failure might have printed that line: then
        only the same failure with the same line counts.
        """
        if fit is Fit.BESIDE and record.fingerprint is not None:
            return self.sightings.of_fingerprint(
                record.fingerprint, lambda other: self.hits.fits(other, hit), f"{hit.pattern_id}@"
            )
        return self.sightings.of(
            f"{hit.pattern_id}@{hit.version}",
            partial(self.hits.failing, hit),
            lambda other: self.hits.fits(other, hit),
        )
