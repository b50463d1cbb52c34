"""`python -m shared.cli backfill`, killed again and again: nothing is missing, nothing twice."""

import os
import signal
import subprocess
import sys
import time

from shared.bootstrap import App
from shared.config import read_settings
from tests.services.builds.archive import Archive

BUILDS = 120
KILLS = 3


def command(tmp_path, *arguments):
    words = [sys.executable, "-m", "shared.cli", "backfill", str(tmp_path / "archive"), *arguments]
    return words, os.environ | {"DATA_DIR": str(tmp_path / "data"), "STORES": "embedded"}


def run(tmp_path, *arguments):
    words, environment = command(tmp_path, *arguments)
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def recorded(app):
    return len(app.store.list_records(now_ms=app.now_ms(), limit=BUILDS * 2).items)


def kill_once_beyond(tmp_path, app, count):
    """Start the command and kill it when so many records are there; return how many there are."""
    words, environment = command(tmp_path)
    running = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while recorded(app) < count and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert running.poll() is None, "it ended before it could be killed"
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    return recorded(app)


def test_killed_three_times_it_ends_as_if_undisturbed(tmp_path):
    archive = Archive(BUILDS)
    archive.write(tmp_path / "archive")
    time.sleep(0.6)  # what was written just now is not listed yet
    app = App(read_settings({"DATA_DIR": str(tmp_path / "data")}))
    step = BUILDS // (KILLS + 1)
    counts = [kill_once_beyond(tmp_path, app, step * (n + 1)) for n in range(KILLS)]
    assert counts[-1] < archive.log_count, "the last kill came too late to be one"

    done = run(tmp_path)

    assert done.returncode == 0, done.stderr
    assert recorded(app) == archive.log_count
    stats = app.builds.get_stats([*archive.levels, "nightly"])
    for job, levels in archive.levels.items():
        assert (stats[job].value.builds, stats[job].value.results) == (
            len(levels),
            dict(archive.results[job]),
        )
    failing = app.store.list_reports(limit=100).items
    records = app.store.list_records(now_ms=app.now_ms(), limit=BUILDS * 2).items
    assert sum(report.tally.occurrences for report in failing) == sum(
        record.fingerprint is not None for record in records
    )
    again = run(tmp_path)
    assert "known" in again.stderr
    assert " new" not in again.stderr


def test_a_dry_run_says_what_there_is_and_changes_nothing(tmp_path):
    archive = Archive(30)
    archive.write(tmp_path / "archive")
    time.sleep(0.6)

    done = run(tmp_path, "--dry-run", "--job", "unit")

    assert f"{len(archive.levels['unit'])} builds and single logs of 1 jobs" in done.stdout
    assert not (tmp_path / "data" / "bucket").exists()


def test_what_is_no_source_is_refused_in_words(tmp_path):
    (tmp_path / "archive").mkdir()
    done = run(tmp_path, "--jobs-from", __file__)
    assert (done.returncode, "no TestGrid" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr
    (tmp_path / "archive").rmdir()
    missing = run(tmp_path)
    assert (missing.returncode, "Traceback" in missing.stderr) == (2, False)
