"""The emulators of `./run.sh --emulators`: what they hold survives, and they end with us."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.emulators import (
    EmulatorFailed,
    EmulatorMissing,
    process,
    running_emulators,
    start_firestore,
    start_gcs,
)
from shared.emulators.firestore import find_jar
from tests.adapters.examples import a_record
from tests.emulators import firestore_emulator, gcs_emulator


@pytest.fixture(autouse=True)
def _needs_both():
    firestore_emulator()
    gcs_emulator()


def test_documents_and_objects_survive_a_restart(tmp_path, monkeypatch):
    from shared.adapters.firestore import FirestoreStore
    from shared.adapters.gcs import GcsBucket

    folder = tmp_path / "emulators"
    for run in (1, 2, 3):
        with running_emulators(folder, project="local", buckets=["logs"]) as environment:
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
            store = FirestoreStore(project="local")
            bucket = GcsBucket("logs", project="local")
            found = [store.get_record(a_record(n).record_id) is not None for n in (1, 2, 3)]
            assert found == [n < run for n in (1, 2, 3)]
            assert len(list(bucket.list())) == run - 1
            store.save_record(a_record(run))
            bucket.put(f"{run}.log", [b"x"], metadata={"job": "a"})
    assert len(list((folder / "firestore").iterdir())) == 1


def test_a_killed_process_leaves_no_emulator_behind(tmp_path):
    code = f"""
import os, pathlib, signal
from shared.emulators import start_gcs
print(start_gcs(pathlib.Path({str(tmp_path)!r})).process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False)
    assert ended.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while is_running(int(ended.stdout)):
        assert time.monotonic() < deadline, "still running"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_stopping_twice_is_fine(tmp_path):
    server = start_gcs(tmp_path)
    server.stop()
    server.stop()
    assert server.process.returncode is not None


def test_one_that_ends_at_once_says_where_its_output_is(tmp_path):
    with pytest.raises(EmulatorFailed, match="output"):
        process.start(["false"], "127.0.0.1:9", tmp_path / "the.output", ready_path="/")


def test_a_jar_that_is_not_where_it_should_be_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("FIRESTORE_EMULATOR_JAR", "/nowhere/emulator.jar")
    with pytest.raises(EmulatorMissing, match=r"/nowhere/emulator\.jar"):
        start_firestore(tmp_path)


def test_a_jar_is_taken_from_where_it_is_said_to_be(tmp_path, monkeypatch):
    jar = tmp_path / "x.jar"
    jar.touch()
    monkeypatch.setenv("FIRESTORE_EMULATOR_JAR", str(jar))
    assert find_jar() == jar
