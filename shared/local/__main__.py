"""The command behind `./run.sh`."""

import argparse
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from shared.bootstrap import App
from shared.config import LOOPBACK_HOSTS, InvalidSetting, Settings, read_settings
from shared.emulators import EmulatorFailed, EmulatorMissing, running_emulators
from shared.local import __doc__ as about
from shared.local.server import Server
from shared.services.access import has_active_token


def main() -> int:
    """Serve until Ctrl-C; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="run.sh", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--emulators", action="store_true", help="use the emulators of Firestore and Cloud Storage"
    )
    arguments = parser.parse_args()
    try:
        settings = read_settings()
        check_address(settings, emulators=arguments.emulators)
        with _emulators(settings) if arguments.emulators else nullcontext():
            sys.stdout.write(f"Faultline is on http://{settings.host}:{settings.port}\n")
            sys.stdout.flush()
            Server(settings).run()
    except (InvalidSetting, EmulatorMissing, EmulatorFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def check_address(settings: Settings, *, emulators: bool = False) -> None:
    """Refuse an address that others reach before anyone can sign in, or that is taken.

    Raises InvalidSetting.
    """
    if settings.host not in LOOPBACK_HOSTS:
        _check_sign_in(settings, emulators=emulators)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise InvalidSetting(
                f"Port {settings.port} of {settings.host} cannot be used ({error.strerror}); "
                f"choose another one: PORT=8081 ./run.sh"
            ) from error


def _check_sign_in(settings: Settings, *, emulators: bool) -> None:
    reached = f"HOST is {settings.host}: others reach the service there"
    own = ", ".join(LOOPBACK_HOSTS)
    if emulators:
        raise InvalidSetting(f"{reached}, and the emulators are for this machine: use {own}.")
    app = App(settings)
    if not has_active_token(app.tokens, now_ms=app.now_ms()):
        raise InvalidSetting(
            f"{reached}, and nobody can sign in yet. Make a token first"
            " (python -m shared.cli tokens create --role curator --name NAME),"
            f" or set HOST to one of {own}."
        )


@contextmanager
def _emulators(settings: Settings) -> Iterator[None]:
    """Run the emulators beside the service and point this process at them."""
    cloud = {
        "STORES": "cloud",
        "LOCAL_MODE": "1",
        "PROJECT_ID": "faultline-local",
        "BUCKET": "logs",
        "DERIVED_BUCKET": "logs-derived",
    }
    with running_emulators(
        settings.data_dir / "emulators",
        project=cloud["PROJECT_ID"],
        buckets=[cloud["BUCKET"], cloud["DERIVED_BUCKET"]],
    ) as hosts:
        os.environ.update(cloud | hosts)
        yield


if __name__ == "__main__":
    sys.exit(main())
