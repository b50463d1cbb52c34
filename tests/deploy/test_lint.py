"""The scripts as shellcheck sees them, the planned commands as gcloud itself does: offline."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT, answered, commands_in, plan_of, run_gcloud

SCRIPTS = ["run.sh", "test.sh", "deploy.sh", ".ci/run", "tests/deploy/stub_gcloud.sh"]
SHELLCHECK = Path(sys.executable).parent / "shellcheck"


@pytest.mark.parametrize("script", SCRIPTS)
def test_shellcheck_finds_nothing(script):
    # -x: what a script sources is looked at with it.
    finished = subprocess.run(
        [SHELLCHECK, "-x", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_can_be_executed(script):
    assert (ROOT / script).stat().st_mode & 0o111 == 0o111


def lint(commands: list[list[str]], folder: Path) -> dict[str, str | None]:
    """Return what gcloud says is wrong with each command, None if nothing is."""
    lines = [{"command_string": shlex.join(command)} for command in commands]
    (folder / "commands.json").write_text(json.dumps(lines), encoding="utf-8")
    finished = run_gcloud(folder, "meta", "lint-gcloud-commands", "--commands-file=commands.json")
    return {entry["command_string"]: entry["error_message"] for entry in json.loads(finished)}


def form_of(command: list[str]) -> tuple[str, ...]:
    """Return what commands have in common that gcloud reads alike: all but names and values.

    Of the fields of an index the kinds count, how many there are not.
    """
    words = [word for word in command[:5] if re.fullmatch(r"[a-z-]+", word)]
    flags = [re.sub(r"=(?!field|order|array).*|field-path=\w+", "", word) for word in command[1:]]
    return (*words, *dict.fromkeys(flag for flag in flags if flag.startswith("--")))


@pytest.fixture(scope="module")
def gcloud():
    """Skips where the Google Cloud CLI is not installed."""
    if shutil.which("gcloud") is None:
        pytest.skip("the Google Cloud CLI is not installed: its linter cannot read the plan")


@pytest.mark.usefixtures("gcloud")
def test_gcloud_knows_every_command_and_flag_of_the_plan(deploy, tmp_path):
    # Both index files: the project's, and the one of these tests, which has every kind of entry.
    every_setting = {
        "GITHUB_SIGN_IN": "app",
        "GITHUB_APP_ID": "7",
        "PUBLIC_URL": "https://faultline.example",
        "ALERT_EMAIL": "ops@acme.example",
        "LOG_DAYS": "30",
        "IAP_ROLES": "*@acme.example=reader",
        "NOTIFY_WEBHOOK_URL": "https://acme.example/told",
        "NOTIFY_SLACK": "yes",
        "SCAN_REPOSITORIES": "acme/*",
        "SCAN_CIRCLECI": "yes",
    }
    plan = plan_of(ROOT / "deploy.sh", **every_setting) + plan_of(deploy, "sweep")
    for mode in (["--check"], ["--redrive"], ["--destroy", "--with-data"]):
        plan += plan_of(deploy, *mode)
    commands = answered(commands_in(plan))
    once = list({form_of(command): command for command in commands}.values())
    found = lint(once, tmp_path)
    assert len(found) == len(once)
    assert {line: error for line, error in found.items() if error} == {}


def told_commands() -> list[list[str]]:
    """Return the runbook's commands of gcloud, in lines of their own or within a text."""
    text = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    text = text.replace("PROJECT", "acme-builds").replace("REGION", "us-central1")
    within = re.findall(r"`(gcloud [^`]+)`", text)
    lines = re.findall(r"^    (gcloud .*)$", text, re.MULTILINE)
    return [shlex.split(each, comments=True) for each in (*within, *lines)]


@pytest.mark.usefixtures("gcloud")
def test_gcloud_knows_every_command_of_the_runbook(tmp_path):
    commands = told_commands()
    assert len(commands) >= 8
    found = lint(commands, tmp_path)
    assert {line: error for line, error in found.items() if error} == {}


@pytest.mark.usefixtures("gcloud")
def test_gcloud_would_object_to_a_wrong_flag(tmp_path):
    wrong = ["gcloud", "functions", "deploy", "web", "--bogus=1"]
    assert "--bogus" in str(lint([wrong], tmp_path))
