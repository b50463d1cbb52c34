"""Notices: what people are told of, and how far the telling is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One event that is told once, whoever meets it how often: its id is a hash of what it is.

    `kind` is as receivers know it ("failure.new"); `text` is one sentence, `path` the page that
    tells more. `due_ms` is when to send next, None when nothing is left to do: `sent` names the
    targets that have it, `trouble` says why others never got it.
    """

    notice_id: str
    kind: str
    text: str
    path: str
    created_ms: int
    expires_ms: int
    facts: dict[str, str]
    due_ms: int | None = None
    sent: tuple[str, ...] = ()
    attempts: int = 0
    trouble: str | None = None
