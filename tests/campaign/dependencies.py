"""Known weaknesses of what the service is built on, as pip-audit knows them."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from shared.local.functions import ROOT

# In an environment of its own: the service and its tests need nothing that it brings.
TOOL = "pip-audit==2.10.1"
REQUIREMENTS = ("requirements.txt", "requirements-dataset.txt")


def main(*, short: bool) -> bool:
    """Ask for each pinned package, and for what these need; false if one could not be asked for."""
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        # Strict: a package that the index does not answer for was not audited, which is no pass.
        command = [str(python), "-m", "pip_audit", "--strict", "--progress-spinner=off"]
        for name in REQUIREMENTS:
            command += ["--requirement", str(ROOT / name)]
        finished = subprocess.run(command, check=False, capture_output=True, text=True)
    print((finished.stdout + finished.stderr).strip())
    if finished.returncode:
        print(
            "NOT AUDITED, or not clean: see above. pip-audit asks https://pypi.org/pypi/NAME/json"
            " for advisories; without that address nothing is known."
        )
    return finished.returncode == 0


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL]
    subprocess.run(install, check=True, stdout=sys.stderr)
    return python
