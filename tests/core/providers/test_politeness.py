"""When a provider is asked again."""

import pytest

from shared.core.providers.politeness import may_pass, wait_seconds

NOW_S = 1_795_435_200.0  # 2026-11-23 12:00 UTC


@pytest.mark.parametrize(
    ("status", "headers", "passes"),
    [
        (429, {}, True),
        (408, {}, True),
        (500, {}, True),
        (503, {}, True),
        (200, {}, False),
        (304, {}, False),
        (401, {}, False),
        (404, {}, False),
        pytest.param(403, {}, False, id="not-allowed"),
        pytest.param(403, {"x-ratelimit-remaining": "0"}, True, id="used-up"),
        pytest.param(403, {"x-ratelimit-remaining": "7"}, False, id="some-left"),
        pytest.param(403, {"retry-after": "60"}, True, id="secondary-limit"),
    ],
)
def test_what_may_pass(status, headers, passes):
    assert may_pass(status, headers) is passes


@pytest.mark.parametrize(
    ("headers", "attempt", "seconds"),
    [
        pytest.param({}, 0, 1.0, id="first"),
        pytest.param({}, 3, 8.0, id="later"),
        pytest.param({}, 30, 60.0, id="bounded"),
        pytest.param({"retry-after": "17"}, 3, 17.0, id="seconds"),
        pytest.param({"retry-after": "0"}, 3, 0.0, id="at-once"),
        pytest.param({"retry-after": "Mon, 23 Nov 2026 12:01:00 GMT"}, 0, 60.0, id="date"),
        pytest.param({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0, 0.0, id="date-gone-by"),
        pytest.param({"retry-after": "soon"}, 1, 2.0, id="nonsense"),
        pytest.param(
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795435230"}, 0, 30.0, id="reset"
        ),
        pytest.param(
            {"x-ratelimit-remaining": "9", "x-ratelimit-reset": "1795435230"}, 0, 1.0, id="no-reset"
        ),
    ],
)
def test_how_long_is_waited(headers, attempt, seconds):
    assert wait_seconds(headers, attempt, now_s=NOW_S) == seconds
