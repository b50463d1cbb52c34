"""How Cloud Storage is called: one client a bucket, time limits, names, errors."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import Any

from google.api_core import exceptions
from google.auth.exceptions import GoogleAuthError, TransportError
from google.cloud.storage import Bucket, Client  # type: ignore[import-untyped]
from google.cloud.storage.exceptions import (  # type: ignore[import-untyped]
    DataCorruption,
    InvalidResponse,
)
from google.cloud.storage.retry import DEFAULT_RETRY  # type: ignore[import-untyped]
from urllib3.exceptions import HTTPError

from shared.errors import BucketRefused, BucketUnavailable, InvalidObjectName

MAX_NAME_BYTES = 1024

# Seconds to connect and between two bytes; all tries of one request together.
_TIMEOUT_S = (10.0, 30.0)
_RETRY = DEFAULT_RETRY.with_timeout(30.0)
CALL: dict[str, Any] = {"timeout": _TIMEOUT_S, "retry": _RETRY}

_PASSING_STATUS = frozenset({408, 429})
_BROKEN = (
    exceptions.RetryError,
    DataCorruption,
    InvalidResponse,
    TransportError,
    HTTPError,
    HTTPException,
    OSError,  # what `requests` raises is one too
)


class Connection:
    """One bucket; its client is made at first use, so after any fork.

    With STORAGE_EMULATOR_HOST in the environment the client talks to that address, without
    credentials. A given `client` is used as it is.
    """

    def __init__(
        self, name: str, *, project: str | None = None, client: Client | None = None
    ) -> None:
        self._name = name
        self._project = project
        self._client = client
        self._connecting = threading.Lock()

    @property
    def name(self) -> str:
        """The bucket's name, as events carry it."""
        return self._name

    def bucket(self) -> Bucket:
        """Return the bucket's handle; nothing is requested."""
        with self._connecting:
            if self._client is None:
                self._client = Client(project=self._project or None)
            return self._client.bucket(self._name)


def delete_object(connection: Connection, name: str) -> None:
    """Delete the live generation of the object; one that is gone already is gone."""
    if not is_object_name(name):
        return
    with translated_errors(name), suppress(exceptions.NotFound):
        connection.bucket().blob(name).delete(**CALL)


def is_object_name(name: str) -> bool:
    """Tell whether Cloud Storage can have an object of this name.

    https://cloud.google.com/storage/docs/objects#naming
    """
    if name in ("", ".", "..") or name.startswith(".well-known/acme-challenge/"):
        return False
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return False
    return size <= MAX_NAME_BYTES and not any(char in name for char in "\0\r\n")


def check_name(name: str) -> None:
    """Raise InvalidObjectName for what Cloud Storage cannot have an object of."""
    if not is_object_name(name):
        raise InvalidObjectName(f"Cloud Storage cannot hold an object named {name!r}")


@contextmanager
def translated_errors(name: str) -> Iterator[None]:
    """Turn every error that may be gone at the next try into BucketUnavailable."""
    try:
        yield
    except exceptions.GoogleAPICallError as exc:
        code = exc.code or 0
        if code >= 500 or code in _PASSING_STATUS:
            raise BucketUnavailable(f"{name}: {exc}") from exc
        raise
    except _BROKEN as exc:
        raise BucketUnavailable(f"{name}: {exc}") from exc


@contextmanager
def told_refusals(bucket: str) -> Iterator[None]:
    """Turn into BucketRefused what the bucket's owner, or the one signed in, has to change."""
    try:
        yield
    except (exceptions.Forbidden, exceptions.Unauthorized) as exc:
        raise BucketRefused(f"gs://{bucket} takes nothing from this sign-in: {exc}") from exc
    except exceptions.NotFound as exc:
        raise BucketRefused(f"there is no bucket gs://{bucket}") from exc
    except GoogleAuthError as exc:
        raise BucketRefused(f"gs://{bucket} needs a Google sign-in: {exc}") from exc
