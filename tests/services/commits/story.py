"""A day of a busy repository as its sources tell it: events and logs, in an order that is free."""

import random
from dataclasses import dataclass
from typing import Any

from tests import github_payloads as payloads
from tests.services.commits.host import FLAKY_LINE, sha
from tests.services.conftest import NOON

MINUTE = 60_000
KNOWN_LINE = "ERROR: could not reach mirror.acme.example: connection refused"
NEW_LINE = "main.c:3:5: error: unknown type name 'coin'"
MAIN, BOBS, ANNS, ANNS_NEXT, DAVES, ERINS = (sha(number) for number in range(1, 7))


@dataclass(frozen=True)
class Event:
    """A delivery of the repository's host."""

    delivery: str
    event: str
    payload: Any


@dataclass(frozen=True)
class Log:
    """A build log that is dropped, with the time that its object tells."""

    job: str
    build: int
    sha: str
    text: str
    at_ms: int

    @property
    def name(self):
        return f"logs/{self.job}/{self.build}/build-log.txt"


class Story:
    """Collects what happened; `jobs` are run on each commit."""

    def __init__(self, jobs):
        self.jobs = [f"job-{number:02}" for number in range(jobs)]
        self.told = []
        self._builds = 1000

    def event(self, event, payload):
        self.told.append(Event(f"delivery-{len(self.told)}", event, payload))

    def ran(self, job, commit, at_ms, ended, text=None, attempt=1):
        """Tell that a job ran, how it ended, and drop its log if it has one."""
        self._builds += 1
        build = self._builds
        if ended is None or build % 2:
            self.event(*payloads.workflow_job(job, build, commit, at_ms, attempt=attempt))
        if ended is not None:
            told = payloads.workflow_job(job, build, commit, at_ms, ended=ended, attempt=attempt)
            self.event(*told)
        if text is not None:
            log = f"run {build} of {job}\n{text}\n"
            self.told.append(Log(job, build, commit, log, at_ms + 70_000))

    def commit(self, commit, hours_ago, **failures):
        """Tell of one commit: all jobs pass but those named "job_07", which fail so."""
        at_ms = NOON - hours_ago * 60 * MINUTE
        for number, job in enumerate(self.jobs):
            text = failures.get(job.replace("-", "_"), "")
            began_ms = at_ms + number * 1000
            if text == "":
                self.ran(job, commit, began_ms, "success")
            else:
                self.ran(job, commit, began_ms, "failure", text)
        return at_ms


def busy_day(jobs=40):
    """Return the events and logs of a day, and the states that the commits have at its end."""
    story = Story(jobs)
    story.event(*payloads.push(MAIN, NOON - 600 * MINUTE, author="carol"))
    story.event(*payloads.pull_request(8, BOBS, NOON - 500 * MINUTE, author="bob", branch="b"))
    story.event(*payloads.pull_request(7, ANNS, NOON - 400 * MINUTE, author="ann", branch="a"))
    story.event(*payloads.pull_request(7, ANNS_NEXT, NOON - 300 * MINUTE, author="ann", branch="a"))
    story.event(*payloads.pull_request(9, DAVES, NOON - 200 * MINUTE, author="dave", branch="d"))
    story.event(*payloads.pull_request(10, ERINS, NOON - 100 * MINUTE, author="erin", branch="e"))
    at_ms = story.commit(MAIN, 10, job_03=FLAKY_LINE, job_05=KNOWN_LINE)
    at_ms = story.commit(BOBS, 8, job_03=FLAKY_LINE, job_01=None)
    story.ran("job-03", BOBS, at_ms + 5 * MINUTE, "success", attempt=2)
    story.commit(ANNS, 6, job_03=FLAKY_LINE, job_05=KNOWN_LINE)
    at_ms = story.commit(ANNS_NEXT, 4, job_03=FLAKY_LINE, job_02=NEW_LINE)
    story.ran("job-03", ANNS_NEXT, at_ms + 5 * MINUTE, "failure", FLAKY_LINE, attempt=2)
    at_ms = story.commit(DAVES, 2)
    story.ran("job-04", DAVES, at_ms + 5 * MINUTE, None, attempt=2)
    story.event(*payloads.status("ci/lint", "pending", DAVES, at_ms))
    story.event(*payloads.status("ci/lint", "success", DAVES, at_ms + MINUTE))
    story.event(*payloads.check_run("preview", 77, DAVES, at_ms, ended="neutral"))
    story.commit(ERINS, 1)
    # What is said of other repositories, and what says nothing of builds, changes nothing.
    story.event("issues", {"repository": payloads.repository()})
    foreign = payloads.status("ci/lint", "failure", ERINS, at_ms)[1]
    story.event("status", {**foreign, "repository": payloads.repository("evil/app")})
    states = {
        MAIN: ("failure", f"2 of 2 failures new: {FLAKY_LINE}"),
        BOBS: ("failure", "1 of 1 failure unknown"),
        ANNS: ("success", "1 of 2 failures known, 1 flaky"),
        ANNS_NEXT: ("failure", f"1 of 2 failures new, 1 unknown: {NEW_LINE}"),
        DAVES: ("failure", "1 of 1 failure unknown"),
        ERINS: ("success", f"No failures in {jobs} jobs"),
    }
    return story.told, states


def an_order(told, number):
    """Return all of it in a random order, some of it twice."""
    chance = random.Random(number)
    twice = chance.sample(told, len(told) // 10)
    ordered = [*told, *twice]
    chance.shuffle(ordered)
    return ordered
