"""What .ci/run installs on a bare machine, and how it calls the tests."""

import os

import pytest

from tests.deploy.scripts import a_command, a_path_with, copy_scripts, run

TOOLS = ["bash", "dirname", "timeout", "python3"]


@pytest.fixture
def ci(tmp_path):
    """.ci/run beside a test.sh that tells its environment, and a PATH of almost nothing."""
    folder = copy_scripts(tmp_path / "checkout", ".ci/run")
    says = 'echo "CI=$CI REQUIRE_EMULATORS=$REQUIRE_EMULATORS"; exit "${STATUS:-0}"'
    a_command(folder, "test.sh", says)
    return folder / ".ci/run"


@pytest.fixture
def path(tmp_path):
    return a_path_with(tmp_path / "bin", TOOLS)


def test_runs_the_tests_and_wants_the_emulators(ci, path):
    for tool in ("git", "java", "chromium"):
        a_command(path, tool, "exit 1")
    finished = run(ci, path=path)
    assert finished.returncode == 0
    assert finished.stdout == "CI=true REQUIRE_EMULATORS=1\n"
    assert finished.stderr == ""
    assert run(ci, path=path, STATUS="1").returncode == 1


def test_installs_what_is_missing_as_root_or_says_what_is(ci, path, tmp_path):
    a_command(path, "git", "exit 1")
    a_command(path, "apt-get", f'echo "$*" >>"{tmp_path}/apt"')
    finished = run(ci, path=path)
    assert finished.stdout == "CI=true REQUIRE_EMULATORS=1\n"
    packages = "default-jre-headless chromium fonts-dejavu-core"
    if os.geteuid() == 0:
        update, install = (tmp_path / "apt").read_text(encoding="utf-8").splitlines()
        assert update.startswith("update")
        assert install.startswith("install")
        assert install.endswith(packages)
    else:
        assert packages in finished.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs")
def test_goes_on_when_nothing_can_be_installed(ci, path):
    a_command(path, "apt-get", "exit 100")
    finished = run(ci, path=path)
    assert finished.returncode == 0
    assert "Could not be installed: git" in finished.stderr
