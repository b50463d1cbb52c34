"""How broken a branch was: counts that add up, whoever recomputes them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.breakages.brokenness import by_week, rate_of
from shared.core.breakages.counts import Brokenness
from tests.core.breakages.at_once import by_commit, by_day, flake_rates, mean_fix_ms
from tests.core.breakages.branch import DAY_MS, HOUR_MS, MONDAY_MS, a_branch, broke, outcomes

ORDER = a_branch("abcdefghij")
MARKS = st.text(st.sampled_from("x. "), min_size=10, max_size=10)


def test_each_commit_is_counted_with_what_failed_there_and_what_explains_it():
    commits = outcomes(unit=".xx.x.", lint="..x...", e2e="  xx  ")
    counts = by_commit(commits, [broke("b", "d", jobs="unit")], ORDER)
    assert counts["a"] == Brokenness(commits=1, builds=2)
    assert counts["b"] == Brokenness(1, red=1, builds=2, failures=1, explained=1)
    assert counts["c"] == Brokenness(1, red=1, builds=3, failures=3, explained=1)
    assert counts["e"] == Brokenness(1, red=1, builds=2, failures=1, isolated=1)
    total = sum(counts.values(), Brokenness())
    assert (total.red_share, total.explained_share) == (4 / 6, 2 / 6)


def test_where_nothing_ran_or_failed_there_is_no_share():
    assert (Brokenness().red_share, Brokenness(commits=1).explained_share) == (None, None)


@given(MARKS, MARKS, MARKS)
def test_days_and_weeks_are_sums_of_their_commits(unit, lint, e2e):
    commits = outcomes(unit=unit, lint=lint, e2e=e2e)
    counts = by_commit(commits, [broke("c", "g"), broke("d", jobs="unit")], ORDER)
    days = by_day(commits, counts)
    total = sum(counts.values(), Brokenness())
    assert sum(days.values(), Brokenness()) == total
    assert sum(by_week(days).values(), Brokenness()) == total
    assert total.explained + total.isolated <= 2 * total.failures
    assert total.explained <= total.failures <= total.builds
    assert total.red <= total.commits == len(commits)


@given(MARKS, MARKS)
def test_a_roll_up_that_follows_changes_equals_one_made_anew(unit, lint):
    commits = outcomes(unit=unit, lint=lint)
    before = by_commit(commits, [broke("b", "d")], ORDER)
    after = by_commit(commits, [broke("c", "g", jobs="unit")], ORDER)
    rolled = sum(before.values(), Brokenness())
    for sha in before:
        rolled = rolled - before[sha] + after[sha]
    assert rolled == sum(after.values(), Brokenness())


def test_weeks_are_named_after_their_monday():
    days = ("2026-11-22", "2026-11-23", "2026-11-29", "2026-11-30")
    one = Brokenness(commits=1)
    assert by_week(dict.fromkeys(days, one)) == {
        "2026-11-16": one,
        "2026-11-23": one + one,
        "2026-11-30": one,
    }
    assert datetime.fromtimestamp(MONDAY_MS / 1000, UTC).weekday() == 0


def test_the_mean_time_to_fix_is_of_what_was_fixed():
    times = {"a": 0, "b": HOUR_MS, "c": DAY_MS}
    fixed = [broke("a", "b"), broke("a", "c")]
    assert mean_fix_ms([*fixed, broke("b"), broke("?", "c")], times) == (HOUR_MS + DAY_MS) // 2
    assert mean_fix_ms([broke("a")], times) is None


def test_the_flake_rate_of_a_job_is_how_often_it_failed_alone():
    rates = flake_rates(outcomes(unit=".x..x.....", lint=".xx.......", nightly="   ."))
    assert {job: (rate.count, rate.of) for job, rate in rates.items()} == {
        "lint": (0, 10),
        "nightly": (0, 1),
        "unit": (2, 10),
    }


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe (1998), table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_wilsons(count, of, low, high):
    rate = rate_of(count, of)
    assert (round(rate.low, 4), round(rate.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_within_its_interval(count, of):
    rate = rate_of(min(count, of), of)
    assert 0 <= rate.low <= rate.share + 1e-12
    assert rate.share - 1e-12 <= rate.high <= 1
