"""Reading patterns: one of them, those that explain a log, and where in the log they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.documents import Pattern, PatternTally, Record
from shared.core.documents.patterns import hit_key
from shared.core.patterns.best import best_hit
from shared.core.patterns.model import Hit, Match
from shared.core.snapshots import unpack_matches
from shared.errors import PatternNotFound
from shared.ports import DerivedBucket, Patterns, Stored


@dataclass(frozen=True, slots=True)
class Explanation:
    """A hit of a log and its pattern; of a log's hits one is the best."""

    hit: Hit
    pattern: Pattern
    best: bool


def get_pattern(patterns: Patterns, pattern_id: str) -> Stored[Pattern]:
    """Return the pattern, retired or not. Raises PatternNotFound."""
    found = patterns.get_patterns([pattern_id]).get(pattern_id)
    if found is None:
        raise PatternNotFound(f"There is no pattern {pattern_id}.")
    return found


def tallies_of(patterns: Patterns, pattern: Pattern) -> dict[int, PatternTally]:
    """Return what each kept version of the pattern hits, by its number; the one in force always."""
    keys = {hit_key(pattern.pattern_id, each.version): each.version for each in pattern.versions}
    found = {keys[key]: stored.value for key, stored in patterns.get_tallies(keys).items()}
    unseen = PatternTally(pattern.pattern_id, pattern.version, pattern.current.created_ms)
    return {pattern.version: unseen} | found


def patterns_of(patterns: Patterns, records: Iterable[Record]) -> dict[str, Pattern]:
    """Return the patterns that hit these records, by id: one call."""
    wanted = {hit.pattern_id for record in records for hit in record.hits}
    found = patterns.get_patterns(wanted) if wanted else {}
    return {pattern_id: stored.value for pattern_id, stored in found.items()}


def explanations(record: Record, patterns: Mapping[str, Pattern]) -> list[Explanation]:
    """Return what explains a log, the best first, then in the order of their last lines."""
    active = {key: each.active for key, each in patterns.items() if not each.retired}
    best = best_hit(record.hits, active, pinned=record.pinned)
    found = [
        Explanation(hit, patterns[hit.pattern_id], hit is best)
        for hit in record.hits
        if hit.pattern_id in patterns
    ]
    return sorted(found, key=lambda each: (not each.best, each.hit.line_number))


def matches_by_line(derived: DerivedBucket, record: Record) -> dict[int, list[Match]]:
    """Return where the record's hits stand, by line: all that is kept, and the last of each."""
    lines: dict[int, list[Match]] = {}
    for match in kept_matches(derived, record):
        lines.setdefault(match.line_number, []).append(match)
    return lines


def kept_matches(derived: DerivedBucket, record: Record) -> list[Match]:
    """Return where the record's hits stand, in log order: all that is kept, and the last of each.

    One read where there is a hit.
    """
    data = derived.get(record.matches) if record.matches and record.hits else None
    last = {
        Match(hit.pattern_id, hit.version, hit.line_number, hit.start, hit.end)
        for hit in record.hits
    }
    hits = {(hit.pattern_id, hit.version) for hit in record.hits}
    kept = unpack_matches(data) if data is not None else ()
    found = last.union(each for each in kept if (each.pattern_id, each.version) in hits)
    return sorted(found, key=lambda each: (each.line_number, each.start, each.pattern_id))
