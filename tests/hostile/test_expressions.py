"""Expressions that explode elsewhere: each is refused by name, or is one that stays linear here.

That scans of a hostile line are linear is measured by `./test.sh campaign hostile`.
"""

import sys

import pytest

from shared.core.patterns.expression import check
from shared.core.patterns.model import Expression, Kind
from shared.errors import InvalidExpression
from tests.hostile.expressions import expressions, families

NAMES = {
    *("lookaround", "backreference", "conditional", "atomic_group", "possessive"),
    *("matches_empty", "too_costly", "too_deep", "repeat_too_large", "invalid_syntax"),
    "expression_too_long",
}
# What reading may take, in calls of Python, for each character of the expression.
CALLS_A_CHARACTER = 150
CALLS = 2_000


def refusal(text):
    """Return why the expression is refused, None if it is not; and how many calls that took."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        check(Expression(Kind.REGEX, text))
        return None, calls
    except InvalidExpression as error:
        return error.code, calls
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize("family", families())
def test_is_read_in_bounded_steps_and_refused_by_name(family):
    for text in families()[family]:
        code, calls = refusal(text)
        assert code is None or code in NAMES, (text, code)
        assert calls <= CALLS + CALLS_A_CHARACTER * len(text), (text, calls)


@pytest.mark.parametrize(
    "family", ["references back", "looking around", "possessive, atomic, conditional"]
)
def test_what_needs_backtracking_is_never_accepted(family):
    assert all(refusal(text)[0] is not None for text in families()[family])


def test_there_are_a_thousand():
    assert len(set(expressions(1_000))) == 1_000
