"""A commit of a pull request that failed in many ways, told to a running service."""

import hashlib
import hmac
import itertools
import json
import time
from urllib.request import Request, urlopen

from tests import github_payloads as payloads

SECRET = "it's a secret to everybody"
REPO = payloads.REPO
MINE, OTHERS, MAIN = "c0ffee" + "1" * 34, "0ddba11" + "2" * 33, "decade" + "3" * 34
PULL = 7
MINUTE = 60_000
_numbers = itertools.count(1)

CART = b"[10:42:07] e2e checkout\nTimeoutError: page /cart did not load in 30s\n"
TOASTER = b"FAILED tests/test_toast.py::test_slots - AssertionError: assert 3 == 2\n"
LINKER = b"cc -c main.c\nmain.c:3:5: error: unknown type name 'coin'\nmake: *** [main.o] Error 1\n"
MIRROR = b"pip install\nERROR: could not reach mirror.acme.example: connection refused\n"


def signature(body, secret=SECRET):
    """Return what GitHub sends as X-Hub-Signature-256."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def send_event(origin, event, payload):
    """Send a signed event as GitHub does; return the answer."""
    body = json.dumps(payload).encode()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": f"delivery-{next(_numbers)}",
        "X-Hub-Signature-256": signature(body),
    }
    with urlopen(Request(f"{origin}/webhooks/github", body, headers), timeout=30) as response:
        return json.loads(response.read())


def make_busy(site, folder):
    """Tell the whole story; return the path of the commit's page."""
    now_ms = int(time.time() * 1000)
    story = _Story(site, folder, now_ms)
    story.tell(*payloads.push(MAIN, now_ms - 300 * MINUTE, author="carol"))
    story.failed("package", 11, MAIN, MIRROR, hours=5)
    story.tell(*payloads.pull_request(6, OTHERS, now_ms - 200 * MINUTE, author="bob"))
    labelled = story.failed("e2e (firefox)", 12, OTHERS, CART, hours=3)
    story.label(labelled, "flaky")
    known = story.failed("unit", 13, OTHERS, TOASTER, hours=3)
    story.label(known, "known-problem")

    story.tell(*payloads.pull_request(PULL, MINE, now_ms, author="ann", branch="toast-slots"))
    story.failed("e2e (firefox)", 21, MINE, b"second try\n" + CART)
    story.failed("unit", 22, MINE, b"collected 12 items\n" + TOASTER)
    story.failed("compile (arm64)", 23, MINE, LINKER)
    story.failed("package", 24, MINE, b"Collecting wheel\n" + MIRROR)
    story.ran("lint", 25, MINE, ended="failure", minutes=9)
    story.ran("lint", 26, MINE, ended="success", attempt=2, minutes=5)
    story.ran("docs", 27, MINE, ended="success")
    story.ran("deploy preview", 28, MINE, ended="failure")
    story.ran("integration", 29, MINE)
    return f"/commits/{REPO}/{MINE}"


class _Story:
    def __init__(self, site, folder, now_ms):
        self._site, self._folder, self._now_ms = site, folder, now_ms

    def tell(self, event, payload):
        return send_event(self._site.origin, event, payload)

    def ran(self, job, build, sha, *, ended=None, hours=0, minutes=8, attempt=1):
        began_ms = self._now_ms - (60 * hours + minutes) * MINUTE
        event = payloads.workflow_job(job, build, sha, began_ms, ended=ended, attempt=attempt)
        self.tell(*event)

    def failed(self, job, build, sha, log, *, hours=0):
        """Tell that a job failed and send its log; return the report."""
        self.ran(job, build, sha, ended="failure", hours=hours)
        file = self._folder / f"{build}.log"
        file.write_bytes(log)
        return self._site.post(file, job=job, build=str(build), repo=REPO, sha=sha)

    def label(self, report, labels):
        self._site.patch(f"/issues/{report['issue_id']}", labels=labels)
