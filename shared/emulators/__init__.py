"""Google's Firestore emulator and a Cloud Storage server on this machine, for tests and `run.sh`.

Neither needs an account, a network or Docker. Uses the standard library alone, so that the
functions never load it. Nothing else imports this package but `shared/local.py` and the tests.
"""

from shared.emulators.firestore import PersistentFirestore, start_firestore
from shared.emulators.gcs import start_gcs
from shared.emulators.process import Emulator, EmulatorFailed, EmulatorMissing

__all__ = [
    "Emulator",
    "EmulatorFailed",
    "EmulatorMissing",
    "PersistentFirestore",
    "start_firestore",
    "start_gcs",
]
