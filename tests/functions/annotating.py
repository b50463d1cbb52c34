"""A branch that tests of breakages over HTTP know, and the few steps that they speak in."""

from dataclasses import dataclass, field

from shared.core.breakages.order import Push, order_of
from tests.functions.conftest import BROWSER

A, B, C, D, E, F = (letter * 40 for letter in "abcdef")
# Two commits that begin alike.
TWIN, OTHER_TWIN = "1234567a" + "0" * 32, "1234567b" + "0" * 32
REPO, BRANCH = "acme/shop", "main"


@dataclass
class KnownBranch:
    """What was heard of one branch; of others nothing is known."""

    pushes: list[Push] = field(
        default_factory=lambda: [Push(OTHER_TWIN, 1, None, (A, B, C, D, E, F, TWIN, OTHER_TWIN))]
    )

    def order(self, repo, branch):
        return order_of(self.pushes if (repo, branch) == (REPO, BRANCH) else [], {})

    def jobs(self, repo, branch):
        return {"unit", "lint", "e2e-chrome"} if (repo, branch) == (REPO, BRANCH) else set()

    def push_over(self, base):
        """Let a forced push replace what stands behind that commit."""
        before = self.pushes[-1].after
        self.pushes.append(Push("9" * 40, 2, before, ("9" * 40,), forced=True, base=base))


def draft(**fields):
    """Return what is sent of a breakage, complete."""
    return {
        "repo": REPO,
        "branch": BRANCH,
        "cause_sha": B,
        "mode": "no compiler",
    } | fields


def post(web, path="/breakages", **fields):
    return web.client.post(path, json=fields)


def annotated(web, **fields):
    """Return the JSON of a breakage that is annotated."""
    answer = post(web, **draft(**fields))
    assert answer.status_code == 201, answer.text
    return answer.json


def patch(web, breakage, **fields):
    return web.client.patch(f"/breakages/{breakage['breakage_id']}", json=fields)


def send(web, path, **fields):
    """Send a form as a browser does."""
    return web.client.post(path, data=fields, headers={"Accept": BROWSER})


def refusal(answer):
    """Return status, code and field of a refusal."""
    error = answer.json["error"]
    assert error["message"].endswith(".")
    return answer.status_code, error["code"], error.get("field")
