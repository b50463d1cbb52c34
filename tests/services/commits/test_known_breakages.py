"""What is annotated of a branch decides its commits and the pull requests based on them."""

from collections import Counter
from dataclasses import replace

import pytest

from shared.core.breakages.pushes import read_push
from shared.core.commits.github import read_event
from shared.core.documents import BranchNews, Breakage
from shared.core.main_branches import MainBranches
from shared.errors import StoreUnavailable
from shared.services.breakages.annotating import Annotating
from shared.services.breakages.covering import Covering
from shared.services.breakages.history import KeptHistory
from shared.services.breakages.keeping import BranchKeeping
from shared.services.breakages.listing import breakages_of
from shared.services.commits import along_branches
from shared.services.commits.deciding import LEASE_MS
from tests import github_payloads as payloads
from tests.github_payloads import REPO
from tests.services.commits.host import GREEN, RED, Repository, sha
from tests.services.curating import FAR

MINUTE, DAY = 60_000, 86_400_000
ERROR = "src/main.c:3:5: error: unknown type name 'coin'"
MAIN = [sha(number) for number in range(100, 106)]
A, B, C, D, E, F = MAIN
MINE, OTHERS = sha(1), sha(2)


class Branch(Repository):
    """A repository whose main branch is kept as events tell of it, and is annotated."""

    def __init__(self, world):
        self.branches, self.breakages = world.adapter("Branches"), world.adapter("Breakages")
        history = KeptHistory(self.branches)
        world.covering = Covering(self.breakages, history)
        world.mains = MainBranches()
        self.annotating = Annotating(world.store, self.breakages, history)
        self.keeping = BranchKeeping(
            world.store, self.branches, world.commits, self.breakages, world.clock
        )
        self.head = None
        super().__init__(world)

    def pushed(self, *commits):
        """Push these commits, one by one."""
        for commit in commits:
            name, payload = payloads.push(commit, self.world.clock())
            payload |= {"before": self.head, "commits": [{"id": commit}]}
            now_ms, self.head = self.world.clock(), commit
            _, branch, push = read_push(payload, now_ms=now_ms)
            news = BranchNews(f"push-{commit}", REPO, branch, now_ms, push)
            [sign] = read_event(name, payload, delivery=f"push-{commit}", now_ms=now_ms)
            self.world.deciding.hear(sign, news)

    def fails(self, commit, *jobs):
        """Have these jobs fail on the commit, without a log."""
        for job in jobs:
            self.ran(job, next(self.deliveries), commit, ended="failure")

    def keep(self):
        """Fold the news of the branch."""
        while self.branches.list_news(limit=1):
            self.keeping.run(deadline_ms=FAR)

    def proposed(self, number, commit, base, *jobs, author="ann"):
        """Open a pull request with this commit, based on that, on which these jobs fail."""
        now_ms = self.world.clock()
        told = payloads.pull_request(number, commit, now_ms, base_sha=base, author=author)
        self.tell(*told)
        self.fails(commit, *jobs)

    def annotate(self, cause, resolved=None, jobs=None):
        draft = Breakage("", REPO, "main", cause, "no compiler", resolved, jobs)
        made = self.annotating.create(draft, actor="ann", now_ms=self.world.clock())
        self.settle()
        return made.breakage

    def change(self, breakage, **changes):
        def edit(known):
            return replace(known, **changes)

        now_ms = self.world.clock()
        self.annotating.change(breakage.breakage_id, edit, actor="ann", now_ms=now_ms)
        self.settle()

    def settle(self):
        """Sweep until nothing is left to do."""
        self.keep()
        while self.world.commits.list_touches(limit=9) or self.repair():
            self.repair()
            self.keep()
            self.world.clock.pass_by(MINUTE)

    def decided(self, *commits):
        """Return when each was decided last."""
        return [self.commit(each).decided_ms for each in commits]


@pytest.fixture
def branch(world):
    """Commits B to E of six fail in the job unit, and nobody's log ever comes."""
    made = Branch(world)
    made.pushed(*MAIN)
    made.ran("lint", 800, A, ended="success")
    for commit in (B, C, D, E):
        made.fails(commit, "unit")
    world.clock.pass_by(30 * MINUTE)
    made.settle()
    assert [made.state(each) for each in (B, C, D, E)] == [RED] * 4
    return made


