"""Figures of health, from the results of a job's newest builds."""

import pytest

from shared.core.builds.health import health_of, rate, summarize
from shared.core.documents import JobStats, RecentBuild

RESULTS = {"P": "SUCCESS", "F": "FAILURE", "A": "ABORTED", "?": None}
HOUR_MS = 3_600_000


def a_job(results: str, shas: str = "") -> JobStats:
    """Return a job whose builds had these results, oldest first, one an hour."""
    builds = [
        RecentBuild(f"{n:03}", str(n), n * HOUR_MS, RESULTS[each], None, shas[n] if shas else None)
        for n, each in enumerate(results)
    ]
    return JobStats("unit", builds=len(builds), recent=tuple(builds[::-1]))


@pytest.mark.parametrize(
    ("results", "passes", "flips", "failures", "hours_to_fix"),
    [
        pytest.param("", None, None, 0, None, id="nothing"),
        pytest.param("P", 1.0, None, 0, None, id="one-pass"),
        pytest.param("PPPP", 1.0, 0.0, 0, None, id="green"),
        pytest.param("FFFF", 0.0, 0.0, 4, None, id="red"),
        pytest.param("PFPF", 0.5, 1.0, 1, 1, id="every-other"),
        pytest.param("PFFFP", 0.4, 0.5, 0, 3, id="fixed-after-three"),
        pytest.param("PFPFFFPF", 3 / 8, 5 / 7, 1, 2, id="mean-of-two-fixes"),
        pytest.param("PAFA?F", 1 / 3, 0.5, 2, None, id="undecided-do-not-count"),
    ],
)
def test_rates_rows_of_failures_and_times_to_fix(results, passes, flips, failures, hours_to_fix):
    health = health_of(a_job(results))

    assert (health.passes.share, health.flips.share) == (
        pytest.approx(passes) if passes is not None else None,
        pytest.approx(flips) if flips is not None else None,
    )
    assert health.consecutive_failures == failures
    expected = None if hours_to_fix is None else hours_to_fix * HOUR_MS
    assert health.mean_time_to_fix_ms == expected


@pytest.mark.parametrize(
    ("results", "shas", "share"),
    [
        pytest.param("FP", "aa", 1.0, id="failed-then-passed"),
        pytest.param("PF", "aa", 0.0, id="passed-then-failed"),
        pytest.param("FP", "ab", 0.0, id="other-commits"),
        pytest.param("FFPPFP", "aabbcc", 1 / 3, id="one-of-three"),
        pytest.param("FPF", "aaa", 1.0, id="and-failed-again"),
    ],
)
def test_a_commit_is_flaky_when_it_failed_and_passed_later(results, shas, share):
    assert health_of(a_job(results, shas)).flakes.share == pytest.approx(share)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_intervals_are_wilsons(count, of, low, high):
    found = rate(count, of)

    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_summary_says_what_lists_show():
    summary = summarize(a_job("PF", "aa"))

    assert (summary.builds, summary.last_ms, summary.last_result) == (2, HOUR_MS, "FAILURE")
    assert summary.flake_low <= summary.flake_rate <= summary.flake_high
