"""Fifty people and machines at the same few reports: whatever they did, the end is consistent."""

import io
import random
from concurrent.futures import ThreadPoolExecutor

from shared.core.documents import BuildContext, IssueStatus
from shared.errors import NotFound, NotPossible
from shared.services.bugs import file_with_log
from shared.services.issues import change_issue, delete_issue, file_on_report, get_issue
from shared.services.merging import merge_reports, split_fingerprint, undo_merge
from shared.services.reports import get_report
from tests.services.conftest import NOON
from tests.services.curating import FAR, by, create, say, work
from tests.services.reading import (
    all_patterns,
    all_records,
    assert_consistent,
    assert_scanned,
)
from tests.services.test_twins import a_stack

WRITERS = 50
STEPS = {"embedded": 5, "cloud": 2}
WHO = {"actor": "ann", "now_ms": NOON}
TEXTS = [
    *(b"main.c:7:3: error: unknown type name 'type_%c'\n" % letter for letter in b"abcdefg"),
    a_stack("alpha"),
    a_stack("omega"),
]
WORDS = ["type_a", "type_b", "error", "alpha", "omega", "frame"]
TRIES = 20


class Writer:
    """Someone who does something by chance, with whatever reports there are at the moment."""

    def __init__(self, world, number):
        self.world, self.store, self.number = world, world.store, number
        self.chance = random.Random(number)
        self.done = []

    def run(self, steps):
        acts = self.acts()
        for step in range(steps):
            # Begun in turn, and not by chance, so that every act is somebody's first.
            act = self.chance.choice(acts) if step else acts[self.number % len(acts)]
            for _ in range(TRIES):
                try:
                    act(step)
                except (NotFound, NotPossible):
                    continue  # someone else was faster: it is deleted, or merged, by now
                self.done.append(act.__name__)
                break
        return self.done

    def acts(self):
        # First those that need what others take away: something merged, or retired.
        return [
            self.split,
            self.undo,
            self.restore,
            self.edit,
            *[self.log] * 5,
            self.bug,
            self.bug,
            self.comment,
            self.patch,
            self.merge,
            self.merge,
            self.delete,
            self.curate,
            self.retire,
            self.scan,
        ]

    def some_report(self, of_kind=lambda report: True):
        found = [each for each in self.store.list_reports(limit=10).items if of_kind(each)]
        if not found:
            raise NotFound("there is none of that kind")
        return self.chance.choice(found)

    def some_merged(self, of_kind):
        try:
            return self.some_report(of_kind)
        except NotFound:
            self.merge(None)  # for the next try
            raise

    def log(self, step):
        name = f"logs/writer/{self.number}-{step}/build-log.txt"
        self.world.drop_and_process(name, self.chance.choice(TEXTS))

    def bug(self, _step):
        text = io.BytesIO(self.chance.choice(TEXTS))
        file_with_log(self.world.ingest, text, BuildContext(), "toast", **WHO)

    def comment(self, _step):
        file_on_report(self.store, self.some_report().log_id, "me too", **WHO)

    def patch(self, _step):
        status = self.chance.choice([IssueStatus.OPEN, IssueStatus.CLOSED])
        issue_id = self.some_report().issue_id
        change_issue(self.store, issue_id, status=status, summary="new words", **WHO)

    def merge(self, _step):
        merge_reports(self.store, self.some_report().log_id, self.some_report().log_id, **WHO)

    def undo(self, _step):
        report = self.some_merged(lambda each: each.members)
        undo_merge(self.store, report.log_id, self.chance.choice(report.members), **WHO)

    def split(self, _step):
        report = self.some_merged(lambda each: len(each.fingerprints) > 1)
        key = self.chance.choice(report.fingerprints)
        split_fingerprint(self.store, report.log_id, key, **WHO)

    def delete(self, _step):
        delete_issue(self.store, self.some_report().issue_id, **WHO)

    def some_pattern(self, *, retired):
        found = [row.pattern for row in all_patterns(self.world) if row.pattern.retired is retired]
        if not found:
            raise NotFound("there is none of that kind")
        return self.chance.choice(found).pattern_id

    def curate(self, _step):
        create(self.world, self.chance.choice(WORDS))

    def edit(self, step):
        change = say(f"{self.chance.choice(WORDS)}{step}")
        self.world.curation.edit(self.some_pattern(retired=False), change, by(self.world))

    def retire(self, _step):
        self.world.curation.retire(self.some_pattern(retired=False), by(self.world))

    def restore(self, _step):
        self.world.curation.restore(self.some_pattern(retired=True), by(self.world))

    def scan(self, _step):
        self.world.scanning.run(deadline_ms=FAR)


def prepare(world):
    """Leave something to undo, to edit and to restore, whoever comes first."""
    reports = world.store.list_reports(limit=10).items
    for goes, stays in zip(reports[::2], reports[1::2], strict=True):
        merge_reports(world.store, goes.log_id, stays.log_id, **WHO)
    for word in WORDS[:2]:
        create(world, word)
    world.curation.retire(all_patterns(world)[0].pattern.pattern_id, by(world))


def test_fifty_writers_at_the_same_few_reports_end_consistent(world):
    for number, text in enumerate(TEXTS):
        world.drop_and_process(f"logs/first/{number}/build-log.txt", text)
    world.options["folds_at_once"] = world.kind == "embedded"
    world.fold()
    prepare(world)

    writers = [Writer(world, number) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        sweeps = [pool.submit(world.fold)] if world.kind == "cloud" else []
        done = list(pool.map(lambda writer: writer.run(STEPS[world.kind]), writers))
        for each in sweeps:
            each.result()
    work(world)

    happened = {name for names in done for name in names}
    assert happened == {
        *("log", "bug", "comment", "patch", "merge", "undo", "split", "delete"),
        *("curate", "edit", "retire", "restore", "scan"),
    }
    assert world.store.list_unfolded(limit=1) == []
    assert len(all_records(world)) == len(TEXTS) + sum(
        names.count("log") + names.count("bug") for names in done
    )
    assert_consistent(world)
    assert_scanned(world)
    for row in world.reports():
        assert get_issue(world.store, row.report.issue_id).report == row.report
        assert get_report(world.store, row.report.log_id) == row
