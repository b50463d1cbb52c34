"""A year of a main branch, 10,000 commits x 30 jobs, annotated late: what turns and pages cost."""

import json
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from shared.adapters.codec import to_document
from shared.adapters.sqlite import SqliteBranches, SqliteBreakages, SqliteCommits, SqliteStore
from shared.core.breakages.counts import monday_of
from shared.core.breakages.order import Push
from shared.core.documents import Breakage
from shared.core.ids import branch_week_key
from shared.ports import Page
from tests.services.breakages.a_main_branch import HOUR_MS, MAIN, REPO, MainBranch, sha_of

COMMITS = int(os.environ.get("COMMITS", "10000"))
SIZES = (*(size for size in (500, 2_500) if size < COMMITS), COMMITS)
BATCH = 100
JOBS = [f"job-{number}" for number in range(30)]
FIRST_MS = 1_764_547_200_000  # 2025-12-01
STEP_MS = 8760 * HOUR_MS // COMMITS
BREAKAGES, FLAKES, LATE = COMMITS // 50, 0.01, 0.05
MEASURED = 10
SHOWN_WEEKS = 3


class Clock:
    now_ms = FIRST_MS

    def __call__(self):
        return self.now_ms


class Counted:
    """Passes calls on; counts documents read and written as Firestore bills them."""

    def __init__(self, target, counts):
        self._target, self._counts = target, counts

    def __getattr__(self, name):
        method = getattr(self._target, name)

        def call(*args, **kwargs):
            found = method(*args, **kwargs)
            if name == "save":
                self._counts["written"] += len(args[0].written) + len(args[0].removed)
            elif "lease" not in name:
                self._counts["read"] += _documents(found)
            return found

        return call


def _documents(found):
    """Return how many documents were read; a query that finds none costs one, too."""
    listed = found.items if isinstance(found, Page) else found
    return max(1, len(listed)) if isinstance(listed, dict | list) else 1


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, counts = Path(folder) / "store.sqlite3", Counter()
        ports = (SqliteStore, SqliteBranches, SqliteCommits, SqliteBreakages)
        year = Year(MainBranch(*(Counted(port(path), counts) for port in ports), Clock()), counts)
        for size in SIZES:
            year.go_on(size)
            year.measure()
        year.edit_late()
        year.compare()


