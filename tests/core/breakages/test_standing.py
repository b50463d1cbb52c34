"""What fails on a branch now: of each job the last result counts."""

import pytest

from shared.core.breakages.cells import Cell
from shared.core.breakages.standing import CellsOf, failing


def commits(**jobs):
    """Return commits a, b, c ..., the newest first; of each job a letter a commit, oldest first."""
    length = max(map(len, jobs.values()))
    oldest_first = [
        CellsOf(
            chr(ord("a") + place),
            place,
            {job: Cell(letters[place]) for job, letters in jobs.items() if letters[place] != " "},
        )
        for place in range(length)
    ]
    return oldest_first[::-1]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        pytest.param("ppnu", ("u", "c", 2, False), id="since-it-passed-last"),
        pytest.param("nppp", None, id="passed-since"),
        pytest.param("ppnr", None, id="passed-at-last"),
        pytest.param("pn g", ("n", "b", 1, False), id="running-says-nothing"),
        pytest.param("pu u", ("u", "b", 2, False), id="not-run-says-nothing"),
        pytest.param("  gg", None, id="never-ended"),
        pytest.param("bbbb", ("b", "a", 4, True), id="perhaps-before"),
    ],
)
def test_a_job_fails_since_it_passed_last(letters, expected):
    found = [
        (each.last.value, each.since.sha, each.failures, each.is_older)
        for each in failing(commits(unit=letters))
    ]
    assert found == ([expected] if expected else [])


def test_those_that_began_last_come_first():
    found = failing(commits(lint="pnnn", unit="pppu", docs="pppf", e2e="pppp"))
    assert [each.job for each in found] == ["docs", "unit", "lint"]
