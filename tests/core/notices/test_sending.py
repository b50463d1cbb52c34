"""When a notice is sent again."""

import pytest

from shared.core.notices.sending import (
    GIVEN_UP_AFTER_MS,
    MINUTE_MS,
    Failed,
    after_attempt,
    open_targets,
)
from tests.adapters.examples import NOW_MS, a_notice

DOWN, GONE = Failed("answered 503", passes=True), Failed("answered 404", passes=False)


def test_what_all_have_is_done():
    after = after_attempt(a_notice(), {"slack": None, "webhook": None}, now_ms=NOW_MS)
    assert (after.due_ms, after.sent, after.trouble) == (None, ("slack", "webhook"), None)


def test_who_lacks_it_is_tried_again_alone():
    after = after_attempt(a_notice(), {"slack": None, "webhook": DOWN}, now_ms=NOW_MS)
    assert after.due_ms == NOW_MS + MINUTE_MS
    assert open_targets(after, ["slack", "webhook"]) == ["webhook"]
    assert after.trouble == "webhook: answered 503"


def test_what_would_be_refused_again_is_not_sent_again():
    after = after_attempt(a_notice(), {"slack": GONE}, now_ms=NOW_MS)
    assert (after.due_ms, after.trouble) == (None, "slack: answered 404")


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 2), (3, 8), (6, 60), (500, 60)])
def test_pauses_grow_to_an_hour(attempts, minutes):
    after = after_attempt(a_notice(attempts=attempts), {"slack": DOWN}, now_ms=NOW_MS)
    assert after.due_ms == NOW_MS + minutes * MINUTE_MS


def test_a_receiver_may_ask_for_a_longer_one():
    busy = Failed("answered 429", passes=True, retry_after_ms=7 * MINUTE_MS)
    assert (
        after_attempt(a_notice(), {"slack": busy}, now_ms=NOW_MS).due_ms == NOW_MS + 7 * MINUTE_MS
    )


def test_after_a_day_it_is_given_up():
    late = a_notice().created_ms + GIVEN_UP_AFTER_MS
    assert after_attempt(a_notice(), {"slack": DOWN}, now_ms=late).due_ms is None
