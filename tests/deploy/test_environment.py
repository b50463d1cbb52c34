"""The environment that run.sh and test.sh make, and what these hand on to Python.

The packages are left out here: the requirements are empty, so that no network is needed.
"""

import shutil
import subprocess

import pytest

from tests.deploy.scripts import PATH, a_command, a_path_with, copy_scripts, run

LOCAL = """\
import os, sys
names = ("HOST", "PORT", "DATA_DIR")
print(sys.argv[1:], os.getcwd(), {name: os.environ.get(name) for name in names}, sys.prefix)
"""


PYTEST = """\
import os, sys
print("pytest", *sys.argv[1:])
sys.exit(int(os.environ.get("PYTEST", 0)))
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout, in a folder whose name has a space, with nothing in it but the scripts."""
    folder = copy_scripts(tmp_path / "a checkout", "run.sh", "test.sh", ".ci/environment.sh")
    for requirements in ("requirements.txt", "requirements-dev.txt"):
        (folder / requirements).write_text("# nothing\n", encoding="utf-8")
    (folder / "shared").mkdir()
    (folder / "shared/local.py").write_text(LOCAL, encoding="utf-8")
    return folder


@pytest.fixture
def quick_path(tmp_path):
    """A PATH whose Python makes environments with a pip that installs nothing: in no time."""
    folder = tmp_path / "quick"
    makes = """\
if [[ "$1 $2" != "-m venv" ]]; then exec python3 "$@"; fi
python3 -m venv --without-pip "$3"
cd "$3"/lib/python3.*/site-packages
mkdir pip
touch pip/__main__.py"""
    a_command(folder, "python3.13", f'PATH="{PATH}"\n{makes}')
    return f"{folder}:{PATH}"


def test_makes_the_environment_from_nothing_and_starts_at_once_the_next_time(checkout):
    first = run(checkout / "run.sh", HOME="/nonexistent", PORT="9000")
    assert first.returncode == 0, first.stderr
    expected = f"[] {checkout} {{'HOST': None, 'PORT': '9000', 'DATA_DIR': None}} {checkout}/.venv"
    assert first.stdout.strip() == expected
    assert "Making .venv" in first.stderr
    assert "Installing requirements.txt" in first.stderr

    second = run(checkout / "run.sh")
    assert (second.returncode, second.stderr) == (0, "")

    # What pip says of a failure is shown, and nothing is started.
    (checkout / "requirements.txt").write_text("./no-such-folder\n", encoding="utf-8")
    third = run(checkout / "run.sh")
    assert third.returncode == 1
    assert "no-such-folder" in third.stderr
    assert "requirements.txt could not be installed" in third.stderr
    assert third.stdout == ""


def test_other_requirements_are_installed_into_the_same_environment(checkout, quick_path):
    run(checkout / "run.sh", path=quick_path)
    (checkout / "requirements.txt").write_text("# nothing new\n", encoding="utf-8")
    finished = run(checkout / "run.sh", path=quick_path)
    assert finished.returncode == 0
    assert finished.stderr == "Installing requirements.txt into .venv ...\n"

    # The emulators come with the packages of the tests.
    finished = run(checkout / "run.sh", "--emulators", path=quick_path)
    assert finished.stderr == "Installing requirements-dev.txt into .venv ...\n"
    assert finished.stdout.startswith("['--emulators'] ")
    assert run(checkout / "run.sh").stderr == ""


def test_an_environment_that_was_left_half_made_is_made_anew(checkout, quick_path):
    run(checkout / "run.sh", path=quick_path)
    (checkout / ".venv/stamp-runtime").unlink()  # as after a kill while pip was at work
    (checkout / ".venv/half-made").touch()
    finished = run(checkout / "run.sh", path=quick_path)
    assert finished.returncode == 0, finished.stderr
    assert "Making .venv" in finished.stderr
    assert not (checkout / ".venv/half-made").exists()


def test_makes_it_anew_after_the_checkout_was_moved(checkout, quick_path):
    assert run(checkout / "run.sh", path=quick_path).returncode == 0
    moved = checkout.rename(checkout.parent / "moved")
    finished = run(moved / "run.sh", path=quick_path)
    assert "Making .venv" in finished.stderr
    assert finished.stdout.strip().endswith(f"{moved}/.venv")


