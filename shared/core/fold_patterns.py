"""Counters of patterns and of days from records: the differences that a fold adds to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shared.core.documents import Contribution, DayTally, PatternTally, Record, Tally
from shared.core.tallies import Bounds, add, remove, utc_day, with_bounds


def touched_patterns(records: Iterable[Record]) -> set[str]:
    """Return the keys of the patterns whose counts these records change."""
    return {key for change, _ in _changes(records) for key in change.hits}


def touched_days(records: Iterable[Record]) -> set[str]:
    """Return the days whose counts these records change."""
    return {utc_day(change.seen_ms) for change, _ in _changes(records) if not change.passed}


def dropped_hits(records: Iterable[Record]) -> set[tuple[str, bool]]:
    """Return the patterns that lose a log, and whether it passed: first and last may have moved."""
    return {
        (key, record.counted.passed)
        for record in records
        if record.counted
        for key in record.counted.hits
        if not _stays(key, record.counted, record.contribution)
    }


def _stays(key: str, counted: Contribution, now: Contribution | None) -> bool:
    if now is None or key not in now.hits:
        return False
    return (now.passed, now.seen_ms) == (counted.passed, counted.seen_ms)


def fold_patterns(
    records: Iterable[Record],
    tallies: Mapping[str, PatternTally],
    bounds: Mapping[tuple[str, bool], Bounds | None],
) -> dict[str, PatternTally]:
    """Return the tallies, by key, that the records change.

    `bounds` are what the dropped hits have without the records that wait for a fold.
    """
    changed = dict(tallies)
    for (key, passed), found in bounds.items():
        changed[key] = _with_side(
            changed[key], passed, with_bounds(_side(changed[key], passed), found)
        )
    for change, sign in _changes(records):
        for key in change.hits:
            changed[key] = _moved(changed[key], change, sign)
    return changed


def fold_days(records: Iterable[Record], days: Mapping[str, DayTally]) -> dict[str, DayTally]:
    """Return the days that the records change."""
    changed = dict(days)
    for change, sign in _changes(records):
        day = utc_day(change.seen_ms)
        if not change.passed:
            tally = changed[day]
            changed[day] = replace(
                tally,
                failing=tally.failing + sign,
                explained=tally.explained + sign * change.explained,
            )
    return changed


def _changes(records: Iterable[Record]) -> Iterator[tuple[Contribution, int]]:
    """Yield what is taken away, with -1, and what is added, with 1."""
    for record in records:
        now = record.contribution
        if record.counted is not None:
            yield record.counted, -1
        if now is not None:
            yield now, 1


def _moved(tally: PatternTally, change: Contribution, sign: int) -> PatternTally:
    plain = replace(change, hits=(), explained=False, by_hand=None)
    apply = add if sign > 0 else remove
    return _with_side(tally, change.passed, apply(_side(tally, change.passed), plain))


def _side(tally: PatternTally, passed: bool) -> Tally:
    return tally.passing if passed else tally.failing


def _with_side(tally: PatternTally, passed: bool, side: Tally) -> PatternTally:
    return replace(tally, passing=side) if passed else replace(tally, failing=side)
