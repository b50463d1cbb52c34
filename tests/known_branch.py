"""A branch of which all is known, for tests that annotate it."""

from dataclasses import dataclass, field

from shared.core.breakages.order import Push, order_of

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

    def failed_jobs(self, repo, branch, span):
        return frozenset()

    def push_over(self, base):
        """Let a forced push replace what stands behind that commit."""
        before = self.pushes[-1].after
        self.pushes.append(Push("9" * 40, 2, before, ("9" * 40,), forced=True, base=base))
