"""Asking a provider's API politely: as slowly as it says, and not again for what did not change.

The sign-in goes to the API's own origin and nowhere else: redirects are not followed.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from shared.adapters.providers.answers import AnswerCache
from shared.core.providers.politeness import MAX_WAIT_SECONDS, may_pass, wait_seconds
from shared.errors import ProviderResting, ProviderUnavailable, SourceUnreadable

ATTEMPTS = 5
BLOCK_BYTES = 1 << 20
MAX_JSON_BYTES = 32 << 20
MAX_DOWNLOAD_SECONDS = 1800.0
_TIMEOUT_S = (10.0, 60.0)
_CONNECTIONS = 64


@dataclass(eq=False)
class Refused(Exception):
    """An answer other than the one asked for, that would be the same again."""

    status: int
    url: str

    def __str__(self) -> str:
        """Return what happened, for a sentence."""
        return f"{self.url} answered {self.status}"


class BrokenOff(ProviderUnavailable):
    """The answer began, and is not whole."""


class PoliteClient:
    """One API. Threads may share it: when it asks to be left alone, all of them wait."""

    def __init__(
        self,
        api_url: str,
        headers: Mapping[str, str],
        *,
        answers: AnswerCache | None = None,
        clock_s: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        timeout_s: tuple[float, float] = _TIMEOUT_S,
        max_wait_s: float = MAX_WAIT_SECONDS,
    ) -> None:
        self._root = api_url.rstrip("/")
        self._headers = dict(headers)
        self._answers = answers
        self._clock_s, self._sleep, self._timeout_s = clock_s, sleep, timeout_s
        self._max_wait_s = max_wait_s
        self._session = requests.Session()
        # Without it requests would sign in with what a .netrc file says of the host.
        self._session.auth = _as_it_is
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS))
        self._lock = threading.Lock()
        self._silent_until_s = 0.0

    def get_json(self, path: str, **query: str | int) -> Any:
        """Return the JSON of an answer. Raises Refused, ProviderUnavailable, SourceUnreadable."""
        url = self._root + path + (f"?{urlencode(query)}" if query else "")
        for _ in range(ATTEMPTS - 1):
            with suppress(BrokenOff):
                return self._json(url)
        return self._json(url)

    def _json(self, url: str) -> Any:
        known = self._answers.get(url) if self._answers else None
        with self._get(url, {"If-None-Match": known.etag} if known else {}) as response:
            if response.status_code == 304 and known:
                return _parse(known.body, url)
            if response.status_code != 200:
                raise Refused(response.status_code, url)
            body, etag = _read_bounded(response, url), response.headers.get("ETag")
        answer = _parse(body, url)
        if self._answers and etag:
            self._answers.put(url, etag, body)
        return answer

    def get_link(self, path: str) -> str:
        """Return the address that the API redirects to. Raises as `get_json`."""
        url = self._root + path
        with self._get(url, {}) as response:
            link = response.headers.get("Location", "")
            if response.status_code not in (301, 302, 303, 307, 308) or not link:
                raise Refused(response.status_code, url)
            return link

    def stream(self, url: str) -> Iterator[bytes]:
        """Yield the body of any address, in blocks. Raises Refused, ProviderUnavailable.

        Its text is unzipped on the way where the server says that it is zipped.
        """
        deadline_s = time.monotonic() + MAX_DOWNLOAD_SECONDS
        with self._get(url, {}) as response:
            if response.status_code != 200:
                raise Refused(response.status_code, _without_query(url))
            for block in _blocks(response, url):
                yield block
                if time.monotonic() > deadline_s:
                    raise ProviderUnavailable(f"{_without_query(url)} sends too slowly")

    def _get(self, url: str, more: Mapping[str, str]) -> requests.Response:
        """Return the answer once it is one that would be the same again; its body is unread."""
        headers = {**(self._headers if self._is_own(url) else {}), **more}
        said = ""
        for attempt in range(ATTEMPTS):
            self._wait_for_leave()
            try:
                response = self._send(url, headers)
            except requests.RequestException as problem:
                said = f"did not answer: {type(problem).__name__}"
                self._sleep(wait_seconds({}, attempt, now_s=self._clock_s()))
                continue
            names = {name.lower(): value for name, value in response.headers.items()}
            if not may_pass(response.status_code, names):
                return response
            response.close()
            said = f"answered {response.status_code}"
            self._back_off(response.status_code, names, attempt)
        raise ProviderUnavailable(f"{_without_query(url)} {said}")

    def _send(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        try:
            return self._session.get(
                url,
                headers=headers,
                stream=True,
                timeout=self._timeout_s,
                allow_redirects=False,
            )
        except ValueError as problem:  # so are those errors of the library that say: no address
            raise SourceUnreadable(f"{_without_query(url)} is no address: {problem}") from problem

    def _back_off(self, status: int, headers: Mapping[str, str], attempt: int) -> None:
        """Wait as long as is asked for, alone or, where a limit was reached, all of us."""
        now_s = self._clock_s()
        wait_s = wait_seconds(headers, attempt, now_s=now_s)
        if wait_s > self._max_wait_s:
            raise ProviderResting(
                f"{self._root} asks to be left alone for {_duration(wait_s)}",
                retry_after_ms=int(wait_s * 1000),
            )
        if status in (403, 429):
            with self._lock:
                self._silent_until_s = max(self._silent_until_s, now_s + wait_s)
        else:
            self._sleep(wait_s)

    def _wait_for_leave(self) -> None:
        with self._lock:
            wait_s = self._silent_until_s - self._clock_s()
        if wait_s > 0:
            self._sleep(wait_s)

    def _is_own(self, url: str) -> bool:
        return urlsplit(url)[:2] == urlsplit(self._root)[:2]


def _duration(seconds: float) -> str:
    return f"{seconds:,.0f} seconds" if seconds < 3600 else f"{seconds / 3600:,.1f} hours"


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _blocks(response: requests.Response, url: str) -> Iterator[bytes]:
    try:
        yield from response.raw.stream(BLOCK_BYTES, decode_content=True)
    except (HTTPError, OSError) as problem:
        kind = type(problem).__name__
        raise BrokenOff(f"{_without_query(url)} broke off: {kind}") from problem


def _read_bounded(response: requests.Response, url: str) -> bytes:
    body = bytearray()
    for block in _blocks(response, url):
        body += block
        if len(body) > MAX_JSON_BYTES:
            raise SourceUnreadable(f"{url} answers more than {MAX_JSON_BYTES:,} bytes")
    return bytes(body)


def _parse(body: bytes, url: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise SourceUnreadable(f"{url} answers no JSON: is it the API's address?") from problem


def _without_query(url: str) -> str:
    """Return the address without what signs it: it may stand in a message."""
    return url.partition("?")[0]
