"""Which of several hits explains a log."""

import pytest

from shared.core.patterns.best import best_hit
from shared.core.patterns.model import ActivePattern, Expression, Hit, Kind

ANY = Expression(Kind.LITERAL, "error")


def active(name, specificity=0, *, created_ms=0, version=1):
    return ActivePattern(name, version, ANY, specificity, created_ms)


def hit(name, line_number=1, *, generic=False, version=1):
    return Hit(name, version, 1, line_number, 0, 5, generic)


@pytest.mark.parametrize(
    ("hits", "patterns", "pinned", "best"),
    [
        pytest.param([], [], None, None, id="nothing"),
        pytest.param(
            [hit("a", 9), hit("b", 1)], [active("a", 1), active("b", 2)], None, "b", id="specific"
        ),
        pytest.param(
            [hit("a", 9), hit("b", 1)], [active("a", 1), active("b", 1)], None, "a", id="last-line"
        ),
        pytest.param(
            [hit("b"), hit("a")],
            [active("a", created_ms=2), active("b", created_ms=1)],
            None,
            "a",
            id="newest",
        ),
        pytest.param([hit("a"), hit("b")], [active("a"), active("b")], None, "b", id="by-id"),
        pytest.param(
            [hit("a"), hit("b", 9)], [active("a"), active("b", 9)], "a", "a", id="pinned-first"
        ),
        pytest.param(
            [hit("a", generic=True), hit("b")], [active("a", 9), active("b")], None, "b",
            id="never-a-generic-one",
        ),
        pytest.param(
            [hit("a", generic=True)], [active("a")], None, "a", id="a-generic-one-alone"
        ),
        pytest.param(
            [hit("a", generic=True), hit("b")], [active("a"), active("b")], "a", "a",
            id="a-person-outranks-the-rule",
        ),
        pytest.param(
            [hit("a", 9), hit("b")], [active("a", 9, version=2), active("b")], None, "b",
            id="a-version-of-the-past-is-least-specific",
        ),
        pytest.param([hit("a"), hit("b", 2)], [], "gone", "b", id="unknown-patterns"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_the_best_hit(hits, patterns, pinned, best, turned):
    by_id = {pattern.pattern_id: pattern for pattern in patterns}
    found = best_hit(hits[::-1] if turned else hits, by_id, pinned=pinned)
    assert (found and found.pattern_id) == best
