"""Reads the cases of cases.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

# Where the runners of these CI systems check a project out.
ROOMS = {
    "azure": "/home/vsts/work/1/s",
    "buildkite": "/var/lib/buildkite-agent/builds/agent-2/acme/shop",
    "github_actions": "/home/runner/work/shop/shop",
    "gitlab": "/builds/acme/shop",
    "jenkins": "/var/lib/jenkins/workspace/shop-main",
    "prow": "/go/src/github.com/acme/shop",
    "taskcluster": "/builds/worker/checkouts/shop",
    "travis": "/home/travis/build/acme/shop",
}
PLAIN_ROOM = "/home/ci/build/shop"


@dataclass(frozen=True)
class Case:
    """One log to make; the fields are those of cases.toml."""

    name: str
    steps: tuple[tuple[str, str], ...]
    exit_code: int
    needs: tuple[str, ...]
    shape: str = "plain"
    program: str = ""
    room: str = ""
    prepare: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    job: str = "build"
    build: int = 1
    day: int = 4

    @property
    def folder(self) -> str:
        """The folder of the program under programs/."""
        return self.program or self.name

    @property
    def workspace(self) -> str:
        """The folder that the job runs in."""
        return self.room or ROOMS.get(self.shape, PLAIN_ROOM)


def read_cases(file: Path) -> tuple[Case, ...]:
    """Return the cases of a file in their order."""
    tables = tomllib.loads(file.read_text("utf-8"))
    return tuple(Case(name=name, **table) for name, table in tables.items())
