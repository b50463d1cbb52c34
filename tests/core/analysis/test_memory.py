"""A log of any size and kind leaves no memory behind, and neither does the viewer."""

import resource
from pathlib import Path

from shared.core.analysis.analyze import analyze
from shared.web.views.terminal import show_line

MB = 1_000_000
LINES = b"error: again and again\n" * 40_000
COLORS = b"\x1b[31mE\x1b[0m" * 300


def resident_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MB


def growth_mb(run, times):
    run()
    before = resident_mb()
    for _ in range(times):
        run()
    return resident_mb() - before


def test_lines_that_all_fail_are_not_kept():
    fed_mb = 25 * len(LINES) / MB
    analyze([LINES])
    assert growth_mb(lambda: analyze([LINES] * 5), 5) < fed_mb / 2


def test_codes_of_colors_are_not_kept():
    assert growth_mb(lambda: [show_line(COLORS) for _ in range(100)], 10) < 5
