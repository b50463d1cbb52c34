"""A stand-in for the host of repositories, and the steps that tests of commits speak in."""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from shared.core import ids
from shared.core.commits.github import read_event
from shared.core.verdicts.model import State
from shared.services.commits.repairing import repair
from shared.services.commits.saying import Saying
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.curating import FAR

FLAKY_LINE = "TimeoutError: page /cart did not load in 30s"


@dataclass
class Host:
    """Takes statuses and keeps them in order; `trouble` are errors for the next posts.

    `runs` is what it says when it is asked, or an error.
    """

    runs: object = ()
    posts: dict = field(default_factory=lambda: defaultdict(list))
    trouble: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, repo, sha, state, description, *, target_url):
        with self.lock:
            if self.trouble:
                error = self.trouble.pop(0)
                if error is not None:
                    raise error
            self.posts[sha].append((state, description))
            self.targets = [*getattr(self, "targets", []), target_url]

    def list_runs(self, repo, sha):
        if isinstance(self.runs, Exception):
            raise self.runs
        return [(event, payload) for event, payload in self.runs if sha in str(payload)]

    def shows(self, sha):
        """Return the status that the host shows."""
        return self.posts[sha][-1] if self.posts[sha] else None


@dataclass
class Repository:
    """A repository whose events reach the world, and whose builds drop their logs."""

    world: object
    host: Host = field(default_factory=Host)
    deliveries: count = field(default_factory=count)
    lines: list = field(default_factory=list)

    def __post_init__(self):
        self.world.saying = Saying(
            lambda: self.host, "https://ci.acme.example", (REPO,), self.tell_of
        )
        self.world.options["deciding"] = self.world.deciding

    def tell_of(self, severity, message, **fields):
        """Keep a line of the service's log."""
        self.lines.append({"severity": severity, "message": message, **fields})

    def tell(self, event, payload, *, delivery=None):
        """Deliver an event; return whether one of its signs was new."""
        delivery = next(self.deliveries) if delivery is None else delivery
        signs = read_event(event, payload, delivery=str(delivery), now_ms=self.world.clock())
        return [self.world.deciding.hear(sign) for sign in signs]

    def ran(self, job, build, sha, *, ended, attempt=1):
        """Tell that a job ran for a minute and ended now."""
        began_ms = self.world.clock() - 60_000
        self.tell(*payloads.workflow_job(job, build, sha, began_ms, attempt=attempt))
        told = payloads.workflow_job(job, build, sha, began_ms, attempt=attempt, ended=ended)
        self.tell(*told)

    def log(self, job, build, sha, text, **metadata):
        """Drop the log of a build and process it."""
        body = f"run {build} of {job}\n{text}\n".encode()
        said = {"repo": REPO, "sha": sha, **metadata}
        source = self.world.drop(f"logs/{job}/{build}/build-log.txt", body, **said)
        return self.world.process(source, now_ms=self.world.clock()).record

    def failed(self, job, build, sha, text, *, attempt=1):
        self.ran(job, build, sha, ended="failure", attempt=attempt)
        return self.log(job, build, sha, text)

    def repair(self):
        return repair(self.world.deciding, deadline_ms=FAR)

    def commit(self, sha):
        key = ids.commit_key(REPO, sha)
        found = self.world.commits.get_commits([key])
        return found[key].value if found else None

    def verdicts(self, sha):
        return {each.job: each.kind.value for each in self.commit(sha).decision.verdicts}

    def state(self, sha):
        shown = self.host.shows(sha)
        return shown[0] if shown else None


def sha(number):
    return f"{number:040x}"


OTHER, MINE, NEXT = sha(1), sha(2), sha(3)
GREEN, RED, PENDING = State.SUCCESS, State.FAILURE, State.PENDING


def open_mine(repository):
    repository.tell(*payloads.pull_request(7, MINE, repository.world.clock()))
