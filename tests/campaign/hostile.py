"""Parsers, requests, endpoints, logs, expressions and ways in, under hostile input."""

import os
import subprocess
import sys
import time

from shared.local.functions import ROOT
from tests.campaign import _deployed, _expressions, _streams

# What hypothesis asks each of: all that has `--hypothesis-profile=campaign`, and all of its kind.
PROPERTIES = (
    "tests/hostile",
    "tests/core/analysis/test_robustness.py",
    "tests/core/test_streams.py",
    "tests/core/providers/test_circleci_output.py",
    "tests/core/test_object_names.py",
)
ENDPOINTS = ("tests/functions/test_fuzz.py", "tests/functions/test_hostile.py")
FUZZ_EXAMPLES = 60


def main(*, short: bool) -> bool:
    """Run all of it, more of everything in a long run; false if one thing did not hold."""
    examples = "8" if short else str(FUZZ_EXAMPLES)
    return all(
        [
            _tests("parsers and requests", short, *(PROPERTIES[:1] if short else PROPERTIES)),
            short
            or _tests(f"endpoints, {examples} examples", short, *ENDPOINTS, examples=examples),
            _expressions.are_harmless(count=100 if short else 1_000),
            _streams.stay_bounded(times=8 if short else 70),
            _deployed.lets_in_whom_it_should(short=short),
        ]
    )


def _tests(what: str, short: bool, *paths: str, examples: str = "") -> bool:
    profile = "suite" if short else "campaign"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto"]
    command += [f"--hypothesis-profile={profile}", *paths]
    environment = os.environ | ({"FUZZ_EXAMPLES": examples} if examples else {})
    started = time.monotonic()
    finished = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    held = finished.returncode == 0
    took_s = time.monotonic() - started
    print(f"{what}: {'held' if held else 'DID NOT HOLD'}, {took_s:.0f} s", flush=True)
    if not held:
        print(finished.stdout[-6_000:])
    return held
