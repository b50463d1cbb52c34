"""Scripting languages: Python, JavaScript, Ruby, PHP, Perl, R, Lua, Elixir, shells."""

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
_JS_STACK = growth(
    down=r"^\s+at \S|^\s+\S|^\s*\^|^\s*(?:code|errno|syscall|path):", blanks=1, max_down=60
)
_RUBY = growth(down=r"^\s+from \S|^\s+\d+: from|^\S+:\d+:in |^\s+\S", max_down=60)
_NUMBERED = growth(
    follow=3,
    indented=True,
    down=r"^\s+\S|^#? ?\./|^# ",
    until=r"^\s*\d+\) \S|^Finished in |^\d+ (?:examples|tests|runs)|^Tests: ",
    blanks=2,
    max_down=80,
    title=(
        r"(?:Error|Failure|Exception|Expected|expected|AssertionError|Failed "
        r"asserting)"
    ),
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
        "python-exception",
        Tier.TRACE,
        E,
        r"^(?:[a-zA-Z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt)(?::|$)",
        CONTINUED,
        3,
        needs=("error:", "exception:", "exit:", "interrupt:", "error", "exception"),
    ),
    Rule(
        "jest-failure",
        Tier.BLOCK,
        E,
        r"^\s*● \S",
        growth(
            indented=True, down=r"^\s{4,}\S", blanks=2, max_down=60, until=r"^\s*● |^Test Suites:"
        ),
        4,
        needs=("●",),
    ),
    Rule(
        "numbered-failure",
        Tier.BLOCK,
        E,
        r"^\s*\d+\) (?:Failure:|Error:|\S.*)$",
        _NUMBERED,
        1,
        needs=(") ",),
    ),
    Rule(
        "js-stack",
        Tier.TRACE,
        C,
        (
            r"^\s*(?:Uncaught |Unhandled |throw )?(?:\[?\w*(?:Error|Exception)(?: "
            r"\[\w+\])?\]?): \S"
        ),
        _JS_STACK,
        2,
        needs=("error: ", "exception: ", "error [", "error]: "),
    ),
    Rule("npm-warning", Tier.LEVEL, W, r"^npm (?:WARN|warn)\b", ALONE, 0),
    Rule(
        "npm-missing",
        Tier.FORM,
        E,
        (
            r"^npm (?:ERR!|error) (?:404|notarget|missing|enoent|ENOENT|code E(?:NO|RES"
            r"|404|ACC|CONN|TIM|PEER|BAD|INT|401|403)|peer dep|Could not resolve|syscall"
            r"|network |No matching|cb\(\)|Unexpected|Invalid|git |fatal |Refusing"
            r"|conflict|Maximum|Cannot)"
        ),
        growth(
            down=r"^npm (?:ERR!|error)",
            until=r"^npm (?:ERR!|error) (?:A complete log|\s*$)",
            up=r"^npm (?:ERR!|error) (?:code|errno|syscall|path)",
            max_down=20,
            title=(
                r"^npm (?:ERR!|error) (?:\d{3} \S.*(?:Not Found|-|is not)|notarget No|ERESOLVE"
                r"|Could not|While resolving|peer |[A-Z][a-z]\S* |enoent |missing)"
            ),
        ),
        4,
    ),
    Rule(
        "eslint",
        Tier.FORM,
        E,
        r"^\s+\d+:\d+\s+(?:✖|error)\s+\S",
        growth(
            down=r"^\s+\d+:\d+\s+\S",
            up=r"^\s*(?:/|\w:\\|\.?[\w-]+/)\S+\s*$|^\s+\d+:\d+\s+\S",
            max_up=12,
            max_down=60,
        ),
        3,
        needs=("error", "✖"),
    ),
    Rule(
        "lint-position",
        Tier.FORM,
        E,
        (
            r"^(?:[\w@./\\+-]+):\d+(?::\d+)?:? +(?:[A-Z]{1,4}\d{1,5}|\[[\w/-]+\]|error"
            r"|Error|[CEFWRI]:)[:\s]"
        ),
        CONTINUED,
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
        "webpack", Tier.BLOCK, E, r"^ERROR in \S", growth(follow=3, indented=True, max_down=20), 4
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
    Rule(
        "ruby-error",
        Tier.TRACE,
        C,
        (
            r"^\S+\.rb:\d+:in [`'].*(?:Error|Exception|\()|^(?:rake|bundler: failed|cap) "
            r"aborted!|^(?:[A-Z]\w*::)+\w*(?:Error|Exception|NotFound)\w*:? ?|^rake "
            r"aborted!"
        ),
        growth(
            title=r"^(?:[^/\sr]|r[^a])",
            down=(
                r"^\s+from \S|^\S+:\d+:in |^\s+\S|^[A-Z]\w*(?:::\w+)*:? |^\S[^:]*$|^No "
                r"|^Command "
            ),
            max_down=40,
            until=r"^\(See full trace|^Tasks: TOP",
        ),
        3,
    ),
    Rule(
        "php-fatal",
        Tier.TRACE,
        C,
        (
            r"^(?:PHP )?(?:Fatal|Parse|Catchable fatal|Uncaught)\s?[eE]rror: "
            r"|^\s*\[[A-Z]\w*(?:\\\w+)*(?:Exception|Error)\]"
        ),
        growth(
            indented=True, down=r"^\s|^#\d+ |^Stack trace:|^PHP\s+\d+\. ", blanks=1, max_down=40
        ),
        4,
        needs=("error: ", "exception]", "error]"),
    ),
    Rule(
        "composer",
        Tier.BLOCK,
        E,
        r"^Your requirements could not be resolved|^\s+Problem \d+$",
        growth(title=r"^\s+- ", indented=True, down=r"^\s+\S", blanks=1, max_down=40),
        3,
    ),
    Rule(
        "perl-die",
        Tier.FORM,
        E,
        r" at \S+ line \d+\.?\s*$|^Can't locate \S+ in @INC|^BEGIN failed",
        CONTINUED,
        2,
    ),
    Rule(
        "perl-test",
        Tier.BLOCK,
        E,
        r"^\s*#\s+Failed test|^# Looks like (?:you|your test)|Dubious, test returned",
        growth(down=r"^\s*#|^\s*Failed \d+/\d+", max_down=30),
        2,
    ),
    Rule(
        "r-error",
        Tier.BLOCK,
        E,
        r"^Error in \S.*:|^Error: |^Error in ",
        growth(
            indented=True,
            down=r"^\s+\S|^Calls: |^In addition|^Execution halted|^\s*\|",
            max_down=20,
        ),
        3,
        needs=("error in", "error: "),
    ),
    Rule(
        "r-check",
        Tier.BLOCK,
        E,
        (
            r"^\* checking .* \.\.\. (?:\[.*\] )?ERROR$|^ ERROR$|^Running the tests in .* "
            r"failed|^Running examples in .* failed"
        ),
        growth(
            until=r"^\* |^Execution halted|^travis_",
            blanks=2,
            max_down=40,
            title=r"^\s*(?:Error|\d+\. (?:Failure|Error))|^[A-Z]\w+ ",
        ),
        2,
    ),
    Rule(
        "lua-error",
        Tier.TRACE,
        C,
        r"^(?:lua\S*|luajit): \S+:\d+: |^stack traceback:",
        growth(indented=True, down=r"^\s|^stack traceback", max_down=30),
        2,
    ),
    Rule(
        "elixir-error",
        Tier.TRACE,
        C,
        r"^\*\* \((?:\w+\.)*\w+\) |^== Compilation error",
        growth(follow=1, indented=True, down=r"^\s{2,}\S", blanks=0, max_down=40),
        3,
    ),
    Rule(
        "shell-missing",
        Tier.LEVEL,
        E,
        (
            r": (?:command )?not found$|: No such file or directory$|: [Pp]ermission "
            r"denied$|: cannot execute|syntax error near|unexpected (?:EOF|end of file"
            r"|token)|is currently not installed|: Is a directory$|: unbound variable|: "
            r"cannot (?:open|stat|create|access|remove|find)"
        ),
        ALONE,
        4,
    ),
    Rule(
        "prompted-trace",
        Tier.TRACE,
        C,
        r"^\s*(?:signal\(error|Debugger entered--Lisp error)",
        growth(down=r"^\s+\S+\(", max_down=60),
        3,
    ),
)
