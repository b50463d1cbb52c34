"""Line rules as ordered data: exclusions first, then forms from the surest to the weakest."""

import re
from dataclasses import dataclass
from enum import IntEnum

from shared.core.analysis.model import ReportType


class Tier(IntEnum):
    """How much a rule's word counts; smaller is surer."""

    BLOCK = 0  # a block machine read a whole failure
    FORM = 1  # a tool's anchored form, as file:line:column: error:
    LEVEL = 2  # a level word in level position
    KEYWORD = 3  # a word anywhere in the line
    GENERIC = 4  # says that something failed, not what


@dataclass(frozen=True, slots=True)
class LineRule:
    """A form of one line; `pattern` is searched in the clean text."""

    name: str
    tier: Tier
    severity: ReportType
    pattern: re.Pattern[str]


C, E, W = ReportType.CRASH, ReportType.ERROR, ReportType.WARNING


def _rule(name: str, tier: Tier, severity: ReportType, pattern: str, flags: int = 0) -> LineRule:
    return LineRule(name, tier, severity, re.compile(pattern, flags))


# A line that one of these finds is no failure, whatever words it holds.
EXCLUSIONS = (
    re.compile(
        r"\b(?:0|no) (?:errors?|failures?|failed|warnings?|problems?)\b(?!.*\b[1-9]\d* (?:errors?|fail))",  # noqa: E501
        re.I,
    ),
    re.compile(
        r"\b(?:errors?|failures?|failed|warnings?)\s*[:=]\s*0\b(?!.*\b(?:errors?|failures?|failed)\s*[:=]\s*[1-9])",
        re.I,
    ),
    re.compile(r"\bnon[- ]?fatal\b|\bno error\b|\bignor(?:ed|ing)\b.{0,20}\berrors?\b", re.I),
    re.compile(
        r"(?:^|\s)(?:gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|libtool:|/bin/(?:ba)?sh)\b.* -[cIDWfO]"
    ),
    re.compile(r"^\s*(?:ok|PASS(?:ED)?|✓|✔|√)\b|\b(?:PASSED|\.\.\. ok|\.\.+ok)\s*(?:\[|$)"),
)

LINE_RULES = (
    _rule(
        "exit-status",
        Tier.GENERIC,
        E,
        r"(?:Process completed with exit code|exited with(?: code| status)?:?|[Ee]xit (?:code|status):?|returned a non-zero code:) ?[1-9]\d*",  # noqa: E501
    ),
    _rule("make-stopped", Tier.GENERIC, E, r"^\S*make(?:\[\d+\])?: \*\*\* .*(?:Error \d+|Stop\.?)"),
    _rule(
        "build-failed",
        Tier.GENERIC,
        E,
        r"(?i)^\W*(?:the )?(?:build|compilation|tests?) (?:failed|failure|stopped)\b",
    ),
    _rule(
        "compiler-error",
        Tier.FORM,
        E,
        r"^\S[^:]{0,200}[:(]\d+(?:[:,]\d+)?\)?: (?:fatal |internal compiler )?[Ee]rror\b",
    ),
    _rule("compiler-warning", Tier.FORM, W, r"^\S[^:]{0,200}[:(]\d+(?:[:,]\d+)?\)?: [Ww]arning\b"),
    _rule("rustc-error", Tier.FORM, E, r"^error(?:\[E\d+\])?: "),
    _rule(
        "linker",
        Tier.FORM,
        E,
        r"undefined reference to|multiple definition of|cannot find -l|^ld: |collect2: error",
    ),
    _rule("exception", Tier.FORM, E, r"^(?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception)(?::|$)"),
    _rule(
        "signal",
        Tier.FORM,
        C,
        r"Segmentation fault|SIGSEGV|SIGABRT|core dumped|stack smashing detected|Killed(?: |$)",
    ),
    _rule("npm-error", Tier.FORM, E, r"^npm (?:ERR!|error) "),
    _rule("actions-error", Tier.FORM, E, r"^##\[error\]"),
    _rule(
        "failed-test",
        Tier.FORM,
        E,
        r"^\s*(?:not ok \d+|--- FAIL: |FAIL(?:ED)?[: ]\s*\S|\[  FAILED  \]|TEST-UNEXPECTED-)",
    ),
    _rule(
        "level-error",
        Tier.LEVEL,
        E,
        r"^\W*(?:E|ERR|ERROR|FATAL|CRITICAL|Error|error|fatal|Fatal|panic)\b\s*[:\]!|)-]|\[(?:ERROR|FATAL|error|fatal)\]| (?:ERROR|FATAL|CRITICAL) ",  # noqa: E501
    ),
    _rule(
        "trouble",
        Tier.LEVEL,
        E,
        r"(?i)\btimed out\b|no space left on device|out of memory|command not found|permission denied|connection refused|no such file or directory|could not resolve|cannot find|\bunable to\b",  # noqa: E501
    ),
    _rule(
        "level-warning",
        Tier.LEVEL,
        W,
        r"(?i)^\W*(?:w|warn|warning)\b\s*[:\]!|)-]|\[(?:warn|warning)\]| WARN(?:ING)? ",
    ),
    _rule("callstack-word", Tier.KEYWORD, C, r"(?i)callstack"),
    _rule(
        "error-word",
        Tier.KEYWORD,
        E,
        r"(?i)error|\bfail(?:ed|ure|s)?\b|\bfatal\b|\bexception\b|\baborted\b",
    ),
    _rule("warning-word", Tier.KEYWORD, W, r"(?i)warning"),
)


def classify_line(text: str) -> LineRule | None:
    """Return the first rule that the clean line satisfies, None if an exclusion or no rule does."""
    for exclusion in EXCLUSIONS:
        if exclusion.search(text):
            return None
    for rule in LINE_RULES:
        if rule.pattern.search(text):
            return rule
    return None
