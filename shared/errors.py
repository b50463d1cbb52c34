"""What can go wrong, one error per cause.

Adapters translate vendor errors into these where they occur. A TransientError is raised to the
platform, which delivers again; everything else is decided where it happens.
"""


class TrackerError(Exception):
    """Base of every error that this project raises on purpose."""


class TransientError(TrackerError):
    """Trouble that passes: the same step may succeed when repeated."""


class StoreUnavailable(TransientError):
    """The document store did not answer, or gave up because of contention."""


class BucketUnavailable(TransientError):
    """The object store did not answer, or broke off in the middle."""


class NotFound(TrackerError):
    """What was asked for by id or name does not exist (any more)."""


class RecordNotFound(NotFound):
    """No record has this id."""


class ReportNotFound(NotFound):
    """No report has this id."""


class IssueNotFound(NotFound):
    """No issue has this id, or it was deleted with its report."""


class LogNotFound(NotFound):
    """No log of this report is kept any more."""


class ObjectGone(NotFound):
    """No object of this name and generation exists (any more)."""


class InvalidObjectName(TrackerError):
    """The bucket cannot hold an object of this name."""


class InvalidDocument(TrackerError):
    """The store cannot hold this document, now or ever: it is too large, or no valid text."""


class RecordConflict(TrackerError):
    """The record changed since it was read, or exists although it was not there."""


class IdTaken(TrackerError):
    """A document of a new failure exists already: the same failure, or an id collision."""


class ChangeConflict(TrackerError):
    """A document changed between being read for a fold, or another change, and its commit."""


class NotPossible(TrackerError):
    """What was asked for does not go with how things stand; `code` says which, the text why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NoFailureFound(TrackerError):
    """The log of a bug report shows no failure: there is nothing to file it on."""


class TokenNotFound(NotFound):
    """No token has this id."""


class TokenInvalid(TrackerError):
    """Nobody can sign in with this: it is no token, not a known one, or it was taken back."""


class TokenExpired(TrackerError):
    """The token was good once; its time is over."""


class AssertionInvalid(TrackerError):
    """What claims to come from the Identity-Aware Proxy does not, or not for us, or not now."""


class KeysUnavailable(TransientError):
    """The keys that identities are verified with could not be fetched."""


class InvalidExpression(TrackerError):
    """A pattern's expression cannot be run; `code` says which cause, the text what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class InvalidImport(TrackerError):
    """A file of patterns cannot be read; the text names the entry and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class PatternNotFound(NotFound):
    """No pattern has this id."""


class ScanNotFound(NotFound):
    """No scan has this id."""


class InvalidPattern(TrackerError):
    """A pattern that cannot be as proposed; `code` says which cause, the text what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class InvalidExport(TrackerError):
    """What was to be imported is no export of ours; the message names the line."""
