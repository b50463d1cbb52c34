import pytest

from shared.web.views import show
from tests.web.examples import DAY, HOUR, NOON


def test_times_are_iso_8601_in_utc():
    assert show.iso(NOON + 4999) == "2026-11-23T12:00:04Z"
    assert show.moment(NOON, now_ms=NOON).text == "23 Nov 2026, 12:00 UTC"


@pytest.mark.parametrize(
    ("back_ms", "expected"),
    [
        (-HOUR, "just now"),
        (0, "just now"),
        (59_000, "59 s ago"),
        (60_000, "1 min ago"),
        (HOUR - 1, "59 min ago"),
        (HOUR, "1 h ago"),
        (DAY, "1 d ago"),
        (59 * DAY, "59 d ago"),
        (61 * DAY, "2 mo ago"),
        (729 * DAY, "24 mo ago"),
        (800 * DAY, "2 y ago"),
    ],
)
def test_ages(back_ms, expected):
    assert show.ago(NOON - back_ms, now_ms=NOON) == expected


@pytest.mark.parametrize(
    ("byte_count", "expected"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 KB"),
        (9_949, "9.9 KB"),
        (9_950, "10 KB"),
        (999_600, "1.0 MB"),
        (500_000_000, "500 MB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_sizes(byte_count, expected):
    assert show.size(byte_count) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((1204,), "1,204"),
        ((1, "line"), "1 line"),
        ((0, "line"), "0 lines"),
        ((2, "entry", "entries"), "2 entries"),
    ],
)
def test_counts(arguments, expected):
    assert show.count(*arguments) == expected


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0.0 s"),
        (4_230, "4.2 s"),
        (9_960, "10 s"),
        (59_000, "59 s"),
        (725_000, "12 min 05 s"),
        (3_725_000, "1 h 02 min"),
        (90_000_000, "1 d 1 h"),
    ],
)
def test_a_length_of_time_in_the_units_that_suit_it(ms, text):
    assert show.duration(ms) == text


def test_a_share_in_percent():
    assert show.percent(0.964286, digits=4) == "96.4286 %"
    assert (show.percent(1), show.percent(0)) == ("100 %", "0 %")
