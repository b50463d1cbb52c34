"""2,000 builds of each stand-in provider, with trouble, aborted twice: each failed log once."""

import os
import tempfile
import time
from pathlib import Path

from shared.bootstrap import App
from shared.config import read_settings
from tests.bench._watching import recorded, watch
from tests.stand_ins import circleci, github
from tests.stand_ins.circleci import entry, serving_circleci
from tests.stand_ins.github import run, serving_github

BUILDS = int(os.environ.get("SCAN_BUILDS", "2000"))
BIG_BYTES = int(os.environ.get("SCAN_BIG_BYTES", str(2 << 30)))
ABORTS = 2


def main() -> None:
    builds = [entry(n) for n in range(1, BUILDS + 1)]
    with serving_circleci(builds, faults=circleci.usual_faults()) as stand_in:
        _scan("circleci", stand_in, {n["build_num"] for n in builds if n["outcome"] == "failed"})
    runs = [run(n) for n in range(BUILDS, 0, -1)]
    with serving_github(runs, faults=github.usual_faults()) as stand_in:
        failed = {n["id"] * 10 for n in runs if n["conclusion"] == "failure"}
        _scan("github-actions", stand_in, failed)
    with serving_github([run(1)]) as stand_in:
        stand_in.logs[10] = _big_log()
        _scan("github-actions", stand_in, {10}, aborts=0)


def _big_log():
    """Yield a log of BIG_BYTES in blocks."""
    block = b"2026-11-20T10:00:00.1234567Z compiling one more file of many, all is well\n" * 14_000
    for _ in range(BIG_BYTES // len(block)):
        yield block


def _scan(provider: str, stand_in, failed: set[int], aborts: int = ABORTS) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        app = App(read_settings({"DATA_DIR": str(folder)}))
        started = time.perf_counter()
        goals = [len(failed) * (n + 1) // (aborts + 1) for n in range(aborts)]
        peaks = [_run(provider, stand_in, folder, goal) for goal in (*goals, None)]
        seconds = time.perf_counter() - started
        _check(app, failed)
        asked = len(stand_in.api_server.asked) + len(stand_in.store_server.asked)
        memory = ", ".join(f"{first:.0f} to {peak:.0f}" for first, peak in peaks)
        print(
            f"{provider}: {len(failed)} logs in {seconds:.0f} s with {aborts} aborts:"
            f" {len(failed) / seconds:.0f} logs/s, {asked:,} requests;"
            f" resident MB, first and most, of each run: {memory}",
            flush=True,
        )


def _run(provider: str, stand_in, folder: Path, goal: int | None) -> tuple[float, float]:
    """Run the command, to its end or until so many records are there; return MB first and most."""
    branch = "master" if provider == "circleci" else "main"
    words = ("--repo", "acme/shop", "--branch", branch, "--count", str(BUILDS))
    environment = {
        "DATA_DIR": str(folder),
        "CIRCLECI_API_URL": stand_in.url,
        "CIRCLECI_TOKEN": circleci.TOKEN,
        "GITHUB_API_URL": stand_in.url,
        "GITHUB_TOKEN": github.TOKEN,
    }
    until = None if goal is None else lambda: recorded(folder) >= goal
    full = ["scan", "--provider", provider, *words]
    return watch(full, environment, folder / "stderr", until=until, pause_s=0.2)


def _check(app: App, failed: set[int]) -> None:
    builds, cursor = [], None
    while True:
        page = app.store.list_records(now_ms=app.now_ms(), limit=1000, cursor=cursor)
        builds += [int(record.context.build) for record in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert sorted(builds) == sorted(failed), (len(builds), len(failed))
    if len(failed) > 1:
        counted = sum(row.tally.occurrences for row in app.store.list_reports(limit=100).items)
        assert counted == len(failed), (counted, len(failed))


if __name__ == "__main__":
    main()
