"""Copies of the scripts in folders of their own, run with nothing in the environment but a PATH."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"PROJECT_ID": "acme-builds", "BUCKET": "acme-logs"}
# What a plan leaves to the run to ask, and an answer to it.
ASKED = {
    "$STORAGE_AGENT": "service-123@gs-project-accounts.iam.gserviceaccount.com",
    "$SWEEP_URL": "https://sweep-abc-uc.a.run.app",
    "$WEB_URL": "https://web-abc-uc.a.run.app",
    "$TRIGGER": "projects/acme-builds/locations/us-central1/triggers/ingest-7",
    "$SUBSCRIPTION": "projects/acme-builds/subscriptions/eventarc-ingest-7-sub-1",
    "$TOPIC": "projects/acme-builds/topics/eventarc-ingest-7",
    "$PROJECT_NUMBER": "123",
    "$CHANNEL": "projects/acme-builds/notificationChannels/1",
    "$ALERT": "projects/acme-builds/alertPolicies/1",
}
TIME_LIMIT_S = 240
# Python itself first: `python3` may be a launcher that takes longer to start than a script to run.
PATH = f"{Path(sys.executable).resolve().parent}:{os.environ['PATH']}"


def copy_scripts(folder: Path, *names: str) -> Path:
    """Copy files and folders of the checkout, by name, into the folder; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("settings.env", "__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def run(
    script: Path,
    *arguments: str,
    answers: str = "",
    path: str | Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run the script from another folder, with this PATH and environment and no other.

    `answers` is what is typed.
    """
    return subprocess.run(
        [str(script), *arguments],
        cwd="/",
        env={"PATH": str(path or PATH), **environment},
        input=answers,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT_S,
        check=False,
    )


def run_gcloud(folder: Path, *arguments: str) -> str:
    """Return what gcloud prints, run in the folder with no account and no settings."""
    return subprocess.run(
        ["gcloud", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "CLOUDSDK_CONFIG": str(folder / ".gcloud")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT_S,
        check=True,
    ).stdout


def a_path_with(folder: Path, tools: Iterable[str]) -> Path:
    """Return the folder, made to hold links to these tools of this machine alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for tool in tools:
        # `python3` on the PATH may be a launcher that needs other tools: link Python itself.
        found = sys.executable if tool == "python3" else shutil.which(tool)
        assert found, f"the tests need {tool}"
        (folder / tool).symlink_to(Path(found).resolve())
    return folder


def a_command(folder: Path, name: str, script: str) -> Path:
    """Write an executable bash script of that name into the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def plan_of(script: Path, *functions: str, **settings: str) -> list[str]:
    """Return the lines of the dry run of deploy.sh."""
    finished = run(script, "--dry-run", *functions, **(SETTINGS | settings))
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.splitlines()


def commands_in(plan: Iterable[str]) -> list[list[str]]:
    """Return the words of every gcloud command of the plan, of both sides of an `||` too."""
    commands: list[list[str]] = []
    for line in plan:
        asked = re.fullmatch(r"[A-Z_]+=(?:\$\{[A-Z_]+:-)?\$\((.*)\)\}?", line)
        words = shlex.split(asked[1] if asked else line, comments=True)
        if words[:1] != ["gcloud"]:
            continue
        commands.append([])
        for word in words:
            if word == "||":
                commands.append([])
            else:
                commands[-1].append(word)
    return commands


def answered(commands: Iterable[list[str]]) -> list[list[str]]:
    """Return the commands with an answer in place of every variable."""
    for name, answer in ASKED.items():
        commands = [[word.replace(name, answer) for word in command] for command in commands]
    return list(commands)


def deployments_in(plan: Iterable[str]) -> dict[str, list[str]]:
    """Return the deploy command of each function in the plan, by name."""
    return {
        command[3]: command
        for command in commands_in(plan)
        if command[:3] == ["gcloud", "functions", "deploy"]
    }


def flag(command: Iterable[str], name: str) -> str:
    """Return the value that the command gives the flag."""
    values = [word.removeprefix(f"{name}=") for word in command if word.startswith(f"{name}=")]
    assert len(values) == 1, f"{name} stands {len(values)} times in {command}"
    return values[0]


def pairs(value: str) -> dict[str, str]:
    """Return what a flag like --set-env-vars sets."""
    return dict(pair.split("=", 1) for pair in value.split(","))
