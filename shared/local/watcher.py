"""Storage events for a bucket that sends none: look, compare, deliver."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from werkzeug.test import Client

from shared.errors import TransientError
from shared.local.functions import deliver
from shared.ports import LogBucket, StoredObject
from shared.telemetry import emit

WORKERS = 4
PAUSE_SECONDS = 0.25
# A bucket that takes long to list is listed less often, so that looking stays a small load.
PAUSE_PER_LISTING = 3.0
MAX_RETRY_SECONDS = 60.0


class Watcher:
    """Deliver the event of each object once; one that was refused comes again, ever later.

    What was delivered is forgotten at the end of the process: the next one delivers everything
    again, and ingest finds it recorded.
    """

    def __init__(self, logs: LogBucket, ingest: Any) -> None:
        self._logs = logs
        self._ingest = ingest
        self._delivered: dict[str, int] = {}
        self._refusals: dict[str, tuple[int, float]] = {}
        self._listing_seconds = 0.0

    def run_forever(self) -> None:
        """Look again and again."""
        while True:
            self.look()
            time.sleep(max(PAUSE_SECONDS, PAUSE_PER_LISTING * self._listing_seconds))

    def look(self) -> None:
        """Deliver what is new, newest first."""
        started = time.monotonic()
        try:
            new = [found for found in self._logs.list() if self._is_due(found)]
        except TransientError as error:
            emit("WARNING", "the bucket could not be listed", reason=str(error))
            return
        self._listing_seconds = time.monotonic() - started
        new.sort(key=lambda found: found.created_ms, reverse=True)
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(self._deliver, new))

    def has_delivered(self, names: set[str]) -> bool:
        """Tell whether the events of all these objects were acknowledged."""
        return names <= self._delivered.keys()

    def _is_due(self, found: StoredObject) -> bool:
        if self._delivered.get(found.name) == found.generation:
            return False
        return time.monotonic() >= self._refusals.get(found.name, (0, 0.0))[1]

    def _deliver(self, found: StoredObject) -> None:
        if deliver(Client(self._ingest), found):
            self._delivered[found.name] = found.generation
            self._refusals.pop(found.name, None)
            return
        count = self._refusals.get(found.name, (0, 0.0))[0] + 1
        pause = min(MAX_RETRY_SECONDS, 2.0**count)
        self._refusals[found.name] = (count, time.monotonic() + pause)
        emit("WARNING", "event refused, will be sent again", object=found.name, seconds=pause)
