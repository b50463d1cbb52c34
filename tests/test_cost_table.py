"""The tables of docs/cost.md are what their figures give."""

from pathlib import Path

import pytest

from tests.bench._counted import COMMIT_STATUSES
from tests.bench._counted_tables import TABLES
from tests.bench.cost import PAGE_MIX, monthly, table

DOC = Path(__file__).parent.parent / "docs/cost.md"


@pytest.mark.parametrize("lines", [table, *TABLES], ids=lambda each: each.__name__)
def test_stands_in_the_document_as_computed(lines):
    assert "\n".join(lines()) in DOC.read_text(encoding="utf-8"), "./test.sh bench cost prints it"


def test_the_limit_of_statuses_is_told_for_the_commit_that_is_counted():
    told = f"{COMMIT_STATUSES} statuses; 500 an hour are {500 // COMMIT_STATUSES} such commits"
    assert told in DOC.read_text(encoding="utf-8")


def test_the_kinds_of_pages_are_all_of_them():
    assert sum(PAGE_MIX.values()) == 100


def test_sums_up_and_grows_with_the_logs():
    for name in monthly(1_000):
        costs = [monthly(logs)[name] for logs in (1_000, 100_000, 1_000_000)]
        assert costs == sorted(costs), name
    *parts, total, _beside = monthly(100_000).values()
    assert abs(sum(parts) - total) < 0.01
