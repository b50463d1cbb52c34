import pytest

from shared.core.analysis.model import ReportType
from shared.core.documents import BuildContext, Fingerprint, IssueStatus, Tally
from shared.core.extract import Extract
from shared.core.streams import LogProblem
from shared.web.views import logs, records, reports
from shared.web.views.log_problems import PROBLEMS
from tests.web.examples import NOON, a_failure, a_record, a_row

PATH = "/records/0123456789abcdef0123"


class TestReports:
    def test_a_row_is_ready_to_show(self):
        (view,) = reports.report_rows([a_row()], now_ms=NOON)
        assert (view.severity.code, view.severity.word) == ("E", "Error")
        assert view.occurrences == "1,204"
        assert view.first_seen.iso == "2026-11-21T12:00:00Z"
        assert view.last_seen.ago == "2 h ago"
        assert [job.name for job in view.jobs] == ["unit", "build"]
        assert view.more_jobs == 1

    def test_a_ghost_is_an_issue_that_nobody_filed(self):
        ghost = reports.report_page(a_row(), now_ms=NOON).issue
        assert ghost == reports.IssueView("000007", "Not filed", filed=False)
        shown = reports.report_page(a_row(issue_status=IssueStatus.OPEN), now_ms=NOON).issue
        assert shown == reports.IssueView("000007", "Open", filed=True)

    def test_a_report_never_folded_is_seen_when_it_was_made(self):
        view = reports.report_page(a_row(tally=Tally(occurrences=1)), now_ms=NOON)
        assert view.first_seen.ago == view.last_seen.ago == "1 d ago"

    def test_logs_that_name_no_job_count_as_such(self):
        view = reports.report_page(a_row(tally=Tally(3, 0, 0, {}, {"": 2, "x": 1})), now_ms=NOON)
        assert [(job.name, job.share) for job in view.jobs] == [("x", 33.3), ("no job named", 66.7)]

    def test_a_report_without_text_can_still_be_clicked(self):
        assert reports.report_page(a_row(title=" "), now_ms=NOON).title == "(no text)"

    def test_the_reason_tells_masked_parts_apart(self):
        document = Fingerprint(
            "v1:a", "000000042", ReportType.ERROR, ("E", "took <time> in <b>"), tally=Tally(2)
        )
        (reason,) = reports.reasons([document])
        assert reason.occurrences == "2 occurrences"
        assert [(piece.text, piece.look) for piece in reason.skeletons[0]] == [
            ("took ", ""),
            ("<time>", "masked"),
            (" in ", ""),
            ("<b>", "masked"),
        ]


class TestRecords:
    def test_a_record_leads_to_its_primary_line(self):
        (view,) = records.record_rows([a_record()], now_ms=NOON, log_ids={"v1:abc": "000000042"})
        assert view.href == f"{PATH}?line=12#L12"
        assert view.log_id == "000000042"
        assert (view.size, view.lines) == ("1.4 KB", "40 lines")

    def test_a_passing_log_has_no_severity_and_no_problem(self):
        record = a_record(report_type=None, title=None, primary_line=None, fingerprint=None)
        view = records.record_view(record, now_ms=NOON)
        assert view.href == PATH
        assert view.title == "No failure found"
        assert view.severity is None
        assert view.problem is None

    @pytest.mark.parametrize("problem", list(LogProblem))
    def test_every_problem_says_why_and_what_to_do(self, problem):
        text = records.record_view(a_record(problem=problem), now_ms=NOON).problem
        assert text is PROBLEMS[problem]
        assert text.why.endswith(".")
        assert text.advice.endswith(".")
        assert 400 <= text.status < 500

    def test_only_what_is_known_of_the_build_is_shown(self):
        context = BuildContext(job="unit", sha="0123456789abcdef", pull="7")
        view = records.record_view(a_record(context=context), now_ms=NOON)
        assert [(fact.name, fact.value) for fact in view.facts] == [
            ("Job", "unit"),
            ("Pull request", "7"),
            ("Commit", "0123456789"),
        ]


class TestLogs:
    def test_lines_below_each_other_are_one_block_named_by_the_primary(self):
        lines = [a_failure(9, "Traceback"), a_failure(10, "ValueError: x"), a_failure(40, "late")]
        found = logs.blocks(lines, lambda line: f"{PATH}?line={line}#L{line}", primary=10)
        assert [(block.numbers, block.text) for block in found] == [
            ("9 to 10", "ValueError: x"),
            ("40", "late"),
        ]
        assert found[0].href == f"{PATH}?line=10#L10"

    def test_a_block_says_how_often_it_came_again(self):
        lines = [a_failure(9, repeat_count=2), a_failure(10, repeat_count=1204), a_failure(40)]
        found = logs.blocks(lines, str, primary=None)
        assert [block.repeats for block in found] == ["and 1,204 more like it", ""]

    @pytest.mark.parametrize(
        ("cut", "limit", "note"),
        [
            (False, None, ""),
            (False, 2, "1 more line in the whole extract."),
            (True, None, "The log has more failure lines than an extract holds"),
        ],
    )
    def test_an_extract_says_what_is_missing(self, cut, limit, note):
        extract = Extract(tuple(a_failure(number) for number in (1, 2, 3)), cut=cut)
        view = logs.extract_view(extract, "0123456789abcdef0123", limit=limit)
        assert view.note.startswith(note)
        assert bool(view.note) == bool(note)
