"""What the logs of the story say: failures of many kinds, some frequent, some alike."""

import gzip
import random

from tests.services.commits.host import FLAKY_LINE
from tests.services.commits.story import KNOWN_LINE

FULL_DISK_LINE = "ERROR: no space left on device: /var/lib/ci"
_WORDS = (
    "coin",
    "cart",
    "mirror",
    "toast",
    "slot",
    "lamp",
    "anchor",
    "bridge",
    "candle",
    "desert",
    "engine",
    "forest",
    "garden",
    "hammer",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "magnet",
    "needle",
    "orange",
    "pencil",
    "quartz",
    "ribbon",
    "saddle",
    "tunnel",
)
_FILLER_LINES = 12_000
_TRACE = "\n".join(
    f'  File "/app/shop/{word}.py", line {number}, in handle_{word}\n    return {word}.run(order)'
    for number, word in enumerate(_WORDS, 10)
)
SUITES = (
    *(f"src/{word}.c:3:5: error: unknown type name '{word}_t'" for word in _WORDS),
    *(
        f"FAILED tests/test_{word}.py::test_{word}s - AssertionError: assert {number} == 2"
        for number, word in enumerate(_WORDS[:12], 3)
    ),
    *(
        f"Traceback (most recent call last):\n{_TRACE}\nValueError: no {word} left in {where}"
        for word, where in zip(_WORDS[:6], ("stock", "store") * 3, strict=True)
    ),
    "make: *** [all] Error 2",
    FULL_DISK_LINE,
)
_WEIGHTS = [1 / number for number in range(1, len(SUITES) + 1)]
_PASSED = ("all tests passed", "src/old.c:9:1: warning: 'gets' is deprecated\nall tests passed")


def failing(chance: random.Random, build: str) -> bytes:
    """Return the log of a build that failed."""
    kind = chance.random()
    if kind < 0.12:
        said = FLAKY_LINE
    elif kind < 0.2:
        said = KNOWN_LINE
    else:
        said = chance.choices(SUITES, _WEIGHTS)[0]
    if chance.random() < 0.02:
        said = "\n".join(f"compiling unit {n}" for n in range(_FILLER_LINES)) + f"\n{said}"
    return _written(chance, build, said)


def passing(chance: random.Random, build: str) -> bytes:
    """Return the log of a build that passed."""
    return _written(chance, build, chance.choice(_PASSED))


def _written(chance: random.Random, build: str, said: str) -> bytes:
    text = f"run of {build}, try {chance.randrange(10**9)}\n{said}\n".encode()
    kind = chance.random()
    if kind < 0.02:
        return gzip.compress(text)[:-12]  # its end is missing
    return gzip.compress(text) if kind < 0.2 else text
