"""What an object is, from its name alone."""

import pytest

from shared.core.layout import ObjectKind, read_place

LOG, FILE, OTHER = ObjectKind.BUILD_LOG, ObjectKind.BUILD_FILE, ObjectKind.OTHER


@pytest.mark.parametrize(
    ("name", "kind", "job", "build", "pull"),
    [
        pytest.param("logs/job-a/17/build-log.txt", LOG, "job-a", "17", None, id="periodic"),
        pytest.param("logs/team/job/17/build-log.txt", LOG, "team/job", "17", None, id="job-slash"),
        pytest.param(
            "pr-logs/pull/acme_shop/42/unit/9/build-log.txt", LOG, "unit", "9", "42", id="presubmit"
        ),
        pytest.param("pr-logs/pull/batch/unit/9/build-log.txt", LOG, "unit", "9", None, id="batch"),
        pytest.param("logs/job-a/17/started.json", FILE, "job-a", "17", None, id="started"),
        pytest.param("logs/job-a/17/finished.json", FILE, "job-a", "17", None, id="finished"),
        pytest.param("logs/job-a/17/artifacts/e2e.log", OTHER, "job-a", "17", None, id="artifact"),
        pytest.param(
            "logs/job-a/17/artifacts/build-log.txt", OTHER, "job-a", "17", None, id="artifact-log"
        ),
        pytest.param("logs/job-a/17/notes.txt", OTHER, "job-a", "17", None, id="other-build-file"),
        pytest.param("logs/job-a/latest-build.txt", OTHER, None, None, None, id="latest"),
        pytest.param("pr-logs/directory/unit/9.txt", OTHER, None, None, None, id="pointer"),
        pytest.param("nightly/2026/run 7.log", LOG, "nightly/2026", "run 7", None, id="plain"),
        pytest.param("run.txt.gz", LOG, None, "run", None, id="top-level-gzip"),
        pytest.param("uploads/2026/11/23/ab.log.gz", LOG, None, None, None, id="upload"),
        pytest.param("übung/..#1/öl.LOG", LOG, "übung/..#1", "öl", None, id="odd-names"),
        pytest.param("nightly/run.json", OTHER, None, None, None, id="not-a-log"),
        pytest.param("nightly/", OTHER, None, None, None, id="folder-marker"),
        pytest.param(
            "gcloud/tmp/parallel_composite_uploads/x/run.log", OTHER, None, None, None, id="part"
        ),
        pytest.param("", OTHER, None, None, None, id="empty"),
        pytest.param("line\nfeed/run.log", LOG, "line\nfeed", "run", None, id="line-feed"),
    ],
)
def test_a_name_tells_kind_job_build_and_pull_request(name, kind, job, build, pull):
    place = read_place(name)

    assert (place.kind, place.job, place.build, place.pull) == (kind, job, build, pull)


@pytest.mark.parametrize(
    ("name", "repo", "pull", "folder"),
    [
        pytest.param(
            "pr-logs/pull/acme_big_shop/42/unit/9/started.json",
            "acme/big_shop",
            "42",
            "pr-logs/pull/acme_big_shop/42/unit/9/",
            id="owner-and-repo",
        ),
        pytest.param(
            "pr-logs/pull/shop/42/unit/9/build-log.txt",
            None,
            "42",
            "pr-logs/pull/shop/42/unit/9/",
            id="default-owner",
        ),
        pytest.param(
            "pr-logs/pull/42/unit/9/finished.json",
            None,
            "42",
            "pr-logs/pull/42/unit/9/",
            id="default-owner-and-repo",
        ),
        pytest.param(
            "pr-logs/pull/batch/team/unit/9/prowjob.json",
            None,
            None,
            "pr-logs/pull/batch/team/unit/9/",
            id="batch",
        ),
        pytest.param("logs/a/b/c/7/podinfo.json", None, None, "logs/a/b/c/7/", id="job-slashes"),
        pytest.param("nightly/run.log", None, None, None, id="plain"),
    ],
)
def test_a_path_tells_repository_pull_request_and_folder(name, repo, pull, folder):
    place = read_place(name)

    assert (place.repo, place.pull, place.folder) == (repo, pull, folder)


def test_only_prow_layouts_are_sure_of_their_job():
    assert read_place("logs/job-a/17/build-log.txt").in_prow_layout
    assert not read_place("nightly/run.log").in_prow_layout
