"""Steps of the service in processes of their own, killed where a test wants them to be."""

import atexit
import json
import os
import signal
import subprocess
import sys
from functools import cache

_ENVIRONMENT = ("FIRESTORE_EMULATOR_HOST", "STORAGE_EMULATOR_HOST")


def kill_at(world, action, moment, number, name="-"):
    """Run the action in a process that is killed at this call; return whether it was."""
    return kill_all_at(world, action, moment, [number], name)[0]


def kill_all_at(world, action, moment, numbers, name="-"):
    """Run the action in several processes at once, each killed at its call."""
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    orders = [
        {
            "environment": environment,
            "arguments": [world.kind, str(world.folder), action, name, moment, number],
        }
        for number in numbers
    ]
    victims = _victims()
    victims.stdin.write(json.dumps(orders) + "\n")
    victims.stdin.flush()
    codes = json.loads(victims.stdout.readline())
    assert set(codes) <= {0, -signal.SIGKILL}, "a victim failed: see its traceback"
    return [code != 0 for code in codes]


@cache
def _victims():
    """Return the process that forks; started once a run."""
    command = [sys.executable, "-m", "tests.services.victim"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(_end, process)
    return process


def _end(process):
    process.stdin.close()
    process.wait(10)
