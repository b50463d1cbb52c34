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


class BuildNotFound(NotFound):
    """No build of this job has this number."""


class BranchNotFound(NotFound):
    """Nothing was heard of this branch, or it is none that everyone builds on."""


class BreakageNotFound(NotFound):
    """No breakage has this id."""


class JobNotFound(NotFound):
    """No build of a job of this name is known."""


class LogNotFound(NotFound):
    """No log of this report is kept any more."""


class ObjectGone(NotFound):
    """No object of this name and generation exists (any more)."""


class InvalidObjectName(TrackerError):
    """The bucket cannot hold an object of this name."""


class BucketRefused(TrackerError):
    """The bucket will not take an object from whoever is signed in; the message says why."""


class SourceUnreadable(TrackerError):
    """What logs were to be brought in from answers in a way nobody here understands."""


class ProviderRefused(TrackerError):
    """The CI provider does not let us in, or not there; the message says which token to set."""


class RepositoryNotFound(NotFound):
    """The CI provider knows no such repository or branch, or does not show it to us."""


class LogMissing(NotFound):
    """The CI provider has no log of this build, or none any more."""


class ProviderUnavailable(TransientError):
    """The CI provider did not answer, or broke off in the middle."""


class ProviderResting(ProviderUnavailable):
    """It asks to be left alone for longer than is waited for here."""

    def __init__(self, message: str, *, retry_after_ms: int) -> None:
        super().__init__(message)
        self.retry_after_ms = retry_after_ms


class LibraryMissing(TrackerError):
    """A library that only this command needs is not installed; the message says how to."""


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


class InvalidBreakage(TrackerError):
    """An annotation that cannot be as it is; `code` says which cause, the text what to do.

    `field` is the one that is wrong, "" where it is no single one.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.field = field


class NoFailureFound(TrackerError):
    """The log of a bug report shows no failure: there is nothing to file it on."""


class CommitNotFound(NotFound):
    """Nothing was heard of this commit."""


class PullNotFound(NotFound):
    """Nothing was heard of this pull request."""


class StatusRefused(TrackerError):
    """The repositories' host will not take this status, however often it is sent."""


class StatusDelayed(TrackerError):
    """The repositories' host did not take the status now; `retry_after_ms` is what it asks for."""

    def __init__(self, message: str, *, retry_after_ms: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_ms = retry_after_ms


class LineNotFound(NotFound):
    """The log has no line of this number."""


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


class UploadRefused(TrackerError):
    """The service will not take this log, however often it is sent; the message says why."""


class ServiceBusy(TransientError):
    """The service could not be reached, or takes nothing now; it did nothing with the log."""


class ServiceSilent(TransientError):
    """Nobody knows whether the service got the log."""


class NoticeRefused(TrackerError):
    """One who is told of things will not take this, however often it is sent."""


class NoticeDelayed(TransientError):
    """One who is told of things did not take it now; `retry_after_ms` is what it asks for."""

    def __init__(self, message: str, *, retry_after_ms: int = 0) -> None:
        super().__init__(message)
        self.retry_after_ms = retry_after_ms


class InvalidExport(TrackerError):
    """What was to be imported is no export of ours; the message names the line."""
