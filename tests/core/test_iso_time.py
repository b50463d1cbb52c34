"""Times in ISO 8601, since 1970."""

import pytest

from shared.core.iso_time import read_ms

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1970-01-02", DAY_MS),
        (" 1970-01-02T00:00Z ", DAY_MS),
        ("1970-01-02T01:00+01:00", DAY_MS),
    ],
)
def test_a_date_or_a_time_is_read(text, ms):
    assert read_ms(text) == ms


@pytest.mark.parametrize(
    "text", ["", "soon", "0975-03-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_what_is_no_time_since_1970_is_none(text):
    assert read_ms(text) is None