def test_a_late_annotation_explains_the_branch_and_what_is_based_on_it(branch):
    branch.proposed(7, MINE, C, "unit")
    branch.world.clock.pass_by(30 * MINUTE)
    branch.settle()
    assert branch.state(MINE) is RED

    made = branch.annotate(B, D)

    assert [branch.state(each) for each in (B, C, D, E)] == [GREEN, GREEN, RED, RED]
    assert branch.host.shows(MINE) == (GREEN, "1 of 1 failure broken upstream")
    [verdict] = branch.commit(MINE).decision.verdicts
    assert (verdict.kind, verdict.given_by) == (
        "known breakage", f"breakage {made.breakage_id}",
    )  # fmt: skip

    branch.annotating.delete(made.breakage_id, now_ms=branch.world.clock())
    branch.settle()
    assert [branch.state(each) for each in (B, C, MINE)] == [RED] * 3
    assert branch.verdicts(MINE) == {"unit": "unknown"}


@pytest.mark.parametrize(
    ("base", "state"),
    [(A, RED), (B, GREEN), (C, GREEN), (D, RED), (None, RED), (sha(99), RED)],
    ids=["before", "cause", "within", "resolution", "not told", "not of the branch"],
)
def test_a_pull_request_is_excused_by_the_commit_that_it_is_based_on(branch, base, state):
    branch.annotate(B, D)
    branch.proposed(7, MINE, base, "unit")
    branch.world.clock.pass_by(30 * MINUTE)
    branch.settle()
    assert branch.state(MINE) is state


def test_the_latest_word_on_the_base_counts_and_rebased_it_is_judged_anew(branch):
    branch.annotate(B, D)
    branch.proposed(7, MINE, A, "unit")
    assert branch.verdicts(MINE) == {"unit": "unknown"}
    branch.world.clock.pass_by(30 * MINUTE)
    branch.proposed(7, MINE, C)
    assert (branch.verdicts(MINE), branch.commit(MINE).base_sha) == ({"unit": "known breakage"}, C)
    late = payloads.pull_request(7, MINE, branch.world.clock() - 20 * MINUTE, base_sha=A)
    branch.tell(*late)
    assert branch.commit(MINE).base_sha == C


def test_only_the_jobs_that_are_named_are_excused(branch):
    branch.fails(C, "e2e-chrome", "lint")
    branch.keep()
    branch.annotate(B, D, jobs=("e2e-*",))
    assert branch.verdicts(C) == {
        "unit": "unknown", "lint": "unknown", "e2e-chrome": "known breakage",
    }  # fmt: skip
    assert branch.state(C) is RED


def test_no_pull_request_excuses_itself(branch):
    """It may call its jobs what it likes: one that never failed on the branch is not excused."""
    branch.fails(E, "e2e-chrome")
    branch.keep()
    branch.annotate(B, D)
    branch.annotate(B, D, jobs=("e2e-*", "lint"))
    branch.proposed(7, MINE, C, "e2e-chrome", "unit", "lint")
    assert branch.verdicts(MINE) == {
        "e2e-chrome": "unknown", "lint": "known breakage", "unit": "known breakage",
    }  # fmt: skip
    # A branch of its own, called as it is annotated there, is not that branch.
    branch.tell(*payloads.push(OTHERS, branch.world.clock(), branch="topic"))
    branch.ran("unit", 9, OTHERS, ended="failure")
    assert branch.verdicts(OTHERS) == {"unit": "unknown"}


def test_a_job_that_fails_on_the_branch_later_excuses_those_that_failed_with_it(branch):
    branch.annotate(B, D)
    branch.proposed(7, MINE, C, "e2e-chrome")
    branch.world.clock.pass_by(30 * MINUTE)
    branch.settle()
    assert branch.verdicts(MINE) == {"e2e-chrome": "unknown"}
    branch.fails(C, "e2e-chrome")
    branch.world.clock.pass_by(60 * MINUTE)
    branch.settle()
    assert branch.verdicts(MINE) == {"e2e-chrome": "known breakage"}


def test_overlapping_breakages_excuse_a_job_once(branch):
    branch.annotate(B, D)
    named = branch.annotate(C, E, jobs=("unit",))
    [verdict] = branch.commit(C).decision.verdicts
    assert verdict.given_by == f"breakage {named.breakage_id}"
    assert branch.host.shows(C) == (GREEN, "1 of 1 failure broken upstream")
    assert [branch.state(each) for each in (B, D, E)] == [GREEN, GREEN, RED]


def test_an_edit_decides_again_only_where_the_span_differs(branch):
    made = branch.annotate(B, D)
    branch.proposed(7, MINE, C, "unit")
    branch.proposed(8, OTHERS, D, "unit")
    branch.world.clock.pass_by(30 * MINUTE)
    branch.settle()
    everywhere = (A, B, C, D, E, F, MINE, OTHERS)
    before = branch.decided(*everywhere)

    branch.change(made, cause_sha=C, resolved_sha=E)

    after = dict(zip(everywhere, branch.decided(*everywhere), strict=True))
    again = {key for key, at in zip(everywhere, before, strict=True) if after[key] != at}
    assert again == {B, D, OTHERS}
    states = [branch.state(each) for each in (B, C, D, E, MINE, OTHERS)]
    assert states == [RED, GREEN, GREEN, RED, GREEN, GREEN]
    branch.change(replace(made, cause_sha=C, resolved_sha=E), notes="the mirror")
    assert branch.decided(*everywhere) == list(after.values())


