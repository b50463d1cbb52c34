"""What the viewer makes of a window; how its pages look from outside is in tests/functions."""

import pytest

from shared.core.analysis.model import ReportType
from shared.core.documents import BuildContext
from shared.core.log_lines import RawLine, Span
from shared.core.log_window import Aim, Edge, LogWindow
from shared.web.file_names import MAX_CHARS, log_file_name
from shared.web.viewer_query import ViewerQuery, read_viewer_query
from shared.web.views.viewer import viewer_view
from shared.web.views.viewer_links import ViewerLinks
from shared.web.views.viewer_plan import aim_of, failure_severities, marked_lines, spans_to_show
from tests.web.examples import a_failure, a_record, a_request

PATH = "/records/0123456789abcdef0123"
WHOLE = LogWindow((Span(1, 6),), 6)


def a_view(failures=(), window=WHOLE, marked=None, query=None, text=b"line"):
    raw = [RawLine(n, text) for span in window.spans for n in range(span.first, span.last + 1)]
    links = ViewerLinks(PATH, query or ViewerQuery())
    return viewer_view(window, raw, failure_severities(failures), marked, links)


def lines(view):
    return [line for part in view.parts for line in part.lines]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ViewerQuery()),
        ("line=7", ViewerQuery(Span(7, 7), Aim(7))),
        ("lines=7-9", ViewerQuery(Span(7, 9), Aim(7))),
        ("line=3&lines=7-9", ViewerQuery(Span(7, 9), Aim(7))),
        ("lines=7-9&from=20", ViewerQuery(Span(7, 9), Aim(20, Edge.START))),
        ("to=20", ViewerQuery(None, Aim(20, Edge.END))),
        ("open=1-5&open=30-40", ViewerQuery(None, Aim(30), (Span(1, 5), Span(30, 40)))),
        ("open=1-5&at=5", ViewerQuery(None, Aim(5), (Span(1, 5),))),
        ("fold=0", ViewerQuery(folded=False)),
        ("fold=1", ViewerQuery()),
    ],
)
def test_an_address_asks_for(query, expected):
    assert read_viewer_query(a_request(query_string=query)) == expected


class TestWhatIsShown:
    @pytest.mark.parametrize(
        ("query", "failures", "expected"),
        [
            pytest.param(ViewerQuery(), [], [Span(1, 100)], id="no-failure"),
            pytest.param(ViewerQuery(folded=False), [50], [Span(1, 100)], id="not-folded"),
            pytest.param(ViewerQuery(), [50], [Span(45, 55)], id="near-a-failure"),
            pytest.param(ViewerQuery(), [50, 59], [Span(45, 64)], id="failures-close-by"),
            pytest.param(ViewerQuery(Span(50, 50)), [50], [Span(45, 55)], id="a-failure-asked"),
            pytest.param(
                ViewerQuery(Span(80, 90)), [3], [Span(1, 8), Span(55, 100)], id="lines-asked"
            ),
            pytest.param(
                ViewerQuery(opened=(Span(60, 70),)), [3], [Span(1, 8), Span(60, 70)], id="opened"
            ),
        ],
    )
    def test_are_the_lines_near_failures_and_those_asked_for(self, query, failures, expected):
        assert spans_to_show(query, failures, 100) == expected

    def test_opens_at_the_failure_unless_asked_otherwise(self):
        assert aim_of(ViewerQuery(), 50) == Aim(50)
        assert aim_of(ViewerQuery(), None) == Aim(1)
        assert aim_of(ViewerQuery(aim=Aim(7)), 50) == Aim(7)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            pytest.param(ViewerQuery(), Span(50, 50), id="the-failure"),
            pytest.param(ViewerQuery(aim=Aim(9, Edge.START)), None, id="a-page-turned"),
            pytest.param(ViewerQuery(Span(7, 9), Aim(7)), Span(7, 9), id="lines-asked"),
            pytest.param(ViewerQuery(Span(90, 200), Aim(90)), Span(90, 100), id="over-the-end"),
            pytest.param(ViewerQuery(Span(200, 300), Aim(200)), Span(100, 100), id="beyond-it"),
        ],
    )
    def test_points_at_the_lines_asked_for(self, query, expected):
        assert marked_lines(query, 50, 100) == expected


