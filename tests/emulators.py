"""Emulators for tests: each started once a run, when first needed, and stopped at its end.

A test gets a project or a bucket of its own, so nothing is ever cleaned. Where an emulator is
missing, the test is skipped and says what is missing; with REQUIRE_EMULATORS=1 it fails.
"""

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from shared.emulators import (
    Emulator,
    EmulatorMissing,
    create_bucket,
    start_firestore,
    start_gcs,
)
from shared.ports import DerivedBucket, LogBucket, Store


@cache
def firestore_emulator() -> Emulator:
    """Return the running Firestore emulator; every project id is an empty database."""
    return _started(start_firestore)


@cache
def gcs_emulator() -> Emulator:
    """Return the running Cloud Storage server."""
    return _started(start_gcs)


def fresh_project() -> str:
    """Return the id of a project whose database is empty."""
    return f"test-{uuid.uuid4().hex[:12]}"


def fresh_bucket() -> str:
    """Return the name of an empty bucket."""
    name = f"bucket-{uuid.uuid4().hex[:12]}"
    create_bucket(gcs_emulator(), name)
    return name


@contextmanager
def emulated_firestore() -> Iterator[None]:
    """Let clients that are made meanwhile find the emulator."""
    with mock.patch.dict(os.environ, FIRESTORE_EMULATOR_HOST=firestore_emulator().host):
        yield


@contextmanager
def emulated_gcs() -> Iterator[None]:
    """Let clients that are made meanwhile find the server."""
    with mock.patch.dict(os.environ, STORAGE_EMULATOR_HOST=gcs_emulator().url):
        yield


@contextmanager
def make_firestore_store(tmp_path: Path) -> Iterator[Store]:
    with emulated_firestore():
        from shared.adapters.firestore import FirestoreStore

        yield FirestoreStore(project=fresh_project())


@contextmanager
def make_gcs_bucket(tmp_path: Path) -> Iterator[LogBucket]:
    with emulated_gcs():
        from shared.adapters.gcs import GcsBucket

        yield GcsBucket(fresh_bucket(), project="test")


@contextmanager
def make_gcs_derived(tmp_path: Path) -> Iterator[DerivedBucket]:
    with emulated_gcs():
        from shared.adapters.gcs import GcsDerived

        yield GcsDerived(fresh_bucket(), project="test")


def _started(start: Callable[[Path], Emulator]) -> Emulator:
    folder = Path(tempfile.mkdtemp(prefix="emulator-"))
    try:
        emulator = start(folder)
    except EmulatorMissing as missing:
        if os.environ.get("REQUIRE_EMULATORS") == "1":
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(emulator.stop)
    return emulator
