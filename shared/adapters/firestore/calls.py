"""How Firestore is called: how long, how often, and what its errors mean to us."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

from google.api_core import exceptions
from google.api_core.retry import Retry, if_exception_type
from google.auth.exceptions import TransportError

from shared.errors import InvalidDocument, StoreUnavailable

# One try may take this long, and all tries together little more: whoever called us waits, and
# the platform delivers an event again anyway.
TIMEOUT_S = 10.0

# Repeating a write is safe because every write here has a precondition: the second of two that
# both arrived fails, and the caller looks again.
_RETRY = Retry(
    predicate=if_exception_type(
        exceptions.Aborted,
        exceptions.InternalServerError,
        exceptions.ResourceExhausted,
        exceptions.ServiceUnavailable,
    ),
    initial=0.05,
    maximum=1.0,
    multiplier=2.0,
    timeout=TIMEOUT_S,
)

# Aborted is a kind of Conflict to the library; here it is contention, which passes.
_PASSING = (
    exceptions.Aborted,
    exceptions.Cancelled,
    exceptions.RetryError,
    exceptions.ServerError,  # Unavailable, Internal, Unknown, DeadlineExceeded
    exceptions.TooManyRequests,  # ResourceExhausted
    TransportError,
    OSError,
)
# The document is there, has another version, or is not there.
PRECONDITION_FAILED = (
    exceptions.AlreadyExists,
    exceptions.FailedPrecondition,
    exceptions.NotFound,
)


class CallOptions(TypedDict):
    """What every call to the client takes."""

    retry: Retry
    timeout: float


CALL: CallOptions = {"retry": _RETRY, "timeout": TIMEOUT_S}


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what may be gone at the next try into StoreUnavailable, bad input to InvalidDocument."""
    try:
        yield
    except (exceptions.InvalidArgument, UnicodeEncodeError) as exc:
        raise InvalidDocument(f"Firestore: {exc}") from exc
    except _PASSING as exc:
        raise StoreUnavailable(f"Firestore: {exc}") from exc
