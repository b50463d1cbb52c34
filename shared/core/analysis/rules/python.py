"""Python: tracebacks, pytest, unittest, linters that speak alike."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, C, E, Rule, Tier, W, growth

_TRACEBACK = growth(
    down=(
        r"^\s+\S|^During handling of the above|^The above exception was|^Traceback "
        r"\(most recent|^(?:[\w.]+\.)?\w*(?:Error|Exception|Warning|Exit|Interrupt"
        r"|Failure|Fault|Timeout|Invalid)\w*(?::|$)|^(?:\w+\.)+[A-Z]\w*(?::|$)"
        r"|^[A-Z]\w+: "
    ),
    blanks=2,
    gap=5,
    max_down=150,
    title=(
        r"^\s*(?:[\w.]+\.)*\w*(?:Error|Exception|Warning|Exit|Interrupt|Failure|Fault"
        r"|Timeout|Invalid|NotFound|Denied|Refused|Stop)\w*(?::|$)|^"
        r"(?:[a-z_]\w*\.)+[A-Z]\w*(?::|$)"
    ),
    title_last=True,
)
_PYTEST_SECTION = growth(
    until=(
        r"^=+ (?:short test summary|warnings summary|slowest|\d+ (?:failed|passed"
        r"|error)|.*in \d+(?:\.\d+)?s)|^_{3,} .* _{3,}$|^=+ (?:FAILURES|ERRORS|PASSES)"
        r"|^-+ coverage"
    ),
    blanks=6,
    max_down=240,
    title=r"^E\s+\S",
)
_UNITTEST = growth(
    until=r"^={60,}$|^Ran \d+ tests?|^-{60,}$\n",
    blanks=6,
    max_down=120,
    title=r"^(?:[\w.]+\.)?[A-Za-z_]\w*(?:Error|Exception|Failure|Exit)\w*(?::|$)",
    title_last=True,
)

RULES = (
    Rule("python-warning", Tier.FORM, W, r"^\s*\S+:\d+: \w*Warning: ", CONTINUED, 2),
    Rule(
        "pytest-failure",
        Tier.BLOCK,
        E,
        r"^_{3,} .*(?:test|Test|ERROR|\[|\.py).* _{3,}\s*$|^_{6,} \S+ _{6,}\s*$",
        _PYTEST_SECTION,
        6,
        needs=("___ ",),
    ),
    Rule(
        "unittest-failure",
        Tier.BLOCK,
        E,
        (
            r"^(?:FAIL|ERROR): (?:\w+ \([\w.<>-]+\)|[\w-]+(?:\.[\w<>-]+)+(?: \(.*\))?$"
            r"|\w+ \(.*\) [\[(])"
        ),
        _UNITTEST,
        5,
        needs=("fail: ", "error: "),
    ),
    Rule("python-traceback", Tier.TRACE, C, r"Traceback \(most recent call last\)", _TRACEBACK, 3),
    Rule("pytest-error-line", Tier.FORM, E, r"^E\s{2,}\S", ALONE, 2, needs=("e   ",)),
    Rule(
        "pytest-summary",
        Tier.FORM,
        E,
        r"^(?:FAILED|ERROR) \S+(?:::| - )\S",
        ALONE,
        0,
        needs=("::", " - "),
    ),
    Rule(
        "python-syntax",
        Tier.TRACE,
        C,
        r'^\s*File "[^"]+", line \d+(?:$|, in )',
        growth(
            indented=True,
            down=r"^\s|^\w*(?:Error|Exception):",
            max_down=40,
            title_last=True,
            title=r"Error|Exception",
        ),
        -8,
    ),
    Rule(
        "exception-list",
        Tier.TRACE,
        E,
        r"^(?:[a-zA-Z_]\w*\.)*[A-Z]\w*(?:Error|Exception|NotFound): .*:\s*$",
        growth(down=r"^\s+- \S|^\s{4,}\S", blanks=2, max_down=60),
        3,
    ),
    Rule(
        "python-exception",
        Tier.TRACE,
        E,
        r"^(?:[a-zA-Z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt)(?::|$)",
        CONTINUED,
        3,
        needs=("error:", "exception:", "exit:", "interrupt:", "error", "exception"),
    ),
    Rule(
        "lint-position",
        Tier.FORM,
        E,
        (
            r"^(?:[\w@./\\+-]+):\d+(?::\d+)?:? +(?:[A-Z]{1,4}\d{1,5}|\[[\w/-]+\]|error"
            r"|Error|[CEFWRI]:)[:\s]"
        ),
        growth(indented=True, down=r"^[\s^~]+$", gap=1, max_down=8),
        2,
    ),
    Rule(
        "interrupted",
        Tier.FORM,
        E,
        r"^!+ .*(?:KeyboardInterrupt|Interrupted).* !+$|^KeyboardInterrupt$",
        growth(down=r"^\S+:\d+: KeyboardInterrupt|^\(to show"),
        0,
    ),
    Rule(
        "lint-report",
        Tier.FORM,
        E,
        r"^\s{0,4}(?:Error|Warning) \([A-Z][A-Z0-9_-]+\)",
        growth(
            indented=True,
            down=r"^\s+\S",
            up=r"^\s*$|^\W*\w.*:\s*$",
            max_up=3,
            blanks=1,
            max_down=20,
        ),
        1,
        needs=("error (", "warning ("),
    ),
    Rule(
        "ruff-full",
        Tier.FORM,
        E,
        r"^[A-Z]{1,5}\d{3,5}(?: \[\*\])? \S",
        growth(down=r"^\s*-->|^\s*\d* *\||^help:|^\s*=|^\s+\S", max_down=20),
        2,
        needs=("[*]", "`"),
    ),
)
