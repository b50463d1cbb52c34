"""A listing cut into what is brought in at once: a build with its files, or a single log."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Generic, Protocol, TypeVar

from shared.core.layout import ObjectKind, Place, read_place

MAX_JOBS = 100_000


class Listed(Protocol):
    """What a listing says of an object."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def generation(self) -> int:
        """Its generation."""

    @property
    def created_ms(self) -> int:
        """When it was written."""


T = TypeVar("T", bound=Listed)


@dataclass(slots=True)
class Unit(Generic[T]):
    """A build of a Prow layout, or a log elsewhere. `last` is the last name listed of it.

    `files` are the objects of its first level that are ours, by the last part of their name;
    `listed` counts all objects that were passed on the way.
    """

    place: Place
    last: str
    files: dict[str, T] = field(default_factory=dict)
    listed: int = 0

    @property
    def log(self) -> T | None:
        """Its log, None for a build without one."""
        logs = (each for each in self.files.values() if is_log(each.name))
        return next(logs, None)

    @property
    def newest_ms(self) -> int:
        """When the newest of its files was written."""
        return max((each.created_ms for each in self.files.values()), default=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which units are brought in: of these jobs (globs; all if none), written since a time."""

    jobs: tuple[str, ...] = ()
    since_ms: int | None = None

    def takes(self, unit: Unit[T]) -> bool:
        """Tell whether the unit is to be brought in."""
        job = unit.place.job or ""
        named = not self.jobs or job in self.jobs or any(fnmatchcase(job, j) for j in self._globs)
        return named and (self.since_ms is None or unit.newest_ms >= self.since_ms)

    @property
    def _globs(self) -> list[str]:
        return [job for job in self.jobs if is_glob(job)]


def is_glob(job: str) -> bool:
    """Tell whether a job is named by a glob."""
    return any(char in job for char in "*?[")


def is_log(name: str) -> bool:
    """Tell whether the object of this name is a build log."""
    return read_place(name).kind is ObjectKind.BUILD_LOG


def cut_into_units(objects: Iterable[T]) -> Iterator[Unit[T]]:
    """Yield the units of a listing in order of name; memory holds one of them.

    What lies in no unit, artifacts too, counts with the one before it.
    """
    unit: Unit[T] | None = None
    passed = 0
    for found in objects:
        place = read_place(found.name)
        if unit is not None and unit.place.folder and found.name.startswith(unit.place.folder):
            _add(unit, found, place)
            continue
        passed += 1
        if place.kind is ObjectKind.OTHER:
            continue
        if unit is not None:
            yield unit
        unit = Unit(place, found.name, listed=passed - 1)
        passed = 0
        _add(unit, found, place)
    if unit is not None:
        unit.listed += passed
        yield unit


def _add(unit: Unit[T], found: T, place: Place) -> None:
    unit.listed += 1
    unit.last = found.name
    if place.kind is not ObjectKind.OTHER:
        unit.files[found.name.rpartition("/")[2]] = found


def prefixes_of(prefix: str, jobs: Sequence[str]) -> list[str]:
    """Return what to list: below logs/ the folders of the jobs alone, where these are named.

    In a bucket of thousands of jobs this saves listing the others. Elsewhere a job's builds may
    lie anywhere.
    """
    literal = bool(jobs) and not any(map(is_glob, jobs))
    if literal and prefix in ("logs", "logs/"):
        return [f"logs/{job}/" for job in sorted(set(jobs))]
    return [prefix]


def testgrid_jobs(data: bytes) -> list[str]:
    """Return the jobs that a TestGrid JSON file names; none of a file of another shape.

    Known are tabs of grids ({"tab": {"job": ...}}), and TestGrid's configuration: the last part
    of each test group's `gcs_prefix`, else its `name`.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return []
    if not isinstance(value, dict):
        return []
    groups = value.get("test_groups")
    if isinstance(groups, list):
        found = [_group_job(each) for each in groups if isinstance(each, dict)]
    else:
        found = [job for tab in value.values() if isinstance(tab, dict) for job in tab]
    return list(dict.fromkeys(job for job in found if job))[:MAX_JOBS]


def _group_job(group: dict[str, object]) -> str:
    prefix, name = group.get("gcs_prefix"), group.get("name")
    if isinstance(prefix, str) and prefix:
        return re.split(r"(?:^|/)logs/", prefix.strip("/"))[-1].rpartition("/directory/")[2]
    return name if isinstance(name, str) else ""
