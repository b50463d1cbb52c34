"""Telling by HTTP: to the addresses that the operator has set, and to no other.

Redirects are not followed, and what is answered is not read: nothing that stands in a log, or
that a receiver says, makes this ask another address.
"""

from collections.abc import Callable
from dataclasses import dataclass

import requests

from shared.core.documents import Notice
from shared.core.notices.messages import Message, slack_message, webhook_message
from shared.errors import NoticeDelayed, NoticeRefused

_TIMEOUT_S = (5.0, 10.0)
MAX_RETRY_AFTER_S = 86_400

Compose = Callable[[Notice, int], Message]


@dataclass(frozen=True, slots=True)
class HttpTarget:
    """Satisfies `NoticeTarget`."""

    name: str
    url: str
    compose: Compose

    def send(self, notice: Notice, *, now_ms: int) -> None:
        """Post the message. Raises NoticeRefused, or NoticeDelayed for trouble that passes."""
        message = self.compose(notice, now_ms)
        try:
            with requests.post(
                self.url,
                data=message.body,
                headers=message.headers | {"User-Agent": "faultline"},
                auth=_as_it_is,
                timeout=_TIMEOUT_S,
                allow_redirects=False,
                stream=True,
            ) as response:
                _check(response)
        except requests.RequestException as problem:
            raise NoticeDelayed(f"no answer: {type(problem).__name__}") from problem


def webhook_target(url: str, secret: str, base_url: str) -> HttpTarget:
    """Return the receiver of signed JSON."""
    return HttpTarget(
        "webhook",
        url,
        lambda notice, now_ms: webhook_message(notice, base_url, secret, now_ms=now_ms),
    )


def slack_target(url: str, base_url: str) -> HttpTarget:
    """Return an incoming webhook of Slack."""
    return HttpTarget("slack", url, lambda notice, _: slack_message(notice, base_url))


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep requests from signing in with what a .netrc file says of the host."""
    return request


def _check(response: requests.Response) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    if status in (408, 425, 429) or status >= 500:
        after = response.headers.get("Retry-After", "")
        seconds = min(int(after[:9]), MAX_RETRY_AFTER_S) if after.isdecimal() else 0
        raise NoticeDelayed(f"answered {status}", retry_after_ms=seconds * 1000)
    raise NoticeRefused(f"answered {status}")
