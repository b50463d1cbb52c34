"""Which names lie at one level of a job's builds: counted set by set, and taken back exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.core import ids
from shared.core.documents import EntrySet, LevelStats

MAX_SETS = 200
MAX_SET_CHARS = 150_000
"""Of all names in the sets of one level together: a document of two levels stays below 1 MiB."""
MAX_NAMES = 500
OTHER_SET = ""
"""The slot of builds whose set is one too many."""


@dataclass(frozen=True, slots=True)
class SetShare:
    """A distinct set of names with the number of its builds and their share of all."""

    entries: tuple[str, ...]
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class CountShare:
    """A number of entries with the number of builds that have so many, and their share."""

    entries: int
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Level:
    """One level as it is shown: sets and sizes, the most frequent first; share of each name.

    `other` builds have sets beyond those listed; `cut` says that rare names are left out.
    """

    sets: tuple[SetShare, ...]
    entry_counts: tuple[CountShare, ...]
    presence: dict[str, float]
    other: int
    cut: bool


def add_set(level: LevelStats, names: tuple[str, ...]) -> tuple[LevelStats, str]:
    """Return the level with one build more, and the slot that it is counted in."""
    key = ids.set_key(names)
    slot = key if key in level.sets or _has_room(level, names) else OTHER_SET
    known = level.sets.get(slot, EntrySet(names, 0))
    sets = level.sets
    if slot != OTHER_SET:
        sets = {**sets, slot: replace(known, count=known.count + 1)}
    present, cut = _bump_names(level.names, names, 1)
    added = LevelStats(
        sets,
        level.other + (slot == OTHER_SET),
        bump(level.sizes, str(len(names)), 1),
        present,
        level.cut or cut,
    )
    return added, slot


def remove_set(level: LevelStats, names: tuple[str, ...], slot: str) -> LevelStats:
    """Return the level with the build taken away that was counted in this slot."""
    sets = dict(level.sets)
    if slot in sets:
        left = sets[slot].count - 1
        sets[slot] = replace(sets[slot], count=left)
        if left <= 0:
            del sets[slot]
    other = level.other - (slot == OTHER_SET)
    present, _ = _bump_names(level.names, names, -1)
    return LevelStats(sets, other, bump(level.sizes, str(len(names)), -1), present, level.cut)


def read_level(level: LevelStats, builds: int) -> Level:
    """Return the level in shares of all builds."""
    whole = max(1, builds)
    sets = sorted(level.sets.values(), key=lambda each: (-each.count, each.entries))
    sizes = sorted(level.sizes.items(), key=lambda pair: (-pair[1], -int(pair[0])))
    names = sorted(level.names.items(), key=lambda pair: (-pair[1], pair[0]))
    return Level(
        tuple(SetShare(each.entries, each.count, each.count / whole) for each in sets),
        tuple(CountShare(int(size), count, count / whole) for size, count in sizes),
        {name: count / whole for name, count in names},
        level.other,
        level.cut,
    )


def bump(counts: Mapping[str, int], key: str, by: int) -> dict[str, int]:
    """Return the counts with one of them changed; what comes to nothing is left out."""
    changed = {**counts, key: counts.get(key, 0) + by}
    return {name: count for name, count in changed.items() if count > 0}


def _has_room(level: LevelStats, names: tuple[str, ...]) -> bool:
    chars = sum(len(name) for each in level.sets.values() for name in each.entries)
    return len(level.sets) < MAX_SETS and chars + sum(map(len, names)) <= MAX_SET_CHARS


def _bump_names(
    counts: Mapping[str, int], names: tuple[str, ...], by: int
) -> tuple[dict[str, int], bool]:
    """Return the counts with these names', and whether some had no room."""
    changed, cut = dict(counts), False
    for name in names:
        if name in changed:
            changed[name] += by
        elif by > 0 and len(changed) < MAX_NAMES:
            changed[name] = by
        else:
            cut = True
    return {name: count for name, count in changed.items() if count > 0}, cut
