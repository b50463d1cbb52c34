"""Notices as their receivers want them: a signed JSON object, and Slack's shape.

The webhook is that of https://www.standardwebhooks.com, so libraries for it verify ours.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.core.documents import Notice

MAX_SLACK_CHARS = 2900
_SECRET_MARK = "whsec_"  # noqa: S105 (what a secret may begin with)


@dataclass(frozen=True, slots=True)
class Message:
    """The body of a request, and its headers."""

    body: bytes
    headers: dict[str, str]


def webhook_message(notice: Notice, base_url: str, secret: str, *, now_ms: int) -> Message:
    """Return the signed message; `secret` is any text, or base64 behind "whsec_".

    The signature covers id, time and body, so what is sent again much later can be refused.
    """
    said = {
        "type": notice.kind,
        "timestamp": iso(notice.created_ms),
        "data": {**notice.facts, "text": notice.text, "url": base_url + notice.path},
    }
    body = json.dumps(said, separators=(",", ":")).encode()
    seconds = str(now_ms // 1000)
    signed = b".".join([notice.notice_id.encode(), seconds.encode(), body])
    digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": notice.notice_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
    return Message(body, headers)


def slack_message(notice: Notice, base_url: str) -> Message:
    """Return the message for an incoming webhook of Slack: the sentence, and the link.

    What stands in logs can neither call people nor hide behind a link.
    """
    text = notice.text[:MAX_SLACK_CHARS]
    link = f"<{base_url}{notice.path}|Open in Faultline>"
    section = {"type": "section", "text": {"type": "plain_text", "text": text}}
    context = {"type": "context", "elements": [{"type": "mrkdwn", "text": link}]}
    body = {"text": f"{_escaped(text)} {link}", "blocks": [section, context]}
    return Message(json.dumps(body).encode(), {"Content-Type": "application/json"})


def is_secret(text: str) -> bool:
    """Tell whether messages can be signed with this: 24 bytes or more."""
    try:
        return len(_key(text)) >= 24
    except ValueError:
        return False


def iso(time_ms: int) -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(time_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _key(secret: str) -> bytes:
    if secret.startswith(_SECRET_MARK):
        return base64.b64decode(secret.removeprefix(_SECRET_MARK), validate=True)
    return secret.encode()


def _escaped(text: str) -> str:
    """Return the text with the three characters that mean something to Slack told apart.

    https://docs.slack.dev/messaging/formatting-message-text
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
