"""Three sources tell of the same builds: GitHub's events, build files, logs. In any order."""

from dataclasses import replace
from itertools import permutations

import pytest

from shared.core.commits.github import read_event
from shared.core.commits.hearing import sign_of_build, sign_of_record
from shared.core.documents import Build, BuildContext, BuildFacts, Record
from shared.core.verdicts.attempts import attempts_of
from shared.core.verdicts.model import Result, Trust
from tests import github_payloads as payloads

NOW = 1_795_435_200_000
MINUTE = 60_000
REPO, SHA = payloads.REPO, "a" * 40
URL = "https://prow.acme.example/view/gs/logs/pr-logs/pull/acme_app/7/unit/1859"
BEGAN = NOW - 10 * MINUTE


def heard(event):
    return [each.sign for each in read_event(*event, delivery="1", now_ms=NOW)]


def from_files(result, *, now_ms=NOW, **known):
    """Return the sign of a build that ran for a minute, unless more is known."""
    facts = BuildFacts(
        "unit",
        "1859",
        NOW,
        result=result,
        started_ms=BEGAN,
        finished_ms=BEGAN + MINUTE,
        repo=REPO,
        sha=SHA,
    )
    return sign_of_build(Build("k", "bucket", "f/", replace(facts, **known), 0), now_ms=now_ms)


def a_log(result=None):
    context = BuildContext(job="unit", build="1859", repo=REPO, sha=SHA, result=result)
    record = Record("r" * 20, "bucket", "unit/1859.log", 1, NOW, NOW, NOW, context)
    return sign_of_record(record, now_ms=NOW).sign


def test_all_three_are_one_attempt_in_any_order():
    said = [
        *heard(payloads.status("unit", "pending", SHA, BEGAN, url=URL)),
        *heard(payloads.status("unit", "failure", SHA, BEGAN + 2 * MINUTE, url=URL)),
        from_files("FAILURE").sign,
        a_log("SUCCESS"),
    ]
    results = {repr(attempts_of(order, {})) for order in permutations(said)}
    assert len(results) == 1
    [attempt] = attempts_of(said, {})["unit"]
    assert (attempt.build, attempt.result, attempt.trust) == (
        "1859",
        Result.FAILURE,
        Trust.PROVIDER,
    )
    assert attempt.records == ("r" * 20,)
    assert attempt.started_ms == BEGAN


def test_what_files_say_outranks_the_upload():
    [attempt] = attempts_of([from_files("FAILURE").sign, a_log("SUCCESS")], {})["unit"]
    assert attempt.result is Result.FAILURE


@pytest.mark.parametrize(
    ("result", "times", "expected"),
    [
        pytest.param("SUCCESS", {}, Result.SUCCESS, id="passed"),
        pytest.param("ABORTED", {}, Result.ABORTED, id="aborted"),
        pytest.param(None, {"finished_ms": None}, None, id="began"),
        pytest.param(
            "SUCCESS", {"finished_ms": NOW + 9 * MINUTE}, Result.SUCCESS, id="clock-ahead"
        ),
    ],
)
def test_files_tell_begin_and_end(result, times, expected):
    sign = from_files(result, **times).sign
    assert (sign.result, sign.trust) == (expected, Trust.FILES)
    assert sign.said_ms <= NOW


def test_the_same_files_again_are_the_same_sign():
    later = from_files("FAILURE", now_ms=NOW + MINUTE)
    assert later.sign_id == from_files("FAILURE").sign_id
    assert from_files("SUCCESS").sign_id != later.sign_id


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"repo": None}, id="no-repository"),
        pytest.param({"sha": None}, id="no-commit"),
        pytest.param({"sha": "main"}, id="no-sha"),
        pytest.param({"started_ms": None, "finished_ms": None}, id="no-time"),
        pytest.param({"is_plain": True}, id="no-files"),
    ],
)
def test_files_that_name_no_commit_or_no_time_say_nothing(known):
    assert from_files(None, **known) is None


def test_files_tell_of_no_attempt_that_the_provider_does_not_know():
    said = [
        *heard(payloads.status("unit", "failure", SHA, BEGAN, url=URL)),
        from_files("SUCCESS", build_id="1860").sign,
    ]
    [attempt] = attempts_of(said, {})["unit"]
    assert attempt.result is Result.FAILURE


def test_a_retry_under_another_name_is_another_attempt():
    first = heard(payloads.workflow_job("unit", 5, SHA, BEGAN, ended="failure"))
    second = heard(
        payloads.workflow_job("unit", 6, SHA, BEGAN + MINUTE, ended="success", attempt=2)
    )
    late = replace(a_log(), said_ms=BEGAN + MINUTE, build=None)
    for order in permutations([*first, *second, late]):
        attempts = attempts_of(order, {})["unit"]
        assert [each.result for each in attempts] == [Result.FAILURE, Result.SUCCESS]
        assert attempts[0].records == ("r" * 20,)
