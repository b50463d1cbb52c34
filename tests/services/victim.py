"""Run as a process of its own: do one ingest or one sweep, and be killed at the n-th port call.

usage: python -m tests.services.victim WORLD FOLDER ACTION OBJECT before|after N

ACTION is ingest, ingest-and-fold or sweep. Exits 0 if there was no n-th call.
"""

import sys
from pathlib import Path

from shared.services.sweep import sweep
from tests.faults import ANY, Calls, Faulty
from tests.services.conftest import NOON, OPENERS, World


def main(kind, folder, action, name, moment, number):
    ports = OPENERS[kind](Path(folder))
    calls, staged = Calls(), {moment: {ANY: int(number)}}
    world = World(*(Faulty(port, calls=calls, **staged) for port in ports))
    if action == "sweep":
        sweep(world.folding, now_ms=NOON)
        return
    world.options["folds_at_once"] = action == "ingest-and-fold"
    world.process(ports[1].stat(name))


if __name__ == "__main__":
    main(*sys.argv[1:])
