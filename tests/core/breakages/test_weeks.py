"""Weeks that are folded as news come: in sum what all that was ever heard gives at once."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.core.breakages.counts import WEEK_MS, monday_of
from shared.core.breakages.following import Known, follow
from shared.core.breakages.order import Push
from shared.core.breakages.week_fold import MAX_PROPOSED_JOBS
from shared.core.breakages.weeks import Heard, order_of_weeks
from shared.core.documents import Branch
from tests.core.breakages.branch import HOUR_MS, MONDAY_MS, broke
from tests.core.breakages.recomputing import Told, kept, recomputed

JOBS = ("e2e", "lint", "ui", "unit")
SHAS = "abcdefghijklmnop"
REPO, MAIN = "acme/shop", "main"


NOW_MS = MONDAY_MS + 30 * WEEK_MS


class Kept:
    """A branch whose weeks follow the news; `refolded` is how many the last news folded."""

    def __init__(self):
        self.weeks, self.branch, self.refolded = {}, Branch("key", REPO, MAIN), 0

    def hear(self, pushes, heard, breakages, at_most=99):
        known = Known(self.branch, self.weeks, breakages)
        after = follow(known, pushes, heard, annotated=False, now_ms=NOW_MS, at_most=at_most)
        sources = {monday: week.source for monday, week in self.weeks.items()}
        self.refolded = sum(
            week.source != sources.get(monday, "") for monday, week in after.changed.items()
        )
        self.weeks, self.branch = self.weeks | after.changed, after.branch
        return after.done


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
    told, branch = Told(), Kept()
    seen_ms, annotated = dict(zip(SHAS, seen, strict=True)), {}
    for start in range(0, len(news), at_once):
        pushes, heard = [], {}
        for each in news[start : start + at_once]:
            if isinstance(each, Push):
                pushes.append(each)
            elif isinstance(each, int):
                annotated.pop(each, None)
            elif len(each) == 2:
                heard[each[0]] = Heard(seen_ms[each[0]], each[1])
            else:
                number, cause, resolved, jobs = each
                annotated[number] = broke(cause, resolved, jobs, breakage_id=str(number))
        told.pushes |= set(pushes)
        told.heard |= heard
        told.breakages = list(annotated.values())
        while not branch.hear(pushes, heard, told.breakages, at_most=2):
            pass
        assert branch.refolded <= 2
    assert kept(branch.branch, order_of_weeks(branch.weeks)) == recomputed(told)
    before = branch.weeks
    branch.hear(told.pushes, told.heard, told.breakages)
    assert (branch.weeks, branch.refolded) == (before, 0)


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
    branch, heard = Kept(), a_year()
    branch.hear((), heard, ())
    assert branch.refolded == 20

    branch.hear((), {"03-1": replace(heard["03-1"], cells={"unit": "n", "ui": "p"})}, ())
    assert branch.refolded == 1  # the job passes at the next commit
    assert branch.branch.flakes["unit"].alone == 0  # it was alone, but long ago
    assert branch.branch.totals[monday_of(heard["03-1"].seen_ms)].isolated == 1

    branch.hear((), {"03-4": replace(heard["03-4"], cells={"unit": "n", "ui": "p"})}, ())
    assert branch.refolded == 2  # the failure at the end of a week is over in the next
    branch.hear((), heard, ())
    assert branch.refolded == 2
    assert sum(each.red for each in branch.branch.totals.values()) == 0


def test_an_annotation_folds_the_weeks_it_covers():
    branch, heard = Kept(), a_year()
    branch.hear((), heard, ())
    assert branch.hear((), {}, [broke("05-3", "07-2")])
    assert branch.refolded == 3
    assert branch.hear((), {}, [broke("05-3", "07-1")])
    assert branch.refolded == 1
    assert branch.hear((), {}, ())
    assert branch.refolded == 3


def test_a_late_push_moves_commits_into_the_week_it_was_made_in():
    branch = Kept()
    branch.hear((), {sha: Heard(MONDAY_MS + WEEK_MS, {"unit": "n"}) for sha in "bc"}, ())
    assert {m: len(w.commits) for m, w in branch.weeks.items()} == {"2026-11-30": 2}
    branch.hear([Push("b", MONDAY_MS, "a", ("b",))], {}, ())
    assert {m: [c.sha for c in w.commits] for m, w in branch.weeks.items()} == {
        "2026-11-23": ["b"],
        "2026-11-30": ["c"],
    }
    assert branch.branch.head == "c"


def test_a_forced_push_over_the_cause_ends_what_it_explains():
    heard = {sha: Heard(MONDAY_MS + n * HOUR_MS, {"unit": "n"}) for n, sha in enumerate("abcd")}
    branch, breakage = Kept(), broke("b")
    pushes = [Push("a", MONDAY_MS), Push("b", MONDAY_MS + 1, "a"), Push("c", MONDAY_MS + 2, "b")]
    branch.hear(pushes, heard, [breakage])
    assert sum(each.explained for each in branch.branch.days.values()) == 3
    branch.hear([Push("d", MONDAY_MS + 3, "c", forced=True, base="a")], {}, [breakage])
    assert sum(each.explained for each in branch.branch.days.values()) == 2
    assert [each.cause_sha for each in branch.branch.proposals] == ["a"]
    assert [c.sha for w in branch.weeks.values() for c in w.commits if c.gone] == ["b", "c"]


def test_of_a_job_that_is_decided_anew_the_newest_word_counts():
    branch, at_ms = Kept(), MONDAY_MS
    branch.hear((), {"a": Heard(at_ms, {"unit": "g", "ui": "n"})}, ())
    branch.hear((), {"a": Heard(at_ms, {"unit": "p"})}, ())
    (week,) = branch.weeks.values()
    assert (week.jobs, week.commits[0].cells) == (("unit",), "p")
    # A decision that expired and was made anew from a late log knows less than was known.
    branch.hear((), {"a": Heard(at_ms + 90 * 24 * HOUR_MS, {"ui": "n"})}, ())
    (week,) = branch.weeks.values()
    assert (week.jobs, week.commits[0].cells) == (("ui", "unit"), "np")
    assert week.commits[0].seen_ms == at_ms


def test_many_jobs_that_break_together_are_one_proposal_with_the_first_of_their_names():
    jobs = [f"job-{number:03}" for number in range(MAX_PROPOSED_JOBS + 5)]
    branch = Kept()
    branch.hear((), {"a": Heard(MONDAY_MS, dict.fromkeys(jobs, "n"))}, ())
    (proposal,) = branch.branch.proposals
    assert (proposal.jobs, proposal.job_count) == (tuple(jobs[:MAX_PROPOSED_JOBS]), len(jobs))
    assert (proposal.cause_sha, proposal.resolved_sha, proposal.failures) == ("a", None, 25)


def test_which_failure_was_the_last_is_known_across_weeks():
    def at(place, **cells):
        return Heard(MONDAY_MS + place * HOUR_MS, cells)

    branch = Kept()
    early = {"a": at(0, ui="n", unit="n"), "c": at(2, ui="n"), "d": at(3, unit="n")}
    branch.hear((), early | {"e": at(7 * 24, ui="p", unit="p")}, ())
    assert [each.last_sha for each in branch.branch.proposals] == ["d"]
    branch.hear([Push("d", MONDAY_MS + HOUR_MS, "a")], {}, ())
    assert [each.last_sha for each in branch.branch.proposals] == ["c"]
