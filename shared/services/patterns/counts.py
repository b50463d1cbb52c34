"""What a fold changes in the counters of patterns and days."""

from collections.abc import Sequence
from dataclasses import replace

from shared.core import fold_patterns as core
from shared.core.documents import DayTally, PatternTally, Record
from shared.core.documents.patterns import side_key
from shared.ports import Patterns, Stored


def count_patterns(patterns: Patterns, records: Sequence[Record]) -> list[Stored[PatternTally]]:
    """Return the tallies of the patterns that these records hit, or no longer hit."""
    keys = core.touched_patterns(records)
    read = patterns.get_tallies(keys) if keys else {}
    bounds = {
        (key, passed): patterns.hit_bounds(side_key(key, passed=passed))
        for key, passed in core.dropped_hits(records)
    }
    tallies = {key: read[key].value if key in read else _unseen(key) for key in keys}
    folded = core.fold_patterns(records, tallies, bounds)
    return [
        replace(read[key], value=tally) if key in read else Stored(tally, None)
        for key, tally in folded.items()
    ]


def count_days(patterns: Patterns, records: Sequence[Record]) -> list[Stored[DayTally]]:
    """Return the days whose failing logs these records are."""
    names = core.touched_days(records)
    read = patterns.get_days(names) if names else {}
    days = {name: read[name].value if name in read else DayTally(name) for name in names}
    return [
        replace(read[name], value=day) if name in read else Stored(day, None)
        for name, day in core.fold_days(records, days).items()
    ]


def _unseen(key: str) -> PatternTally:
    pattern_id, _, version = key.partition("@")
    return PatternTally(pattern_id, int(version), created_ms=0)
