"""What patterns hit, as the commits' evidence asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from shared.core.documents import Pattern, Record
from shared.core.documents.patterns import hit_key, side_key
from shared.core.patterns.model import ActivePattern, Hit
from shared.core.snapshots import unpack_matches
from shared.ports import Page
from shared.services.patterns.active import ActivePatterns, KnownSet


class Fit(IntEnum):
    """Which line of a log a pattern finds, the better the larger.

    What a test printed may stand BESIDE the title of its failure, among the lines that name it.
    """

    ELSEWHERE = 0
    BESIDE = 1
    TITLE = 2


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

    def fit(self, record: Record, hit: Hit) -> Fit:
        """Return which line the pattern finds; where a person said that it fits, the title."""
        if record.pinned == hit.pattern_id:
            return Fit.TITLE
        last = best_fit(record, [hit.line_number])
        if hit.lines == 1 or last is Fit.TITLE or record.matches is None:
            return last
        matches = self.active.derived.get(record.matches)
        found = unpack_matches(matches) if matches is not None else ()
        numbers = [each.line_number for each in found if each.pattern_id == hit.pattern_id]
        return max(last, best_fit(record, numbers))

    def failing(
        self, hit: Hit, *, limit: int, cursor: str | None, before_ms: int | None
    ) -> Page[Record]:
        """Return a page of the failing logs that the hit's pattern hits, newest first."""
        key = side_key(hit_key(hit.pattern_id, hit.version), passed=False)
        return self.active.patterns.list_hit_records(
            [key], now_ms=self.now_ms, limit=limit, cursor=cursor, before_ms=before_ms
        )

    def fits(self, record: Record, wanted: Hit) -> bool:
        """Tell whether the pattern's last match in another log is on a line that names why."""
        return any(
            hit.pattern_id == wanted.pattern_id
            and not hit.generic
            and (record.pinned == hit.pattern_id or best_fit(record, [hit.line_number]) > 0)
            for hit in record.hits
        )


def best_fit(record: Record, numbers: Iterable[int]) -> Fit:
    """Return the best fit of some lines of the log."""
    return max((_fit(record, number) for number in numbers), default=Fit.ELSEWHERE)


def _fit(record: Record, number: int) -> Fit:
    if number == record.primary_line:
        return Fit.TITLE
    return Fit.BESIDE if number in record.cause_lines else Fit.ELSEWHERE
