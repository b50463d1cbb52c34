"""Messages as their receivers check and show them."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace

import pytest

from shared.core.documents import BuildContext
from shared.core.notices.events import (
    breakage_found,
    breakage_resolved,
    failure_appeared,
    flaky_contradicted,
    notice_of,
)
from shared.core.notices.messages import is_secret, slack_message, webhook_message
from shared.core.verdicts.contradicted import Contradicted
from tests.adapters.examples import NOW_MS, a_breakage, a_notice, a_report, failing

BASE = "https://ci.acme.example"
SHA = "c0ffee" * 6 + "0000"


def of_build(**context):
    return replace(failing(1), context=BuildContext(branch="main", **context))


EVENTS = [
    failure_appeared(a_report(), of_build(repo="acme/shop", job="unit")),
    failure_appeared(a_report(), of_build()),
    breakage_found(a_breakage(1, jobs=("unit", "e2e-*"))),
    breakage_found(a_breakage(2)),
    breakage_resolved(a_breakage(1, resolved_sha=SHA)),
    flaky_contradicted("acme/shop", SHA, Contradicted("unit", "000000001", "error", 3)),
]


def verify(message, key):
    """Check the signature as the standard says, and return the body."""
    signed = f"{message.headers['webhook-id']}.{message.headers['webhook-timestamp']}.".encode()
    digest = hmac.new(key, signed + message.body, hashlib.sha256).digest()
    assert message.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    return json.loads(message.body)


@pytest.mark.parametrize(
    ("secret", "key"),
    [("plain text as long as it takes", b"plain text as long as it takes"),
     ("whsec_" + base64.b64encode(b"k" * 24).decode(), b"k" * 24)],
)  # fmt: skip
def test_the_webhook_is_signed_as_the_standard_says(secret, key):
    message = webhook_message(a_notice(), BASE, secret, now_ms=NOW_MS + 5000)
    assert message.headers["webhook-timestamp"] == str(NOW_MS // 1000 + 5)
    assert verify(message, key) == {
        "type": "failure.new",
        "timestamp": "2027-01-15T08:00:00Z",
        "data": {
            "log_id": "000000001",
            "branch": "main",
            "text": "New failure on main: error 1",
            "url": f"{BASE}/reports/000000001",
        },
    }


@pytest.mark.parametrize("event", EVENTS, ids=lambda each: each.kind)
def test_every_event_becomes_a_message_with_a_sentence_and_a_link(event):
    notice = notice_of(event, now_ms=NOW_MS)
    assert (notice.due_ms, notice.kind) == (NOW_MS, event.kind)
    assert None not in notice.facts.values()
    for message in (
        webhook_message(notice, BASE, "s" * 24, now_ms=NOW_MS),
        slack_message(notice, BASE),
    ):
        assert f"{BASE}/" in message.body.decode()


def test_events_are_told_apart_by_what_they_are():
    assert len({notice_of(event, now_ms=NOW_MS).notice_id for event in EVENTS}) == len(EVENTS)
    later = failure_appeared(
        a_report(title="another"), of_build(repo="acme/shop", job="lint", sha=SHA)
    )
    assert notice_of(later, now_ms=1).notice_id == notice_of(EVENTS[0], now_ms=2).notice_id


def test_what_stands_in_logs_neither_calls_people_nor_makes_links_in_slack():
    hostile = "error: <!channel> <https://evil.example|harmless> & more"
    body = json.loads(slack_message(a_notice(text=hostile), BASE).body)
    assert body["blocks"][0]["text"] == {"type": "plain_text", "text": hostile}
    said, _, link = body["text"].partition(" <")
    assert said == hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert link == f"{BASE}/reports/000000001|Open in Faultline>"


def test_slack_is_told_no_more_than_it_takes():
    body = json.loads(slack_message(a_notice(text="<" * 10_000), BASE).body)
    assert len(body["blocks"][0]["text"]["text"]) <= 3000
    assert body["text"].endswith("|Open in Faultline>")


@pytest.mark.parametrize(
    ("text", "good"),
    [("s" * 24, True), ("s" * 23, False), ("", False), ("whsec_" + "A" * 32, True),
     ("whsec_" + "A" * 30, False), ("whsec_no base64 at all, is it?", False)],
)  # fmt: skip
def test_what_can_sign(text, good):
    assert is_secret(text) is good
