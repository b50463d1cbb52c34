"""What `gcloud functions deploy` would upload."""

import shutil
import subprocess
import sys

import pytest

from tests.deploy.scripts import ROOT, run_gcloud
from tests.deploy.uploads import copy_uploaded, uploaded_files

# What a checkout may hold that must never leave the machine.
PRIVATE = [
    ".deploy/settings.env",
    ".env",
    ".git/config",
    ".local/faultline.sqlite3",
    ".venv/pyvenv.cfg",
    "key.json",
    "docs/notes.md",
    "tests/core/test_ids.py",
    "pyproject.toml",
    "requirements-dev.txt",
]
NEEDED = [
    "functions/ingest.py",
    "functions/web.py",
    "requirements.txt",
    "shared/adapters/firestore/__init__.py",
    "shared/bootstrap/adapters.py",
]


def test_uploads_the_functions_and_what_they_import():
    uploaded = uploaded_files()
    assert set(NEEDED) <= uploaded
    assert {name.split("/")[0] for name in uploaded} <= {
        "functions",
        "shared",
        "templates",
        "requirements.txt",
    }
    templates = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("templates/**/*.html")}
    assert templates
    assert templates <= uploaded


@pytest.mark.parametrize("name", PRIVATE)
def test_leaves_at_home(name, tmp_path):
    for path in (name, *NEEDED):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    shutil.copy(ROOT / ".gcloudignore", tmp_path)
    git = ["git", "-c", "safe.directory=*"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    ignored = subprocess.run(
        [*git, "ls-files", "--others", "--ignored", "--exclude-from=.gcloudignore"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert name in ignored or name.startswith(".git/")
    assert not set(NEEDED) & set(ignored)


@pytest.mark.skipif(shutil.which("gcloud") is None, reason="the Google Cloud CLI is not installed")
def test_gcloud_reads_the_ignore_file_as_git_does(tmp_path):
    for path in (*PRIVATE, *NEEDED, "shared/__pycache__/ids.cpython-312.pyc", "shared/tests/a.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    shutil.copy(ROOT / ".gcloudignore", tmp_path)
    listed = run_gcloud(tmp_path, "meta", "list-files-for-upload", ".")
    assert set(listed.split()) == {*NEEDED, "shared/tests/a.py"}


def test_everything_uploaded_compiles(tmp_path):
    # The platform's build does the same, and stops at a file that does not.
    folder = copy_uploaded(tmp_path)
    finished = subprocess.run(
        [sys.executable, "-m", "compileall", "-f", "-q", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout
