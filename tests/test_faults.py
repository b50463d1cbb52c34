"""The staging of trouble is itself to be trusted."""

import multiprocessing
import signal

import pytest

from shared.errors import StoreUnavailable
from tests.faults import ANY, Calls, Faulty


class Log:
    name = "a log"

    def __init__(self) -> None:
        self.lines: list[str] = []

    def put(self, line: str) -> int:
        self.lines.append(line)
        return len(self.lines)

    def read(self) -> list[str]:
        return self.lines


def test_calls_go_through_and_are_counted():
    log = Faulty(Log())
    assert [log.put("a"), log.put("b")] == [1, 2]
    assert log.read() == ["a", "b"]
    assert log.name == "a log"
    assert log.calls == {"put": 2, "read": 1, ANY: 3}
    assert (log.calls.reads, log.calls.writes) == (1, 2)


@pytest.mark.parametrize(
    ("staged", "expected"),
    [
        pytest.param({"before": {"put": 2}}, ["a", "c"], id="before-nothing-is-done"),
        pytest.param({"after": {"put": 2}}, ["a", "b", "c"], id="after-all-is-done"),
        pytest.param({"before": {ANY: 2}}, ["a", "c"], id="any-call"),
    ],
)
def test_one_call_fails_and_the_others_do_not(staged, expected):
    log = Faulty(Log(), error=StoreUnavailable("staged"), **staged)
    log.put("a")
    with pytest.raises(StoreUnavailable, match="staged"):
        log.put("b")
    log.put("c")
    assert log.read() == expected


def test_several_ports_share_one_count():
    calls = Calls()
    first = Faulty(Log(), calls=calls)
    second = Faulty(Log(), calls=calls, error=StoreUnavailable(""), before={ANY: 2})
    first.put("a")
    with pytest.raises(StoreUnavailable):
        second.put("b")


def _put_two(path) -> None:
    class File:
        def put(self, line: str) -> None:
            with path.open("a") as file:
                file.write(line)

    file = Faulty(File(), after={"put": 2})
    for line in "abc":
        file.put(line)


def test_without_an_error_the_process_dies_on_the_spot(tmp_path):
    process = multiprocessing.get_context("fork").Process(
        target=_put_two, args=(tmp_path / "lines",)
    )
    process.start()
    process.join(10)
    assert process.exitcode == -signal.SIGKILL
    assert (tmp_path / "lines").read_text() == "ab"
