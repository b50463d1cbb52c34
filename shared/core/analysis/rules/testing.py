"""Test frameworks of any language: gtest, TAP, CTest, prove, Catch, Boost, mocha and others."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, E, Rule, Tier, growth

RULES = (
    Rule(
        "mozilla-unexpected",
        Tier.FORM,
        E,
        (
            r"TEST-UNEXPECTED-(?:FAIL|ERROR|TIMEOUT|PASS|CRASH|NOTRUN|OK|[A-Z]+)"
            r"|\bUNEXPECTED-(?:FAIL|ERROR|TIMEOUT)"
        ),
        CONTINUED,
        5,
    ),
    Rule(
        "harness-level",
        Tier.FORM,
        E,
        r"^(?:ERROR|CRITICAL|FATAL) - +\S|^Automation Error:|^command timed out:",
        CONTINUED,
        2,
    ),
    Rule(
        "gtest-assert",
        Tier.BLOCK,
        E,
        r"^\S+:\d+: Failure$|^\S+\(\d+\): error: ",
        growth(
            until=r"^\[\s+(?:OK|RUN)|^\S+:\d+: Failure$",
            through=r"^\[  FAILED  \]",
            up=r"^\[ RUN ",
            blanks=2,
            max_down=40,
        ),
        5,
    ),
    Rule("gtest-failed", Tier.FORM, E, r"^\[  FAILED  \] ", ALONE, 1),
    Rule(
        "tap",
        Tier.BLOCK,
        E,
        r"^\s*not ok \d+\b(?:[^#]|#[^ ]|# [^TtSs])*$|^\s*not ok(?: -|\s*$)",
        growth(
            indented=True,
            down=r"^\s+\S|^\s*#|^\s*---|^\s*\.\.\.",
            until=r"^\s*(?:not )?ok \d",
            max_down=50,
        ),
        4,
    ),
    Rule(
        "ctest-failed",
        Tier.FORM,
        E,
        (
            r"^\s*\d+/\d+ Test\s+#\d+: .*\*\*\*|^\s*\d+ - \S+ \((?:Failed|Timeout|SEGFAULT"
            r"|Not Run|ILLEGAL|OTHER_FAULT|Child aborted)\)|^The following tests FAILED"
        ),
        growth(down=r"^\s+\d+ - ", max_down=20),
        3,
        needs=(
            " test ",
            "(failed",
            "(timeout",
            "(segfault",
            "(not run",
            "(illegal",
            "(other",
            "(child",
            "tests failed",
        ),
    ),
    Rule(
        "phpunit-failure",
        Tier.BLOCK,
        E,
        r"^There (?:was|were) \d+ (?:failure|error|risky|warning)s?:",
        growth(
            until=r"^(?:FAILURES!|ERRORS!|Tests: |WARNINGS!|OK, but)",
            blanks=3,
            max_down=300,
            title=r"^\d+\) ",
        ),
        5,
    ),
    Rule(
        "mocha-list",
        Tier.BLOCK,
        E,
        r"^\s*\d+ failing\b",
        growth(until=r"^npm ERR|^\s*at Process", blanks=5, max_down=80, title=r"^\s*1\) "),
        4,
    ),
    Rule(
        "rspec-list",
        Tier.BLOCK,
        E,
        (
            r"^(?:Failures|Errors|TEST FAILURES|Test failures|Failed tests|Failed examples"
            r"|Failed scenarios|Failing Scenarios):? *$"
        ),
        growth(
            until=(
                r"^Finished in |^\d+ examples|^Failed examples:|^\d+ tests?\b|^TEST FAILURE"
                r"|^\d+ scenarios|^Randomized with seed"
            ),
            blanks=5,
            max_down=300,
            title=r"^\s*\d+\) |^\s*(?:\S.*)?(?:[Ee]rror|[Ff]ailed|[Ee]xpected)",
        ),
        4,
    ),
    Rule(
        "catch-failed",
        Tier.BLOCK,
        E,
        r"^\S+:\d+: FAILED:|^\S+\(\d+\): FAILED:|: fatal error: in \"|: error: in \"",
        growth(until=r"^={10,}|^-{10,}", blanks=1, max_down=25),
        4,
    ),
    Rule(
        "behave",
        Tier.FORM,
        E,
        (
            r"^\s*(?:Assertion Failed|ASSERT FAILED|Failing (?:step|scenario)"
            r"|AssertionError|Failed step)"
        ),
        CONTINUED,
        3,
    ),
    Rule(
        "failed-total",
        Tier.GENERIC,
        E,
        r"(?:^|\s)(?:FAIL|FAILED|Failed|failed)\s*:\s+[1-9]\d*(?:,|\s*$|\s+[Tt]ests?\b)",
        ALONE,
        1,
    ),
    Rule(
        "test-failed-word",
        Tier.FORM,
        E,
        (
            r"(?:^|\s)(?:FAIL|FAILED|Failed)\s*[:\]]\s+\S|^\s*\[?(?:FAIL|FAILED"
            r"|FAILURE)\]?[:! ]+\S|^\s*(?:FAIL|FAILED|KO)\s+\S|[\w)\]]\s{2,}(?:FAIL|FAILED"
            r"|FAILURE|ERROR)!*\s*$|[\w)\]] (?:FAIL|FAILED|FAILURE)!*\s*$|^\s*!!  ?\d+ - "
            r"|\.\.\. ?(?:FAIL|FAILED|ERROR)\b|^\w+ - (?:failed|FAILED)\b|\bFAILED\b *(?:\[|\(|$)"
        ),
        CONTINUED,
        0,
        needs=("fail", "  error", "\terror", "... error", "...error", "ko ", "!!"),
    ),
    Rule(
        "dots-failed", Tier.LEVEL, E, r"\.\.\. ?(?:fail|failed|error)\b", ALONE, 2, needs=("...",)
    ),
    Rule(
        "python-dots-fail",
        Tier.FORM,
        E,
        r"\.\.\. (?:FAIL|ERROR)$|::\S+ (?:FAILED|ERROR)\b",
        ALONE,
        -2,
        needs=("...", "::"),
    ),
)
