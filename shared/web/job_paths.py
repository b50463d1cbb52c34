"""Addresses of jobs and builds: within a name "/" is written ~1, and "~" is ~0."""

from urllib.parse import quote, urlencode


def read_name(part: str) -> str:
    """Return the name of a job or build that a part of a path stands for."""
    return part.replace("~1", "/").replace("~0", "~")


def job_href(job: str) -> str:
    """Return the address of a job."""
    return f"/jobs/{_part(job)}"


def build_href(job: str, build_id: str) -> str:
    """Return the address of a build."""
    return f"{job_href(job)}/{_part(build_id)}"


def compare_href(job: str, build_id: str) -> str:
    """Return the address that compares a build's log with that of the last pass before it."""
    return f"{build_href(job, build_id)}/compare"


def completeness_href(*jobs: str, **more: str) -> str:
    """Return the address of the completeness of some jobs side by side."""
    query = urlencode([*(("job", job) for job in jobs), *more.items()], errors="replace")
    return f"/completeness?{query}" if query else "/completeness"


def _part(name: str) -> str:
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~", errors="replace")
