"""Process start to first answer, of the real server processes beside a bare function.

Ingest of a log is asked again with 1,000 patterns stored: it compiles them before it answers.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.curation import Proposal
from shared.emulators.process import free_port
from shared.local.functions import ROOT, finalized_event
from shared.ports import StoredObject
from shared.services.patterns.acts import By
from tests.bench._worlds import environment, environments
from tests.bench.patterns import make_patterns

ROUNDS = 5
PATTERNS = 1_000
BARE = """import functions_framework

@functions_framework.http
def bare(request):
    return "ok"
"""
LOG = b"main.c:7:3: error: unknown type name 'strin'\n"

# Name, entry point, its file, what it is asked, and the environment that chooses its adapters.
Case = tuple[str, str, str, str, dict[str, str]]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, environments() as found:
        source = Path(folder) / "bare.py"
        source.write_text(BARE)
        cases: list[Case] = [("bare", "bare", str(source), "/", {})]
        for kind, values in found.items():
            web = str(ROOT / "functions" / "web.py")
            cases.append((f"{kind} web /health", "web", web, "/health", values))
            cases.append((f"{kind} web /", "web", web, "/", values))
            ingest = str(ROOT / "functions" / "ingest.py")
            cases.append((f"{kind} ingest of a log", "ingest", ingest, "event", values))
        times = {case[0]: [] for case in cases}
        _time(cases, times, 0)
        for values in found.values():
            _store_patterns(values)
        ingests = [(f"{name}, patterns", *more) for name, *more in cases if name.endswith("log")]
        times |= {case[0]: [] for case in ingests}
        _time(ingests, times, ROUNDS)
    bare = statistics.median(times["bare"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:>35}: {median * 1000:6.0f} ms, {median / bare:5.2f} of the bare function")


def _time(cases: list[Case], times: dict[str, list[float]], first: int) -> None:
    for number in range(first, first + ROUNDS):
        for name, target, path, request, values in cases:
            times[name].append(_cold_start(target, path, request, values, number))


def _store_patterns(values: dict[str, str]) -> None:
    with environment(values):
        app = App(read_settings())
        proposals = [Proposal(each.expression) for each in make_patterns(PATTERNS)]
        app.curation.create_all(proposals, By("bench", app.now_ms(), days=1))


def _cold_start(target: str, path: str, request: str, values: dict[str, str], number: int) -> float:
    event = _stored_log(values, number) if request == "event" else None
    port = free_port()
    command = [str(Path(sys.executable).with_name("functions-framework")), "--target", target]
    command += ["--source", path, "--port", str(port), "--host", "127.0.0.1"]
    command += ["--signature-type", "http" if event is None else "cloudevent"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=os.environ | values | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _first_answer(port, request, event)
        return time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(20)


def _stored_log(values: dict[str, str], number: int) -> StoredObject:
    with environment(values):
        app = App(read_settings())
        return app.logs.put(f"cold/{number}.log", [LOG], metadata={})


def _first_answer(port: int, request: str, event: StoredObject | None) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            if event is None:
                connection.request("GET", request)
            else:
                headers, body = finalized_event(event)
                connection.request(
                    "POST", "/", body, headers | {"Content-Type": "application/json"}
                )
            answer = connection.getresponse()
        except ConnectionRefusedError:
            time.sleep(0.005)
            continue
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{request} was answered with {answer.status}")
        return
    raise RuntimeError(f"nothing answered on port {port}")
