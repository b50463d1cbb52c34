"""20,000 logs brought in while killed three times: nothing missing or twice, rates and memory."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shared.bootstrap import App
from shared.config import read_settings
from tests.bench._watching import recorded, watch
from tests.services.builds.archive import Archive

BUILDS = int(os.environ.get("BACKFILL_BUILDS", "20000"))
KILLS = 3
PROJECTED = 10_000_000


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        archive = Archive(BUILDS)
        archive.write(folder / "archive")
        time.sleep(1)
        app = App(read_settings({"DATA_DIR": str(folder / "data")}))
        _list(folder, archive)
        started = time.perf_counter()
        peaks = [_run(folder, archive.log_count * (n + 1) // (KILLS + 1)) for n in range(KILLS)]
        peaks.append(_run(folder, None))
        seconds = time.perf_counter() - started
        _check(app, archive)
        memory = ", ".join(f"{first:.0f} to {peak:.0f}" for first, peak in peaks)
        print(
            f"{archive.log_count} logs in {seconds:.0f} s with {KILLS} kills:"
            f" {archive.log_count / seconds:.0f} logs/s, {len(archive.objects) / seconds:.0f}"
            f" objects/s; resident MB, first and most, of each run: {memory}"
        )
        hours = PROJECTED / (len(archive.objects) / seconds) / 3600
        print(f"projected: {PROJECTED:,} objects of such builds in {hours:.1f} h on this machine")


def _command(folder: Path, *arguments: str) -> list[str]:
    source = str(folder / "archive")
    return [sys.executable, "-m", "shared.cli", "backfill", source, *arguments]


def _list(folder: Path, archive: Archive) -> None:
    started = time.perf_counter()
    environment = os.environ | {"DATA_DIR": str(folder / "data")}
    subprocess.run(_command(folder, "--dry-run"), env=environment, check=True)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"listed {len(archive.objects) / seconds:,.0f} objects/s, at most {peak:.0f} MB")


def _run(folder: Path, kill_at: int | None) -> tuple[float, float]:
    """Run the command, to its end or until so many logs are there; return MB at first, at most."""
    data = folder / "data"
    until = None if kill_at is None else lambda: recorded(data) >= kill_at
    environment = {"DATA_DIR": str(data)}
    words = ["backfill", str(folder / "archive")]
    return watch(words, environment, folder / "stderr", until=until, pause_s=1)


def _check(app: App, archive: Archive) -> None:
    stats = app.builds.get_stats(archive.levels)
    for job, levels in archive.levels.items():
        assert stats[job].value.builds == len(levels), job
        assert stats[job].value.results == dict(archive.results[job]), job
    names = set()
    cursor = None
    while True:
        page = app.store.list_records(now_ms=app.now_ms(), limit=1000, cursor=cursor)
        names |= {record.name for record in page.items}
        cursor = page.next
        if cursor is None:
            break
    assert len(names) == archive.log_count, (len(names), archive.log_count)
    failing = sum(1 for text in archive.objects.values() if b"rror" in text)
    counted = sum(r.tally.occurrences for r in app.store.list_reports(limit=100).items)
    assert counted == failing, (counted, failing)
    print("nothing missing, nothing twice", flush=True)


if __name__ == "__main__":
    main()
