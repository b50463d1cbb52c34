"""Prints what steps wrote the way a CI runner would: prefixes, groups, colours, closing lines.

Each shape takes a Run and gives back the text of its build log.
"""

import json
from collections.abc import Iterator

from ci_run import Run, milliseconds

ESC = "\x1b"


def plain(run: Run) -> Iterator[str]:
    """What a terminal shows: the output alone."""
    for step in run.steps:
        yield from (line for _, line in step.lines)


def shell_trace(run: Run) -> Iterator[str]:
    """A plain log whose commands are echoed by `bash -x`."""
    for step in run.steps:
        yield from (f"+ {line}" for line in step.command.splitlines())
        yield from (line for _, line in step.lines)


def github_actions(run: Run) -> Iterator[str]:
    """The raw log of a GitHub Actions job: a timestamp on each line, `##[group]`, `##[error]`."""

    def stamp(seconds: float, text: str) -> str:
        return f"{run.at(seconds):%Y-%m-%dT%H:%M:%S.%f}0Z {text}"

    for text in (
        "Current runner version: '2.316.1'",
        "##[group]Operating System",
        "Ubuntu",
        "22.04.4",
        "LTS",
        "##[endgroup]",
        "Prepare workflow directory",
        "Getting action download info",
        f"Complete job name: {run.job}",
        "##[group]Run actions/checkout@v3",
        "with:",
        "  repository: acme/shop",
        "  token: ***",
        "##[endgroup]",
        "hint: Using 'master' as the name for the initial branch. This default branch name",
        "hint: is subject to change.",
    ):
        yield stamp(0, text)
    for step in run.steps:
        first, *_ = step.command.splitlines()
        yield stamp(step.started, f"##[group]Run {first}")
        for line in step.command.splitlines():
            yield stamp(step.started, f"{ESC}[36;1m{line}{ESC}[0m")
        yield stamp(step.started, "shell: /usr/bin/bash -e {0}")
        yield stamp(step.started, "##[endgroup]")
        yield from (stamp(seconds, line) for seconds, line in step.lines)
        if step.exit_code:
            yield stamp(step.ended, f"##[error]Process completed with exit code {step.exit_code}.")
    for text in (
        "Post job cleanup.",
        "[command]/usr/bin/git version",
        "git version 2.45.1",
        "Cleaning up orphan processes",
        "##[warning]Node.js 16 actions are deprecated. Please update the following actions to use"
        " Node.js 20: actions/checkout@v3.",
    ):
        yield stamp(run.ended + 1, text)


def gitlab(run: Run) -> Iterator[str]:
    """A GitLab trace: sections with carriage returns and erase codes, green commands."""

    def blue(text: str) -> str:
        return f"{ESC}[0K{ESC}[36;1m{text}{ESC}[0;m{ESC}[0;m"

    def section(name: str, begins: float, ends: float, lines: list[str]) -> Iterator[str]:
        yield f"section_start:{run.at(begins):%s}:{name}\r{ESC}[0K{lines[0]}"
        yield from lines[1:]
        yield f"section_end:{run.at(ends):%s}:{name}\r{ESC}[0K"

    yield f"{ESC}[0KRunning with gitlab-runner 16.11.1 (535ced5f){ESC}[0;m"
    yield f"{ESC}[0K  on shared-runner-4 zxW1yBsL, system ID: s_7f3a9c0b11de{ESC}[0;m"
    yield from section(
        "get_sources",
        0,
        2,
        [
            blue("Getting source from Git repository"),
            f"{ESC}[32;1mFetching changes with git depth set to 20...{ESC}[0;m",
            f"{ESC}[32;1mChecking out 4be1c0d9 as detached HEAD (ref is main)...{ESC}[0;m",
            f"{ESC}[32;1mSkipping Git submodules setup{ESC}[0;m",
        ],
    )
    script = [blue('Executing "step_script" stage of the job script')]
    for step in run.steps:
        script += [f"{ESC}[32;1m$ {line}{ESC}[0;m" for line in step.command.splitlines()]
        script += [line for _, line in step.lines]
    yield from section("step_script", 2, run.ended, script)
    yield from section(
        "cleanup_file_variables",
        run.ended,
        run.ended + 1,
        [blue("Cleaning up project directory and file based variables")],
    )
    if run.exit_code:
        yield f"{ESC}[31;1mERROR: Job failed: exit code {run.exit_code}"
        yield f"{ESC}[0;m"
    else:
        yield f"{ESC}[32;1mJob succeeded{ESC}[0;m"


