import shutil
from pathlib import Path

import pytest

from tests.deploy.scripts import ROOT, copy_scripts

INDEXES = "shared/adapters/firestore/indexes.json"


@pytest.fixture
def deploy(tmp_path: Path) -> Path:
    """deploy.sh in a folder of its own, with an index file that changes with these tests only."""
    folder = copy_scripts(tmp_path / "checkout", "deploy.sh", ".deploy")
    (folder / INDEXES).parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests/deploy/indexes.json", folder / INDEXES)
    return folder / "deploy.sh"
