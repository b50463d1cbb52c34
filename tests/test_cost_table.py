"""The table of docs/cost.md is what its figures give."""

from pathlib import Path

from tests.bench.cost import monthly, table

DOC = Path(__file__).parent.parent / "docs/cost.md"


def test_stands_in_the_document_as_computed():
    assert "\n".join(table()) in DOC.read_text(encoding="utf-8"), "./test.sh bench cost prints it"


def test_sums_up_and_grows_with_the_logs():
    for name in monthly(1_000):
        costs = [monthly(logs)[name] for logs in (1_000, 100_000, 1_000_000)]
        assert costs == sorted(costs), name
    *parts, total, _beside = monthly(100_000).values()
    assert abs(sum(parts) - total) < 0.01
