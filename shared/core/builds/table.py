"""Completeness of jobs side by side, and as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.core.builds.levels import Level, read_level
from shared.core.documents import JobStats

_PARENT = ".."
_HEAD = ("job", "level", "measure", "entries", "count", "share")


@dataclass(frozen=True, slots=True)
class Completeness:
    """What the builds of a job have; shares are of all its builds.

    `first_level` is their folder without the link to its parent, `artifacts` what lies under
    artifacts/: a build without that folder has the empty set there.
    """

    job: str
    builds: int
    complete: int
    without_log: int
    first_level: Level
    artifacts: Level


def completeness_of(stats: JobStats) -> Completeness:
    """Return the completeness of the job."""
    return Completeness(
        stats.job,
        stats.builds,
        stats.complete,
        stats.builds - stats.logs,
        read_level(stats.first_level, stats.builds),
        read_level(stats.artifacts, stats.builds),
    )


def to_csv(jobs: Iterable[Completeness], *, with_parent: bool = False) -> str:
    """Return one row for each set, number of entries, and name of each job and level.

    `with_parent` counts the link to the parent folder as an entry, as the pages of gcsweb show it.
    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(_HEAD)
    for job in jobs:
        for name, level in {"first_level": job.first_level, "artifacts": job.artifacts}.items():
            for measure, entries, count, share in _rows(level, job.builds, with_parent):
                write((_cell(job.job), name, measure, _cell(entries), count, f"{share:.6f}"))
    return out.getvalue()


def _rows(level: Level, builds: int, with_parent: bool) -> Iterable[tuple[str, str, int, float]]:
    parent = [_PARENT] if with_parent else []
    for each in level.sets:
        yield "set", " ".join([*parent, *each.entries]), each.count, each.share
    if level.other:
        yield "other_sets", "", level.other, level.other / max(1, builds)
    for size in level.entry_counts:
        yield "entry_count", str(size.entries + len(parent)), size.count, size.share
    for name, share in _presence(level.presence, with_parent).items():
        yield "presence", name, round(share * builds), share


def _presence(presence: Mapping[str, float], with_parent: bool) -> Mapping[str, float]:
    return {_PARENT: 1.0, **presence} if with_parent else presence


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
