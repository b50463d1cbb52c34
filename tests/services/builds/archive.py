"""A made-up archive of builds: every layout, every kind of gap, and what is true of it."""

import json
import random
from collections import Counter, defaultdict
from pathlib import Path

STARTED_S = 1_795_000_000
FAILURES = (
    "main.c:7:3: error: unknown type name 'type_{0}'\nmake: *** [main.o] Error 1\n",
    "FAILED tests/test_{0}.py::test_total - AssertionError: 3 != 4\n",
)
LEVEL_FILES = ("build-log.txt", "finished.json", "podinfo.json", "prowjob.json", "started.json")
ARTIFACTS = ("e2e-gcp/x.log", "release/y", "junit_operator.xml", "metadata.json")
JOBS = ("periodic-e2e", "team/nightly build", "unit", "batch-unit")


def folder_of(job: str, number: int, chance: random.Random) -> str:
    if job == "batch-unit":
        return f"pr-logs/pull/batch/{job}/{number}/"
    if job == "unit":
        repo = chance.choice(["acme_shop/", "acme_big_repo/", "shop/", ""])
        return f"pr-logs/pull/{repo}{number % 97 + 1}/{job}/{number}/"
    return f"logs/{job}/{number}/"


class Archive:
    """Objects by name, and the entries that each build of each job has."""

    def __init__(self, builds: int, seed: int = 1) -> None:
        self.objects: dict[str, bytes] = {}
        self.levels: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        self.results: dict[str, Counter[str]] = defaultdict(Counter)
        chance = random.Random(seed)
        for number in range(1000, 1000 + builds):
            self._add(chance, chance.choice(JOBS), number)
        for number in range(builds // 20):
            self.objects[f"nightly/run {number}.log"] = b"all good\n"
        for job in ("unit", "periodic-e2e"):
            self.objects[f"pr-logs/directory/{job}/7.txt"] = b"gs://elsewhere"
            self.objects[f"logs/{job}/latest-build.txt"] = b"7"

    def _add(self, chance: random.Random, job: str, number: int) -> None:
        folder = folder_of(job, number, chance)
        files = [name for name in LEVEL_FILES if chance.random() < 0.95] or ["started.json"]
        artifacts = [name for name in ARTIFACTS if chance.random() < 0.8]
        passed = chance.random() < 0.6
        odd = chance.random() < 0.05
        contents = _contents(chance, number, passed)
        for name in files:
            broken = odd and name.endswith(".json")
            self.objects[folder + name] = b'{"timestamp": {' if broken else contents[name]
        for name in artifacts:
            self.objects[f"{folder}artifacts/{name}"] = b"x"
        below = tuple(sorted(n.split("/")[0] + "/" * ("/" in n) for n in artifacts))
        above = tuple(sorted([*files, *(["artifacts/"] if artifacts else [])]))
        self.levels[job].append((above, below))
        known = "finished.json" in files and not odd
        self.results[job][("SUCCESS" if passed else "FAILURE") if known else ""] += 1

    @property
    def log_count(self) -> int:
        return sum(name.endswith(("build-log.txt", ".log")) for name in self.objects) - sum(
            "/artifacts/" in name and name.endswith(".log") for name in self.objects
        )

    def write(self, folder: Path) -> None:
        """Write the objects as files."""
        for name, text in self.objects.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)


def _contents(chance: random.Random, number: int, passed: bool) -> dict[str, bytes]:
    failure = chance.choice(FAILURES).format(chance.choice("abcdefgh"))
    result = "SUCCESS" if passed else "FAILURE"
    started = STARTED_S + number * 60
    return {
        "build-log.txt": ("all good\n" if passed else failure).encode(),
        "started.json": json.dumps(
            {"timestamp": started, "repo-commit": f"{number:040x}"}
        ).encode(),
        "finished.json": json.dumps({"timestamp": str(started + 30), "result": result}).encode(),
        "prowjob.json": b'{"spec": {"refs": {"org": "acme", "repo": "shop"}}}',
        "podinfo.json": b"{}",
    }
