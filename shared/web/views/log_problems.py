"""Why a log could not be read, said to people, and what to do about it."""

from dataclasses import dataclass

from shared.core.streams import LogProblem


@dataclass(frozen=True, slots=True)
class ProblemText:
    """`why` and `advice` are sentences; `status` answers an upload of such a log."""

    status: int
    why: str
    advice: str

    @property
    def message(self) -> str:
        """Both sentences."""
        return f"{self.why} {self.advice}"


PROBLEMS = {
    LogProblem.EMPTY: ProblemText(
        400,
        "The log is empty.",
        "Check that the build writes its output before the log is sent, then send it again.",
    ),
    LogProblem.BINARY: ProblemText(
        400,
        "This file is no text.",
        "Send the console output of a build, as plain text or gzip; archives cannot be read.",
    ),
    LogProblem.BAD_GZIP: ProblemText(
        400,
        "The gzip data is damaged; what came before the damage was read.",
        "Compress the log again, or send it as plain text.",
    ),
    LogProblem.TRUNCATED_GZIP: ProblemText(
        400,
        "The gzip data ends too early; what there is of it was read.",
        "The upload was probably cut off: send the whole file again.",
    ),
    LogProblem.TOO_LARGE: ProblemText(
        413,
        "The log is too large when unzipped; only its start was read.",
        "Send the part that shows the failure, or let the build write less.",
    ),
    LogProblem.GONE: ProblemText(
        404,
        "The log was deleted or overwritten before it could be read.",
        "Send it again, under a name that no other log has.",
    ),
}
