"""`./run.sh` as a person meets it: one process, one port, sample logs, a folder to drop logs in."""

import os
import shutil
import sys

import pytest

from shared.bootstrap import App
from shared.config import Settings
from shared.core.curation import Proposal
from shared.core.documents import ScanState
from shared.core.pattern_lists import PatternQuery
from shared.core.patterns.model import Expression, Kind
from shared.services.patterns.curate import By
from tests.emulators import firestore_emulator, gcs_emulator
from tests.serving import GOLDEN, SAMPLES, run, serving, wait_until


@pytest.fixture(params=["embedded", "emulators"])
def arguments(request):
    if request.param == "emulators":
        firestore_emulator()  # skips or fails where they cannot run
        gcs_emulator()
        return ["--emulators"]
    return []


def test_the_sample_logs_are_there_a_dropped_log_joins_and_all_survives_a_restart(
    tmp_path, arguments
):
    with serving(tmp_path, *arguments) as service:
        assert len(service.records()) == len(SAMPLES)
        before = service.reports()
        first = service.post(GOLDEN / "go-panic.log")
        second = service.post(GOLDEN / "go-panic.log")
        assert second["log_id"] == first["log_id"]
        assert second["occurrences"] == first["occurrences"] + 1
        assert len(service.reports()) == len(before)
        if not arguments:
            target = tmp_path / "bucket" / "logs" / "job-a" / "17" / "build-log.txt"
            target.parent.mkdir(parents=True)
            shutil.copy(GOLDEN / "linker-undefined-reference.log", target)
            wait_until(lambda: [r for r in service.records() if r["job"] == "job-a"])
        kept = service.reports()
        assert service.interrupt() == 0

    with serving(tmp_path, *arguments) as service:
        assert service.reports() == kept


def test_a_killed_service_goes_on_where_it_was(tmp_path):
    with serving(tmp_path) as service:
        kept = service.reports()
        log = tmp_path / "bucket" / "dropped" / "while-down.log"
        service.process.kill()
        service.process.wait()
    log.parent.mkdir(parents=True)
    shutil.copy(GOLDEN / "go-panic.log", log)

    with serving(tmp_path) as service:
        wait_until(lambda: len(service.records()) == len(SAMPLES) + 1)
        assert {report["log_id"] for report in service.reports()} == {r["log_id"] for r in kept}


def test_a_new_pattern_is_found_in_stored_logs_soon_and_its_scan_ends(tmp_path):
    with serving(tmp_path, SCAN_GRACE_SECONDS="1"):
        app = App(Settings(data_dir=tmp_path, scan_grace_seconds=1))
        expression = Expression(Kind.LITERAL, "undefined reference")
        scan = app.curation.create(Proposal(expression), By("ann", app.now_ms())).scan

        def ended():
            progress = app.planning.progress(scan.scan_id, now_ms=app.now_ms())
            return progress if progress.scan.state is ScanState.DONE else None

        progress = wait_until(ended)
        assert progress.hits > 0
        assert progress.logs_done == len(SAMPLES)
        assert wait_until(lambda: listed_hits(app)) == progress.hits


def listed_hits(app):
    [row] = app.patterns.list_patterns(PatternQuery(), limit=5).items
    return row.tally.hits


@pytest.mark.parametrize(
    ("change", "word"),
    [
        pytest.param({"HOST": "0.0.0.0"}, "HOST", id="host-that-others-reach"),
        pytest.param({"PORT": "eighty"}, "PORT", id="port-no-number"),
        pytest.param({"STORES": "clouds"}, "STORES", id="unknown-stores"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_a_sentence(tmp_path, change, word):
    environment = os.environ | {"DATA_DIR": str(tmp_path)} | change
    command = [sys.executable, "-m", "shared.local"]
    done = run(command, environment)

    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_refused_with_a_sentence(tmp_path):
    with serving(tmp_path) as service:
        environment = os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(service.port)}
        command = [sys.executable, "-m", "shared.local"]
        done = run(command, environment)

    assert done.returncode == 2
    assert "cannot be used" in done.stderr
