"""deploy.sh run for real, against a stand-in for gcloud that fails where it is told to."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.scripts import (
    PATH,
    ROOT,
    SETTINGS,
    a_command,
    answered,
    commands_in,
    plan_of,
    run,
)


@dataclass(frozen=True, slots=True)
class Cloud:
    """A project that the stand-in plays; `folder` holds what it noted."""

    deploy: Path
    folder: Path

    def run(self, *arguments: str, answers: str = "", pauses: str = "", **settings: str):
        path = f"{self.folder}:{PATH}"
        return run(
            self.deploy,
            *arguments,
            answers=answers,
            path=path,
            STUB=str(self.folder),
            RETRY_PAUSES=pauses,
            **(SETTINGS | settings),
        )

    def let_fail(self, when: str) -> None:
        """Have each call fail the first time, "before" or "after" it did its work."""
        (self.folder / "fail").write_text(when, encoding="utf-8")

    def calls(self) -> list[list[str]]:
        """Return the calls since this was asked last."""
        noted = self.folder / "calls"
        lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
        noted.write_text("", encoding="utf-8")
        return [["gcloud", *line.split("\x1f")[:-1]] for line in lines]

    def made(self) -> set[str]:
        """Return what exists in the project."""
        return set((self.folder / "made").read_text(encoding="utf-8").splitlines())


@pytest.fixture
def cloud(deploy, tmp_path):
    folder = tmp_path / "stub"
    folder.mkdir()
    shutil.copy(ROOT / "tests/deploy/stub_gcloud.sh", folder / "gcloud")
    return Cloud(deploy, folder)


def planned(deploy: Path) -> list[list[str]]:
    """Return the commands of the plan, with the answers that the stand-in gives."""
    return answered(commands_in(plan_of(deploy)))


def changes(calls: list[list[str]]) -> list[list[str]]:
    asking = {"describe", "list", "service-agent"}
    return [call for call in calls if not asking & set(call)]


def test_runs_exactly_what_the_plan_says(cloud):
    finished = cloud.run()
    assert finished.returncode == 0, finished.stderr
    assert cloud.calls() == planned(cloud.deploy)
    assert "Deployed: ingest web sweep webhook." in finished.stdout


def test_a_second_run_creates_nothing(cloud):
    cloud.run()
    cloud.calls()
    before = cloud.made()
    finished = cloud.run()
    assert finished.returncode == 0, finished.stderr
    created = [call for call in cloud.calls() if "create" in call]
    # An index cannot be described by its fields: it is asked for again, and stands already.
    assert {tuple(call[1:4]) for call in created} == {("firestore", "indexes", "composite")}
    assert cloud.made() == before


@pytest.fixture
def quick_cloud(cloud):
    """The stand-in as a function of the shell, and one alert and metric only: many runs follow."""
    for kind in ("alerts", "metrics"):
        for path in sorted((cloud.deploy.parent / ".deploy" / kind).iterdir())[1:]:
            path.unlink()
    return cloud


@pytest.mark.parametrize("when", ["before", "after"])
def test_completes_when_run_again_after_a_failure_at_each_step_in_turn(quick_cloud, when):
    cloud, functions = quick_cloud, str(quick_cloud.folder / "gcloud")
    undisturbed = planned(cloud.deploy)
    cloud.let_fail(when)
    failures = 0
    while (finished := cloud.run(BASH_ENV=functions)).returncode != 0:
        # A describe that fails lets a create follow, which finds the thing in place.
        assert "injected failure" in finished.stderr or "ALREADY_EXISTS" in finished.stderr
        failures += 1
        assert failures <= len(undisturbed), finished.stderr
    assert failures >= len(changes(undisturbed)) - 1
    assert {tuple(call) for call in cloud.calls()} == {tuple(call) for call in undisturbed}

    made = cloud.made()
    cloud.let_fail("never")
    assert cloud.run().returncode == 0
    assert cloud.made() == made, "nothing was left out"


def test_stops_at_the_first_failure(cloud):
    cloud.let_fail("before")
    assert cloud.run().returncode == 1
    assert len(cloud.calls()) == 1


def test_waits_for_what_was_made_a_moment_ago(cloud):
    cloud.run("web")
    cloud.calls()
    (cloud.folder / "failed").unlink(missing_ok=True)
    granted_again = [c for c in planned(cloud.deploy) if "add-iam-policy-binding" in c]
    others = [c for c in planned(cloud.deploy) if "add-iam-policy-binding" not in c]
    failed = "".join("\x1f".join(call[1:]) + "\x1f\n" for call in others)
    (cloud.folder / "failed").write_text(failed, encoding="utf-8")
    cloud.let_fail("before")
    finished = cloud.run("web", pauses="0 0")
    assert finished.returncode == 0, finished.stderr
    assert "Trying again in 0 seconds." in finished.stderr
    calls = cloud.calls()
    assert all(calls.count(call) == 2 for call in granted_again if call in calls)


def test_a_name_that_another_project_took_is_an_error_with_its_reason(cloud):
    (cloud.folder / "made").write_text("storage buckets gs://acme-logs\n", encoding="utf-8")
    stub = (cloud.folder / "gcloud").read_text(encoding="utf-8")
    denied = stub.replace("answer() {", 'answer() {\n[[ "$*" == *"buckets describe"* ]] && exit 1')
    (cloud.folder / "gcloud").write_text(denied, encoding="utf-8")
    finished = cloud.run()
    assert finished.returncode == 1
    assert "ALREADY_EXISTS" in finished.stderr


def test_a_secret_that_only_its_owner_can_make_is_asked_for_in_words(cloud):
    settings = {"GITHUB_SIGN_IN": "token", "PUBLIC_URL": "https://faultline.example"}
    finished = cloud.run(**settings)
    assert finished.returncode == 2
    assert "gcloud secrets create faultline-github-token " in finished.stderr
    with (cloud.folder / "made").open("a", encoding="utf-8") as made:
        made.write("secrets faultline-github-token\nsecrets versions faultline-github-token\n")
    assert cloud.run(**settings).returncode == 0


def test_secrets_stand_in_no_output(cloud):
    finished = cloud.run()
    assert finished.returncode == 0
    assert not re.search(r"\b[0-9a-f]{64}\b", finished.stdout + finished.stderr)


class TestCheck:
    @pytest.fixture
    def checked(self, cloud):
        cloud.run()
        a_command(cloud.folder, "curl", 'grep -q "Bearer a-token" && echo ok')
        return cloud

    def test_ends_well_once_the_log_was_read_and_counted_and_web_answers(self, checked):
        (checked.folder / "arrives").touch()
        finished = checked.run("--check")
        assert finished.returncode == 0, finished.stderr
        assert "Faultline works" in finished.stdout

    def test_gives_up_where_nothing_arrives(self, checked):
        finished = checked.run("--check", CHECK_TRIES="2", CHECK_PAUSE="0")
        assert finished.returncode == 2
        assert "ingest read it" in finished.stderr

    def test_says_so_where_web_does_not_answer(self, checked):
        (checked.folder / "arrives").touch()
        a_command(checked.folder, "curl", "exit 22")
        finished = checked.run("--check")
        assert finished.returncode == 2
        assert "web does not answer" in finished.stderr


class TestDestroy:
    def test_does_nothing_unless_the_project_is_typed(self, cloud):
        for answers in ("", "yes\n", "acme\n"):
            finished = cloud.run("--destroy", answers=answers)
            assert finished.returncode == 2
            assert "Nothing was deleted" in finished.stderr
        assert cloud.calls() == []

    def test_may_be_repeated_when_all_is_gone(self, cloud):
        finished = cloud.run("--destroy", answers="acme-builds\n")
        assert finished.returncode == 0, finished.stderr
        assert ["gcloud", "functions", "delete", "web"] in [call[:4] for call in cloud.calls()]

    def test_asks_for_the_bucket_too_before_any_log_is_deleted(self, cloud):
        finished = cloud.run("--destroy", "--with-data", answers="acme-builds\nno\n")
        assert finished.returncode == 2
        assert cloud.calls() == []
        finished = cloud.run("--destroy", "--with-data", answers="acme-builds\nacme-logs\n")
        assert finished.returncode == 0, finished.stderr
        assert "gs://acme-logs" in [word for call in cloud.calls() for word in call]

    def test_stops_at_a_failure_that_is_not_a_missing_thing(self, cloud):
        cloud.let_fail("before")
        finished = cloud.run("--destroy", answers="acme-builds\n")
        assert finished.returncode == 1
        assert "injected failure" in finished.stderr
