"""Emulators for tests: each started once a run, when first needed, and stopped at its end.

A test gets a project or a bucket of its own, so nothing is ever cleaned. Where an emulator is
missing the test is skipped and says what is missing; with REQUIRE_EMULATORS=1 it fails.
"""

import atexit
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from shared.adapters.firestore import FirestoreStore
from shared.adapters.gcs import GcsBucket, GcsDerived
from shared.emulators import Emulator, EmulatorMissing, create_bucket, start_firestore, start_gcs


@contextmanager
def make_firestore_store(tmp_path: Path | None = None) -> Iterator[FirestoreStore]:
    """Give a store on an empty database."""
    with firestore_client() as client:
        yield FirestoreStore(client=client)


@contextmanager
def make_gcs_bucket(tmp_path: Path | None = None) -> Iterator[GcsBucket]:
    """Give an empty bucket."""
    yield GcsBucket(fresh_bucket(), client=storage_client())


@contextmanager
def make_gcs_derived(tmp_path: Path | None = None) -> Iterator[GcsDerived]:
    """Give an empty bucket of derived objects."""
    yield GcsDerived(fresh_bucket(), client=storage_client())


@contextmanager
def firestore_client(project: str = ""):
    """Give a client of that project, else of a fresh one, which is empty."""
    from google.cloud import firestore

    client = firestore.Client(
        project=project or f"test-{uuid.uuid4().hex[:12]}",
        client_options={"api_endpoint": firestore_emulator().host},
    )
    try:
        yield client
    finally:
        client.close()