class TestAWindow:
    def test_marks_failures_their_collapsed_repeats_too(self):
        view = a_view([a_failure(2, severity=ReportType.CRASH, repeats=(5,), repeat_count=1)])
        found = {line.number: line.severity.code for line in lines(view) if line.severity}
        assert found == {2: "C", 5: "C"}

    def test_leads_from_the_end_of_each_failure_to_the_next(self):
        view = a_view([a_failure(1), a_failure(2), a_failure(5)])
        links = {line.number: line.next_href for line in lines(view) if line.next_href}
        assert links == {2: f"{PATH}?line=5#L5"}

    @pytest.mark.parametrize(
        ("marked", "text", "previous", "following"),
        [
            pytest.param(1, "3 failures", None, 2, id="above-all"),
            pytest.param(2, "Failure 1 of 3", None, 5, id="the-first"),
            pytest.param(3, "Failure 1 of 3", None, 5, id="within-it"),
            pytest.param(4, "3 failures", 2, 5, id="between"),
            pytest.param(5, "Failure 2 of 3", 2, 9, id="the-second"),
            pytest.param(9, "Failure 3 of 3", 5, None, id="the-last"),
            pytest.param(10, "3 failures", 9, None, id="below-all"),
        ],
    )
    def test_leads_to_the_failures_above_and_below(self, marked, text, previous, following):
        failures = [a_failure(number) for number in (2, 3, 5, 9)]
        jumps = a_view(failures, marked=Span(marked, marked)).jumps
        assert jumps.text == text
        assert jumps.previous_href == (previous and f"{PATH}?line={previous}#L{previous}")
        assert jumps.next_href == (following and f"{PATH}?line={following}#L{following}")

    def test_of_a_log_without_failure_has_nothing_to_jump_to_or_to_fold(self):
        view = a_view()
        assert view.jumps is None
        assert view.fold_href is None
        assert view.folded is False

    def test_names_its_marked_lines_and_opens_at_the_first(self):
        view = a_view(marked=Span(2, 3))
        assert [line.number for line in lines(view) if line.marked] == [2, 3]
        assert [line.anchor for line in lines(view)] == ["", "L2-L3", "", "", "", ""]
        assert (view.focus, view.marked) == (2, "2-3")

    def test_of_a_whole_log_has_no_steps(self):
        view = a_view()
        assert view.text == "All 6 lines"
        assert view.first_href is view.above_href is view.below_href is view.last_href is None

    def test_leads_to_the_lines_before_and_after(self):
        query = ViewerQuery(folded=False)
        view = a_view(window=LogWindow((Span(3, 4),), 5000, above=2, below=5), query=query)
        assert view.text == "Lines 3 to 4 of 5,000"
        assert view.first_href == f"{PATH}?from=1&fold=0"
        assert view.above_href == f"{PATH}?to=2&fold=0"
        assert view.below_href == f"{PATH}?from=5&fold=0"
        assert view.last_href == f"{PATH}?to=5000&fold=0"

    def test_has_a_link_in_place_of_each_gap(self):
        view = a_view(window=LogWindow((Span(3, 4), Span(9, 9)), 3000), marked=Span(3, 3))
        assert [(part.gap.text, len(part.lines)) for part in view.parts] == [
            ("… 2 lines …", 2),
            ("… 4 lines …", 1),
            ("… 2,991 lines …", 0),
        ]
        assert view.text == "3 of 3,000 lines"
        assert view.parts[1].gap.href == f"{PATH}?open=5-8&at=5#L5"
        assert view.parts[1].gap.end_href is None
        assert view.parts[2].gap.end_href == f"{PATH}?open=10-3000&at=3000#L3000"

    def test_keeps_colours_from_line_to_line_and_not_over_a_gap(self):
        window = LogWindow((Span(1, 2), Span(9, 9)), 9)
        raw = [RawLine(1, b"\x1b[31mred"), RawLine(2, b"still"), RawLine(9, b"who knows")]
        view = viewer_view(window, raw, {}, None, ViewerLinks(PATH, ViewerQuery()))
        assert [line.pieces[0].look for line in lines(view)] == ["t-red", "t-red", ""]


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("logs/unit/17/build-log.txt", BuildContext("unit", "17"), "unit-17-build-log.txt"),
        ("nightly/run.log.gz", BuildContext(), "run.log"),
        ("x.log", BuildContext(job='a"b\r\nSet-Cookie: x'), "a-b-Set-Cookie-x-x.log"),
        ("../../etc/passwd", BuildContext(job="../.."), "passwd.txt"),
        ("logs/шум.log", BuildContext(job="ünï"), "n-.log"),
        ("logs/шум", BuildContext(), "log.txt"),
        ("page.html", BuildContext(), "page.html.txt"),
        (".hidden.txt", BuildContext(), "hidden.txt"),
        ("x" * 500 + ".log", BuildContext(), "x" * (MAX_CHARS - 4) + ".log"),
    ],
)
def test_a_file_is_saved_under_a_safe_name(name, context, expected):
    assert log_file_name(a_record(name=name, context=context)) == expected
