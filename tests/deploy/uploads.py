"""What `gcloud functions deploy` takes along: the files that .gcloudignore leaves."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT


def uploaded_files() -> set[str]:
    """Return the paths, as git reads .gcloudignore, whose syntax is its own."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout: which files belong to it cannot be told")
    everything = _list_files("--cached", "--others", "--exclude-standard")
    ignored = ("--ignored", "--exclude-from=.gcloudignore")
    return everything - _list_files("--cached", *ignored) - _list_files("--others", *ignored)


def copy_uploaded(folder: Path) -> Path:
    """Copy what is uploaded into the folder; return it."""
    for name in uploaded_files():
        if (ROOT / name).is_file():  # git still lists one that was just deleted
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _list_files(*options: str) -> set[str]:
    finished = subprocess.run(
        ["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(filter(None, finished.stdout.split("\0")))
