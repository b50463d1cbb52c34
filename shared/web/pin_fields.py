"""A person's word on a failed job, out of the fields of a request."""

from collections.abc import Mapping

from shared.core.verdicts.model import VerdictKind
from shared.services.commits.words import Word
from shared.web import fields
from shared.web.problems import bad_request

MAX_REASON_CHARS = 500
MAX_JOB_CHARS = 300
MACHINE = "machine"
"""Said in place of a verdict, it takes a pin back."""


def read_word(sent: Mapping[str, str], *, by: str) -> Word:
    """Return what is said of a job. Raises WebError."""
    job = fields.required(sent, "job", "the name of a job that failed")[:MAX_JOB_CHARS]
    reason = fields.required(sent, "reason", "why the machine is wrong")
    if len(reason) > MAX_REASON_CHARS or not reason.isprintable():
        message = f"The reason is one line of at most {MAX_REASON_CHARS} characters."
        raise bad_request("invalid_reason", message)
    return Word(job, _kind(fields.required(sent, "verdict", "a verdict")), reason, by)


def _kind(text: str) -> VerdictKind | None:
    said = text.lower().replace("_", " ").replace("-", " ")
    if said == MACHINE:
        return None
    if said not in list(VerdictKind):
        known = ", ".join([*VerdictKind, MACHINE])
        raise bad_request("invalid_verdict", f"verdict is one of: {known}.")
    return VerdictKind(said)
