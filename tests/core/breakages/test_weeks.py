"""Weeks that are folded as news come: in sum what all that was ever heard gives at once."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.breakages.brokenness import (
    by_commit,
    by_day,
    by_week,
    fix_times_ms,
    flake_rates,
)
from shared.core.breakages.cells import PASSED
from shared.core.breakages.counts import WEEK_MS, monday_of
from shared.core.breakages.figures import with_figures
from shared.core.breakages.order import Push, order_of
from shared.core.breakages.outcomes import CommitOutcomes
from shared.core.breakages.proposals import propose
from shared.core.breakages.week_fold import MAX_PROPOSED_JOBS, fold_all
from shared.core.breakages.weeks import Heard, order_of_weeks, place
from shared.core.documents import Branch
from tests.core.breakages.branch import HOUR_MS, MONDAY_MS, broke

JOBS = ("e2e", "lint", "ui", "unit")
SHAS = "abcdefghijklmnop"
REPO, MAIN = "acme/shop", "main"


@dataclass
class Told:
    """All that was ever heard of a branch."""

    pushes: set
    heard: dict
    breakages: dict


def a_branch():
    return Branch("key", REPO, MAIN)


class Kept:
    """A branch whose weeks follow the news."""

    def __init__(self):
        self.weeks, self.branch, self.refolded = {}, a_branch(), 0

    def hear(self, pushes, heard, breakages, at_most=99):
        placed = place(self.weeks, pushes, heard, repo=REPO, branch=MAIN)
        weeks, done = fold_all(placed.weeks, placed.order, breakages, {}, at_most=at_most)
        self.refolded = sum(
            week.source != placed.weeks[monday].source for monday, week in weeks.items()
        )
        self.weeks = weeks
        self.branch = with_figures(self.branch, weeks, placed.order, breakages)
        assert order_of_weeks(weeks) == placed.order
        return done


def recomputed(told):
    """Return order, days, weeks, proposals, flakes and times of fixes from scratch."""
    order = order_of(told.pushes, {sha: each.seen_ms for sha, each in told.heard.items()})
    breakages = list(told.breakages.values())
    outcomes = [
        CommitOutcomes(sha, at_ms, passed)
        for sha, at_ms in zip(order.shas, order.times_ms, strict=True)
        if (passed := _passed(told.heard.get(sha)))
    ]
    days = by_day(outcomes, by_commit(outcomes, breakages, order))
    proposals = {
        (each.cause_sha, each.resolved_sha, each.last_sha, each.jobs, each.failures)
        for each in propose(outcomes, breakages, order)
    }
    flakes = {job: (rate.count, rate.of) for job, rate in flake_rates(outcomes).items()}
    return order, days, by_week(days), proposals, flakes, fix_times_ms(breakages, order.time_ms)


def figures(kept):
    branch = kept.branch
    assert branch.proposed == len(branch.proposals)
    proposals = {
        (each.cause_sha, each.resolved_sha, each.last_sha, each.jobs, each.failures)
        for each in branch.proposals
    }
    assert all(each.job_count == len(each.jobs) for each in branch.proposals)
    flakes = {job: (each.alone, each.builds) for job, each in branch.flakes.items()}
    return order_of_weeks(kept.weeks), branch.days, branch.totals, proposals, flakes


def _passed(heard):
    cells = heard.cells if heard else {}
    return {job: PASSED[cell] for job, cell in cells.items() if cell in PASSED}


TIMES = st.integers(0, 5 * 7 * 24).map(lambda hours: MONDAY_MS + hours * HOUR_MS)
CELLS = st.dictionaries(st.sampled_from(JOBS), st.sampled_from("pprbkfnug"))
COMMITS = st.sampled_from(SHAS)
HEARD = st.tuples(COMMITS, CELLS)
PUSHES = st.builds(
    Push,
    COMMITS,
    TIMES,
    st.none() | COMMITS,
    st.lists(COMMITS, max_size=3).map(tuple),
    st.booleans(),
    st.none() | COMMITS,
)
ANNOTATED = st.tuples(
    st.integers(0, 2),
    COMMITS,
    st.none() | COMMITS,
    st.none() | st.lists(st.sampled_from(("*e*", "unit", "ui")), min_size=1, max_size=2).map(tuple),
)
NEWS = st.lists(
    st.one_of(HEARD, HEARD, PUSHES, ANNOTATED, st.integers(0, 2)), min_size=1, max_size=40
)


@given(NEWS, st.lists(TIMES, min_size=16, max_size=16), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_weeks_follow_whatever_comes_in_any_order(news, seen, at_once):
    told, kept = Told(set(), {}, {}), Kept()
    seen_ms = dict(zip(SHAS, seen, strict=True))
    for start in range(0, len(news), at_once):
        pushes, heard = [], {}
        for each in news[start : start + at_once]:
            if isinstance(each, Push):
                pushes.append(each)
            elif isinstance(each, int):
                told.breakages.pop(each, None)
            elif len(each) == 2:
                heard[each[0]] = Heard(seen_ms[each[0]], each[1])
            else:
                number, cause, resolved, jobs = each
                told.breakages[number] = broke(cause, resolved, jobs, breakage_id=str(number))
        told.pushes |= set(pushes)
        told.heard |= heard
        breakages = list(told.breakages.values())
        while not kept.hear(pushes, heard, breakages, at_most=2):
            pass
        assert kept.refolded <= 2
    order, days, weeks, proposals, flakes, fixes = recomputed(told)
    assert figures(kept) == (order, days, weeks, proposals, flakes)
    assert (kept.branch.fixes, kept.branch.mean_fix_ms) == (
        len(fixes),
        sum(fixes) // len(fixes) if fixes else None,
    )
    before = kept.weeks
    kept.hear(told.pushes, told.heard, breakages)
    assert kept.weeks == before
    assert kept.refolded == 0


def a_year(weeks=20, a_week=5):
    """Return a commit every day whose one job passes."""
    return {
        f"{week:02}-{number}": Heard(
            MONDAY_MS + week * WEEK_MS + number * 24 * HOUR_MS, {"unit": "p", "ui": "p"}
        )
        for week in range(weeks)
        for number in range(a_week)
    }


def test_a_change_folds_its_week_and_the_next_only_while_they_carry_something_else():
    kept, heard = Kept(), a_year()
    kept.hear((), heard, ())
    assert kept.refolded == 20

    kept.hear((), {"03-1": replace(heard["03-1"], cells={"unit": "n", "ui": "p"})}, ())
    assert kept.refolded == 1  # the job passes at the next commit
    assert kept.branch.flakes["unit"].alone == 0  # it was alone, but long ago
    assert kept.branch.totals[monday_of(heard["03-1"].seen_ms)].isolated == 1

    kept.hear((), {"03-4": replace(heard["03-4"], cells={"unit": "n", "ui": "p"})}, ())
    assert kept.refolded == 2  # the failure at the end of a week is over in the next
    kept.hear((), heard, ())
    assert kept.refolded == 2
    assert sum(each.red for each in kept.branch.totals.values()) == 0


def test_an_annotation_folds_the_weeks_it_covers():
    kept, heard = Kept(), a_year()
    kept.hear((), heard, ())
    assert kept.hear((), {}, [broke("05-3", "07-2")])
    assert kept.refolded == 3
    assert kept.hear((), {}, [broke("05-3", "07-1")])
    assert kept.refolded == 1
    assert kept.hear((), {}, ())
    assert kept.refolded == 3


def test_a_late_push_moves_commits_into_the_week_it_was_made_in():
    kept = Kept()
    kept.hear((), {sha: Heard(MONDAY_MS + WEEK_MS, {"unit": "n"}) for sha in "bc"}, ())
    assert {m: len(w.commits) for m, w in kept.weeks.items()} == {"2026-11-30": 2}
    kept.hear([Push("b", MONDAY_MS, "a", ("b",))], {}, ())
    assert {m: [c.sha for c in w.commits] for m, w in kept.weeks.items()} == {
        "2026-11-23": ["b"],
        "2026-11-30": ["c"],
    }
    assert kept.branch.head == "c"


def test_a_forced_push_over_the_cause_ends_what_it_explains():
    heard = {sha: Heard(MONDAY_MS + n * HOUR_MS, {"unit": "n"}) for n, sha in enumerate("abcd")}
    kept, breakage = Kept(), broke("b")
    pushes = [Push("a", MONDAY_MS), Push("b", MONDAY_MS + 1, "a"), Push("c", MONDAY_MS + 2, "b")]
    kept.hear(pushes, heard, [breakage])
    assert sum(each.explained for each in kept.branch.days.values()) == 3
    kept.hear([Push("d", MONDAY_MS + 3, "c", forced=True, base="a")], {}, [breakage])
    assert sum(each.explained for each in kept.branch.days.values()) == 2
    assert [each.cause_sha for each in kept.branch.proposals] == ["a"]
    assert [c.sha for w in kept.weeks.values() for c in w.commits if c.gone] == ["b", "c"]


def test_of_a_job_that_is_decided_anew_the_newest_word_counts():
    kept, at_ms = Kept(), MONDAY_MS
    kept.hear((), {"a": Heard(at_ms, {"unit": "g", "ui": "n"})}, ())
    kept.hear((), {"a": Heard(at_ms, {"unit": "p"})}, ())
    (week,) = kept.weeks.values()
    assert (week.jobs, week.commits[0].cells) == (("unit",), "p")
    # A decision that expired and was made anew from a late log knows less than was known.
    kept.hear((), {"a": Heard(at_ms + 90 * 24 * HOUR_MS, {"ui": "n"})}, ())
    (week,) = kept.weeks.values()
    assert (week.jobs, week.commits[0].cells) == (("ui", "unit"), "np")
    assert week.commits[0].seen_ms == at_ms


def test_many_jobs_that_break_together_are_one_proposal_with_the_first_of_their_names():
    jobs = [f"job-{number:03}" for number in range(MAX_PROPOSED_JOBS + 5)]
    kept = Kept()
    kept.hear((), {"a": Heard(MONDAY_MS, dict.fromkeys(jobs, "n"))}, ())
    (proposal,) = kept.branch.proposals
    assert (proposal.jobs, proposal.job_count) == (tuple(jobs[:MAX_PROPOSED_JOBS]), len(jobs))
    assert (proposal.cause_sha, proposal.resolved_sha, proposal.failures) == ("a", None, 25)
