"""Objects of the derived bucket that patterns need: snapshots of the active set, matches of a log.

Both are named by what is in them, or by what they follow from, so that a step may run twice and
two that run at once do not overwrite each other.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from typing import Any

from shared.core.documents import Record
from shared.core.patterns.model import ActivePattern, Expression, Hit, Kind, Match, Scope

MAX_HITS = 50
"""Patterns kept on a record; of more, those that name a cause and were found first stay."""


def pack_snapshot(patterns: Iterable[ActivePattern]) -> bytes:
    """Return the patterns as they are stored; the same ones always give the same bytes."""
    ordered = sorted(patterns, key=lambda pattern: pattern.pattern_id)
    return gzip.compress(json.dumps([asdict(each) for each in ordered]).encode(), mtime=0)


def unpack_snapshot(data: bytes) -> tuple[ActivePattern, ...]:
    """Return the stored patterns."""
    return tuple(_active(each) for each in json.loads(gzip.decompress(data)))


def snapshot_name(number: int, data: bytes) -> str:
    """Return the name of the object that holds the set of this number."""
    return f"patterns/{number}-{hashlib.blake2b(data, digest_size=8).hexdigest()}.json.gz"


def bounded_hits(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return at most MAX_HITS of the hits, in their order."""
    kept = set(sorted(hits, key=lambda hit: hit.generic)[:MAX_HITS])
    return tuple(hit for hit in hits if hit in kept)


def matches_name(record: Record, set_number: int) -> str:
    """Return the name of the object with the lines that the set of this number matches."""
    return f"matches/{record.record_id}/{record.generation}-{set_number}.json.gz"


def pack_matches(matches: Iterable[Match]) -> bytes:
    """Return the matches as they are stored; the same ones always give the same bytes."""
    return gzip.compress(json.dumps([astuple(match) for match in matches]).encode(), mtime=0)


def unpack_matches(data: bytes) -> tuple[Match, ...]:
    """Return the stored matches, in log order."""
    return tuple(Match(*each) for each in json.loads(gzip.decompress(data)))


def _active(stored: dict[str, Any]) -> ActivePattern:
    expression = stored["expression"]
    return ActivePattern(
        stored["pattern_id"],
        stored["version"],
        Expression(
            Kind(expression["kind"]),
            expression["text"],
            Scope(**expression["scope"]),
            expression["lines_from_end"],
        ),
        stored["specificity"],
        stored["created_ms"],
    )
