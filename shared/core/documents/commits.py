"""Commits: what was heard of each, what follows from it, and what was said on its host."""

from dataclasses import dataclass, field

from shared.core import ids
from shared.core.documents.tallies import Change
from shared.core.verdicts.model import Decision, Pin, Result, State, Trust
from shared.core.verdicts.signs import Sign

NO_DECISION = Decision(State.PENDING, "No builds yet")


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What the repository's host says of a commit, once; `said_ms` is its own time.

    `author` is who proposed or pushed it; whom the commit itself names is no evidence, anyone can
    write any name there. `base_sha` is the commit of `base_branch` that a pull request is based on.
    """

    said_ms: int
    pull: str | None = None
    branch: str | None = None
    base_branch: str | None = None
    author: str | None = None
    base_sha: str | None = None


@dataclass(frozen=True, slots=True)
class CommitSign:
    """What one source said of a commit, once. It is created, and marked when it was decided with.

    `sign_id` is a hash of commit and source. One with neither `sign` nor `facts` says
    that something about the commit's failures changed: a label, a pin, a log scanned again.
    """

    sign_id: str
    repo: str
    sha: str
    heard_ms: int
    expires_ms: int
    sign: Sign | None = None
    facts: HostFacts | None = None
    undecided: bool = True

    @property
    def key(self) -> str:
        """The key of its commit."""
        return ids.commit_key(self.repo, self.sha)

    @property
    def is_reminder(self) -> bool:
        """Whether it says only that what is known of the commit's failures changed."""
        return self.sign is None and self.facts is None


@dataclass(frozen=True, slots=True)
class Touch:
    """Says that what explains some failures changed: the sweep reminds the commits that show them.

    They are known by fingerprints, by keys of hits (core/documents/patterns.py), or by where they
    stand: `shas` are commits of a branch, which stand for the pull requests based on them too.
    Written in the commit of the change, so that none is forgotten.

    The latter is worked off in parts: `done` of the commits were reminded, and of those based on
    the next ones all up to the key `after`. `again` says that it is gone through a second time.
    """

    touch_id: str
    at_ms: int
    fingerprints: tuple[str, ...] = ()
    hit_keys: tuple[str, ...] = ()
    repo: str = ""
    branch: str = ""
    shas: tuple[str, ...] = ()
    done: int = 0
    after: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class CommitSigns:
    """All that was heard of a commit, by the id of the sign; `cut` says that more was said.

    `reminders` counts what told that something about its failures changed. It is written with its
    Commit, by the worker that decides alone.
    """

    key: str
    expires_ms: int
    signs: dict[str, Sign] = field(default_factory=dict)
    facts: dict[str, HostFacts] = field(default_factory=dict)
    cut: bool = False
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt of a job as it stood at the last decision; `records` are its logs."""

    job: str
    build: str | None
    began_ms: int
    result: Result | None = None
    trust: Trust = Trust.PROVIDER
    records: tuple[str, ...] = ()

    @property
    def has_surely_failed(self) -> bool:
        """Whether the provider itself says that it failed."""
        ended_badly = self.result in (Result.FAILURE, Result.ABORTED)
        return ended_badly and self.trust is Trust.PROVIDER


@dataclass(frozen=True, slots=True)
class Posted:
    """What the host shows: the last status that it took, and how many there were.

    `answered_ms` is when one last answered a log, `lag_ms` after that log was heard; None before.
    """

    state: State
    description: str
    at_ms: int
    count: int = 1
    answered_ms: int | None = None
    lag_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as decided last. `runs` are all attempts, by job, oldest first.

    `decide_again_ms` is when time alone may change the decision; `post_due_ms` when a status that
    could not be posted, or was held back, is tried again: after `post_failures` in a row for the
    reason `post_problem`, the last at `post_problem_ms`. `changes` is the audit trail of its pins.
    """

    key: str
    repo: str
    sha: str
    heard_ms: int
    expires_ms: int
    pull: str | None = None
    branch: str | None = None
    base_branch: str | None = None
    author: str | None = None
    base_sha: str | None = None
    runs: tuple[Run, ...] = ()
    decision: Decision = NO_DECISION
    decided_ms: int = 0
    decide_again_ms: int | None = None
    posted: Posted | None = None
    post_due_ms: int | None = None
    post_failures: int = 0
    post_problem: str | None = None
    post_problem_ms: int | None = None
    pins: dict[str, Pin] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    @property
    def due_ms(self) -> int | None:
        """When it has to be looked at again, whatever is heard; None: never."""
        due = (self.decide_again_ms, self.post_due_ms)
        return min((each for each in due if each is not None), default=None)

    @property
    def answered_ms(self) -> int | None:
        """When a status last answered a log."""
        return self.posted.answered_ms if self.posted else None

    @property
    def pull_key(self) -> str | None:
        """What finds the commits of its pull request."""
        return None if self.pull is None else ids.pull_key(self.repo, self.pull)

    @property
    def base_key(self) -> str | None:
        """What finds it by the base of its pull request, if a breakage there could excuse it."""
        if self.pull is None or not self.base_branch or not self.base_sha:
            return None
        if not self.decision.verdicts:
            return None
        return ids.base_key(self.repo, self.base_branch, self.base_sha)
