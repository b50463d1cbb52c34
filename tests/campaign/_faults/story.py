"""What happens: builds of many commits as their sources tell them, and the trouble in it."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from shared.core.metadata import WRITTEN_MS
from tests import github_payloads as payloads
from tests.campaign._faults import texts
from tests.campaign._faults.fault import Fault, Kind, draw

HOUR_MS = 3_600_000
MINUTE_MS = 60_000
JOBS = [f"job-{number:02}" for number in range(30)]
NIGHTLY = [f"nightly/soak-{number}" for number in range(12)]
PEOPLE = ("ann", "bob", "carol", "dave", "erin")


@dataclass(frozen=True, slots=True)
class Drop:
    """An object that is put into the bucket, and the event of it."""

    name: str
    data: bytes
    metadata: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery of the repositories' host."""

    delivery: str
    event: str
    payload: Any
    sha: str
    fault: Fault | None = None


Event = Drop | Told


def story(seed: int, events: int, faults: int, now_ms: int) -> Iterator[Event]:
    """Yield that many events, of so many with a fault; the same for the same seed and time.

    An object that is replaced is dropped again within the next events.
    """
    chance = random.Random(seed)
    struck = set(chance.sample(range(events), faults))
    told = _Telling(chance, now_ms).tell()
    again: list[tuple[int, Drop]] = []
    for number in range(events):
        due = next((each for each in again if each[0] <= number), None)
        if due is not None:
            again.remove(due)
        event = due[1] if due is not None else next(told)
        if number in struck:
            event = replace(event, fault=draw(chance, str(number), is_log=_is_log(event)))
            if event.fault is not None and event.fault.kind is Kind.REPLACED:
                again.append((number + chance.randint(1, 60), _replacing(chance, event)))
        yield event


def _is_log(event: Event) -> bool:
    return isinstance(event, Drop) and not event.name.endswith(".json")


def _replacing(chance: random.Random, event: Event) -> Drop:
    assert isinstance(event, Drop)
    write = texts.failing if chance.random() < 0.7 else texts.passing
    return replace(event, data=write(chance, event.name), fault=None)


class _Telling:
    def __init__(self, chance: random.Random, now_ms: int) -> None:
        self._chance, self._now_ms = chance, now_ms
        self._builds = self._deliveries = self._commits = 0

    def tell(self) -> Iterator[Event]:
        """Tell of commits and of nightly builds, for ever, near ones in any order."""
        while True:
            told = [each for _ in range(6) for each in self._commit()]
            told += [each for _ in range(len(told) // 2) for each in self._nightly()]
            self._chance.shuffle(told)
            yield from told

    def _commit(self) -> Iterator[Event]:
        chance = self._chance
        self._commits += 1
        sha = f"{self._commits:08x}" + f"{chance.getrandbits(128):032x}"
        at_ms = self._now_ms - chance.randint(1 * HOUR_MS, 10 * HOUR_MS)
        who = chance.choice(PEOPLE)
        if chance.random() < 0.3:
            yield self._delivery(sha, payloads.push(sha, at_ms, author=who))
        else:
            number = 100 + self._commits
            told = payloads.pull_request(number, sha, at_ms, author=who, branch=f"b{number}")
            yield self._delivery(sha, told)
        for job in chance.sample(JOBS, 6):
            yield from self._run(job, sha, at_ms + chance.randint(0, 30) * MINUTE_MS)

    def _run(self, job: str, sha: str, at_ms: int, attempt: int = 1) -> Iterator[Event]:
        chance, build = self._chance, self._next_build()
        failed = attempt == 1 and chance.random() < 0.5
        ended = "failure" if failed else "success"
        if chance.random() < 0.3:
            yield self._run_told(job, build, sha, at_ms, attempt=attempt)
        yield self._run_told(job, build, sha, at_ms, attempt=attempt, ended=ended)
        folder = f"logs/{job}/{build}"
        said = {"repo": payloads.REPO, "sha": sha, WRITTEN_MS: str(at_ms + MINUTE_MS)}
        if chance.random() < 0.3:
            said["result"] = ended
        if chance.random() < (0.95 if failed else 0.4):
            write = texts.failing if failed else texts.passing
            yield Drop(f"{folder}/build-log.txt", write(chance, folder), said)
        if chance.random() < 0.12:
            yield Drop(f"{folder}/finished.json", _finished(at_ms, ended))
        if failed and chance.random() < 0.1:
            yield from self._run(job, sha, at_ms + 5 * MINUTE_MS, attempt + 1)

    def _nightly(self) -> Iterator[Event]:
        chance, build = self._chance, self._next_build()
        name = f"{chance.choice(NIGHTLY)}/{build}.log"
        failed = chance.random() < 0.6
        at_ms = self._now_ms - chance.randint(0, 20 * HOUR_MS)
        write = texts.failing if failed else texts.passing
        said = {WRITTEN_MS: str(at_ms)} | ({} if chance.random() < 0.5 else {"result": "success"})
        yield Drop(name, write(chance, name), {WRITTEN_MS: str(at_ms)} if failed else said)

    def _run_told(self, job: str, build: int, sha: str, at_ms: int, **said: Any) -> Told:
        return self._delivery(sha, payloads.workflow_job(job, build, sha, at_ms, **said))

    def _delivery(self, sha: str, told: tuple[str, Any]) -> Told:
        self._deliveries += 1
        return Told(f"delivery-{self._deliveries}", *told, sha)

    def _next_build(self) -> int:
        self._builds += 1
        return 100_000 + self._builds


def _finished(at_ms: int, ended: str) -> bytes:
    seconds = at_ms // 1000 + 60
    return json.dumps({"timestamp": seconds, "result": ended.upper()}).encode()
