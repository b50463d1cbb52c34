"""What a job page and the list of jobs read and take, at 100 and at 20,000 builds of the job."""

import os
import tempfile
import time
from pathlib import Path
from unittest import mock

from werkzeug.test import Client

from shared import bootstrap
from shared.core.documents import Build, BuildFacts
from shared.local.functions import load_function
from shared.ports import Changes, Stored
from shared.services.builds.fold import BuildFolding
from tests.faults import Calls, Faulty

SIZES = (100, 20_000)
BATCH = 200
ROUNDS = 20
PATHS = ("/jobs", "/jobs/unit", "/jobs/unit?format=json", "/completeness?job=unit")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, DATA_DIR=folder):
        bootstrap.get_app.cache_clear()
        app, client = bootstrap.get_app(), Client(load_function("web", "http"))
        known = 0
        for builds in SIZES:
            _add(app, known, builds)
            known = builds
            for path in PATHS:
                print(f"{builds:>7,} builds  {path:<24} {_ask(app, client, path)}")
        size = sum(file.stat().st_size for file in Path(folder).glob("faultline.sqlite3*"))
        print(f"the store has {size / 1e6:.0f} MB")
        bootstrap.get_app.cache_clear()


def _add(app: bootstrap.App, first: int, last: int) -> None:
    for start in range(first, last, BATCH):
        builds = [_build(number) for number in range(start, min(start + BATCH, last))]
        app.store.save(Changes([Stored(build, None) for build in builds]))
    BuildFolding(app.store, app.builds).run()


def _build(number: int) -> Build:
    started = 1_795_000_000_000 + number * 60_000
    facts = BuildFacts(
        "unit",
        str(number),
        started,
        "FAILURE" if number % 7 == 3 else "SUCCESS",
        started,
        started + 1000 * (60 + number * 37 % 900),
        sha=f"{number // 3:040x}",
        entries=("build-log.txt", "finished.json", "started.json")[: 2 + number % 2],
        artifact_entries=("metadata.json",),
        log_bytes=1000 + number * 61 % 90_000,
        log_lines=40,
    )
    return Build(f"{number:020x}", "b", f"logs/unit/{number}/", facts, 1 << 50, settled=True)


def _ask(app: bootstrap.App, client: Client, path: str) -> str:
    store, builds, calls = app.store, app.builds, Calls()
    vars(app).update(store=Faulty(store, calls=calls), builds=Faulty(builds, calls=calls))
    assert client.get(path).status_code == 200
    vars(app).update(store=store, builds=builds)
    started = time.perf_counter()
    for _ in range(ROUNDS):
        client.get(path)
    milliseconds = 1000 * (time.perf_counter() - started) / ROUNDS
    return f"{calls.reads:>3} reads, {milliseconds:6.1f} ms"


if __name__ == "__main__":
    main()
