"""What a list of patterns is asked for."""

from dataclasses import dataclass
from enum import StrEnum

from shared.core.documents.patterns import Pattern, PatternTally


class PatternSort(StrEnum):
    """What patterns are sorted by, the largest first; the values are those of `?sort=`."""

    HITS = "hits"
    LAST_SEEN = "last_seen"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class PatternQuery:
    """Which patterns a list shows: with this label, retired or not; None for any."""

    label: str | None = None
    retired: bool | None = False
    sort: PatternSort = PatternSort.HITS

    def fits(self, row: "PatternRow") -> bool:
        """Tell whether a row that was read is one to show: of the version in force, at least."""
        pattern = row.pattern
        return (
            row.tally.version == pattern.version
            and (self.retired is None or pattern.retired is self.retired)
            and (self.label is None or self.label in pattern.labels)
        )


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern and what its version in force hits."""

    pattern: Pattern
    tally: PatternTally