def jenkins(run: Run) -> Iterator[str]:
    """A Jenkins pipeline with the timestamper plugin."""

    def stamp(seconds: float, text: str) -> str:
        return f"[{milliseconds(run.at(seconds))}] {text}"

    yield "Started by an SCM change"
    yield "Obtained Jenkinsfile from 4be1c0d9a5d5a4c1cc19fbd8a2a8f8a4ad1b7f50"
    yield "[Pipeline] Start of Pipeline"
    yield stamp(0, "[Pipeline] node")
    yield stamp(0, f"Running on agent-{run.build % 7} in {run.room}")
    for step in run.steps:
        yield stamp(step.started, "[Pipeline] { (" + step.name + ")")
        yield stamp(step.started, "[Pipeline] sh")
        yield from (stamp(step.started, f"+ {line}") for line in step.command.splitlines())
        yield from (stamp(seconds, line) for seconds, line in step.lines)
        yield stamp(step.ended, "[Pipeline] }")
    yield stamp(run.ended, "[Pipeline] // node")
    yield stamp(run.ended, "[Pipeline] End of Pipeline")
    if run.exit_code:
        yield f"ERROR: script returned exit code {run.exit_code}"
    yield f"Finished: {'FAILURE' if run.exit_code else 'SUCCESS'}"


def travis(run: Run) -> Iterator[str]:
    """A Travis log: folds, the command in yellow, "The command ... exited with"."""
    yield f"travis_fold:start:worker_info\r{ESC}[0K{ESC}[33;1mWorker information{ESC}[0m"
    yield "hostname: worker-7.example.org:travis-linux"
    yield f"travis_fold:end:worker_info\r{ESC}[0K"
    yield f"travis_time:start:07f1a7c0\r{ESC}[0K$ git clone --depth=50 --branch=main shop acme/shop"
    yield "Cloning into 'acme/shop'..."
    yield f"travis_time:end:07f1a7c0:start=1,finish=2,duration=1\r{ESC}[0K"
    for number, step in enumerate(run.steps, 1):
        yield f"travis_time:start:0a{number:06x}\r{ESC}[0K$ {step.command}"
        yield from (line for _, line in step.lines)
        nanoseconds = int((step.ended - step.started) * 1e9)
        yield f"travis_time:end:0a{number:06x}:duration={nanoseconds}\r{ESC}[0K"
        color = 31 if step.exit_code else 32
        yield f'{ESC}[{color};1mThe command "{step.command}" exited with {step.exit_code}.{ESC}[0m'
        yield ""
    yield f"Done. Your build exited with {1 if run.exit_code else 0}."


def prow(run: Run) -> Iterator[str]:
    """A build log of a Prow job: ci-operator's lines, then the entrypoint's JSON line."""

    def info(seconds: float, text: str) -> str:
        return f"INFO[{run.at(seconds):%Y-%m-%dT%H:%M:%SZ}] {text}"

    yield info(0, "ci-operator version v20260217-3f2f2a9b1")
    yield info(0, "Loading configuration from inline")
    yield info(0, "Using namespace ci-op-5k1qzv7m")
    for step in run.steps:
        yield info(step.started, f"Running step {run.job}-{step.name}.")
        yield from (line for _, line in step.lines)
        state = "failed" if step.exit_code else "succeeded"
        took = f"{max(1, round(step.ended - step.started))}s"
        yield info(step.ended, f"Step {run.job}-{step.name} {state} after {took}.")
    if run.exit_code:
        yield json.dumps(
            {
                "component": "entrypoint",
                "error": f"wrapped process failed: exit status {run.exit_code}",
                "file": "k8s.io/test-infra/prow/entrypoint/run.go:79",
                "level": "error",
                "msg": "Error executing test process",
                "severity": "error",
                "time": f"{run.at(run.ended):%Y-%m-%dT%H:%M:%SZ}",
            },
            separators=(",", ":"),
        )


