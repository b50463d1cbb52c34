"""Which of a log's hits explains it best."""

from collections.abc import Iterable, Mapping

from shared.core.patterns.model import ActivePattern, Hit


def best_hit(
    hits: Iterable[Hit], patterns: Mapping[str, ActivePattern], *, pinned: str | None = None
) -> Hit | None:
    """Return the hit to believe: the one that a person pinned, else the most specific pattern's.

    Among equally specific ones the last line wins, then the newest version. A generic hit is
    returned only where there is no other, or where it is pinned. `patterns` are by id, `pinned`
    is a pattern id. Hits of versions that are no longer active count as least specific.
    """

    def order(hit: Hit) -> tuple[bool, bool, int, int, int, int, str]:
        pattern = patterns.get(hit.pattern_id)
        if pattern is not None and pattern.version != hit.version:
            pattern = None
        specificity = pattern.specificity if pattern else -(1 << 31)
        return (
            hit.pattern_id == pinned,
            not hit.generic,
            specificity,
            hit.line_number,
            pattern.created_ms if pattern else 0,
            hit.version,
            hit.pattern_id,
        )

    return max(hits, key=order, default=None)
