#!/usr/bin/env python3
"""Makes the golden logs by running real tools on the small broken programs in programs/.

    python tests/golden/make_logs.py FOLDER [CASE ...]

Each case runs in a fresh copy of its program in a neutral folder, with a small environment of its
own, and its log is written to FOLDER/<case>.log. A case whose tool is missing is skipped with a
sentence. Needs the right to make the neutral folders (root in a container will do).
"""

import argparse
import contextlib
import functools
import http.server
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from cases import CASES, Case  # noqa: E402
from ci_shapes import SHAPES, Run, Step  # noqa: E402

HOME = Path("/home/ci")
ROOMS = sorted({HOME, *(Path(case.room) for case in CASES)})
MAX_LOG_BYTES = 60_000
MAX_SECONDS = 180
# A runner prepares for a moment before the first step.
SECONDS_BEFORE_STEPS = 3.25
# Pages that tools point to in their messages; every other host becomes one of example.org.
DOCUMENTATION_HOSTS = (
    "docs.pytest.org", "cwiki.apache.org", "docs.astral.sh", "doc.rust-lang.org",
    "maven.apache.org", "mypy.readthedocs.io", "docs.npmjs.com", "nodejs.org", "www.gnu.org",
    "pip.pypa.io", "eslint.org", "git-scm.com",
)  # fmt: skip


class LogNotMade(Exception):
    """A case cannot be run here, or its program did something else than it should."""


class NothingHere(http.server.BaseHTTPRequestHandler):
    """A package registry that has no package."""

    def do_GET(self) -> None:
        """Answer 404 to everything."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def empty_registry() -> Iterator[str]:
    """Serve a registry without packages; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NothingHere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def closed_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_missing(need: str, path: str) -> bool:
    """Whether a command, a Python module (`python:name`) or a file is not on this machine."""
    if need.startswith("/"):
        return not Path(need).exists()
    if need.startswith("python:"):
        return importlib.util.find_spec(need.removeprefix("python:")) is None
    return shutil.which(need, path=path) is None


def environment_of(case: Case, registry: str) -> dict[str, str]:
    """A small environment that is the same on every machine, but for where the tools lie."""
    home = Path.home()
    kept = {
        "RUSTUP_HOME": os.environ.get("RUSTUP_HOME", str(home / ".rustup")),
        "CARGO_HOME": os.environ.get("CARGO_HOME", str(home / ".cargo")),
    }
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(HOME),
        "USER": "ci",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "CI": "true",
        "TMPDIR": str(HOME / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "MAVEN_OPTS": f"-Dmaven.repo.local={home}/.m2/repository -Duser.home={HOME}",
        "GOPROXY": "off",
        "GOFLAGS": "-mod=mod",
        "REGISTRY": registry,
        "REGISTRY_DOWN": f"http://127.0.0.1:{closed_port()}",
        **kept,
        **case.environment,
    }


def replacements(environment: dict[str, str]) -> list[tuple[str, str]]:
    """Machine-made text and what stands for it in a log, longest first."""
    home = str(Path.home())
    pairs = [
        (environment["REGISTRY"], "https://registry.example.org"),
        (environment["REGISTRY_DOWN"], "https://git.example.org"),
        (f"127.0.0.1 port {environment['REGISTRY_DOWN'].rpartition(':')[2]}", "git.example.org port 443"),
        (environment["RUSTUP_HOME"], "/home/ci/.rustup"),
        (environment["CARGO_HOME"], "/home/ci/.cargo"),
        (f"{home}/.m2", "/home/ci/.m2"),
        (socket.gethostname(), "runner-7"),
    ]
    if sys.prefix != sys.base_prefix:
        pairs.append((sys.prefix, "/home/ci/venv"))
    if not sys.base_prefix.startswith("/usr"):
        pairs.append((sys.base_prefix, "/usr/local"))
    pairs += [(tool_home(name, environment["PATH"]), "/usr") for name in ("tsc", "eslint")]
    return sorted(((a, b) for a, b in pairs if len(a) > 3), key=lambda pair: -len(pair[0]))


def tool_home(name: str, path: str) -> str:
    """The folder that a Node tool is installed in, if it is none of the system's."""
    found = shutil.which(name, path=path)
    folder = str(Path(found).resolve().parent.parent.parent.parent) if found else ""
    return "" if folder.startswith("/usr") else folder


def normalize(text: str, pairs: list[tuple[str, str]]) -> str:
    """Return text without what tells on the machine it was made on."""
    for found, stands_for in pairs:
        text = text.replace(found, stands_for)
    return re.sub(r"(?<=://)[\w.-]+(?::\d+)?", neutral_host, text)


