"""What a branch's page is made of: pictures, intervals, cells, spans."""

from urllib.parse import parse_qs, urlsplit

import pytest

from shared.core.breakages.brokenness import rate_of
from shared.core.breakages.cells import Cell
from shared.core.breakages.counts import Brokenness
from shared.core.breakages.standing import CellsOf
from shared.core.documents import BranchProposal, Breakage, BreakageTimes
from shared.web.branch_paths import annotate_href, branch_href
from shared.web.views.branch_breaks import breakages_view
from shared.web.views.branch_grid import CELLS, grid_view, jobs_shown
from shared.web.views.brokenness import days_view, sum_of_days, weeks_view
from shared.web.views.flakes import flakes_view
from shared.web.views.pictures import WIDTH
from tests.web.examples import DAY, NOON

REPO = "acme/shop"
RED = Brokenness(commits=4, red=1, builds=20, failures=4, explained=3, isolated=1)
GREEN = Brokenness(commits=2, builds=10)


class TestPeriods:
    def test_a_day_stands_where_it_belongs_and_says_what_it_counts(self):
        view = days_view({"2026-11-23": RED, "2026-11-21": GREEN, "2026-01-01": RED}, now_ms=NOON)
        red, failures, isolated = (each.picture.columns for each in view.drawings)
        assert [column.look for column in red] == ["col-pass", "col-fail"]
        assert [round(column.x / WIDTH * 60) for column in red] == [57, 59]
        assert red[1].text == "23 Nov: 1 of 4 commits red, 25.0 %"
        up, down = failures
        axis = view.drawings[1].picture.height / 2
        assert (up.look, up.y + up.height) == ("col-fail", axis)
        assert (down.look, down.y, down.height) == ("col-explained", axis, axis)
        assert (up.text, down.text) == (
            "23 Nov: 1 failure that nobody explained",
            "23 Nov: 3 failures explained",
        )
        assert [column.text for column in isolated] == ["23 Nov: 1 alone"]
        assert [row.name for row in view.rows] == ["Mon 23 Nov 2026", "Sat 21 Nov 2026"]
        assert (view.rows[0].red_share, view.rows[1].explained_share) == ("25.0 %", "-")

    def test_weeks_end_with_this_one(self):
        view = weeks_view({"2026-11-23": RED, "2026-11-16": GREEN}, now_ms=NOON)
        assert [row.iso for row in view.rows] == ["2026-11-23", "2026-11-16"]
        assert view.axis[-1] == "23 Nov"
        assert view.drawings[0].sums == "16.7 % of commits, at most 25.0 %"
        assert view.drawings[1].sums == "4, of them 75.0 % explained"

    def test_where_nothing_ran_the_pictures_say_so(self):
        view = days_view({}, now_ms=NOON)
        assert [each.sums for each in view.drawings] == ["nothing ran", "none", "0"]
        assert not view.rows

    def test_days_add_up_from_any_day_back(self):
        days = {"2026-11-23": RED, "2026-11-16": GREEN, "2026-11-17": RED}
        assert sum_of_days(days, now_ms=NOON, length=7) == RED + RED
        assert sum_of_days(days, now_ms=NOON, length=7, back=7) == GREEN


class TestFlakes:
    def test_the_surest_come_first_on_a_scale_that_holds_them(self):
        rates = {"rare": rate_of(1, 10), "sure": rate_of(20, 400), "never": rate_of(0, 400)}
        view = flakes_view(rates)
        assert [row.job for row in view.rows] == ["sure", "rare"]
        assert [row.job for row in view.more] == ["never"]
        assert view.ticks == ("0 %", "25.0 %", "50.0 %")
        sure = view.rows[0]
        assert (sure.share, sure.interval) == ("5.0 %", "3.3 to 7.6 %")
        assert (sure.low, sure.at, sure.high) == pytest.approx((6.5, 10, 15.2), abs=0.1)

    def test_where_nothing_ran_there_is_no_picture(self):
        assert flakes_view({}) is None


A_COMMIT = CellsOf(
    "a" * 40, NOON, {"unit": Cell.NEW, "lint": Cell.PASSED, "a b/c": Cell.KNOWN_BREAKAGE}
)