@pytest.mark.skipif(shutil.which("flock") is None, reason="there is no flock on this machine")
def test_two_starts_at_once_make_one_environment(checkout, quick_path):
    starts = [
        subprocess.Popen(
            [checkout / "run.sh"],
            env={"PATH": quick_path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [start.communicate(timeout=120) for start in starts]
    assert [start.returncode for start in starts] == [0, 0], outputs
    assert sum("Making .venv" in stderr for _, stderr in outputs) == 1


def test_a_python_that_is_too_old_is_refused_in_words(checkout, tmp_path):
    path = a_path_with(tmp_path / "bin", ["bash", "dirname", "flock"])
    a_command(path, "python3", "exit 1")
    finished = run(checkout / "run.sh", path=path)
    assert finished.returncode == 1
    assert "Python 3.11 or newer is needed" in finished.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_answered_with_the_line_to_type(checkout, tmp_path):
    path = a_path_with(tmp_path / "bin", ["bash", "dirname", "flock"])
    a_command(path, "python3.12", '[[ "$2" != *ensurepip* ]]')
    finished = run(checkout / "run.sh", path=path)
    assert finished.returncode == 1
    assert "apt-get install python3-venv" in finished.stderr


def test_a_launcher_with_nothing_behind_it_is_passed_over(checkout, tmp_path, quick_path):
    nothing = a_command(tmp_path / "bin", "python3.13", "exit 127").parent
    a_command(tmp_path / "bin", "python3.12", f'PATH="{quick_path}" exec python3.13 "$@"')
    finished = run(checkout / "run.sh", path=f"{nothing}:{PATH}")
    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize(
    ("script", "argument", "status"),
    [
        pytest.param("run.sh", "--help", 0, id="run-help"),
        pytest.param("run.sh", "--emulator", 2, id="run-mistyped"),
        pytest.param("test.sh", "--help", 0, id="test-help"),
        pytest.param("test.sh", "benhc", 2, id="test-mistyped-mode"),
        pytest.param("test.sh", "tests/nowhere.py", 2, id="test-missing-path"),
        pytest.param("test.sh", "", 2, id="test-empty-mode"),
    ],
)
def test_usage_is_told_before_anything_is_made(checkout, script, argument, status):
    finished = run(checkout / script, argument)
    assert finished.returncode == status
    assert f"usage: ./{script}" in (finished.stderr if status else finished.stdout)
    assert not (checkout / ".venv").exists()


@pytest.fixture
def tested(checkout, quick_path):
    """test.sh with tools that only say how they were called, and fail if FAIL or PYTEST say so."""
    assert run(checkout / "run.sh", "--emulators", path=quick_path).returncode == 0
    says = 'echo "$(basename "$0") $*"; [[ "${FAIL:-}" != *"$(basename "$0") $1"* ]]'
    for tool in ("ruff", "mypy", "shellcheck"):
        a_command(checkout / ".venv/bin", tool, says)
    (checkout / "pytest.py").write_text(PYTEST, encoding="utf-8")
    (checkout / "tests/core").mkdir(parents=True)
    for mode in ("bench", "campaign"):
        says = f"import sys\nprint('{mode}', *sys.argv[1:])"
        (checkout / f"tests/{mode}.py").write_text(says, encoding="utf-8")
    return checkout / "test.sh"


def test_runs_every_check_pytest_last_and_names_what_failed(tested):
    everything = "pytest -rs -n 3 --dist loadfile --no-loadscope-reorder"
    finished = run(tested)
    assert finished.returncode == 0, finished.stderr
    assert [line for line in finished.stdout.splitlines() if not line.startswith("==")] == [
        "ruff check .",
        "ruff format --check .",
        "mypy --strict",
        "shellcheck -x run.sh test.sh deploy.sh .ci/run .ci/environment.sh",
        everything,
    ]
    finished = run(tested, FAIL="ruff format, mypy --strict")
    assert finished.returncode == 1
    assert "Failed: ruff format, mypy" in finished.stderr
    assert finished.stdout.splitlines()[-1] == everything

    finished = run(tested, PYTEST="5")
    assert finished.returncode == 1, "no test collected is no success"
    assert "Failed: pytest" in finished.stderr


def test_runs_what_the_arguments_name(tested):
    for arguments, called in {
        ("bench",): "bench",
        ("campaign", "--minutes", "5"): "campaign --minutes 5",
        ("tests/core", "-k", "a b"): "pytest -rs tests/core -k a b",
        ("tests/core::test_a",): "pytest -rs tests/core::test_a",
        ("-x",): "pytest -rs -x",
    }.items():
        finished = run(tested, *arguments)
        assert (finished.returncode, finished.stdout) == (0, f"{called}\n"), finished.stderr
    assert run(tested, "-x", PYTEST="1").returncode == 1