def neutral_host(match: re.Match[str]) -> str:
    """The host of an address as it may stand in a log."""
    host = match[0].partition(":")[0]
    if host in DOCUMENTATION_HOSTS or host.endswith("example.org"):
        return match[0]
    return "mirror.example.org"


def run_step(case: Case, name: str, command: str, begin: float, environment: dict[str, str]) -> Step:
    """Run one command as a CI runner does, keeping the moment of every line."""
    script = HOME / "tmp" / f"{name}.sh"
    script.write_text(command + "\n")
    started = time.monotonic() - begin
    with subprocess.Popen(
        ["bash", "-e", str(script)],
        cwd=case.room, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        watch = threading.Timer(MAX_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        lines = [(time.monotonic() - begin, line.decode("utf-8", "replace").removesuffix("\n")) for line in process.stdout]
        code = process.wait()
        watch.cancel()
    pairs = replacements(environment)
    clean = tuple((seconds, normalize(line, pairs)) for seconds, line in lines)
    exit_code = 128 - code if code < 0 else code
    shown = command.replace("$REGISTRY_DOWN", environment["REGISTRY_DOWN"])
    shown = normalize(shown.replace("$REGISTRY", environment["REGISTRY"]), pairs)
    return Step(name, shown, started, time.monotonic() - begin, clean, exit_code)


def prepared_room(case: Case, environment: dict[str, str]) -> None:
    """Lay a fresh copy of the program into the case's room."""
    shutil.rmtree(case.room, ignore_errors=True)
    shutil.copytree(HERE / "programs" / case.folder, case.room)
    (HOME / "tmp").mkdir(parents=True, exist_ok=True)
    if case.prepare:
        subprocess.run(["bash", "-ec", case.prepare], cwd=case.room, env=environment, check=True, capture_output=True)


def run_case(case: Case, registry: str) -> Run:
    """Run the steps of a case until one fails."""
    environment = environment_of(case, registry)
    missing = [need for need in case.needs if is_missing(need, environment["PATH"])]
    if missing:
        raise LogNotMade(f"skipped, because {', '.join(missing)} is not on this machine")
    prepared_room(case, environment)
    begin, steps = time.monotonic() - SECONDS_BEFORE_STEPS, []
    for name, command in case.steps:
        steps.append(run_step(case, name, command, begin, environment))
        if steps[-1].exit_code:
            break
    started_at = datetime(2026, 3, case.day, 9, 15, 2, 41000, tzinfo=UTC)
    run = Run(case.job, case.build, case.room, started_at, tuple(steps))
    if run.exit_code != case.exit_code:
        output = "\n".join(line for _, line in run.steps[-1].lines)
        raise LogNotMade(f"exit code {run.exit_code} instead of {case.exit_code}:\n{output}")
    return run


def write_log(case: Case, folder: Path, registry: str) -> None:
    """Make one log; a log that is too long or still names the machine is refused."""
    text = "\n".join(SHAPES[case.shape](run_case(case, registry))) + "\n"
    leaks = [word for word in (str(Path.home()), str(HERE.parents[1])) if word != "/" and word in text]
    if leaks or len(text) > MAX_LOG_BYTES:
        raise LogNotMade(f"refused: {len(text)} characters, names of this machine: {leaks}")
    with (folder / f"{case.name}.log").open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def made_folders() -> list[Path]:
    """The top folders that the cases' rooms will be made under and that do not stand yet."""
    made = []
    for room in ROOMS:
        missing = [folder for folder in (room, *room.parents) if not folder.exists()]
        made += missing[-1:]
    return made


def main() -> int:
    """Make the logs asked for; 1 if a program did not fail as it should."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", nargs="*", metavar="CASE", help="default: all")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    taken = [room for room in ROOMS if room.exists()]
    if taken:
        parser.exit(1, f"not run: {', '.join(map(str, taken))} stand here already and would be lost\n")
    to_remove, trouble = made_folders(), False
    say = functools.partial(print, flush=True)
    try:
        with empty_registry() as registry:
            for case in CASES:
                if wanted.cases and case.name not in wanted.cases:
                    continue
                try:
                    write_log(case, wanted.folder, registry)
                    say(f"{case.name}: made")
                except LogNotMade as error:
                    trouble = trouble or not str(error).startswith("skipped")
                    say(f"{case.name}: {error}")
    finally:
        for folder in to_remove:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
