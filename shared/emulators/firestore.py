"""Google's Firestore emulator, run by `java` directly; its documents kept by exports.

The emulator holds everything in memory. It can export while it runs, and import when it starts;
its own option to export on exit writes nothing or half (release 1.19.9).
"""

import json
import logging
import os
import shutil
import subprocess
import threading
from functools import cache
from pathlib import Path
from urllib.request import Request, urlopen

from shared.emulators.process import Emulator, EmulatorMissing, free_port, start

SAVE_EVERY_S = 30.0

_log = logging.getLogger(__name__)

_JAR_IN_SDK = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"
_USUAL_SDK_ROOTS = (
    "/usr/lib/google-cloud-sdk",
    "/usr/share/google-cloud-sdk",
    "/usr/local/google-cloud-sdk",
    "/opt/google-cloud-sdk",
    "/opt/homebrew/share/google-cloud-sdk",
    "~/google-cloud-sdk",
)
_JAVA_CLASS = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
# One collector thread and the quick compiler: ready sooner, and as fast at our sizes.
_JAVA_OPTIONS = ("-Duser.language=en", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")

_EXPORT_NAME = "documents"
_METADATA = f"{_EXPORT_NAME}/{_EXPORT_NAME}.overall_export_metadata"


def start_firestore(data_dir: Path, port: int = 0, *, imported: Path | None = None) -> Emulator:
    """Start the emulator and wait until it answers; port 0 takes a free one.

    Every project id is an empty database of its own, except that the documents of the export
    whose metadata file is `imported` show up in each. Clients find it by FIRESTORE_EMULATOR_HOST.
    """
    port = port or free_port()
    command = [find_java(), *_JAVA_OPTIONS, "-cp", str(find_jar()), _JAVA_CLASS]
    command += ["--host=127.0.0.1", f"--port={port}"]
    if imported is not None:
        command.append(f"--import-data={imported}")
    return start(command, f"127.0.0.1:{port}", data_dir / "firestore.output", ready_path="/")


class PersistentFirestore:
    """An emulator whose documents of one project survive: saved now and then, and when stopped.

    What was written since the last save is lost when this process is killed.
    """

    def __init__(
        self, data_dir: Path, project: str, port: int = 0, *, save_every_s: float = SAVE_EVERY_S
    ) -> None:
        self._folder = (data_dir / "firestore").absolute()
        self._project = project
        self._save_every_s = save_every_s
        self._stopping = threading.Event()
        self._saving = threading.Lock()
        self._emulator = start_firestore(data_dir, port, imported=self._last_saved())
        self._saver = threading.Thread(target=self._save_now_and_then, daemon=True)
        self._saver.start()

    @property
    def host(self) -> str:
        """The address and port it answers on."""
        return self._emulator.host

    def save(self) -> None:
        """Write all documents to disk; the former save is there until this one is complete."""
        with self._saving:
            last = self._saved()
            unfinished = self._folder / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            self._export(unfinished)
            number = int(last[-1].name) + 1 if last else 1
            unfinished.rename(self._folder / str(number))
            for folder in last:
                shutil.rmtree(folder)

    def stop(self) -> None:
        """Save and end; a second call does nothing."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._saver.join()
        try:
            self.save()
        finally:
            self._emulator.stop()

    def _save_now_and_then(self) -> None:
        while not self._stopping.wait(self._save_every_s):
            try:
                self.save()
            except OSError:
                _log.exception("the emulator's documents could not be saved")

    def _export(self, folder: Path) -> None:
        """Have the emulator write its documents; the folder must exist."""
        body = {
            "database": f"projects/{self._project}/databases/(default)",
            "export_directory": str(folder),
            "export_name": _EXPORT_NAME,
        }
        request = Request(  # noqa: S310  # http on loopback
            f"{self._emulator.url}/emulator/v1/projects/{self._project}:export",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=60):  # noqa: S310  # http on loopback
            pass

    def _saved(self) -> list[Path]:
        """Return the folders of complete saves, oldest first; usually one."""
        folders = [path for path in self._folder.glob("*") if path.name.isdigit()]
        return sorted(folders, key=lambda path: int(path.name))

    def _last_saved(self) -> Path | None:
        saved = self._saved()
        return saved[-1] / _METADATA if saved else None


def find_java() -> str:
    """Return the path of `java`. Raises EmulatorMissing."""
    java = shutil.which("java")
    if java is None:
        raise EmulatorMissing("the Firestore emulator needs `java` (17 or later) on the PATH")
    return java


def find_jar() -> Path:
    """Return the emulator's jar. Raises EmulatorMissing."""
    named = os.environ.get("FIRESTORE_EMULATOR_JAR")
    if named:
        if not Path(named).is_file():
            raise EmulatorMissing(f"FIRESTORE_EMULATOR_JAR names no file: {named}")
        return Path(named)
    jar = _jar_below(*_USUAL_SDK_ROOTS) or _jar_below(_sdk_root_of_gcloud())
    if jar is None:
        raise EmulatorMissing(
            "the Firestore emulator was not found: install the Google Cloud CLI with its "
            "component cloud-firestore-emulator, or name the jar in FIRESTORE_EMULATOR_JAR"
        )
    return jar


def _jar_below(*sdk_roots: str) -> Path | None:
    jars = (Path(root).expanduser() / _JAR_IN_SDK for root in sdk_roots if root)
    return next((jar for jar in jars if jar.is_file()), None)


@cache
def _sdk_root_of_gcloud() -> str:
    """Return the folder that gcloud says it lies in, empty without gcloud; takes a second."""
    gcloud = shutil.which("gcloud")
    if gcloud is None:
        return ""
    command = [gcloud, "info", "--format=value(installation.sdk_root)"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return answer.stdout.strip()
