"""Builds of one job as a bucket holds them: passes, failures, gaps, artifacts, test results."""

import json
from collections.abc import Mapping
from pathlib import Path

JOB = "team/nightly e2e"
HREF = "/jobs/team~1nightly%20e2e"
# What the service of the browser tests has: passes, failures, each gap once.
FEW_BUILDS = 14
BUILDS = 20
WHOLE = [
    "artifacts/",
    "build-log.txt",
    "finished.json",
    "podinfo.json",
    "prowjob.json",
    "started.json",
]
STARTED_S = 1_795_200_000
HOUR_S = 3_600
PASSED_TAIL = "all 40 checks passed in {0}.5s\n"
FAILED_TAIL = "main.c:{0}:3: error: unknown type name 'strin'\nmake: *** [main.o] Error 1\n"
NEW_LINE = "<b>warning</b>: cache of \x1b[31mlayer\x1b[0m is stale\n"
JUNIT = b"""<testsuite name="checks" tests="3" failures="1">
<testcase classname="shop.cart" name="adds &lt;b&gt;items" time="1.5"/>
<testcase classname="shop.cart" name="counts twice" time="0.5">
<failure message="expected 3, got 4 &lt;script&gt;">at line 7</failure></testcase>
<testcase classname="shop.cart" name="later"><skipped/></testcase>
</testsuite>"""


def build_files(number: int) -> dict[str, bytes]:
    """Return the files of one build: of ten some fail, one has no log, one never ended."""
    passed = number % 10 not in (3, 4, 8)
    started, ran = STARTED_S + number * HOUR_S, 300 + 90 * (number * 7 % 11)
    steps = "".join(f"step {step}: checking part {step} of the shop\n" for step in range(40))
    tail = PASSED_TAIL.format(number) if passed else NEW_LINE + FAILED_TAIL.format(number + 1)
    files: dict[str, object] = {
        "started.json": {"timestamp": started, "repo-commit": f"{number // 2:040x}"},
        "prowjob.json": {"spec": {"refs": {"org": "acme", "repo": "shop", "base_ref": "main"}}},
        "podinfo.json": {},
        "build-log.txt": steps * (1 + number % 4) + tail,
        "artifacts/metadata.json": {},
        "artifacts/junit_checks.xml": JUNIT.decode(),
        "artifacts/gather/events.json": {"items": []},
        "finished.json": {
            "timestamp": started + ran,
            "result": "SUCCESS" if passed else "FAILURE",
        },
    }
    gaps = {5: ("podinfo.json",), 7: ("finished.json",), 8: ("build-log.txt",)}
    for name in gaps.get(number % 10, ()):
        del files[name]
    return {name: text(content) for name, content in files.items()}


def text(content: object) -> bytes:
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def history(builds: int, job: str = JOB) -> Mapping[str, bytes]:
    """Return the objects of so many builds by name; finished.json is the last of each."""
    return {
        f"logs/{job}/{number}/{name}": content
        for number in range(1, builds + 1)
        for name, content in build_files(number).items()
    }


def put_into(bucket: Path, builds: int) -> None:
    """Write the builds as files."""
    for name, content in history(builds).items():
        path = bucket / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
