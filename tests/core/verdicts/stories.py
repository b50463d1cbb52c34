"""Stories from facts to verdict. Each says what a careful person would say of the failures.

`truth` is what a failed job deserves: "excused" where the pull request is not to blame and the
facts suffice to say so, "blamed" where a green status would be wrong.
"""

from dataclasses import dataclass, replace

from shared.core.verdicts.model import (
    Attempt,
    CommitFacts,
    LogTrouble,
    Pin,
    Result,
    State,
    Trust,
    VerdictKind,
)
from tests.core.verdicts.facts import (
    BEGAN,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    breakage,
    failed,
    flaky,
    known,
    log,
    on_main,
    on_topic,
    passed,
    pull_request,
    running,
    seen,
    seen_on_main,
)

BROKEN, KNOWN, FLAKY, NEW, UNKNOWN = VerdictKind
PENDING, SUCCESS, FAILURE = State.PENDING, State.SUCCESS, State.FAILURE


@dataclass(frozen=True)
class Story:
    """One row: facts, the verdict of each failed job, the state, and which jobs are to blame."""

    name: str
    facts: CommitFacts
    verdicts: dict
    state: State
    blamed: tuple = ()

    @property
    def excused(self):
        """The failed jobs that the facts suffice to excuse."""
        return [job for job in self.verdicts if job not in self.blamed]


def story(name, facts, state, blamed="", **verdicts):
    named = {job.replace("_", "-"): kind for job, kind in verdicts.items()}
    jobs = tuple(named) if blamed == "all" else tuple(blamed.split())
    return Story(name, facts, named, state, jobs)


def with_breakage(facts, *breakages):
    return replace(facts, breakages=breakages)


def pinned(facts, kind, build="1"):
    return replace(facts, pins={"unit": Pin(build, kind, "the runner lost power", "dave")})


CONTRADICTED = {"red_retries": 3, "green_retries": 1}

