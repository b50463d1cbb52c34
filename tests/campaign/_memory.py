"""The memory of one worker over an hour's worth of logs."""

import statistics
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from shared.bootstrap import App
from shared.config import read_settings
from tests.bench._worlds import environment
from tests.campaign._traffic import Log, mixed
from tests.function_process import FunctionProcess, function_process

LOGS = {"embedded": 10_000, "cloud": 5_000}
# As deploy.sh and the Dockerfile set it.
DEPLOYED = {"MALLOC_ARENA_MAX": "1"}
SAMPLES = 20
SENDERS = 4
# What an allocator keeps from moment to moment; a leak of 1 KB a log would be twice that.
MAX_GROWTH_MB = 5.0


def stays_flat(kind: str, values: Mapping[str, str], *, short: bool) -> bool:
    """Send logs through one `ingest` process; tell whether its memory settles."""
    count = 400 if short else LOGS[kind]
    with (
        environment(dict(values)),
        function_process("ingest", {**values, **DEPLOYED}, signature="cloudevent") as function,
    ):
        sizes = [
            _send(function, f"hour-{part}", count // SAMPLES, count * 10 + part * count)
            for part in range(SAMPLES)
        ]
    # The first quarter fills caches of bounded size.
    early, late = (statistics.median(part) for part in (sizes[5:10], sizes[15:]))
    print(
        f"{kind} memory: one worker, {count:,} logs: {sizes[0]:.0f} MB after the first"
        f" {count // SAMPLES}, {early:.1f} in the second quarter, {late:.1f} in the last,"
        f" {late - early:+.1f}; at most {max(sizes):.0f}",
        flush=True,
    )
    return short or late - early <= MAX_GROWTH_MB


def _send(function: FunctionProcess, series: str, count: int, commits_from: int) -> float:
    app = App(read_settings())

    def send(log: Log) -> int:
        found = app.logs.put(log.name, [log.text.encode()], metadata=log.metadata)
        return function.deliver(found)

    with ThreadPoolExecutor(SENDERS) as pool:
        statuses = set(pool.map(send, mixed(series, count, commits_from=commits_from)))
    if statuses != {200}:
        raise RuntimeError(f"events were answered {sorted(statuses)}")
    return function.resident_mb
