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
import os
import shutil
import signal
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

from cases import Case, read_cases  # noqa: E402
from ci_run import Run, Step  # noqa: E402
from ci_shapes import SHAPES  # noqa: E402
from machine import HOME, environment_of, is_missing, normalize, replacements  # noqa: E402

CASES = read_cases(HERE / "cases.toml")
ROOMS = sorted({HOME, *(Path(case.workspace) for case in CASES)})
MAX_LOG_BYTES = 60_000
MAX_SECONDS = 180
# A runner prepares for a moment before the first step.
SECONDS_BEFORE_STEPS = 3.25


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


def run_script(
    script: Path, room: str, begin: float, environment: dict[str, str]
) -> tuple[list[tuple[float, str]], int]:
    """Run a script as a CI runner does; its lines with their moments, and its exit code."""
    with subprocess.Popen(
        ["bash", "-e", str(script)],
        cwd=room,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        watch = threading.Timer(MAX_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        lines = []
        for line in process.stdout:
            text = line.decode("utf-8", "replace").removesuffix("\n")
            lines.append((time.monotonic() - begin, text))
        code = process.wait()
        watch.cancel()
    return lines, 128 - code if code < 0 else code


def run_step(
    case: Case, name: str, command: str, begin: float, environment: dict[str, str]
) -> Step:
    """Run one step, and keep what it printed without the machine's own names."""
    script = HOME / "tmp" / f"{name}.sh"
    script.write_text(command + "\n")
    started = time.monotonic() - begin
    lines, exit_code = run_script(script, case.workspace, begin, environment)
    pairs = replacements(environment)
    clean = tuple((seconds, normalize(line, pairs)) for seconds, line in lines)
    shown = command.replace("$REGISTRY_DOWN", environment["REGISTRY_DOWN"])
    shown = normalize(shown.replace("$REGISTRY", environment["REGISTRY"]), pairs)
    return Step(name, shown, started, time.monotonic() - begin, clean, exit_code)


def prepared_room(case: Case, environment: dict[str, str]) -> None:
    """Lay a fresh copy of the program into the case's room."""
    shutil.rmtree(case.workspace, ignore_errors=True)
    shutil.copytree(HERE / "programs" / case.folder, case.workspace)
    (HOME / "tmp").mkdir(parents=True, exist_ok=True)
    if case.prepare:
        subprocess.run(
            ["bash", "-ec", case.prepare],
            cwd=case.workspace,
            env=environment,
            check=True,
            capture_output=True,
        )


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
    run = Run(case.job, case.build, case.workspace, started_at, tuple(steps))
    if run.exit_code != case.exit_code:
        output = "\n".join(line for _, line in run.steps[-1].lines)
        raise LogNotMade(f"exit code {run.exit_code} instead of {case.exit_code}:\n{output}")
    return run


def write_log(case: Case, folder: Path, registry: str) -> None:
    """Make one log; a log that is too long or still names the machine is refused."""
    text = "\n".join(SHAPES[case.shape](run_case(case, registry))) + "\n"
    own_names = {str(Path.home()), str(HERE.parents[1])} - {"/"}
    leaks = [name for name in own_names if name in text]
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
        parser.exit(1, f"not run: {taken[0]} stands here already and would be lost\n")
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
