"""Google's Firestore emulator and a Cloud Storage server on this machine, for tests and `run.sh`.

Neither needs an account, a network or Docker. Uses the standard library alone, so that starting
them loads no client. Nothing imports this package but `shared/local` and the tests.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from shared.emulators.firestore import PersistentFirestore, start_firestore
from shared.emulators.gcs import create_bucket, start_gcs
from shared.emulators.process import Emulator, EmulatorFailed, EmulatorMissing

__all__ = [
    "Emulator",
    "EmulatorFailed",
    "EmulatorMissing",
    "PersistentFirestore",
    "create_bucket",
    "running_emulators",
    "start_firestore",
    "start_gcs",
]


@contextmanager
def running_emulators(
    data_dir: Path, *, project: str, buckets: Iterable[str]
) -> Iterator[dict[str, str]]:
    """Run both on what `data_dir` holds; give the environment in which clients find them.

    Raises EmulatorMissing, and EmulatorFailed when one does not start.
    """
    with ExitStack() as running:
        storage = start_gcs(data_dir, buckets=buckets)
        running.callback(storage.stop)
        documents = PersistentFirestore(data_dir, project)
        running.callback(documents.stop)
        yield {"FIRESTORE_EMULATOR_HOST": documents.host, "STORAGE_EMULATOR_HOST": storage.url}