class Year:
    """A year that passes: pushes and decisions, some late, and people who annotate weeks later."""

    def __init__(self, branch, counts):
        self.branch, self.counts, self.chance = branch, counts, random.Random(8)
        self.worker = branch.worker()
        self.broken = [self._a_breakage() for _ in range(BREAKAGES)]
        self.told, self.late, self.annotated, self.turns = 0, [], [], []

    def go_on(self, until):
        """Let the branch grow to so many commits."""
        while self.told < until - MEASURED:
            self._tell(min(BATCH, until - MEASURED - self.told))
            self.branch.work(self.worker)
            self._annotate()
        self.branch.work(self.worker)

    def measure(self):
        """Push and decide one commit after the other; print what a turn and a page cost."""
        turns = []
        for _ in range(MEASURED):
            self._tell(1)
            turns.append(self._counted(self._turn))
        read, written, cpu_ms = (sum(each) / MEASURED for each in zip(*turns, strict=True))
        self._look()
        page_read, _, page_ms = self._counted(self._look)
        kilobytes = len(json.dumps(to_document(self._branch()))) / 1000
        print(
            f"{self.told:>6,} commits: a turn reads {read:.1f} and writes {written:.1f} documents,"
            f" {cpu_ms:.0f} ms of CPU; a page reads {page_read}, {page_ms:.1f} ms;"
            f" the branch's document has {kilobytes:.0f} KB",
            flush=True,
        )

    def edit_late(self):
        """Annotate, change and delete breakages of months ago, one by one."""
        folded = covered = touched = 0
        chosen = self.chance.sample(self.annotated, min(20, len(self.annotated)))
        for known in chosen:
            order = self.branch.history.order(REPO, MAIN)
            end = min(order.place(known.cause_sha) + 40, len(order.shas) - 1)
            wanted = Breakage("", REPO, MAIN, known.cause_sha, known.mode, order.shas[end])
            before = self._sources()
            changed = self.branch.annotating.change(
                known.breakage_id,
                lambda _, wanted=wanted: wanted,
                actor="ann",
                now_ms=self.branch.clock(),
            )
            self.branch.work(self.worker)
            folded += sum(source != before[key] for key, source in self._sources().items())
            covered += len(set(map(self._week_of, changed.touched)))
            touched += len(changed.touched)
        again, folded, covered = (each / len(chosen) for each in (touched, folded, covered))
        print(
            f"{len(chosen)} late edits: for each {again:.0f} of {self.told:,} commits are decided"
            f" again, {folded:.1f} of {len(self._branch().weeks)} weeks are folded ({covered:.1f}"
            " are touched)",
            flush=True,
        )

    def compare(self):
        """Compare every figure with one that is made from all that was told."""
        branch = self.branch.check()
        total = sum(day.failures for day in branch.days.values())
        print(
            f"every figure is as recomputed: order, {len(branch.days)} days, {len(branch.totals)}"
            f" weeks, flakes of {len(branch.flakes)} jobs, {branch.proposed} proposals,"
            f" {branch.fixes} fixes, {total:,} failures"
        )

    def _turn(self):
        self.worker.run(deadline_ms=self.branch.clock() + 1)

    def _tell(self, commits):
        events = []
        for number in range(self.told, self.told + commits):
            sha, at_ms = sha_of(number), FIRST_MS + number * STEP_MS
            push = Push(sha, at_ms, sha_of(number - 1) if number else None, (sha,))
            cells = {job: self._cell(number, job) for job in JOBS}
            events += [push, (sha, at_ms + 60_000, cells)]
            self.branch.clock.now_ms = at_ms + HOUR_MS
        self.told += commits
        self.chance.shuffle(events)
        late = [each for each in events if commits > 1 and self.chance.random() < LATE]
        self.branch.hear([*self.late, *(each for each in events if each not in late)])
        self.late = late

    def _cell(self, number, job):
        broken = any(start <= number < end and job in jobs for start, end, jobs in self.broken)
        return "n" if broken else "f" if self.chance.random() < FLAKES else "p"

    def _a_breakage(self):
        first = self.chance.randrange(COMMITS - 60)
        jobs = frozenset(self.chance.sample(JOBS, self.chance.randrange(1, 5)))
        return first, first + self.chance.randrange(2, 50), jobs

    def _annotate(self):
        """Annotate most of what was over a week ago."""
        over = [each for each in self.broken if each[1] + COMMITS // 52 < self.told]
        self.broken = [each for each in self.broken if each not in over]
        for first, last, jobs in over:
            if self.chance.random() < 0.7:
                draft = Breakage("", REPO, MAIN, sha_of(first), "x", sha_of(last), tuple(jobs))
                now_ms = self.branch.clock()
                made = self.branch.annotating.create(draft, actor="ann", now_ms=now_ms)
                self.annotated.append(made.breakage)

    def _look(self):
        """Read what a page of the branch reads."""
        branch = self.branch.branches.get_branch(REPO, MAIN).value
        newest = sorted(branch.weeks)[-SHOWN_WEEKS:]
        self.branch.branches.get_weeks([branch_week_key(REPO, MAIN, each) for each in newest])

    def _branch(self):
        return self.branch.branches.get_branch(REPO, MAIN).value

    def _weeks(self):
        keys = [branch_week_key(REPO, MAIN, each) for each in self._branch().weeks]
        return self.branch.branches.get_weeks(keys)

    def _sources(self):
        return {key: each.value.source for key, each in self._weeks().items()}

    def _week_of(self, sha):
        return monday_of(self.branch.history.order(REPO, MAIN).time_ms(sha))

    def _counted(self, act):
        """Return documents read and written, and milliseconds of CPU."""
        self.counts.clear()
        started = time.process_time()
        act()
        cpu_ms = 1000 * (time.process_time() - started)
        return self.counts["read"], self.counts["written"], cpu_ms


if __name__ == "__main__":
    main()