NOTHING_FAILED = (
    story("no builds at all is no success", pull_request(), PENDING),
    story("a job without attempts is no job", pull_request(unit=()), PENDING),
    story("all passed", pull_request(unit=passed(), lint=passed()), SUCCESS),
    story("one still runs", pull_request(unit=passed(), lint=running()), PENDING),
    story("all still run", pull_request(unit=running()), PENDING),
    story(
        "failed, then passed on retry",
        pull_request(unit=(failed(log()), passed(build="2"))),
        SUCCESS,
    ),
    story(
        "failed, and its retry runs",
        pull_request(unit=(failed(log()), running(build="2"))),
        PENDING,
    ),
    story("passed on main", on_main(unit=passed()), SUCCESS),
    story(
        "never heard how it ended",
        pull_request(unit=running(began=NOW - 25 * HOUR)),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story("runs for 23 hours", pull_request(unit=running(began=NOW - 23 * HOUR)), PENDING),
    story(
        "uploader says it passed, nobody else knows",
        pull_request(unit=replace(passed(), trust=Trust.UPLOADER)),
        SUCCESS,
    ),
)

LOGS = (
    story("log not there yet", pull_request(unit=failed()), PENDING, "all", unit=UNKNOWN),
    story(
        "log missing after 20 minutes",
        pull_request(unit=failed(heard=NOW - 20 * MINUTE)),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "log due, another failure unexplained: red at once",
        pull_request(unit=failed(), lint=failed(log())),
        FAILURE,
        "all",
        unit=UNKNOWN,
        lint=NEW,
    ),
    story(
        "log due, the other flaky: wait",
        pull_request(unit=failed(), e2e=failed(log(flaky()))),
        PENDING,
        "unit",
        unit=UNKNOWN,
        e2e=FLAKY,
    ),
    *(
        story(
            f"trouble: {trouble.value}",
            pull_request(unit=failed(log(flaky(), trouble=trouble), heard=NOW - HOUR)),
            FAILURE,
            "all",
            unit=UNKNOWN,
        )
        for trouble in LogTrouble
    ),
    story(
        "not scanned yet, a moment ago",
        pull_request(unit=failed(log(flaky(), trouble=LogTrouble.UNSCANNED))),
        PENDING,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "cut, a moment ago: waiting brings nothing",
        pull_request(unit=failed(log(flaky(), trouble=LogTrouble.CUT))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "aborted without a log",
        pull_request(unit=Attempt("1", NOW, Result.ABORTED)),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "aborted with a flaky log",
        pull_request(unit=replace(failed(log(flaky())), result=Result.ABORTED)),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "the classifier fails on every log: nothing goes green",
        pull_request(
            unit=failed(log(trouble=LogTrouble.UNREADABLE)),
            lint=failed(log(trouble=LogTrouble.UNREADABLE)),
        ),
        FAILURE,
        "all",
        unit=UNKNOWN,
        lint=UNKNOWN,
    ),
)

EXCUSES = (
    story("flaky, seen at another's", pull_request(unit=failed(log(flaky()))), SUCCESS, unit=FLAKY),
    story("known, seen at another's", pull_request(unit=failed(log(known()))), SUCCESS, unit=KNOWN),
    story(
        "flaky, seen on main",
        pull_request(unit=failed(log(flaky(sightings=[seen_on_main()])))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "known, seen on main",
        pull_request(unit=failed(log(known(sightings=[seen_on_main()])))),
        SUCCESS,
        unit=KNOWN,
    ),
    story(
        "known before flaky",
        pull_request(unit=failed(log(flaky(), known()))),
        SUCCESS,
        unit=KNOWN,
    ),
    story(
        "known expired, flaky holds",
        pull_request(unit=failed(log(known(expires_ms=NOW - 1), flaky()))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "two excuses, the first out of scope",
        pull_request(unit=failed(log(flaky(in_scope=False), flaky("pattern p2 version 4")))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "all five kinds of failures excused",
        pull_request(a=failed(log(flaky())), b=failed(log(known())), c=failed(log(flaky()))),
        SUCCESS,
        a=FLAKY,
        b=KNOWN,
        c=FLAKY,
    ),
    story(
        "one of two excused",
        pull_request(unit=failed(log(flaky())), lint=failed(log())),
        FAILURE,
        "lint",
        unit=FLAKY,
        lint=NEW,
    ),
    story(
        "flaky on main, seen on main before",
        on_main(unit=failed(log(flaky(sightings=[seen_on_main()])))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "label runs out tomorrow",
        pull_request(unit=failed(log(flaky(expires_ms=NOW + DAY)))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "seen 29 days ago",
        pull_request(unit=failed(log(flaky(sightings=[seen(29)])))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "one old sighting, one young",
        pull_request(unit=failed(log(flaky(sightings=[seen(1), seen(99)])))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "the retry of a known problem fails again: still known",
        pull_request(unit=(failed(log(known())), failed(log(known()), build="2"))),
        SUCCESS,
        unit=KNOWN,
    ),
    story(
        "new at first, flaky on retry: the last attempt counts",
        pull_request(unit=(failed(log()), failed(log(flaky()), build="2"))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "three red retries of forty green",
        pull_request(unit=failed(log(flaky(red_retries=3, green_retries=40)))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "two red retries are chance",
        pull_request(unit=failed(log(flaky(red_retries=2)))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "build without start time: its event's time counts",
        pull_request(unit=failed(log(flaky()), started_ms=None)),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "flaky, and another job runs",
        pull_request(unit=failed(log(flaky())), e2e=running()),
        PENDING,
        unit=FLAKY,
    ),
)

NO_EXCUSE = (
    story("nothing fits, never seen", pull_request(unit=failed(log())), FAILURE, "all", unit=NEW),
    story(
        "seen before elsewhere, nothing explains it",
        pull_request(unit=failed(log(sightings=[seen()]))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "seen on main, nothing explains it",
        pull_request(unit=failed(log(sightings=[seen_on_main()]))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "seen in this pull request alone: new",
        pull_request(unit=failed(log(sightings=[seen(pull="7", author="ann")]))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "seen elsewhere, but later",
        pull_request(unit=failed(log(sightings=[seen(-0.5)]))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "generic line",
        pull_request(unit=failed(log(generic=True))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "a pattern labelled flaky fits the generic line",
        pull_request(unit=failed(log(flaky(), generic=True))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "the pattern fits a line beside the failure",
        pull_request(unit=failed(log(flaky(names_cause=False)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "label expired",
        pull_request(unit=failed(log(flaky(expires_ms=NOW - 1), sightings=[seen()]))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "label expires this moment",
        pull_request(unit=failed(log(flaky(expires_ms=NOW)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "pattern of another job",
        pull_request(unit=failed(log(flaky(in_scope=False)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "flaky, never seen elsewhere",
        pull_request(unit=failed(log(flaky(sightings=())))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "flaky, last seen elsewhere 31 days ago",
        pull_request(unit=failed(log(flaky(sightings=[seen(31)])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "flaky, seen elsewhere only afterwards",
        pull_request(unit=failed(log(flaky(sightings=[seen(-0.5)])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "known problem that nobody else has",
        pull_request(unit=failed(log(known(sightings=())))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "retry red after flaky",
        pull_request(unit=(failed(log(flaky())), failed(log(flaky()), build="2"))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "retry red after flaky, seen elsewhere",
        pull_request(
            unit=(
                failed(log(flaky())),
                failed(log(flaky(), sightings=[seen()]), build="2"),
            )
        ),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "the label is contradicted by retries",
        pull_request(unit=failed(log(flaky(**CONTRADICTED)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "a broad old rule fits a new break on Windows, whose retries never pass",
        pull_request(unit=failed(log(flaky(red_retries=9)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "flaky at first, new on retry: the last attempt counts",
        pull_request(unit=(failed(log(flaky())), failed(log(), build="2"))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "passed at first, failed on a second run",
        pull_request(unit=(passed(), failed(log(), build="2"))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "new on main",
        on_main(unit=failed(log())),
        FAILURE,
        "all",
        unit=NEW,
    ),
)

BREAKAGES = (
    story(
        "job named in full",
        with_breakage(pull_request(lint=failed()), breakage("lint")),
        SUCCESS,
        lint=BROKEN,
    ),
    story(
        "whatever its log says",
        with_breakage(pull_request(lint=failed(log())), breakage("lint")),
        SUCCESS,
        lint=BROKEN,
    ),
    story(
        "whatever its log lacks",
        with_breakage(
            pull_request(lint=failed(log(trouble=LogTrouble.UNREADABLE))), breakage("lint")
        ),
        SUCCESS,
        lint=BROKEN,
    ),
    story(
        "before all other verdicts",
        with_breakage(pull_request(lint=failed(log(known()))), breakage("lint")),
        SUCCESS,
        lint=BROKEN,
    ),
    story(
        "another job",
        with_breakage(pull_request(unit=failed(log())), breakage("lint")),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "by glob, failing on the branch too",
        with_breakage(pull_request(lint_py=failed()), breakage("lint-*", base_jobs=["lint-py"])),
        SUCCESS,
        lint_py=BROKEN,
    ),
    story(
        "by glob, on the branch itself",
        with_breakage(on_main(lint_py=failed()), breakage("lint-*")),
        SUCCESS,
        lint_py=BROKEN,
    ),
    story(
        "of all jobs, failing on the branch too",
        with_breakage(pull_request(unit=failed()), breakage(every=True, base_jobs=["unit"])),
        SUCCESS,
        unit=BROKEN,
    ),
    story(
        "of all jobs, on the branch itself",
        with_breakage(on_main(unit=failed()), breakage(every=True)),
        SUCCESS,
        unit=BROKEN,
    ),
    story(
        "of all jobs, but this one never failed on the branch",
        with_breakage(pull_request(unit=failed(log())), breakage(every=True, base_jobs=["lint"])),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "upstream is broken in one job, the pull request in another",
        with_breakage(pull_request(lint=failed(), unit=failed(log())), breakage("lint")),
        FAILURE,
        "unit",
        lint=BROKEN,
        unit=NEW,
    ),
    story(
        "pinned by a person, with a reason",
        pinned(pull_request(unit=failed(log())), FLAKY),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "pinned as new against a flaky label",
        pinned(pull_request(unit=failed(log(flaky()))), NEW),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "pinned for an earlier build, not for its retry",
        pinned(pull_request(unit=(failed(log()), failed(log(), build="2"))), FLAKY),
        FAILURE,
        "all",
        unit=NEW,
    ),
)

FORGERIES = (
    story(
        "prints a flaky pattern's line above its own failure",
        pull_request(unit=failed(log(flaky(names_cause=False)))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "excuses itself by its own earlier commit",
        pull_request(unit=failed(log(flaky(sightings=[seen(pull="7", author="ann")])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "excuses itself by another pull request of its author",
        pull_request(
            unit=failed(log(flaky(sightings=[seen(author="ann")]), sightings=[seen(author="ann")]))
        ),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "excuses itself by a pull request of nobody known",
        pull_request(unit=failed(log(flaky(sightings=[seen(author=None)])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "excuses itself by a log without pull request or branch",
        pull_request(unit=failed(log(flaky(sightings=[seen(pull=None, author=None)])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "author unknown, so nobody is somebody else",
        replace(pull_request(unit=failed(log(flaky()))), author=None),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "excuses itself by its branch before there was a pull request",
        on_topic(
            unit=failed(log(flaky(sightings=[seen(pull=None, branch="topic", author="ann")])))
        ),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "a branch excused by main",
        on_topic(unit=failed(log(flaky(sightings=[seen_on_main()])))),
        SUCCESS,
        unit=FLAKY,
    ),
    story(
        "the same commit on main is not somebody else's",
        pull_request(unit=failed(log(flaky(sightings=[seen_on_main(sha="sha")])))),
        FAILURE,
        "all",
        unit=NEW,
    ),
    story(
        "replays another build's log",
        pull_request(unit=failed(log(flaky(), trouble=LogTrouble.COPIED))),
        FAILURE,
        "all",
        unit=UNKNOWN,
    ),
    story(
        "renames its job so that a glob fits",
        with_breakage(
            pull_request(lint_mine=failed(log())), breakage("lint-*", base_jobs=["lint-py"])
        ),
        FAILURE,
        "all",
        lint_mine=NEW,
    ),
    story(
        "renames its job under a breakage of all jobs",
        with_breakage(pull_request(mine=failed(log())), breakage(every=True, base_jobs=["unit"])),
        FAILURE,
        "all",
        mine=NEW,
    ),
    story(
        "a start time far in the future does not make own sightings old ones of others",
        pull_request(
            unit=failed(
                log(flaky(sightings=[seen(-2, author="ann", pull="7")])),
                started_ms=BEGAN + 9 * DAY,
            )
        ),
        FAILURE,
        "all",
        unit=NEW,
    ),
)

STORIES = (*NOTHING_FAILED, *LOGS, *EXCUSES, *NO_EXCUSE, *BREAKAGES, *FORGERIES)
