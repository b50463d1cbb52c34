"""The pictures of job pages: every column stands where its value belongs, and says what it is."""

from shared.core.builds.spread import moved
from shared.core.documents import Build, BuildFacts, Distribution, JobStats
from shared.web.views.pictures import WIDTH
from shared.web.views.spreads import duration_picture, size_picture
from shared.web.views.timeline import timeline
from tests.web.examples import NOON

MINUTE = 60_000


def a_spread(*values):
    spread = Distribution()
    for value in values:
        spread = moved(spread, value, 1)
    return spread


def a_build(number, *, result="SUCCESS", ran=MINUTE, log=100, entries=("build-log.txt",)):
    started = NOON + number
    facts = BuildFacts(
        "unit",
        str(number),
        NOON,
        result,
        started,
        None if ran is None else started + ran,
        entries=entries,
        log_bytes=log,
    )
    return Build(str(number), "b", f"logs/unit/{number}/", facts, NOON)


class TestSpreads:
    def test_passes_go_up_and_failures_down_on_one_scale(self):
        durations = {"SUCCESS": a_spread(*[MINUTE] * 4), "FAILURE": a_spread(MINUTE, 2 * MINUTE)}
        view = duration_picture(JobStats("unit", durations=durations))
        up, down, last = view.picture.columns
        axis = view.picture.height / 2
        assert (up.y + up.height, up.height) == (axis, axis)
        assert (down.y, down.height) == (axis, axis / 4)
        assert up.x == down.x
        assert round((last.x - up.x) / WIDTH * 16) == 4  # a doubling is four columns
        assert up.text.endswith(": 4 passes")
        assert [(row.passes, row.failures) for row in view.rows] == [("4", "1"), ("0", "1")]
        assert view.passes.startswith("4 passes, half of them up to ")
        assert view.failures.endswith("mean 1 min 30 s")

    def test_nothing_has_a_column_of_its_own(self):
        view = size_picture(JobStats("unit", sizes={"SUCCESS": a_spread(0, 1)}))
        assert [row.range for row in view.rows] == ["0 B", "1 B to 1 B"]
        first, second = view.picture.columns
        assert first.x == 0 < second.x

    def test_where_nothing_is_known_there_is_no_picture(self):
        assert duration_picture(JobStats("unit")) is None


class TestTimeline:
    def test_the_oldest_stands_first_and_what_is_not_there_keeps_a_mark(self):
        newest_first = [
            a_build(4, ran=2 * MINUTE),
            a_build(3, result="FAILURE", log=None, entries=()),
            a_build(2, result=None, ran=None),
            a_build(1),
        ]
        view = timeline(newest_first)
        durations, sizes = view.durations.columns, view.sizes.columns
        assert [column.look for column in durations] == [
            "col-pass",
            "col-absent",
            "col-fail",
            "col-pass",
        ]
        assert [column.look for column in sizes] == [
            "col-pass",
            "col-other",
            "col-absent",
            "col-pass",
        ]
        assert durations[3].height == 2 * durations[0].height == view.durations.height
        assert sizes[2].text == "3: Failed, no log"
        assert view.durations.label == (
            "4 builds: 2 passed, 1 failed, 1 neither; at most 2 min 00 s"
        )

    def test_a_few_builds_are_no_picture(self):
        assert timeline([a_build(1)]) is None