def test_builds_of_last_week_are_decided_and_nothing_is_said_of_them(branch):
    began_ms = branch.world.clock() - 8 * DAY
    branch.tell(*payloads.workflow_job("unit", 900, F, began_ms, ended="failure"))
    branch.annotate(E)
    assert branch.verdicts(F) == {"unit": "known breakage"}
    assert (branch.state(E), branch.host.shows(F)) == (GREEN, None)


def test_a_commit_without_failures_asks_for_no_breakages(branch, monkeypatch):
    asked = Counter()
    for port, name in ((branch.breakages, "list"), (branch.branches, "get_branch")):
        monkeypatch.setattr(type(port), name, counted(asked, name, getattr(type(port), name)))
    branch.proposed(7, MINE, C)
    branch.ran("unit", 900, MINE, ended="success")
    assert asked == {}
    branch.ran("lint", 901, MINE, ended="failure")
    assert asked == {"list": 1}  # nothing is annotated, so no more is read


def counted(asked, name, method):
    def call(*args, **kwargs):
        asked[name] += 1
        return method(*args, **kwargs)

    return call


def test_commits_that_come_into_an_open_breakage_are_explained_once_they_are_placed(branch):
    """A pull request may be decided before its base is known to stand on the branch."""
    branch.annotate(E)
    new = sha(200)
    branch.pushed(new)
    branch.fails(new, "unit")
    branch.proposed(7, MINE, new, "unit")
    assert (branch.verdicts(new), branch.verdicts(MINE)) == ({"unit": "unknown"},) * 2
    branch.settle()
    assert (branch.verdicts(new), branch.verdicts(MINE)) == ({"unit": "known breakage"},) * 2


def test_many_commits_are_reminded_part_by_part_whoever_is_killed(world, monkeypatch):
    monkeypatch.setattr(along_branches, "MAX_SHAS", 50)
    monkeypatch.setattr(along_branches, "SHAS_OF_PART", 4)
    monkeypatch.setattr(along_branches, "MAX_PARTS", 3)
    monkeypatch.setattr(along_branches, "_PAGE", 2)
    shas = [sha(number) for number in range(1000, 1070)]
    branch = Branch(world)
    branch.pushed(*shas)
    failing = {*shas[::10]}
    for commit in failing:
        branch.fails(commit, "unit")
    based = [sha(number) for number in range(2000, 2006)]
    for number, commit in enumerate(based):
        branch.proposed(number + 1, commit, shas[12], "unit")
    world.clock.pass_by(30 * MINUTE)
    branch.settle()
    draft = Breakage("", REPO, "main", shas[5], "no compiler", shas[65])
    branch.annotating.create(draft, actor="ann", now_ms=world.clock())

    save, calls = type(world.store).save, Counter()

    def dying(store, changes):
        calls["saves"] += 1
        if calls["saves"] % 5 == 3:
            raise StoreUnavailable("killed")
        save(store, changes)

    monkeypatch.setattr(type(world.store), "save", dying)
    for _ in range(60):
        try:
            branch.repair()
        except StoreUnavailable:
            calls["killed"] += 1
        world.clock.pass_by(MINUTE)
    monkeypatch.setattr(type(world.store), "save", save)
    branch.settle()

    assert calls["killed"] > 3
    covered = {*shas[5:65]} & failing
    assert len(covered) == 6
    for commit in failing | {*based}:
        wanted = "known breakage" if commit in covered or commit in based else "unknown"
        assert branch.verdicts(commit) == {"unit": wanted}


def test_a_commit_that_is_decided_at_that_very_moment_is_decided_again(branch, monkeypatch):
    """Its failure is read before the annotation, and written after the sweep looked for it."""
    assert along_branches.SETTLED_MS > LEASE_MS
    branch.proposed(7, MINE, C)
    of_commit = Covering.of_commit

    def annotated_meanwhile(covering, commit):
        found = of_commit(covering, commit)
        if commit.sha == MINE and not breakages_of(branch.annotating.breakages, REPO, "main"):
            draft = Breakage("", REPO, "main", B, "no compiler", D)
            branch.annotating.create(draft, actor="ann", now_ms=branch.world.clock())
            branch.repair()
        return found

    monkeypatch.setattr(Covering, "of_commit", annotated_meanwhile)
    branch.ran("unit", 900, MINE, ended="failure")
    assert branch.verdicts(MINE) == {"unit": "unknown"}
    branch.settle()
    assert branch.verdicts(MINE) == {"unit": "known breakage"}
