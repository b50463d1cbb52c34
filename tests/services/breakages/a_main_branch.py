"""A main branch that is told of: commits as decisions leave them, pushes, people who annotate."""

import uuid
from dataclasses import dataclass, field, replace
from functools import cached_property

from shared.core import ids
from shared.core.breakages.cells import Cell
from shared.core.breakages.order import Push
from shared.core.breakages.weeks import Heard
from shared.core.documents import BranchNews, Breakage, Commit, Run
from shared.core.verdicts.model import Decision, Result, State, Verdict, VerdictKind
from shared.errors import InvalidBreakage, NotPossible
from shared.ports import Changes, Stored
from shared.services.breakages.annotating import Annotating
from shared.services.breakages.history import KeptHistory
from shared.services.breakages.keeping import BranchKeeping
from shared.services.breakages.listing import breakages_of
from tests.core.breakages.recomputing import Told, kept, recomputed

REPO, MAIN = "acme/shop", "main"
HOUR_MS = 3_600_000
WEEK_MS = 7 * 24 * HOUR_MS


def sha_of(number):
    return f"{number:040x}"


def decided(sha, heard_ms, cells):
    """Return a commit whose jobs went as the letters of the cells say."""
    cells = {job: Cell(letter) for job, letter in cells.items()}
    verdicts = [
        Verdict(job, None, VerdictKind[cell.name], ())
        for job, cell in cells.items()
        if cell.name in VerdictKind.__members__
    ]
    decision = Decision(
        State.SUCCESS,
        "",
        tuple(verdicts),
        tuple(job for job, cell in cells.items() if cell is Cell.RUNNING),
        tuple(job for job, cell in cells.items() if cell is Cell.RECOVERED),
    )
    runs = tuple(Run(job, None, heard_ms, _result(cell)) for job, cell in cells.items())
    key = ids.commit_key(REPO, sha)
    return Commit(key, REPO, sha, heard_ms, heard_ms * 2, branch=MAIN, runs=runs, decision=decision)


def _result(cell):
    if cell is Cell.RUNNING:
        return None
    return Result.SUCCESS if cell.has_passed else Result.FAILURE


@dataclass
class MainBranch:
    """A branch in a store, told of by what writes the facts, and what was told in all."""

    store: object
    branches: object
    commits: object
    breakages: object
    clock: object
    told: Told = field(default_factory=Told)

    def worker(self, **ports):
        """Return a worker that remembers nothing yet."""
        found = {name: ports.get(name, getattr(self, name)) for name in PORTS}
        return BranchKeeping(*found.values(), self.clock)

    @cached_property
    def history(self):
        return KeptHistory(self.branches)

    @property
    def annotating(self):
        return Annotating(self.store, self.breakages, self.history)

    def push(self, push):
        self.hear([push])

    def decide(self, sha, heard_ms, **cells):
        self.hear([(sha, heard_ms, cells)])

    def hear(self, events):
        """Write pushes and decisions, (sha, when first heard, cells), each with its news."""
        decisions = {each[0]: each for each in events if not isinstance(each, Push)}
        commits = [decided(*each) for each in decisions.values()]
        known = self.commits.get_commits([each.key for each in commits])
        versions = {key: each.version for key, each in known.items()}
        self.told.pushes |= {each for each in events if isinstance(each, Push)}
        self.told.heard |= {sha: Heard(at, cells) for sha, at, cells in decisions.values()}
        facts = [Stored(each, versions.get(each.key)) for each in commits]
        self.store.save(Changes([*facts, *map(self._news, events)]))

    def _news(self, each):
        news = BranchNews(uuid.uuid4().hex, REPO, MAIN, self.clock())
        if isinstance(each, Push):
            return Stored(replace(news, at_ms=each.at_ms, push=each), None)
        return Stored(replace(news, sha=each[0]), None)

    def annotate(self, chance):
        """Annotate, or change or delete what was annotated, if the commits are known."""
        shas = self.history.order(REPO, MAIN).shas
        if not shas:
            return
        cause, resolved = chance.choice(shas), chance.choice((None, *shas))
        draft = Breakage("", REPO, MAIN, cause, "no compiler", resolved, chance.choice(_JOBS))
        known = breakages_of(self.annotating.breakages, REPO, MAIN)
        try:
            if not known or chance.random() < 0.5:
                self.annotating.create(draft, actor="ann", now_ms=self.clock())
            elif chance.random() < 0.3:
                gone = chance.choice(known).breakage_id
                self.annotating.delete(gone, now_ms=self.clock())
            else:
                one, now_ms = chance.choice(known).breakage_id, self.clock()
                self.annotating.change(one, lambda _: draft, actor="ann", now_ms=now_ms)
        except (InvalidBreakage, NotPossible):
            return

    def work(self, worker=None):
        """Fold all the news there are."""
        worker = worker or self.worker()
        while self.branches.list_news(limit=1):
            assert worker.run(deadline_ms=self.clock() + 1) > 0

    def check(self):
        """Compare every figure with one made from all that was told; return the branch."""
        branch = self.branches.get_branch(REPO, MAIN).value
        self.told.breakages = breakages_of(self.annotating.breakages, REPO, MAIN)
        wanted = recomputed(self.told, flakes_since=branch.flakes_since)
        found = kept(branch, self.history.order(REPO, MAIN))
        assert found.order == wanted.order
        assert found == wanted
        return branch


PORTS = ("store", "branches", "commits", "breakages")
_JOBS = (None, ("unit",), ("u*", "e2e"), ("lint",))


def a_story(chance, first_ms, commits=60, weeks=5):
    """Return pushes, forced ones too, and decisions, (sha, when first heard, cells), in order."""
    jobs, step_ms = ("e2e", "lint", "ui", "unit"), weeks * WEEK_MS // commits
    pushes, decisions, head, number = [], [], None, 0
    while number < commits:
        until = min(number + chance.randrange(1, 4), commits)
        shas, number = tuple(map(sha_of, range(number, until))), until
        at_ms = first_ms + number * step_ms
        forced = head is not None and chance.random() < 0.1
        pushes.append(Push(shas[-1], at_ms, head, shas, forced=forced))
        head = shas[-1]
        for sha in shas:
            cells = {job: chance.choice("pppprnfk") for job in jobs}
            heard_ms = at_ms + chance.randrange(HOUR_MS)
            decisions.append((sha, heard_ms, dict.fromkeys(jobs, "g")))
            decisions.append((sha, heard_ms, cells))
    return pushes, decisions


def in_any_order(chance, pushes, decisions):
    """Return all of it shuffled; of one commit a later decision stays behind an earlier one."""
    order = [*pushes, *(sha for sha, _, _ in decisions)]
    chance.shuffle(order)
    waiting = {}
    for each in decisions:
        waiting.setdefault(each[0], []).append(each)
    return [each if isinstance(each, Push) else waiting[each].pop(0) for each in order]
