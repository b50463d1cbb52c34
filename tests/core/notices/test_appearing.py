"""Which logs tell of a failure that is new to a main branch."""

from dataclasses import replace

import pytest

from shared.core.analysis.model import ReportType
from shared.core.documents import BuildContext, Tally
from shared.core.main_branches import MainBranches
from shared.core.notices.appearing import DAY_MS, appeared
from tests.adapters.examples import NOW_MS, a_report, failing

MAINS = MainBranches(("main", "release/*"))


def a_log(counted=False, age_days=0, **context):
    fields = {"branch": "main", "repo": "acme/shop", "job": "unit", "sha": "a" * 40} | context
    record = replace(failing(1), seen_ms=NOW_MS - age_days * DAY_MS, context=BuildContext(**fields))
    return replace(record, counted=record.contribution if counted else None)


def a_known(days=0, **changes):
    first_ms = NOW_MS - days * DAY_MS
    return replace(a_report(1), created_ms=first_ms, tally=Tally(first_seen_ms=first_ms), **changes)


def events(record, report):
    found = appeared([record], {record.fingerprint: report}, MAINS, now_ms=NOW_MS)
    return [event for _, event in found]


def test_the_event_names_the_report_and_the_build():
    (event,) = events(a_log(), a_known())
    assert event.kind == "failure.new"
    assert event.path == f"/reports/{a_report(1).log_id}"
    assert event.text == "New failure on main of acme/shop in unit: error: 1 tests failed"
    assert event.facts["sha"] == "a" * 40


@pytest.mark.parametrize(
    ("record", "report"),
    [
        pytest.param(a_log(branch="release/2"), a_known(), id="a-glob"),
        pytest.param(a_log(result="FAILURE"), a_known(), id="said-to-have-failed"),
        pytest.param(a_log(), a_known(days=6), id="met-on-its-pull-request-days-ago"),
    ],
)
def test_news(record, report):
    assert len(events(record, report)) == 1


@pytest.mark.parametrize(
    ("record", "report"),
    [
        pytest.param(a_log(branch="feature"), a_known(), id="another-branch"),
        pytest.param(a_log(branch=None), a_known(), id="no-branch"),
        pytest.param(a_log(pull="17"), a_known(), id="a-pull-request-that-goes-to-main"),
        pytest.param(a_log(counted=True), a_known(), id="counted-before"),
        pytest.param(a_log(result="SUCCESS"), a_known(), id="it-passed"),
        pytest.param(a_log(age_days=2), a_known(days=2), id="history-brought-in"),
        pytest.param(a_log(), a_known(days=8), id="known-for-long"),
        pytest.param(a_log(), a_known(report_type=ReportType.WARNING), id="only-a-warning"),
    ],
)
def test_no_news(record, report):
    assert events(record, report) == []


def test_a_failure_whose_report_was_deleted_is_no_news():
    assert list(appeared([a_log()], {}, MAINS, now_ms=NOW_MS)) == []
