"""Run as a process of its own: do one ingest or one sweep, and be killed at the n-th port call.

usage: python -m tests.services.victim WORLD FOLDER ingest|ingest-and-fold|sweep OBJECT before|after N

Exits 0 if there was no n-th call.
"""

import os
import signal
import sys
from pathlib import Path

from shared.services.sweep import sweep
from tests.services.conftest import NOON, OPENERS, World


class Killer:
    """Wraps ports; counts their calls over all of them, and kills this process at one."""

    def __init__(self, moment, number):
        self._moment, self._number, self._calls = moment, number, 0

    def wrap(self, port):
        return _Wrapped(port, self)

    def reach(self, moment):
        self._calls += moment == "before"
        if moment == self._moment and self._calls == self._number:
            os.kill(os.getpid(), signal.SIGKILL)


class _Wrapped:
    def __init__(self, port, killer):
        self._port, self._killer = port, killer

    def __getattr__(self, name):
        method = getattr(self._port, name)
        if not callable(method):
            return method

        def call(*arguments, **options):
            self._killer.reach("before")
            result = method(*arguments, **options)
            self._killer.reach("after")
            return result

        return call


def main(kind, folder, action, name, moment, number):
    store, logs, derived = OPENERS[kind](Path(folder))
    killer = Killer(moment, int(number))
    world = World(killer.wrap(store), killer.wrap(logs), killer.wrap(derived))
    if action == "sweep":
        sweep(world.store, now_ms=NOON)
        return
    world.options["folds_at_once"] = action == "ingest-and-fold"
    world.process(logs.stat(name))


if __name__ == "__main__":
    main(*sys.argv[1:])
