"""One worker of scans, as a process of its own: `python -m tests.bench._scan_worker`."""

import time

from shared.bootstrap import App
from shared.config import read_settings

if __name__ == "__main__":
    app = App(read_settings())
    while app.patterns.open_ranges(limit=1):
        if app.scanning.run(deadline_ms=app.now_ms() + 600_000).logs == 0:
            time.sleep(0.2)
