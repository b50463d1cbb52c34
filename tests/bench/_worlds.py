"""Both sets of adapters for benchmarks, the cloud's on emulators where these are installed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from shared.emulators import EmulatorMissing, start_firestore, start_gcs

BUCKETS = {"BUCKET": "logs", "DERIVED_BUCKET": "logs-derived"}


@contextmanager
def environments() -> Iterator[dict[str, dict[str, str]]]:
    """Give, for each set of adapters that can run here, the environment that chooses it."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"embedded": {"STORES": "embedded", "DATA_DIR": folder}}
        try:
            with _emulators(Path(folder)) as hosts:
                names = {"STORES": "cloud", "PROJECT_ID": "bench", "LOCAL_MODE": "1"}
                found["cloud"] = names | BUCKETS | hosts
                yield found
        except EmulatorMissing as missing:
            print(f"only the embedded adapters: {missing}")
            yield found


@contextmanager
def _emulators(folder: Path) -> Iterator[dict[str, str]]:
    """Run both for as long as it is measured; what they hold is not saved meanwhile."""
    with ExitStack() as running:
        storage = start_gcs(folder / "gcs", buckets=BUCKETS.values())
        running.callback(storage.stop)
        documents = start_firestore(folder / "firestore")
        running.callback(documents.stop)
        yield {"FIRESTORE_EMULATOR_HOST": documents.host, "STORAGE_EMULATOR_HOST": storage.url}


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """Set these variables for a while."""
    with mock.patch.dict(os.environ, values):
        yield
