"""`python -m shared.cli scan` against stand-ins of the providers, killed and told off."""

import os
import signal
import subprocess
import sys
import time

import pytest

from shared import bootstrap, cli
from shared.bootstrap import App
from shared.config import read_settings
from shared.services.providers import scan as service
from tests.stand_ins import circleci, github
from tests.stand_ins.circleci import entry, serving_circleci
from tests.stand_ins.faults import OnceEach, cut
from tests.stand_ins.github import run, serving_github

BUILDS = 60


@pytest.fixture
def scan(tmp_path, monkeypatch, capsys):
    """Runs the command; returns exit status and what it said."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CIRCLECI_TOKEN", circleci.TOKEN)
    monkeypatch.setenv("GITHUB_TOKEN", github.TOKEN)
    monkeypatch.setattr(service, "PAUSE_SECONDS", 0.0)
    bootstrap.get_app.cache_clear()

    def run_command(*words, provider="circleci", repo="acme/shop"):
        capsys.readouterr()
        try:
            status = cli.main(["scan", "--provider", provider, "--repo", repo, *words])
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().err

    yield run_command
    bootstrap.get_app.cache_clear()


def records(app):
    return app.store.list_records(now_ms=app.now_ms(), limit=1000).items


def test_branches_of_circleci_with_trouble_on_the_way(scan, monkeypatch):
    pulls = [entry(100 + n, branch="pull/17") for n in range(4)]
    with serving_circleci(
        [*(entry(n) for n in range(1, 41)), *pulls], faults=circleci.usual_faults()
    ) as stand_in:
        monkeypatch.setenv("CIRCLECI_API_URL", stand_in.url)
        status, said = scan("--branch", "master", "--branch", "pull/17", "--count", "30")
        assert (status, "34 runs" in said, "17 new" in said) == (0, True, True)
        assert scan("--branch", "master", "--branch", "pull/17", "--count", "30")[1].count("known")
    app = bootstrap.get_app()
    found = {record.context.build: record.context.pull for record in records(app)}
    assert found == {str(n): None for n in range(11, 41, 2)} | {"101": "17", "103": "17"}
    reports = app.store.list_reports(limit=10).items
    assert sum(report.tally.occurrences for report in reports) == len(found)
    assert all("no crumb" in report.title for report in reports)


def test_runs_of_github_with_trouble_on_the_way(scan, monkeypatch, tmp_path):
    runs = [run(n) for n in range(40, 0, -1)]
    words = ("--branch", "main", "--count", "40", "--cache", str(tmp_path / "cache"))
    with serving_github(runs, faults=github.usual_faults()) as stand_in:
        monkeypatch.setenv("GITHUB_API_URL", stand_in.url)
        assert scan(*words, provider="github-actions")[0] == 0
        fetched = len(stand_in.store_server.asked)
        assert scan(*words, "--wipe", provider="github-actions")[0] == 0
        assert len(stand_in.store_server.asked) >= fetched + 20
    found = records(bootstrap.get_app())
    assert {record.context.build for record in found} == {str(n * 10) for n in range(1, 40, 2)}
    assert {record.context.job for record in found} == {"unit"}
    assert len(list((tmp_path / "cache").rglob("*.log.gz"))) == 20


@pytest.mark.parametrize(
    ("changes", "repo", "status", "said"),
    [
        ({"CIRCLECI_TOKEN": ""}, "acme/shop", 2, "Set CIRCLECI_TOKEN"),
        ({"CIRCLECI_TOKEN": "taken-back"}, "acme/shop", 2, "Set CIRCLECI_TOKEN"),
        ({"CIRCLECI_TOKEN": "two\nlines"}, "acme/shop", 2, "CIRCLECI_TOKEN is no token"),
        ({"CIRCLECI_API_URL": "circleci.com"}, "acme/shop", 2, "CIRCLECI_API_URL"),
        ({}, "acme/nothing", 2, "there is no acme/nothing"),
        ({}, "acme", 2, "write owner/name"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(scan, monkeypatch, changes, repo, status, said):
    with serving_circleci([entry(1)]) as stand_in:
        monkeypatch.setenv("CIRCLECI_API_URL", stand_in.url)
        for name, value in changes.items():
            monkeypatch.setenv(name, value)
        found = scan("--branch", "master", repo=repo)
    assert (found[0], said in found[1]) == (status, True), found
    assert "Traceback" not in found[1]


def test_a_branch_without_builds_and_a_build_that_cannot_be_fetched_are_told(scan, monkeypatch):
    with serving_circleci([entry(1), entry(3)]) as stand_in:
        monkeypatch.setenv("CIRCLECI_API_URL", stand_in.url)
        status, said = scan("--branch", "gone")
        assert (status, "no builds of gone" in said) == (1, True)
        stand_in.faults.spoil = lambda address, good: cut(good) if "/3/" in address else good
        status, said = scan("--branch", "master")
        assert (status, "1 failed" in said, "build 3:" in said) == (1, True, True)


def test_single_builds_are_fetched_by_their_ids(scan, monkeypatch):
    with serving_circleci([entry(1), entry(2), entry(3)]) as stand_in:
        monkeypatch.setenv("CIRCLECI_API_URL", stand_in.url)
        status, said = scan("--build", "3", "--build", "2")
        assert (status, said) == (
            0,
            "build 3: new\nbuild 2: left alone: it has not failed, or not yet\n",
        )
        status, said = scan("--build", "9")
        assert (status, said) == (2, "scan: acme/shop has no build 9\n")
        stand_in.faults.spoil = lambda address, good: cut(good) if "/1/" in address else good
        assert scan("--build", "1")[0] == 1
    assert scan()[0] == 2
    found = records(bootstrap.get_app())
    assert [record.context.build for record in found] == ["3"]


def command(tmp_path, stand_in):
    words = ("--repo", "acme/shop", "--branch", "master", "--count", str(BUILDS))
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "STORES": "embedded",
        "CIRCLECI_API_URL": stand_in.url,
        "CIRCLECI_TOKEN": circleci.TOKEN,
    }
    full = [sys.executable, "-m", "shared.cli", "scan", "--provider", "circleci", *words]
    return full, environment


def killed_once_beyond(tmp_path, stand_in, app, count):
    """Start the command and kill it when so many records are there."""
    words, environment = command(tmp_path, stand_in)
    running = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(records(app)) < count and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert running.poll() is None, "it ended before it could be killed"
    running.send_signal(signal.SIGKILL)
    running.wait(10)


def test_killed_twice_it_ends_with_every_log_once(tmp_path):
    app = App(read_settings({"DATA_DIR": str(tmp_path)}))
    faults = OnceEach(circleci.LIMITED, circleci.DOWN, circleci.EXPIRED_LINK)
    with serving_circleci([entry(n) for n in range(1, BUILDS + 1)], faults=faults) as stand_in:
        for count in (4, 12):
            killed_once_beyond(tmp_path, stand_in, app, count)
        assert len(records(app)) < BUILDS // 2, "the last kill came too late to be one"
        words, environment = command(tmp_path, stand_in)
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    failed = {str(n) for n in range(1, BUILDS + 1, 2)}
    assert sorted(record.context.build for record in records(app)) == sorted(failed)
    counted = sum(row.tally.occurrences for row in app.store.list_reports(limit=100).items)
    assert counted == len(failed)
