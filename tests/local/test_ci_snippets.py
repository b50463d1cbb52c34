"""The snippets of docs/ci.md, run as they stand there against a real service."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.adapters.gcs import GcsBucket
from tests.deploy.scripts import commands_in
from tests.deploy.test_lint import SHELLCHECK, lint
from tests.emulators import emulated_gcs, fresh_bucket, gcs_emulator
from tests.serving import ROOT, run, serving
from tests.snippets import blocks_of

BLOCKS = blocks_of("ci.md")
FACTS = {name.removeprefix("facts: "): text for name, text in BLOCKS if "facts" in name}
SEND = {name.removeprefix("send: "): text for name, text in BLOCKS if "send" in name}
GCLOUD = [text for name, text in BLOCKS if name == "gcloud"]
SIGN_IN = next(text for name, text in BLOCKS if name == "sign-in")

NEEDS_GCLOUD = pytest.mark.skipif(
    shutil.which("gcloud") is None, reason="the Google Cloud CLI is not installed"
)
SHA, BASE_SHA = "a" * 40, "b" * 40
LOG = "src/toast.c:4:2: error: unknown type name 'crumb'\n"

# What each CI says to a job, on a branch and of a pull request; and what Faultline shall know.
BUILDS = {
    "github-actions": [
        (
            {"GITHUB_JOB": "unit", "GITHUB_RUN_ID": "77",
             "GITHUB_RUN_ATTEMPT": "2", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_SHA": SHA,
             "GITHUB_REF_NAME": "main", "GITHUB_REF": "refs/heads/main", "GITHUB_BASE_REF": "",
             "HEAD_SHA": "", "MATRIX": "linux, 3.12", "JOB_STATUS": "failure"},
            ("unit (linux, 3.12)", "77-2", SHA, "main", None, "failure"),
        ),
        (
            {"GITHUB_JOB": "unit", "GITHUB_RUN_ID": "78",
             "GITHUB_RUN_ATTEMPT": "1", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_SHA": BASE_SHA,
             "GITHUB_REF_NAME": "17/merge", "GITHUB_REF": "refs/pull/17/merge",
             "GITHUB_BASE_REF": "main", "HEAD_SHA": SHA, "JOB_STATUS": "success"},
            ("unit", "78-1", SHA, "main", "17", "success"),
        ),
    ],
    "gitlab": [
        (
            {"CI_JOB_NAME": "unit: [3.12]", "CI_JOB_ID": "901", "CI_PROJECT_PATH": "acme/shop",
             "CI_COMMIT_SHA": SHA, "CI_COMMIT_REF_NAME": "main", "CI_JOB_STATUS": "failed"},
            ("unit: [3.12]", "901", SHA, "main", None, "failed"),
        ),
        (
            {"CI_JOB_NAME": "unit", "CI_JOB_ID": "902", "CI_PROJECT_PATH": "acme/shop",
             "CI_COMMIT_SHA": BASE_SHA, "CI_COMMIT_REF_NAME": "feature",
             "CI_MERGE_REQUEST_IID": "17", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": SHA,
             "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_JOB_STATUS": "success"},
            ("unit", "902", SHA, "main", "17", "success"),
        ),
    ],
    "circleci": [
        (
            {"CIRCLE_JOB": "unit", "CIRCLE_BUILD_NUM": "33", "CIRCLE_PROJECT_USERNAME": "acme",
             "CIRCLE_PROJECT_REPONAME": "shop", "CIRCLE_SHA1": SHA, "CIRCLE_BRANCH": "release",
             "CIRCLE_NODE_TOTAL": "1", "CIRCLE_NODE_INDEX": "0", "1": "failure"},
            ("ci/circleci: unit", "33", SHA, "release", None, "failure"),
        ),
        (
            {"CIRCLE_JOB": "unit", "CIRCLE_BUILD_NUM": "34", "CIRCLE_PROJECT_USERNAME": "acme",
             "CIRCLE_PROJECT_REPONAME": "shop", "CIRCLE_SHA1": SHA, "CIRCLE_BRANCH": "pull/17",
             "CIRCLE_PULL_REQUEST": "https://github.com/acme/shop/pull/17",
             "CIRCLE_NODE_TOTAL": "4", "CIRCLE_NODE_INDEX": "2", "1": "success"},
            ("ci/circleci: unit", "34-2", SHA, "main", "17", "success"),
        ),
    ],
    "jenkins": [
        (
            {"JOB_NAME": "nightly/unit", "BUILD_NUMBER": "5", "GIT_COMMIT": SHA,
             "GIT_URL": "git@github.com:acme/shop.git", "GIT_BRANCH": "origin/main",
             "1": "FAILURE"},
            ("nightly/unit", "5", SHA, "main", None, "FAILURE"),
        ),
        (
            {"JOB_NAME": "shop/PR-17", "BUILD_NUMBER": "6", "GIT_COMMIT": SHA,
             "GIT_URL": "https://github.com/acme/shop.git", "BRANCH_NAME": "PR-17",
             "CHANGE_ID": "17", "CHANGE_TARGET": "main", "1": "SUCCESS"},
            ("shop", "6-PR-17", SHA, "main", "17", "SUCCESS"),
        ),
    ],
    "buildkite": [
        (
            {"BUILDKITE_PIPELINE_SLUG": "shop", "BUILDKITE_STEP_KEY": "unit",
             "BUILDKITE_LABEL": ":tada: unit", "BUILDKITE_JOB_ID": "0190-aa",
             "BUILDKITE_REPO": "git@github.com:acme/shop.git", "BUILDKITE_COMMIT": SHA,
             "BUILDKITE_BRANCH": "main", "BUILDKITE_PULL_REQUEST": "false",
             "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "", "BUILDKITE_COMMAND_EXIT_STATUS": "2"},
            ("shop / unit", "0190-aa", SHA, "main", None, "failure"),
        ),
        (
            {"BUILDKITE_PIPELINE_SLUG": "shop", "BUILDKITE_LABEL": "unit",
             "BUILDKITE_JOB_ID": "0190-bb", "BUILDKITE_COMMIT": SHA,
             "BUILDKITE_REPO": "https://github.com/acme/shop", "BUILDKITE_BRANCH": "feature",
             "BUILDKITE_PULL_REQUEST": "17", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main",
             "BUILDKITE_COMMAND_EXIT_STATUS": "0"},
            ("shop / unit", "0190-bb", SHA, "main", "17", "success"),
        ),
    ],
    "prow": [
        (
            {"JOB_NAME": "unit", "BUILD_ID": "1795", "REPO_OWNER": "acme", "REPO_NAME": "shop",
             "PULL_BASE_REF": "main", "PULL_BASE_SHA": SHA, "1": "failure"},
            ("unit", "1795", SHA, "main", None, "failure"),
        ),
        (
            {"JOB_NAME": "unit", "BUILD_ID": "1796", "REPO_OWNER": "acme", "REPO_NAME": "shop",
             "PULL_BASE_REF": "main", "PULL_BASE_SHA": BASE_SHA, "PULL_PULL_SHA": SHA,
             "PULL_NUMBER": "17", "1": "success"},
            ("unit", "1796", SHA, "main", "17", "success"),
        ),
    ],
}  # fmt: skip


class Job:
    """A folder where a job of some CI has left its log, and the script that sends it."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "build.log").write_text(LOG)

    def send(self, script, variables, **more):
        """Run the script as CI would, in bash, with these variables and no others of its CI."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = kept | {"PYTHONPATH": str(ROOT)} | variables | more
        argument = environment.pop("1", "")
        (self.folder / "send-log.sh").write_text("set -euo pipefail\n" + script)
        command = ["bash", "send-log.sh", argument]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def job(tmp_path):
    (tmp_path / "job").mkdir()
    return Job(tmp_path / "job")


@pytest.fixture
def service(tmp_path):
    """A service that asks everyone for a token: it is not at an address of its own machine."""
    command = [sys.executable, "-m", "shared.cli", "tokens", "create", "--role", "reporter"]
    environment = os.environ | {"DATA_DIR": str(tmp_path)}
    made = run([*command, "--name", "ci", "--repo", "acme/*"], environment)
    with serving(tmp_path, HOST="127.0.0.2") as service:
        yield {"FAULTLINE_URL": service.origin, "FAULTLINE_TOKEN": made.stdout.strip()}


def metadata_of(tmp_path):
    """Return what the service stored of each log, in the order of their builds."""
    found = (tmp_path / "bucket" / "uploads").rglob("*.metadata.json")
    said = [json.loads(path.read_text()) for path in found]
    names = ("job", "build", "sha", "branch", "pull", "result")
    assert {each["repo"] for each in said} == {"acme/shop"}
    assert {each["uploaded_by"] for each in said} == {"ci"}
    return sorted((tuple(each.get(name) for name in names) for each in said), key=str)


def test_what_each_ci_says_of_its_builds_arrives_by_curl_and_by_the_command(job, service, tmp_path):
    expected = []
    for name, builds in BUILDS.items():
        for variables, facts in builds:
            answer = json.loads(job.send(FACTS[name] + SEND["curl"], variables, **service))
            assert re.fullmatch(r"[0-9]{9}", answer["log_id"])
            expected.append(facts)
    assert metadata_of(tmp_path) == sorted(expected, key=str)

    variables, facts = BUILDS["gitlab"][0]
    python = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    script = FACTS["gitlab"] + SEND["command"]
    answer = json.loads(job.send(script, variables, PATH=python, **service))
    assert answer["occurrences"] == len(expected) + 1
    assert metadata_of(tmp_path) == sorted([*expected, facts], key=str)


@NEEDS_GCLOUD
def test_what_a_ci_says_of_its_builds_arrives_in_the_bucket(job, tmp_path):
    name = fresh_bucket()
    for variables, _ in BUILDS["github-actions"]:
        job.send(
            FACTS["github-actions"] + SEND["bucket"],
            variables,
            BUCKET=name,
            CLOUDSDK_CONFIG=str(tmp_path / "gcloud"),
            CLOUDSDK_AUTH_DISABLE_CREDENTIALS="true",
            CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE=f"{gcs_emulator().url}/storage/v1/",
        )
    with emulated_gcs():
        stored = list(GcsBucket(name, project="test").list())
    names = ["ci/acme/shop/unit (linux, 3.12)/77-2.log", "ci/acme/shop/unit/78-1.log"]
    assert [each.name for each in stored] == names
    fields = ("job", "build", "sha", "branch", "pull", "result")
    said = [tuple(each.metadata.get(field) for field in fields) for each in stored]
    assert said == [facts for _, facts in BUILDS["github-actions"]]


@NEEDS_GCLOUD
def test_gcloud_knows_every_command_and_flag_of_the_page(tmp_path):
    lines = "".join([*GCLOUD, SIGN_IN.split("export")[0].partition("\n")[2]])
    commands = commands_in(re.sub(r"\\\n\s*", "", lines).splitlines())
    assert {line: error for line, error in lint(commands, tmp_path).items() if error} == {}


@NEEDS_GCLOUD
def test_the_sign_in_names_the_provider_and_the_token(job):
    job.send(SIGN_IN, {})
    written = json.loads((job.folder / "sign-in.json").read_text())
    assert written["type"] == "external_account"
    assert written["audience"].endswith("/workloadIdentityPools/ci/providers/gitlab")
    assert written["credential_source"]["file"] == "token"


def test_every_ci_of_the_page_is_tried():
    assert FACTS.keys() == BUILDS.keys()
    assert SEND.keys() == {"bucket", "curl", "command"}


@pytest.mark.parametrize("name", FACTS)
def test_shellcheck_finds_nothing(name, tmp_path):
    for way, text in SEND.items():
        script = tmp_path / f"{way}.sh"
        script.write_text("#!/usr/bin/env bash\n" + FACTS[name] + text)
        done = subprocess.run([SHELLCHECK, script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
