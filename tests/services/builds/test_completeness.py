"""Completeness of archives whose builds are known: the seed's job, and a large made-up one."""

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import count

import pytest

from shared.core.builds.table import to_csv
from shared.ports import Folder
from shared.services.builds.backfill import Backfill
from shared.services.builds.reading import get_job, get_jobs, list_builds
from shared.web import build_shapes
from tests.faults import Calls, Faulty
from tests.services.builds.archive import Archive
from tests.services.builds.conftest import HOUR_MS
from tests.services.conftest import NOON

# The emulator takes tens of milliseconds for each.
BUILDS = {"embedded": 2_000, "cloud": 500}
JOB = "periodic-ci-openshift-release-master-ci-4.6-upgrade-from-stable-4.5-e2e-gcp-upgrade"
FILES = ("build-log.txt", "finished.json", "podinfo.json", "prowjob.json", "started.json")


FIRST_LEVEL = {
    ("artifacts/", *FILES): 135,
    ("artifacts/", "build-log.txt", "finished.json", "prowjob.json", "started.json"): 2,
    ("build-log.txt", "finished.json", "prowjob.json", "started.json"): 1,
    FILES: 1,
    ("artifacts/", "prowjob.json", "started.json"): 1,
}
USUAL = ("build-resources/", "e2e-gcp-upgrade/", "junit_operator.xml", "metadata.json", "release/")
ARTIFACTS = [
    *[USUAL] * 92,
    *[("build-resources/", "e2e-gcp-upgrade/", "junit_operator.xml", "metadata.json")] * 27,
    *[("build-resources/", "junit_operator.xml", "metadata.json", "release/")] * 9,
    *[tuple(sorted((*USUAL, "ci-operator.log")))] * 4,
    *[("build-resources/", "junit_operator.xml", "metadata.json")] * 2,
    ("junit_job.xml",),
    ("junit_job.xml", "metadata.json"),
    ("e2e-gcp-upgrade/", "release/"),
    ("release/",),
]


class Shelf:
    """A bucket in memory, with what a look at a build asks of one."""

    def __init__(self, there, objects):
        self.name, self._there, self._objects = there.logs.name, there.logs, objects
        self._folders = {}
        for name in sorted(objects):
            parts = name.split("/")
            for depth in range(len(parts)):
                inside = self._folders.setdefault("".join(p + "/" for p in parts[:depth]), {})
                inside[parts[depth] + "/" * (depth < len(parts) - 1)] = None

    def __getattr__(self, method):
        return getattr(self._there, method)

    def stored(self, name):
        from shared.ports import StoredObject

        return StoredObject(self.name, name, 7, len(self._objects[name]), NOON)

    def list(self, prefix="", *, after=""):
        return iter(
            [self.stored(n) for n in sorted(self._objects) if n.startswith(prefix) and n > after]
        )

    def list_folder(self, path, *, limit):
        inside = self._folders.get(path, {})
        files = [self.stored(path + name) for name in inside if not name.endswith("/")]
        return Folder(files, [name for name in inside if name.endswith("/")])

    def read(self, name, generation, size=None):
        yield self._objects[name]


def bring(there, objects):
    """Settle what lies on a shelf of these objects, and fold."""
    shelf = Shelf(there, objects)
    keeper = type(there.keeper)(there.store, there.builds, shelf)
    ingest = replace(there.ingest, logs=shelf, builds=keeper)
    backfill = Backfill(ingest, keeper, shelf, lambda: NOON + 48 * HOUR_MS, print, workers=4)
    for progress in backfill.run([""]):
        assert not progress.failed, progress.trouble
    there.fold()


def seed_objects():
    """Return the objects of the seed's job: 140 builds, 138 of them with artifacts/."""
    numbers, artifacts = count(1364000000000000000), iter(ARTIFACTS)
    objects = {}
    for names, builds in FIRST_LEVEL.items():
        for _ in range(builds):
            folder = f"logs/{JOB}/{next(numbers)}/"
            objects |= {folder + name: b"{}" for name in names if name != "artifacts/"}
            if "artifacts/" in names:
                below = next(artifacts)
                objects |= {f"{folder}artifacts/{n}{'x' * n.endswith('/')}": b"" for n in below}
    assert next(artifacts, None) is None
    return objects


def test_the_seeds_job_has_its_tables(there):
    bring(there, seed_objects())

    found = get_job(there.builds, JOB).completeness

    assert (found.builds, found.complete, found.without_log) == (140, 135, 1)
    assert {s.entries: s.count for s in found.first_level.sets} == {
        tuple(sorted(names)): builds for names, builds in FIRST_LEVEL.items()
    }
    assert [(s.entries, s.count, round(s.share, 6)) for s in found.first_level.entry_counts] == [
        (6, 135, 0.964286),
        (5, 3, 0.021429),
        (4, 1, 0.007143),
        (3, 1, 0.007143),
    ]
    assert [(s.entries, s.count, round(s.share, 6)) for s in found.artifacts.entry_counts] == [
        (5, 92, 0.657143),
        (4, 36, 0.257143),
        (6, 4, 0.028571),
        (3, 2, 0.014286),
        (2, 2, 0.014286),
        (1, 2, 0.014286),
        (0, 2, 0.014286),
    ]
    as_the_seed = csv.DictReader(io.StringIO(to_csv([found], with_parent=True)))
    sizes = [r for r in as_the_seed if (r["level"], r["measure"]) == ("first_level", "entry_count")]
    assert {r["entries"]: (r["count"], r["share"]) for r in sizes}["7"] == ("135", "0.964286")


def recount(levels, which):
    sets = Counter(level[which] for level in levels)
    sizes = Counter(len(level[which]) for level in levels)
    names = Counter(name for level in levels for name in level[which])
    return sets, sizes, names


def test_completeness_of_thousands_of_builds_is_that_of_a_recount(there):
    builds = BUILDS[there.world.kind]
    archive = Archive(builds)
    without_logs = {n: t for n, t in archive.objects.items() if not n.endswith("build-log.txt")}
    for job in archive.levels:
        archive.levels[job] = [
            (tuple(n for n in above if n != "build-log.txt"), below)
            for above, below in archive.levels[job]
        ]
    bring(there, without_logs)

    for view in get_jobs(there.builds, list(archive.levels)):
        levels = archive.levels[view.stats.job]
        answered = build_shapes.completeness(view.completeness)
        for which, name in enumerate(("first_level", "artifacts")):
            sets = recount(levels, which)[0]
            shares = {tuple(each["entries"]): each["share"] for each in answered[name]}
            assert shares == pytest.approx({s: n / len(levels) for s, n in sets.items()}, abs=1e-6)
        assert view.stats.results == dict(archive.results[view.stats.job])
        for which, level in enumerate((view.completeness.first_level, view.completeness.artifacts)):
            sets, sizes, names = recount(levels, which)
            whole = len(levels)
            assert {s.entries: s.count for s in level.sets} == sets
            assert {s.entries: s.share for s in level.sets} == pytest.approx(
                {s: n / whole for s, n in sets.items()}, abs=1e-6
            )
            assert {s.entries: s.share for s in level.entry_counts} == pytest.approx(
                {s: n / whole for s, n in sizes.items()}, abs=1e-6
            )
            assert level.presence == pytest.approx(
                {s: n / whole for s, n in names.items()}, abs=1e-6
            )
    assert sum(map(len, archive.levels.values())) == builds

    counted = Faulty(there.builds, calls=Calls())
    get_job(counted, "unit")
    list_builds(counted, "unit", now_ms=NOON, limit=50, cursor=None)
    assert counted.calls.total() / 2 == 2, "a job page reads one document and one page"
