"""Excuses by patterns: the best one that hits a log, if it hits what failed and is labelled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from shared.core.documents import Commit, Pattern, Record
from shared.core.documents.patterns import hit_key, side_key
from shared.core.patterns.best import best_hit
from shared.core.patterns.model import Hit
from shared.core.patterns.scope import in_scope
from shared.core.snapshots import unpack_matches
from shared.core.verdicts.model import Excuse, Label
from shared.services.commits.sightings import Seen, Sightings
from shared.services.patterns.active import ActivePatterns, KnownSet


@dataclass(frozen=True)
class PatternExcuses:
    """Knows what patterns say of logs of one commit."""

    active: ActivePatterns
    sightings: Sightings
    mine: Commit
    now_ms: int

    @cached_property
    def known(self) -> KnownSet:
        """The patterns in force."""
        return self.active.current()

    @cached_property
    def is_scanning(self) -> bool:
        """Whether stored logs are still being scanned for some of them."""
        return bool(self.active.patterns.open_ranges(limit=1))

    def excuses(self, record: Record) -> Iterator[Excuse]:
        """Yield the excuses of the best hit's labels."""
        ranks = {each.pattern_id: each for each in self.known.patterns}
        hit = best_hit(record.hits, ranks, pinned=record.pinned)
        found = self.active.patterns.get_patterns([hit.pattern_id]) if hit else {}
        if hit is None or hit.pattern_id not in found:
            return
        pattern = found[hit.pattern_id].value
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
            names_cause=not hit.generic and self._names_cause(record, hit),
            line_number=hit.line_number,
            in_scope=in_scope(pattern.expression.scope, context),
            expires_ms=pattern.expires_ms,
            sightings=seen.sightings,
            red_retries=seen.retries.red,
            green_retries=seen.retries.green,
        )

    def _names_cause(self, record: Record, hit: Hit) -> bool:
        """Tell whether the pattern fits the failure itself, or a person said that it does."""
        if record.pinned == hit.pattern_id or _is_cause(record, hit.line_number):
            return True
        if hit.lines == 1 or record.matches is None:
            return False
        matches = self.active.derived.get(record.matches)
        return matches is not None and any(
            match.pattern_id == hit.pattern_id and _is_cause(record, match.line_number)
            for match in unpack_matches(matches)
        )

    def _seen(self, hit: Hit) -> Seen:
        key = side_key(hit_key(hit.pattern_id, hit.version), passed=False)
        return self.sightings.of(
            key,
            lambda limit, cursor: self.active.patterns.list_hit_records(
                [key], now_ms=self.now_ms, limit=limit, cursor=cursor
            ),
            lambda record: _is_cause_of(record, hit),
        )


def _is_cause_of(record: Record, wanted: Hit) -> bool:
    """Tell whether the pattern's last match in another log stands where that failed."""
    return any(
        hit.pattern_id == wanted.pattern_id
        and not hit.generic
        and (record.pinned == hit.pattern_id or _is_cause(record, hit.line_number))
        for hit in record.hits
    )


def _is_cause(record: Record, line_number: int) -> bool:
    if not record.cause_lines:
        return False
    return record.cause_lines[0] <= line_number <= record.cause_lines[-1]
