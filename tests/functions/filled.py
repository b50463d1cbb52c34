"""A service whose every list has more than fits on a page, for what pages cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.bootstrap import App
from shared.core.commits.github import read_event
from shared.core.documents import (
    Build,
    BuildFacts,
    Issue,
    IssueStatus,
    Pattern,
    PatternTally,
    PatternVersion,
    Scan,
    ScanState,
    Ticket,
)
from shared.core.ids import build_key, commit_key
from shared.core.patterns.model import Expression, Kind
from shared.ports import Changes, Stored
from shared.services.builds.fold import BuildFolding
from tests import github_payloads as payloads
from tests.adapters.examples import a_record, counted, failing
from tests.adapters.test_report_lists import listed
from tests.branch_story import tell

MANY = 60
LOGS = 21
JOB, SHA = "unit", "c0ffee" + "1" * 34
DAY_MS = 86_400_000
PASSING = "all {0} tests passed\n"
FAILING = "step {0}\ncart.c:{0}: error: page /cart did not load in 30s\nmake: *** Error 1\n"
STEP = "step {0}: compiled part {0} of the shop in {0} ms, nothing to say\n"
LARGE = "".join(map(STEP.format, range(20_000))) + FAILING.format(7)
OPEN = {"status": IssueStatus.OPEN, "summary": "toast"}


@dataclass
class Filling:
    """Fills the service of an app; `now_ms` is when it began."""

    app: App
    now_ms: int

    def documents(self) -> None:
        """Write what lists show, without the logs it came of."""
        self._save(*(each for number in range(1, MANY + 1) for each in self._some(number)))
        BuildFolding(self.app.store, self.app.builds).run()

    def commits(self) -> None:
        """Tell of a commit of 40 jobs, three of which failed, and of MANY more of its request."""
        self.hear(*payloads.pull_request(7, SHA, self.now_ms))
        for number in range(40):
            ended = "failure" if number < 3 else "success"
            told = payloads.workflow_job(f"job-{number}", number, SHA, self.now_ms, ended=ended)
            self.hear(*told)
        self.app.deciding.wake(payloads.REPO, SHA)
        key = commit_key(payloads.REPO, SHA)
        known = replace(self.app.commits.get_commits([key])[key].value, decide_again_ms=None)
        shas = {commit_key(payloads.REPO, sha): sha for sha in map("{:040x}".format, range(MANY))}
        self._save(*(replace(known, key=key, sha=sha) for key, sha in shas.items()))

    def branch(self) -> str:
        """Write two months of a main branch; return the id of a breakage of it."""
        story = tell(self.now_ms)
        story.save(self.app.store)
        return story.breakages[0].breakage_id

    def log(self, job: str, build: int, text: str, result: str) -> str:
        """Record the log of a build and how that ended; return the record's id."""
        app, folder, record = self.app, f"logs/{job}/{build}", None
        finished = f'{{"timestamp": {self.now_ms // 1000 + build}, "result": "{result}"}}'
        for name, content in (("build-log.txt", text), ("finished.json", finished)):
            source = app.logs.put(f"{folder}/{name}", [content.encode()], metadata={})
            ingested = app.ingest.run(source, now_ms=app.now_ms())
            record = ingested.record or record
        return record.record_id

    def _save(self, *values: object) -> None:
        for first in range(0, len(values), 200):
            batch = values[first : first + 200]
            self.app.store.save(Changes([Stored(value, None) for value in batch]))

    def _some(self, number: int) -> Iterator[object]:
        """Yield one of everything that is listed."""
        at_ms = self.now_ms - DAY_MS + number
        tally = replace(listed(number).tally, first_seen_ms=at_ms, last_seen_ms=at_ms)
        report = listed(number, tally=tally, ticket=Ticket(IssueStatus.OPEN, at_ms, ("toast",)))
        yield report
        yield Issue(report.issue_id, report.log_id, report.report_type, at_ms, **OPEN)
        times = {"seen_ms": at_ms, "ingested_ms": at_ms, "expires_ms": self.now_ms + DAY_MS}
        yield counted(failing(number, number, **times))
        yield a_record(MANY + number, **times)
        yield self._build(JOB, number, at_ms, record_id=f"{MANY + number:020x}")
        yield self._build(f"job-{number}", 1, at_ms)
        version = PatternVersion(1, Expression(Kind.LITERAL, f"toast {number}"), at_ms, "ann")
        pattern = Pattern(f"{number:08x}", (version,), at_ms, "ann", labels=("timeout",))
        yield pattern
        yield PatternTally(pattern.pattern_id, 1, at_ms)
        yield Scan(f"{number:012x}", (pattern.key,), 1, at_ms, "ann", 9, state=ScanState.DONE)

    def _build(self, job: str, number: int, at_ms: int, **changes: str) -> Build:
        bucket, folder = self.app.settings.bucket, f"logs/{job}/{number}/"
        entries = ("build-log.txt", "finished.json", "started.json")
        result = "FAILURE" if number % 7 == 3 else "SUCCESS"
        facts = BuildFacts(job, str(number), at_ms, result, at_ms, at_ms + 60_000, entries=entries)
        until_ms = self.now_ms + DAY_MS
        key = build_key(bucket, folder)
        return Build(key, bucket, folder, facts, until_ms, settled=True, **changes)

    def hear(self, event: str, payload: object) -> None:
        """Keep what an event says; nobody decides yet."""
        told = str(payload)
        for sign in read_event(event, payload, delivery=told, now_ms=self.now_ms):
            self.app.deciding.keep(sign)
