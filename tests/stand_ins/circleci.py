"""CircleCI's API v1.1, and the store that its output links lead to."""

import json

from tests.scripted_server import Answer
from tests.stand_ins import serving
from tests.stand_ins.faults import DOWN, EXPIRED, LIMITED, NoFaults, OnceEach, cut

TOKEN = "circle-good"
REPO = "acme/shop"
JOBS = ("unit", "lint", "e2e")


def log_of(number):
    """Return what the failing step of the build wrote."""
    text = f"make {JOBS[number % 3]}\nsrc/part_{number % 7}.c:{number}:2: error: no crumb\n"
    return text + "make: *** [all] Error 1\nExited with code exit status 2\n"


def entry(number, **changes):
    """Return a build as the list has it; every second one failed."""
    return {
        "build_num": number,
        "branch": "master",
        "vcs_revision": f"{number:040x}",
        "outcome": "failed" if number % 2 else "success",
        "lifecycle": "finished",
        "status": "failed" if number % 2 else "success",
        "stop_time": "2026-11-20T10:00:00.000Z",
        "workflows": {"job_name": JOBS[number % 3], "workflow_name": "build"},
        "pull_requests": [],
        **changes,
    }


class CircleCiStandIn:
    """Builds by number; `texts` are logs that differ from `log_of`, None for one without."""

    def __init__(self, builds, *, faults=None, texts=None):
        self.builds = {build["build_num"]: build for build in builds}
        self.faults, self.texts = faults or NoFaults(), texts or {}
        self.url = self.store_url = ""

    def api(self, asked):
        if asked.headers.get("circle-token") != TOKEN:
            return Answer(401, {"message": "You must log in first."})
        path = asked.path.removeprefix(f"/v1.1/project/github/{REPO}/")
        if path == asked.path:
            return Answer(404, {"message": "Project not found"})
        good = self._list(path, asked) if path.startswith("tree/") else self._details(path)
        address = f"{asked.path}?{sorted(asked.query.items())}"
        return self.faults.spoil(address, good)

    def store(self, asked):
        assert "circle-token" not in asked.headers, "the sign-in went to another server"
        _, _, number, part = asked.path.split("/")
        text = self.texts.get(int(number)) or log_of(int(number))
        said = "$ checkout\n" if part == "0" else text
        body = json.dumps([{"message": said, "time": "2026-11-20T10:00:00Z", "type": "out"}])
        return self.faults.spoil(asked.path, Answer(200, body.encode()))

    def _list(self, path, asked):
        branch = path.removeprefix("tree/").replace("%2F", "/")
        newest = sorted(self.builds.values(), key=lambda each: -each["build_num"])
        of_branch = [each for each in newest if each["branch"] == branch]
        start = int(asked.query["offset"])
        return as_bytes(of_branch[start : start + int(asked.query["limit"])])

    def _details(self, path):
        build = self.builds.get(int(path) if path.isdecimal() else -1)
        if build is None:
            return Answer(404, {"message": "Build not found"})
        return as_bytes(build | {"steps": self._steps(build["build_num"])})

    def _steps(self, number):
        if self.texts.get(number, "") is None:
            return [{"name": "Spin up environment", "actions": [{"has_output": False}]}]
        return [
            {"name": name, "actions": [{"name": name, "has_output": True, "output_url": url}]}
            for name, url in (
                ("Checkout code", f"{self.store_url}/output/{number}/0?X-Amz-Signature=1"),
                ("make", f"{self.store_url}/output/{number}/1?X-Amz-Signature=1"),
            )
        ]


def as_bytes(value):
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def usual_faults():
    return OnceEach(LIMITED, DOWN, EXPIRED_LINK, cut)


def EXPIRED_LINK(good):  # noqa: N802
    """Return that a link is over, for addresses of the store; the API has no such answer."""
    return EXPIRED if good.headers.get("Content-Type") != "application/json" else good


def serving_circleci(builds, **options):
    """Give the stand-in once it serves."""
    return serving(CircleCiStandIn(builds, **options))
