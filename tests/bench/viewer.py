"""The log viewer: pages of a small and of very large logs, in time and in bytes read."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator

from werkzeug.test import Client

from shared import bootstrap
from shared.bootstrap import App
from shared.local.functions import load_function
from tests.bench._worlds import environment
from tests.bench.corpus import write_log

KILOBYTE = 1000
SIZES_KB = (50, 50_000, 500_000)
PAGES = {
    "at the failure": "",
    "every line": "?fold=0",
    "the middle": "?fold=0&at={middle}",
    "the end": "?fold=0&to={last}",
    "a line far off": "?line={middle}",
}
ROUNDS = 15
HEADER = "     log  page               p50 ratio  p95 ratio  KB read  reads"


class Reads:
    """Counts what is read of both buckets."""

    def __init__(self) -> None:
        self.count = 0
        self.bytes = 0

    def watch(self, app: App) -> None:
        """Count the reads of this app from now on."""
        app.derived.get = self._counted(app.derived.get)  # type: ignore[method-assign]
        app.derived.get_range = self._counted(app.derived.get_range)  # type: ignore[method-assign]
        app.logs.read = self._streamed(app.logs.read)  # type: ignore[method-assign]

    def _counted(self, read: Callable[..., bytes | None]) -> Callable[..., bytes | None]:
        def call(*args: object) -> bytes | None:
            data = read(*args)
            self.count += 1
            self.bytes += len(data or b"")
            return data

        return call

    def _streamed(self, read: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
        def call(*args: object) -> Iterator[bytes]:
            self.count += 1
            for block in read(*args):
                self.bytes += len(block)
                yield block

        return call


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, environment({"DATA_DIR": folder}):
        bootstrap.get_app.cache_clear()
        client = Client(load_function("web", "http"))
        app, reads = bootstrap.get_app(), Reads()
        reads.watch(app)
        print(HEADER)
        base: dict[str, float] = {}
        for size_kb in SIZES_KB:
            _rows(app, client, reads, size_kb, base)
        bootstrap.get_app.cache_clear()


def _rows(app: App, client: Client, reads: Reads, size_kb: int, base: dict[str, float]) -> None:
    record_id, line_count = _ingest(app, size_kb)
    for name, query in PAGES.items():
        asked = query.format(middle=line_count // 2, last=line_count)
        times = []
        for _ in range(ROUNDS):
            reads.count = reads.bytes = 0
            times.append(_seconds(client, f"/records/{record_id}{asked}"))
        p50, p95 = statistics.median(times), sorted(times)[int(0.95 * ROUNDS)]
        base.setdefault(name, p50)
        print(
            f"{size_kb:>6} KB  {name:<16} {p50 / base[name]:>11.2f} {p95 / base[name]:>10.2f}"
            f" {reads.bytes / KILOBYTE:>8.0f} {reads.count:>6}",
            flush=True,
        )


def _ingest(app: App, size_kb: int) -> tuple[str, int]:
    """Return the id of the record of a log of about that size, and how many lines it has."""
    path = app.settings.data_dir / "bucket" / "logs" / "big" / f"run-{size_kb}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_log(path, size_kb * KILOBYTE)
    if path.stat().st_size > 2 * size_kb * KILOBYTE:  # small logs come out too large
        path.write_bytes(path.read_bytes()[-size_kb * KILOBYTE :])
    found = app.logs.stat(str(path.relative_to(app.settings.data_dir / "bucket")))
    assert found is not None
    record = app.ingest.run(found, now_ms=app.now_ms()).record
    assert record is not None
    return record.record_id, record.line_count


def _seconds(client: Client, path: str) -> float:
    started = time.perf_counter()
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
