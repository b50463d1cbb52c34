"""Scripting languages: Ruby, PHP, Perl, R, Lua, Elixir, Lisp, shells."""

from shared.core.analysis.rules.base import ALONE, C, E, Rule, Tier, growth

_NUMBERED = growth(
    follow=3,
    indented=True,
    down=r"^\s+\S|^#? ?\./|^# ",
    until=r"^\s*\d+\) \S|^\s*[✓✔√] |^Finished in |^\d+ (?:examples|tests|runs)|^Tests: ",
    blanks=2,
    max_down=80,
    title=(
        r"(?:Error|Failure|Exception|Expected|expected|AssertionError|Failed "
        r"asserting)"
    ),
)

RULES = (
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
        growth(indented=True, down=r"^\s+\S|^#", max_down=12),
        2,
    ),
    Rule(
        "perl-test",
        Tier.BLOCK,
        E,
        (
            r"^\s*#\s+Failed test(?: ['\"\d(]| at | in |$)|^# Looks like (?:you|your test)"
            r"|Dubious, test returned"
        ),
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
            until=r"^\* |^\s*Execution halted|^travis_",
            blanks=2,
            max_down=40,
            title=r"^\s*(?:Error|\d+\. (?:Failure|Error))|^[A-Z]\w+ ",
        ),
        4,
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
        r"^\s*\*\* \((?:(?:\w+\.)*[A-Z]\w+|throw|exit)\) |^== Compilation error",
        growth(
            up=r"^\s+\d+\) (?:test|doctest|property) |^\s+\S+\.exs:\d+$|^\s+\S",
            max_up=6,
            follow=1,
            indented=True,
            down=r"^\s{2,}\S",
            blanks=0,
            max_down=40,
        ),
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
        growth(down=r"^\s+\S", max_down=80),
        3,
    ),
)
