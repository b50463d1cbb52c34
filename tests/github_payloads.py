"""Payloads as GitHub sends them, the parts that matter here; times are ISO 8601 from a number."""

from datetime import UTC, datetime

REPO = "acme/app"


def iso(at_ms):
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")


def repository(name=REPO):
    return {"full_name": name, "default_branch": "main"}


def push(sha, at_ms, *, branch="main", author="carol", repo=REPO):
    return "push", {
        "ref": f"refs/heads/{branch}",
        "after": sha,
        "deleted": False,
        "repository": repository(repo),
        "sender": {"login": author},
        "head_commit": {"id": sha, "timestamp": iso(at_ms)},
    }


def pull_request(
    number, sha, at_ms, *, author="ann", action="synchronize", branch="topic", base_sha=None
):
    return "pull_request", {
        "action": action,
        "number": number,
        "repository": repository(),
        "sender": {"login": author},
        "pull_request": {
            "updated_at": iso(at_ms),
            "user": {"login": author},
            "head": {"sha": sha, "ref": branch},
            "base": {"ref": "main"} | ({"sha": base_sha} if base_sha else {}),
        },
    }


def workflow_job(job, build, sha, at_ms, *, ended=None, attempt=1, run_id=None):
    """Return a job that began, or ended like that a minute later."""
    run = {
        "id": build,
        "run_id": run_id or build + 10**9,
        "run_attempt": attempt,
        "name": job,
        "head_sha": sha,
        "head_branch": "main",
        "status": "completed" if ended else "in_progress",
        "conclusion": ended,
        "created_at": iso(at_ms),
        "started_at": iso(at_ms),
        "completed_at": iso(at_ms + 60_000) if ended else None,
    }
    action = "completed" if ended else "in_progress"
    return "workflow_job", {"action": action, "workflow_job": run, "repository": repository()}


def check_run(job, build, sha, at_ms, *, ended=None, url="", external_id=""):
    run = {
        "id": build,
        "name": job,
        "head_sha": sha,
        "status": "completed" if ended else "in_progress",
        "conclusion": ended,
        "details_url": url,
        "external_id": external_id,
        "started_at": iso(at_ms),
        "completed_at": iso(at_ms + 60_000) if ended else None,
        "check_suite": {"head_branch": "main"},
        "pull_requests": [],
    }
    return "check_run", {"action": "completed", "check_run": run, "repository": repository()}


def status(context, state, sha, at_ms, *, url="", author="bob", branches=()):
    """Return a status; its commit names an author, as anyone may name any."""
    return "status", {
        "sha": sha,
        "context": context,
        "state": state,
        "target_url": url,
        "updated_at": iso(at_ms),
        "commit": {"author": {"login": author}},
        "branches": [{"name": name} for name in branches],
        "repository": repository(),
    }