class TestGrid:
    def test_a_cell_says_how_the_job_went_and_leads_to_the_commit(self):
        older = CellsOf("b" * 40, NOON - DAY, {"unit": Cell.RUNNING}, gone=True)
        jobs = jobs_shown([A_COMMIT, older])
        assert jobs == ["a b/c", "unit", "lint"]
        view = grid_view(REPO, [A_COMMIT, older], [*jobs, "none"], now_ms=NOON)
        first, second = view.days
        [row] = first.rows
        href = f"/commits/{REPO}/{'a' * 40}"
        assert (first.name, first.sums, row.sums) == ("23 Nov 2026", "1 commit, 1 red", "2 failed")
        assert [cell.text for cell in row.cells] == [
            "a b/c: Known breakage",
            "unit: New",
            "lint: Passed",
            "",
        ]
        assert [cell.href for cell in row.cells] == [
            f"{href}#job-a%20b%2Fc",
            f"{href}#job-unit",
            href,
            "",
        ]
        assert (second.rows[0].gone, second.rows[0].sums) == (True, "running")

    def test_every_cell_has_a_sign_and_no_two_look_alike(self):
        assert CELLS.keys() == set(Cell)
        assert len({sign.code for sign in CELLS.values()}) == len(Cell)

    @pytest.mark.parametrize(
        ("part", "only_failed", "expected"),
        [
            pytest.param("", True, ["a b/c", "unit"], id="failed"),
            pytest.param("LI", False, ["lint"], id="part-in-any-case"),
            pytest.param("li", True, [], id="both"),
        ],
    )
    def test_columns_are_chosen(self, part, only_failed, expected):
        assert jobs_shown([A_COMMIT], part=part, only_failed=only_failed) == expected

    def test_numbers_in_names_are_sorted_by_size(self):
        names = ["shard 10", "shard 2", "9" * 40, "shard", "shard 2 (arm)"]
        commit = CellsOf("a" * 40, NOON, dict.fromkeys(names, Cell.PASSED))
        expected = ["9" * 40, "shard", "shard 2", "shard 2 (arm)", "shard 10"]
        assert jobs_shown([commit]) == expected


class TestBreakages:
    def test_spans_stand_on_one_axis_from_the_first_to_now(self):
        found = [
            Breakage("1", REPO, "main", "c" * 40, "late", created_ms=NOON),
            Breakage("2", REPO, "main", "a" * 40, "early", "b" * 40, ("unit",) * 9),
            Breakage("3", REPO, "main", "d" * 40, "forgotten", "e" * 40),
        ]
        times = {
            "1": BreakageTimes(NOON - 2 * DAY),
            "2": BreakageTimes(NOON - 8 * DAY, NOON - 6 * DAY),
        }
        late, early, forgotten = breakages_view(found, times, now_ms=NOON).rows
        assert (early.bar.x, early.bar.width, early.lasted) == (0, 25, "2 d 0 h")
        assert (late.bar.x, late.bar.width, late.lasted) == (75, 25, "2 d 0 h")
        assert (forgotten.bar, forgotten.lasted, forgotten.began) == (None, "", None)
        assert (late.sign.word, early.sign.word) == ("Ongoing", "Resolved")
        assert (len(early.jobs), early.more_jobs) == (6, 3)

    def test_what_began_just_now_is_drawn_within_the_axis(self):
        found = [Breakage("1", REPO, "main", "c" * 40, "now")]
        [row] = breakages_view(found, {"1": BreakageTimes(NOON)}, now_ms=NOON).rows
        assert 0 <= row.bar.x < row.bar.x + row.bar.width <= 100


class TestAddresses:
    @pytest.mark.parametrize(
        ("branch", "expected"),
        [
            pytest.param("release/4.x", "release/4.x", id="slashes-stand"),
            pytest.param("50% #1?", "50%25%20%231%3F", id="signs-of-addresses"),
            pytest.param("a%2Fb", "a%252Fb", id="percent-escapes"),
            pytest.param("ü", "%C3%BC", id="letters"),
            pytest.param("\udcff", "%3F", id="no-text"),
        ],
    )
    def test_a_branch_has_an_address_whatever_its_name(self, branch, expected):
        assert branch_href(REPO, branch) == f"/branches/{REPO}/{expected}"

    def test_a_repository_that_is_none_has_an_address_that_leads_nowhere(self):
        assert branch_href("\ud800 #/?", "main") == "/branches/%3F%20%23/%3F/main"

    def test_a_proposal_leads_to_the_form_that_is_filled_in(self):
        found = BranchProposal("a" * 40, NOON, "b" * 40, "c" * 40, ("unit", "e2e [a&b]"), 2, 4)
        address = urlsplit(annotate_href(REPO, "50% #1", found))
        assert address.path == "/breakages/new"
        assert parse_qs(address.query) == {
            "repo": [REPO],
            "branch": ["50% #1"],
            "cause_sha": ["a" * 40],
            "resolved_sha": ["b" * 40],
            "jobs": ["unit", "e2e [[]a&b]"],
        }

    @pytest.mark.parametrize(("chars", "named"), [(20, 9), (900, 3), (5000, 1)])
    def test_of_long_names_as_many_are_filled_in_as_an_address_holds(self, chars, named):
        jobs = tuple(f"{number}{'x' * chars}" for number in range(9))
        found = BranchProposal("a" * 40, NOON, None, "c" * 40, jobs, 9, 9)
        query = parse_qs(urlsplit(annotate_href(REPO, "main", found)).query)
        assert query["jobs"] == list(jobs[:named])
