"""Process start to first answer, and memory then, of every entry point beside a bare function.

Times pass faster on an idle machine; processor time is what the process itself took.

Ingest of a log is asked again with 1,000 patterns stored: it compiles them before it answers.
"""

import statistics
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.curation import Proposal
from shared.ports import StoredObject
from shared.services.patterns.acts import By
from tests.bench._worlds import environment, environments
from tests.bench.patterns import make_patterns
from tests.function_process import FunctionProcess, function_process

ROUNDS = 5
PATTERNS = 1_000
# Stored so many at a time: a commit of a store has an end.
BATCH = 100
BARE = """import functions_framework

@functions_framework.http
def bare(request):
    return "ok"
"""
LOG = b"main.c:7:3: error: unknown type name 'strin'\n"
JSON = {"Accept": "application/json"}
# What each entry point is asked first, its event for "event", and the status that is right.
ASKED = (
    ("web", "GET /health", 200),
    ("web", "GET /", 200),
    ("pages", "GET /", 200),
    ("issues", "GET /issues", 200),
    ("patterns", "GET /patterns", 200),
    ("logs", "GET /health", 200),
    ("webhook", "POST /webhooks/github", 401),
    ("sweep", "POST /", 200),
    ("ingest", "event", 200),
)


@dataclass
class Case:
    """One entry point, what it is asked first, and what was measured: seconds and MB."""

    name: str
    target: str
    asked: str
    status: int
    values: Mapping[str, str]
    source: Path | None = None
    seconds: list[float] = field(default_factory=list)
    processor_s: list[float] = field(default_factory=list)
    mb: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print every entry point on each set of adapters."""
    for row in measure(ROUNDS):
        print(row)


def measure(rounds: int, patterns: int = PATTERNS) -> list[str]:
    """Return a row for each case, cases measured in turn so many times, and the middle taken."""
    with tempfile.TemporaryDirectory() as folder, environments() as found:
        source = Path(folder) / "bare.py"
        source.write_text(BARE)
        cases = [Case("bare function", "bare", "GET /", 200, {}, source)]
        for kind, values in found.items():
            named = (
                (f"{kind} {target}, {asked}", target, asked, code) for target, asked, code in ASKED
            )
            cases += [Case(*names, values) for names in named]
        _measure(cases, rounds)
        for values in found.values():
            _store_patterns(values, patterns)
        again = [
            Case(f"{each.name}, {patterns:,} patterns", *_what(each))
            for each in cases
            if each.asked == "event"
        ]
        _measure(again, rounds)
    return [_row(each, cases[0]) for each in cases + again]


def _what(case: Case) -> tuple[str, str, int, Mapping[str, str]]:
    return case.target, case.asked, case.status, case.values


def _row(case: Case, bare: Case) -> str:
    seconds, processor_s = statistics.median(case.seconds), statistics.median(case.processor_s)
    mb = statistics.median(case.mb)
    ratio = processor_s / statistics.median(bare.processor_s)
    return (
        f"{case.name:>44}: {seconds * 1000:6.0f} ms, of processor {processor_s * 1000:5.0f} ms,"
        f" {ratio:4.2f} of the bare function; {mb:4.0f} MB,"
        f" {mb - statistics.median(bare.mb):+4.0f}"
    )


def _measure(cases: Iterable[Case], rounds: int) -> None:
    for number in range(rounds):
        for case in cases:
            log = _stored_log(case, number) if case.asked == "event" else None
            signature = "http" if log is None else "cloudevent"
            with function_process(
                case.target, case.values, source=case.source, signature=signature
            ) as function:
                status = _first_answer(function, case.asked, log)
                case.seconds.append(time.perf_counter() - function.started_s)
                case.processor_s.append(function.processor_s)
                case.mb.append(function.resident_mb)
            if status != case.status:
                raise RuntimeError(f"{case.name} answered {status}")


def _first_answer(function: FunctionProcess, asked: str, log: StoredObject | None) -> int:
    if log is not None:
        return function.deliver(log)
    return function.ask(*asked.split(), JSON)[0]


def _stored_log(case: Case, number: int) -> StoredObject:
    with environment(dict(case.values)):
        app = App(read_settings())
        name = f"cold/{len(case.name)}-{number}.log"
        return app.logs.put(name, [LOG], metadata={})


def _store_patterns(values: Mapping[str, str], count: int) -> None:
    with environment(dict(values)):
        app = App(read_settings())
        proposals = [Proposal(each.expression) for each in make_patterns(count)]
        for start in range(0, count, BATCH):
            by = By("bench", app.now_ms(), days=1)
            app.curation.create_all(proposals[start : start + BATCH], by)