def buildkite(run: Run) -> Iterator[str]:
    """A Buildkite log: each line carries its time in an escape sequence; steps open with `~~~`."""

    def stamp(seconds: float, text: str) -> str:
        return f"{ESC}_bk;t={int(run.at(seconds).timestamp() * 1000)}\x07{text}"

    yield stamp(0, "~~~ Preparing working directory")
    yield stamp(0, f'{ESC}[90m#{ESC}[0m Host "git.example.org" already in list of known hosts')
    yield stamp(0, f"$ cd {run.room}")
    for step in run.steps:
        yield stamp(step.started, "~~~ Running commands")
        yield stamp(step.started, f"{ESC}[90m${ESC}[0m {step.command}")
        yield from (stamp(seconds, line) for seconds, line in step.lines)
        if step.exit_code:
            yield stamp(step.ended, "^^^ +++")
            ended = f"exited with status {step.exit_code}"
            yield stamp(step.ended, f"{ESC}[31m🚨 Error: The command {ended}{ESC}[0m")
            yield stamp(step.ended, f"user command error: The plugin command hook {ended}")
    yield stamp(run.ended, "~~~ Running global pre-exit hook")


def taskcluster(run: Run) -> Iterator[str]:
    """A TaskCluster log: `[task <time>]` before each line of the task."""

    def stamp(seconds: float, text: str) -> str:
        return f"[task {milliseconds(run.at(seconds))}] {text}"

    begins, ends = run.at(0), run.at(run.ended)
    yield f"[taskcluster {begins:%Y-%m-%d %H:%M:%S}.000Z] Task ID: dVjS2vKzQ5qWm0rX3tYb8A"
    yield f"[taskcluster {begins:%Y-%m-%d %H:%M:%S}.000Z] Worker Type (linux-small) settings:"
    yield f"[taskcluster {begins:%Y-%m-%d %H:%M:%S}.000Z] === Task Starting ==="
    for step in run.steps:
        yield stamp(step.started, f"executing ['bash', '-cx', {step.command!r}]")
        yield from (stamp(seconds, line) for seconds, line in step.lines)
    yield f"[taskcluster {ends:%Y-%m-%d %H:%M:%S}.000Z] === Task Finished ==="
    word = "Unsuccessful" if run.exit_code else "Successful"
    yield (
        f"[taskcluster {ends:%Y-%m-%d %H:%M:%S}.000Z] {word} task run with exit code:"
        f" {run.exit_code} completed in {run.ended:.3f} seconds"
    )


def azure(run: Run) -> Iterator[str]:
    """A log of Azure Pipelines as its Windows agents write it: timestamps and CRLF line ends."""

    def stamp(seconds: float, text: str) -> str:
        return f"{run.at(seconds):%Y-%m-%dT%H:%M:%S.%f}0Z {text}\r"

    for step in run.steps:
        yield stamp(step.started, f"##[section]Starting: {step.name}")
        yield stamp(step.started, "=" * 78)
        yield stamp(step.started, "Task         : Command line")
        yield stamp(step.started, "Description  : Run a command line script and report its errors")
        yield stamp(step.started, "=" * 78)
        yield stamp(step.started, "Generating script.")
        yield stamp(step.started, f"Script contents: {step.command}")
        yield from (stamp(seconds, line) for seconds, line in step.lines)
        if step.exit_code:
            yield stamp(step.ended, f"##[error]Cmd.exe exited with code '{step.exit_code}'.")
        yield stamp(step.ended, f"##[section]Finishing: {step.name}")


SHAPES = {
    shape.__name__: shape
    for shape in (
        plain,
        shell_trace,
        github_actions,
        gitlab,
        jenkins,
        travis,
        prow,
        buildkite,
        taskcluster,
        azure,
    )
}
