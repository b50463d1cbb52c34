"""Processes that do one step of the service and are killed at the n-th port call.

`python -m tests.services.victim` reads one JSON object a line, forks for each, and prints the exit
code of the child: 0 if there was no n-th call, -9 if it was killed. Forking a process that has
imported everything, and opened nothing, takes a fraction of starting one.
"""

import importlib
import json
import os
import sys
from pathlib import Path

from shared.services.sweep import sweep
from tests.faults import ANY, Calls, Faulty
from tests.services.conftest import NOON, OPENERS, World
from tests.services.curating import create, work
from tests.services.upgrading import upgrade

IMPORTED_ONCE = ("shared.adapters.firestore", "shared.adapters.gcs")


def act(kind, folder, action, name, moment, number):
    """Do the action; be killed before or after the call of this number.

    It is ingest, ingest-and-fold or sweep; scan, which does all scans there are to their end;
    change, which creates a pattern; forget, which forgets the record of this id; clean, which
    removes what has expired by this time; or upgrade, which takes fingerprints over into the next
    version.
    """
    ports = OPENERS[kind](Path(folder))
    calls, staged = Calls(), {moment: {ANY: int(number)}}
    faulty = (Faulty(port, calls=calls, **staged) for port in ports)
    world = World(*faulty, kind=kind, folder=Path(folder))
    if action == "sweep":
        sweep(world.folding, now_ms=NOON)
    elif action == "scan":
        work(world)
    elif action == "change":
        create(world, name)
    elif action == "forget":
        world.forgetting.run(name, actor="ann", now_ms=NOON)
    elif action == "clean":
        world.cleaning(log_days=30).run(now_ms=int(name))
    elif action == "upgrade":
        upgrade(world)
    else:
        world.options["folds_at_once"] = action == "ingest-and-fold"
        world.process(ports[1].stat(name))


def child(order):
    """Do what is ordered, and end without what a process does at its end."""
    status = 1
    try:
        os.environ.update(order["environment"])
        act(*order["arguments"])
        status = 0
    finally:
        os._exit(status)


def main():
    for module in IMPORTED_ONCE:
        importlib.import_module(module)
    for line in sys.stdin:
        orders = json.loads(line)
        pids = []
        for order in orders:
            pid = os.fork()
            if pid == 0:
                child(order)
            pids.append(pid)
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
