"""One port: gunicorn with one worker process that serves the pages and watches the bucket."""

import threading
import time
from typing import Any

from gunicorn.app.base import BaseApplication
from werkzeug.test import Client

from shared.bootstrap import App, get_app
from shared.config import Settings
from shared.errors import TransientError
from shared.local.functions import load_function
from shared.local.samples import put_samples
from shared.local.watcher import Watcher
from shared.telemetry import emit
from shared.web import readiness

THREADS = 16
SWEEP_SECONDS = 60
# A change of patterns is seen, and its scan begun, within a second.
LOOK_SECONDS = 0.5


class Server(BaseApplication):
    """The local service; `run` returns when it was told to stop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn is told on its command line otherwise."""
        host = self._settings.host
        options = {
            "bind": f"[{host}]:{self._settings.port}"
            if ":" in host
            else f"{host}:{self._settings.port}",
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 0,
            "graceful_timeout": 3,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _start_background,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application of the `web` function."""
        return load_function("web", "http")


def _start_background(_worker: object) -> None:
    """Start watcher and timer in the worker: threads do not survive gunicorn's fork."""
    readiness.set_ready(False)
    for task in (_watch, _sweep):
        threading.Thread(target=task, name=task.__name__, daemon=True).start()


def _watch() -> None:
    app = get_app()
    watcher = Watcher(app.logs, load_function("ingest", "cloudevent"))
    samples = put_samples(app)
    watcher.look()
    while not watcher.has_delivered(samples):
        time.sleep(0.1)
        watcher.look()
    readiness.set_ready(True)
    watcher.run_forever()


def _sweep() -> None:
    client, app = Client(load_function("sweep", "http")), get_app()
    due = 0.0
    while True:
        if time.monotonic() >= due or _has_work(app):
            if client.post("/").status_code != 200:
                emit("WARNING", "the sweep failed and will run again", seconds=SWEEP_SECONDS)
            due = time.monotonic() + SWEEP_SECONDS
        time.sleep(LOOK_SECONDS)


def _has_work(app: App) -> bool:
    """Tell whether logs are to be scanned, commits reminded of a change, branches told of news."""
    try:
        touches = app.commits.list_touches(limit=100)
        # What is gone through a second time waits for the usual sweep.
        waiting = any(not each.value.again for each in touches)
        return waiting or app.scanning.has_work() or bool(app.branches.list_news(limit=1))
    except TransientError as error:
        emit("WARNING", "the sweep's work could not be looked at", reason=str(error))
        return False
