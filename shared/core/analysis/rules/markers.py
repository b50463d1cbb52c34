"""Lines by which CI systems and tools say where a step begins, how it ended, how all ended."""

from dataclasses import dataclass
from enum import Enum


class MarkerKind(Enum):
    """What a marker says."""

    OPEN = "open"  # a step begins; group "name" names it
    CLOSE = "close"  # a step ended; group "status" is its exit status
    FAILED = "failed"  # a step or the whole ended badly
    PASSED = "passed"  # the whole ended well
    COMPLETE = "complete"  # the log runs to its end: without a failure before, all was well
    SUCCEEDED = "succeeded"  # a tool was content with what it did
    AFTER = "after"  # what follows is cleaning up


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker line; `pattern` is anchored in the clean line."""

    kind: MarkerKind
    pattern: str


# Order matters: of several that match, the first counts.
MARKERS = (
    Marker(
        MarkerKind.PASSED,
        (
            r"^Done\. Your build exited with 0|^Finished: SUCCESS|^Job succeeded|^Build "
            r"success\b|^(?:\S+ )?job succeeded"
        ),
    ),
    Marker(
        MarkerKind.FAILED,
        (
            r"^Done\. Your build exited with [1-9]|^Finished: (?:FAILURE|UNSTABLE|ABORTED)"
            r"|^ERROR: Job failed|marked build as failure"
        ),
    ),
    Marker(
        MarkerKind.CLOSE,
        (
            r"\bexited with (?P<status>\d+)\.?\s*$|^The command .* exited with (?:code )?"
            r"(?P<status2>\d+)"
        ),
    ),
    Marker(
        MarkerKind.CLOSE,
        (
            r"^##\[error\](?:Process completed with exit code|Bash exited with code '?) ?"
            r"(?P<status>\d+)"
        ),
    ),
    Marker(
        MarkerKind.CLOSE,
        (
            r"^(?:Exited with code(?: exit status)?|Command exited with code|Exited with "
            r"exit status|.{0,6}Error: The command exited with status) (?P<status>\d+)"
        ),
    ),
    Marker(MarkerKind.FAILED, r"^##\[error\]"),
    Marker(MarkerKind.COMPLETE, r"^Cleaning up orphan processes"),
    Marker(
        MarkerKind.AFTER,
        (
            r"^Post job cleanup\.|^travis_fold:start:(?:cache\.2|after_)|^Post Run "
            r"|^Uploading artifacts for failed|^Running after_script|^\[Pipeline\] End of "
            r"Pipeline|^Cleaning up project directory"
        ),
    ),
    Marker(
        MarkerKind.OPEN,
        (
            r"^##\[group\](?P<name>Run .*)|^\$ (?P<name2>\S.*)|^section_start:\d+:"
            r"(?P<name3>[\w.-]+)|^(?:---|\+\+\+|~~~) (?P<name4>(?::[\w-]+:|Preparing"
            r"|Running|Uploading).*)|^(?:Step|STEP) \d+(?:/\d+)? ?: ?(?P<name5>.*)"
            r"|^\[Pipeline\] \{ \((?P<name6>.*)\)|^#####+ Running (?P<name7>.*) step"
            r"|^travis_time:start:(?P<name8>\w+)"
        ),
    ),
    Marker(
        MarkerKind.SUCCEEDED,
        (
            r"^(?:\[INFO\] )?BUILD SUCCESS|^OK(?: \(\d+ tests?.*\))?$|^test result: ok"
            r"|^=+ (?:\d+ \w+, )*\d+ passed\b[^f]*=+$|^Tests: +(?:\d+ \w+, )*\d+ passed, "
            r"\d+ total|\b100% tests passed|^All (?:\d+ )?tests (?:were )?(?:passed"
            r"|successful)|^\s*\d+ passing\b|^\d+ examples?, 0 failures|^PASS$|^Result: "
            r"PASS|^All checks? (?:passed|ok)|^Test Suite Passed|^\[success\] "
        ),
    ),
)
