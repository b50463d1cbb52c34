"""What patterns hit, as the commits' evidence asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.core.documents import Pattern, Record
from shared.core.documents.patterns import hit_key, side_key
from shared.core.patterns.model import ActivePattern, Hit
from shared.core.snapshots import unpack_matches
from shared.ports import Page
from shared.services.patterns.active import ActivePatterns, KnownSet


@dataclass(frozen=True)
class KnownHits:
    """The hits that logs are known to have."""

    active: ActivePatterns
    now_ms: int

    @cached_property
    def known(self) -> KnownSet:
        """The patterns in force."""
        return self.active.current()

    @cached_property
    def is_scanning(self) -> bool:
        """Whether stored logs are still being scanned for some of them."""
        return bool(self.active.patterns.open_ranges(limit=1))

    @cached_property
    def ranks(self) -> Mapping[str, ActivePattern]:
        """What ranks hits: the patterns in force, by id."""
        return self._by_id()

    def _by_id(self) -> dict[str, ActivePattern]:
        return {each.pattern_id: each for each in self.known.patterns}

    def of(self, record: Record) -> Sequence[Hit]:
        """Return the hits of a log."""
        return record.hits

    def pattern_of(self, hit: Hit) -> Pattern | None:
        """Return the pattern of a hit."""
        found = self.active.patterns.get_patterns([hit.pattern_id]).get(hit.pattern_id)
        return found.value if found else None

    def names_cause(self, record: Record, hit: Hit) -> bool:
        """Tell whether the pattern fits the failure itself, or a person said that it does."""
        if record.pinned == hit.pattern_id or record.is_cause(hit.line_number):
            return True
        if hit.lines == 1 or record.matches is None:
            return False
        matches = self.active.derived.get(record.matches)
        return matches is not None and any(
            match.pattern_id == hit.pattern_id and record.is_cause(match.line_number)
            for match in unpack_matches(matches)
        )

    def failing(self, hit: Hit, *, limit: int, cursor: str | None) -> Page[Record]:
        """Return a page of the failing logs that the hit's pattern hits, newest first."""
        key = side_key(hit_key(hit.pattern_id, hit.version), passed=False)
        return self.active.patterns.list_hit_records(
            [key], now_ms=self.now_ms, limit=limit, cursor=cursor
        )

    def fits(self, record: Record, wanted: Hit) -> bool:
        """Tell whether the pattern's last match in another log stands where that failed."""
        return any(
            hit.pattern_id == wanted.pattern_id
            and not hit.generic
            and (record.pinned == hit.pattern_id or record.is_cause(hit.line_number))
            for hit in record.hits
        )
