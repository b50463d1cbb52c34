"""Logs as a busy day brings them: one failure over and over, or mostly known ones and some new."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from tests import github_payloads as payloads

KNOWN = 50
STACKS = 30
FRAMES = 40
HOT = "main.c:{0}:3: error: unknown type name 'strin'\nmake: *** [main.o] Error 1\n"
COMMIT_EVERY = 50


@dataclass(frozen=True, slots=True)
class Log:
    """A log to be put into the bucket: of which kind, and what its uploader says of it."""

    name: str
    text: str
    kind: str
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha(self) -> str | None:
        """The commit that it names."""
        return self.metadata.get("sha")


def hot(series: str, count: int) -> list[Log]:
    """Return logs of one failure."""
    return [Log(f"{series}/{n}.log", HOT.format(n), "known") for n in range(count)]


def seeds(series: str) -> list[Log]:
    """Return one log of each failure that mixed traffic calls known, and of each near one."""
    names = [*map(_known, range(KNOWN)), *(_stack(number, "first") for number in range(STACKS))]
    return [Log(f"{series}/seed-{n}.log", text, "seed") for n, text in enumerate(names)]


def mixed(series: str, count: int, *, commits_from: int) -> Iterator[Log]:
    """Yield 80 % known failures, 15 % in other words, 5 % new; one in 50 names a commit."""
    chance = random.Random(series)
    for number in range(count):
        kind = chance.choices(("known", "near", "new"), (80, 15, 5))[0]
        texts = {
            "known": _known(min(int(chance.expovariate(0.1)), KNOWN - 1)),
            "near": _stack(chance.randrange(STACKS), _word(chance.randrange(20))),
            "new": f"main.c:8: error: undefined name '{series}{_word(number)}'\n",
        }
        said = _commit(commits_from + number) if number % COMMIT_EVERY == 0 else {}
        yield Log(f"{series}/{number}.log", texts[kind], kind, said)


def _commit(number: int) -> dict[str, str]:
    """Return what names a commit of its own, whose one job has failed."""
    return {"repo": payloads.REPO, "sha": f"{number:040x}", "job": "unit", "result": "FAILURE"}


def _known(number: int) -> str:
    return f"lib.c:7: error: undefined name 'known{_word(number)}'\nmake: *** [lib.o] Error 1\n"


def _stack(number: int, variant: str) -> str:
    """Return a stack that differs from those of its like in one word of its message."""
    name = _word(number)
    frames = [
        f"\tat com.acme.{name}.module{n}.Handler{n}.handle{n}(Handler{n}.java:{n})"
        for n in range(FRAMES)
    ]
    title = f"java.lang.IllegalStateException: basket of {name} is closed in {variant}"
    return "\n".join([f'Exception in thread "main" {title}', *frames, ""])


def _word(number: int) -> str:
    """Return letters alone: digits are masked, and would make no other failure."""
    letters = ""
    for _ in range(4):
        number, place = divmod(number, len(ascii_lowercase))
        letters += ascii_lowercase[place]
    return letters
