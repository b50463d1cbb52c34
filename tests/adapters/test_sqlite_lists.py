"""The list of reports in SQLite reads along indexes, whatever it is asked for."""

import pytest

from shared.adapters.cursors import Position
from shared.adapters.scan import Start, write_start
from shared.adapters.sqlite import SqliteStore
from shared.core.lists import ListQuery, Sort
from tests.adapters.examples import NOW_MS
from tests.adapters.test_report_lists import listed, save


@pytest.fixture
def store(tmp_path) -> SqliteStore:
    made = SqliteStore(tmp_path / "store.sqlite3")
    save(made, *(listed(number) for number in range(8)))
    return made


def plans(store, ask) -> list[str]:
    """Return the steps of every statement that is sent meanwhile."""
    statements: list[str] = []
    with store._file.reading() as connection:
        connection.set_trace_callback(statements.append)
        ask()
        connection.set_trace_callback(None)
        assert statements
        return [
            row[3]
            for statement in statements
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]


@pytest.mark.parametrize(
    "start", [None, Start(Position(NOW_MS, "x")), Start(Position(1, "x"), True)]
)
@pytest.mark.parametrize("since_ms", [None, NOW_MS])
@pytest.mark.parametrize("facets", [(), ("type:E",), ("type:E", "job:unit")])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_are_read_in_the_order_of_an_index(store, sort, facets, since_ms, start):
    query = ListQuery(facets, since_ms, sort)
    cursor = write_start(f"reports.{sort.value}", start)
    for step in plans(store, lambda: store.list_reports(query, limit=3, cursor=cursor)):
        assert "TEMP B-TREE" not in step, "sorts what it should read in order"
        assert reads_little(step), step


@pytest.mark.parametrize("query", [ListQuery(), ListQuery(("type:E",), NOW_MS)])
def test_totals_are_counted_in_an_index(store, query):
    for step in plans(store, lambda: store.count_reports(query, at_most=3)):
        assert reads_little(step), step


def reads_little(step: str) -> bool:
    """Tell whether the step reads an index in order, finds single rows, or runs a subquery."""
    whole = step.startswith("SCAN l") and "USING" not in step
    facets_unbound = "report_facets" in step and "facet=?" not in step
    return not whole and not facets_unbound


def test_changed_reports_leave_no_old_facets_behind(store):
    with store._file.reading() as connection:
        rows = "SELECT facet, id FROM report_facets ORDER BY facet, id"
        before = connection.execute(rows).fetchall()
        with store._file.writing() as writing:
            writing.execute("UPDATE reports SET doc = json_set(doc, '$.tally.last_seen_ms', 7)")
        assert connection.execute(rows).fetchall() == before
        with store._file.writing() as writing:
            writing.execute("DELETE FROM reports")
        assert connection.execute(rows).fetchall() == []
