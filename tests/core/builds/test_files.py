"""What a build's JSON files say, whatever their shape."""

import json

import pytest

from shared.core.builds.files import SaidOfBuild, read_files, read_result

NOW_MS = 1_795_435_200_000
AT_S, AT_MS = 1_795_430_000, 1_795_430_000_000
LATER_MS = AT_MS + 600_000
SHA, HEAD = "a" * 40, "b" * 40


def said(**files) -> SaidOfBuild:
    """Return what files of these contents say; "_" stands for the dot of their names."""
    contents = {
        name.replace("_", "."): each if isinstance(each, bytes) else json.dumps(each).encode()
        for name, each in files.items()
    }
    return read_files(contents, now_ms=NOW_MS)


def test_a_presubmit_says_all_there_is():
    prowjob = {
        "spec": {
            "refs": {
                "org": "acme",
                "repo": "shop",
                "base_ref": "main",
                "base_sha": SHA,
                "pulls": [{"number": 42, "sha": HEAD}],
            }
        },
        "status": {"state": "failure", "startTime": "2026-11-23T08:00:00Z"},
    }
    found = said(
        started_json={"timestamp": AT_S, "pull": "42"},
        finished_json={"timestamp": AT_S + 600, "passed": False, "result": "FAILURE"},
        prowjob_json=prowjob,
    )

    assert found == SaidOfBuild("FAILURE", AT_MS, LATER_MS, "acme/shop", HEAD, "main", "42")


@pytest.mark.parametrize(
    ("file", "result"),
    [
        pytest.param({"result": "SUCCESS"}, "SUCCESS", id="result"),
        pytest.param({"result": "success", "passed": False}, "SUCCESS", id="result-over-passed"),
        pytest.param({"passed": True}, "SUCCESS", id="passed"),
        pytest.param({"passed": False}, "FAILURE", id="not-passed"),
        pytest.param({"result": "ABORTED"}, "ABORTED", id="aborted"),
        pytest.param({"result": "ERROR"}, "FAILURE", id="error"),
        pytest.param({"passed": "yes"}, None, id="passed-of-another-type"),
        pytest.param({"result": ["SUCCESS"]}, None, id="result-of-another-type"),
        pytest.param({"result": "GREENISH"}, None, id="unheard-of"),
        pytest.param({}, None, id="nothing"),
        pytest.param([], None, id="a-list"),
        pytest.param(b'{"passed": tr', None, id="cut"),
        pytest.param(b"", None, id="empty"),
        pytest.param(b"\xff\xfe\x00", None, id="binary"),
        pytest.param(b"[" * 100_000, None, id="deep"),
        pytest.param(None, None, id="null"),
    ],
)
def test_finished_json_tells_the_result(file, result):
    assert said(finished_json=file).result == result


@pytest.mark.parametrize(
    ("timestamp", "expected"),
    [
        pytest.param(AT_S, AT_MS, id="seconds"),
        pytest.param(AT_MS, AT_MS, id="milliseconds"),
        pytest.param(AT_S + 0.5, AT_MS + 500, id="fraction"),
        pytest.param(str(AT_S), AT_MS, id="text"),
        pytest.param("2026-11-23T12:00:00Z", NOW_MS, id="iso"),
        pytest.param("2026-11-23T13:00:00+01:00", NOW_MS, id="iso-with-offset"),
        pytest.param("2026-11-23T12:00:00", NOW_MS, id="iso-without-zone"),
        pytest.param(AT_S * 2, None, id="future"),
        pytest.param("2999-01-01T00:00:00Z", None, id="future-iso"),
        pytest.param(-5, None, id="negative"),
        pytest.param(0, None, id="zero"),
        pytest.param(True, None, id="boolean"),
        pytest.param("soon", None, id="words"),
        pytest.param("1e999", None, id="infinite"),
        pytest.param("9" * 5000, None, id="endless"),
        pytest.param({"seconds": AT_S}, None, id="object"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_timestamp_is_read_in_many_forms_or_not_at_all(timestamp, expected):
    assert said(started_json={"timestamp": timestamp}).started_ms == expected


@pytest.mark.parametrize(
    ("file", "sha", "branch", "pull"),
    [
        pytest.param({"repo-commit": SHA}, SHA, None, None, id="commit"),
        pytest.param({"metadata": {"repo-commit": SHA}}, SHA, None, None, id="older-place"),
        pytest.param({"repos": {"acme/shop": f"main:{SHA}"}}, SHA, "main", None, id="branch"),
        pytest.param(
            {"repos": {"acme/shop": f"main:{SHA},42:{HEAD}"}}, HEAD, "main", "42", id="pull"
        ),
        pytest.param({"repos": {"acme/shop": "main"}}, None, "main", None, id="branch-alone"),
        pytest.param({"repos": ["acme/shop"]}, None, None, None, id="repos-of-another-type"),
        pytest.param({"repos": {"acme/shop": 7}, "pull": {}}, None, None, None, id="odd-values"),
        pytest.param({"pull": "not a number"}, None, None, None, id="odd-pull"),
    ],
)
def test_started_json_tells_commit_branch_and_pull_request(file, sha, branch, pull):
    found = said(started_json=file)

    assert (found.sha, found.branch, found.pull) == (sha, branch, pull)


def test_prowjob_json_speaks_where_the_others_are_silent():
    extra = {"spec": {"extra_refs": ["odd", {"org": "acme", "repo": "infra", "base_ref": "dev"}]}}
    status = {"state": "aborted", "startTime": AT_MS, "completionTime": LATER_MS}

    found = said(prowjob_json=extra | {"status": status})

    assert (found.result, found.started_ms, found.finished_ms) == ("ABORTED", AT_MS, LATER_MS)
    assert (found.repo, found.branch) == ("acme/infra", "dev")


def test_podinfo_json_tells_when_a_pod_started_that_never_said_so():
    pod = {"pod": {"status": {"startTime": "2026-11-23T12:00:00Z"}}}

    assert said(podinfo_json=pod).started_ms == NOW_MS


@pytest.mark.parametrize(
    "prowjob",
    [{"spec": []}, {"spec": {"refs": 3}}, {"status": "done"}, {"spec": {"refs": {"pulls": {}}}}],
)
def test_a_prowjob_of_wrong_types_says_nothing(prowjob):
    assert said(prowjob_json=prowjob) == SaidOfBuild()


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("passed", "SUCCESS"),
        (" Failed ", "FAILURE"),
        ("cancelled", "ABORTED"),
        ("?", None),
        (None, None),
    ],
)
def test_results_are_understood_in_anybodys_words(words, result):
    assert read_result(words) == result
