"""GitHub's REST API of Actions, and the store that its links to logs lead to."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

from tests.scripted_server import Answer
from tests.stand_ins import serving
from tests.stand_ins.circleci import EXPIRED_LINK
from tests.stand_ins.faults import DOWN, LIMITED, NoFaults, OnceEach, cut

TOKEN = "github-good"
REPO = "acme/shop"
MAX_SEARCHED = 1000
FIRST_RUN = datetime(2026, 11, 1, tzinfo=UTC)


def log_of(job_id):
    """Return the log of a job as GitHub keeps it: every line begins with its time."""
    lines = (
        "##[group]Run make",
        f"src/part_{job_id % 7}.c:{job_id}:2: error: no crumb",
        "##[error]Process completed with exit code 2.",
    )
    return "".join(f"2026-11-20T10:00:00.1234567Z {line}\n" for line in lines)


def run(number, **changes):
    """Return a run of a workflow; every second one failed. Its jobs are 10 times its number on."""
    return {
        "id": number,
        "event": "push",
        "head_branch": "main",
        "head_sha": f"{number:040x}",
        "head_repository": {"full_name": REPO},
        "status": "completed",
        "conclusion": "failure" if number % 2 else "success",
        "run_attempt": 1,
        "created_at": (FIRST_RUN + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **changes,
    }


def job(of_run, number, *, name="unit", conclusion="failure", **changes):
    """Return a job of the run, the number-th."""
    return {
        "id": of_run["id"] * 10 + number,
        "run_id": of_run["id"],
        "run_attempt": of_run["run_attempt"],
        "name": name,
        "head_sha": of_run["head_sha"],
        "head_branch": of_run["head_branch"],
        "status": "completed",
        "conclusion": conclusion,
        "completed_at": "2026-11-20T10:00:00Z",
        **changes,
    }


def usual_jobs(of_run):
    """Return the jobs of a run: one failed, if it did."""
    failed = of_run["conclusion"] == "failure"
    return [
        job(of_run, 0, conclusion="failure" if failed else "success"),
        job(of_run, 1, name="lint", conclusion="success"),
    ]


def archive(files):
    """Return the bytes of a zip archive of the files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return packed.getvalue()


class GitHubStandIn:
    """`runs`, newest first; `logs` and `archives` differ from the usual, None for 404."""

    def __init__(self, runs, *, faults=None, jobs=usual_jobs, pulls=(), logs=None, archives=None):
        self.runs, self.jobs, self.faults = list(runs), jobs, faults or NoFaults()
        self.pulls = {str(pull["number"]): pull for pull in pulls}
        self.logs, self.archives = logs or {}, archives or {}
        self.url = self.store_url = ""

    def api(self, asked):
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(401, {"message": "Bad credentials"})
        path = asked.path.removeprefix(f"/repos/{REPO}/")
        if path == asked.path:
            return Answer(404, {"message": "Not Found"})
        address = f"{asked.path}?{sorted(asked.query.items())}"
        return self.faults.spoil(address, self._unless_known(asked, self._answer(path, asked)))

    def store(self, asked):
        assert "authorization" not in asked.headers, "the sign-in went to another server"
        _, kind, number = asked.path.split("/")
        if kind == "archive":
            return self.faults.spoil(asked.path, Answer(200, self.archives[number]))
        text = self.logs.get(int(number)) or log_of(int(number))
        body = text if isinstance(text, bytes) or hasattr(text, "__next__") else text.encode()
        return self.faults.spoil(asked.path, Answer(200, body))

    def _unless_known(self, asked, good):
        """Return 304 where the one who asks has the very answer already."""
        if not isinstance(good.body, bytes) or good.status != 200:
            return good
        etag = f'W/"{hashlib.blake2b(good.body, digest_size=8).hexdigest()}"'
        if asked.headers.get("if-none-match") == etag:
            return Answer(304, b"", {"ETag": etag})
        return Answer(200, good.body, good.headers | {"ETag": etag})

    def _answer(self, path, asked):
        parts = path.split("/")
        if parts[0] == "pulls":
            found = self.pulls.get(parts[1])
            return as_bytes(found) if found else Answer(404, {"message": "Not Found"})
        if path == "actions/runs":
            return self._search(asked.query)
        if path.endswith("/logs"):
            return self._link(parts)
        number = int(parts[2])
        if parts[1] == "jobs":
            found = [each for run in self.runs for each in self.jobs(run) if each["id"] == number]
            return as_bytes(found[0]) if found else Answer(404, {"message": "Not Found"})
        return self._page("jobs", self.jobs(self._run(number)), asked.query)

    def _run(self, number):
        return next(each for each in self.runs if each["id"] == number)

    def _search(self, query):
        latest = query.get("created", "<=9").removeprefix("<=")
        found = [
            each
            for each in self.runs
            if each["head_branch"] == query["branch"] and each["created_at"] <= latest
        ]
        return self._page("workflow_runs", found[:MAX_SEARCHED], query)

    def _page(self, key, found, query):
        size, page = int(query["per_page"]), int(query["page"])
        shown = found[(page - 1) * size : page * size]
        return as_bytes({"total_count": len(found), key: shown})

    def _link(self, parts):
        if parts[1] == "jobs":
            number = int(parts[2])
            if self.logs.get(number, "") is None:
                return Answer(404, {"message": "Not Found"})
            return _link_to(f"{self.store_url}/log/{number}?sig=1")
        if self.archives.get(parts[2]) is None:
            return Answer(410, {"message": "Gone"})
        return _link_to(f"{self.store_url}/archive/{parts[2]}?sig=1")


def _link_to(address):
    return Answer(302, b"", {"Location": address, "Content-Type": "application/json"})


def as_bytes(value):
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def usual_faults():
    return OnceEach(LIMITED, DOWN, EXPIRED_LINK, cut)


def serving_github(runs, **options):
    """Give the stand-in once it serves."""
    return serving(GitHubStandIn(runs, **options))
