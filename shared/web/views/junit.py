"""Test results of a build, read from its JUnit files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.web.views.show import count, duration

if TYPE_CHECKING:
    from shared.core.builds.junit import FailedTest, JunitResults


@dataclass(frozen=True, slots=True)
class ResultsView:
    """One file: its sums as a text, its failed tests, and how many more failed."""

    file: str
    text: str
    failed: tuple["FailedTest", ...]
    more: str


def results_view(results: Iterable["JunitResults"]) -> list[ResultsView]:
    """Return the files that say something, and those that cannot be read with the reason."""
    return [_view(each) for each in results]


def _view(file: "JunitResults") -> ResultsView:
    if file.problem:
        return ResultsView(file.file, f"Not read: {file.problem}.", (), "")
    sums = [count(file.tests, "test"), f"{count(file.failures)} failed"]
    if file.skipped:
        sums.append(f"{count(file.skipped)} skipped")
    text = f"{', '.join(sums)}, in {duration(1000 * file.seconds)}"
    more = file.failures - len(file.failed)
    return ResultsView(file.file, text, file.failed, f"And {count(more)} more." if more > 0 else "")
