"""The JVM and .NET: exceptions, Maven, Gradle, sbt, Ant, JUnit, MSBuild, xUnit, NUnit."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, C, E, Rule, Tier, growth

_AT = (
    r"^\s*(?:\[\w+\]\s+)?(?:at [\w$.<>/`\[\]]|\.\.\. ?\d+ (?:more|common)|Caused "
    r"by: |Suppressed: |--- End of|\[catch\])|^\s*(?:\[\w+\]\s+)?\.\.\.$|^\s+at \S"
)
_STACK = growth(
    down=_AT + r"|^\s+\S",
    max_down=120,
    title=r"^(?:\[\w+\]\s+)?\s*Caused by: \S",
    title_last=True,
)
_LEVELLED = growth(
    down=r"^\s*(?:\[?(?:ERROR|error)\]?[: ]|\[ERROR\]$)|^\s+\S|^\S*Exception|" + _AT, max_down=80
)

RULES = (
    Rule(
        "bare-exception",
        Tier.TRACE,
        C,
        r"^(?:\[\w+\]\s+)?(?:[a-z_$][\w$]*\.)+[A-Z][\w$.]*(?:Exception|Error)\s*$",
        _STACK,
        -3,
    ),
    Rule(
        "sbt-total",
        Tier.GENERIC,
        E,
        (
            r"^\[error\] (?:Total time|\(.*\) .*(?:[Ff]ailed|unsuccessful)|(?:\w+|\d+) "
            r"errors? found|\s*$)"
        ),
        ALONE,
        1,
    ),
    Rule(
        "sbt-position",
        Tier.FORM,
        E,
        r"^\[error\] \S+:\d+:(?:\d+:)? ",
        growth(down=r"^\[error\] "),
        5,
    ),
    Rule(
        "java-exception",
        Tier.TRACE,
        C,
        (
            r"^(?:\[\w+\]\s+)?(?:Exception in thread \".*\" |Caused by: |Unhandled "
            r"[Ee]xception[:.] ?)?(?:[a-z_$][\w$]*\.)+[A-Z][\w$.]*(?:Exception|Error"
            r"|Throwable|Failure|Fault)\b"
        ),
        _STACK,
        2,
    ),
    Rule(
        "exception-in-thread",
        Tier.TRACE,
        C,
        (
            r"^Exception in thread|^Unhandled [Ee]xception|^Exception(?: has been thrown| "
            r"during)|^\[?(?:FATAL|ERROR|SEVERE)\]? .*Exception: "
        ),
        _STACK,
        3,
    ),
    Rule(
        "junit-failure",
        Tier.BLOCK,
        E,
        (
            r"^(?:\[ERROR\] +)?\S+\(?[\w.$]*\)? +Time elapsed: .*<<< (?:FAILURE|ERROR)!|^"
            r"(?:\[ERROR\] +)?[\w.$]+[.:#]\w+.*<<< (?:FAILURE|ERROR)!"
        ),
        growth(
            down=_AT
            + (
                r"|^\s+\S|^\S*(?:Exception|Error|Failure)|^(?:Expected|expected|Actual|but|was"
                r"|Expecting|to be)"
            ),
            until=r"^(?:\[\w+\] )?(?:Running |Tests run:)",
            blanks=1,
            max_down=120,
            title=r"^(?:Caused by: )?(?:[\w$]+\.)+[\w$]*(?:Error|Exception|Failure|Failed)\w*",
            title_last=True,
        ),
        5,
        needs=("<<<",),
    ),
    Rule(
        "surefire-summary",
        Tier.FORM,
        E,
        r"^(?:\[ERROR\] )?Tests run: \d+, Failures: .*(?:<<< (?:FAILURE|ERROR)|FAILURE)!",
        CONTINUED,
        1,
    ),
    Rule(
        "surefire-list",
        Tier.BLOCK,
        E,
        (
            r"^(?:\[ERROR\] )?(?:Failed tests|Tests in error): ?|^\[ERROR\] (?:Failures"
            r"|Errors): *$"
        ),
        growth(
            down=r"^(?:\[ERROR\] )?\s+\S|^(?:Expected|Actual|expected|but)\b",
            max_down=60,
            title=r"^(?:\[ERROR\] )?\s+\S",
        ),
        3,
        needs=("failed tests", "tests in error", "failures:", "errors:"),
    ),
    Rule("maven-goal", Tier.FORM, E, r"^\[ERROR\] Failed to execute goal", _LEVELLED, 1),
    Rule(
        "maven-compile",
        Tier.FORM,
        E,
        r"^\[ERROR\] \S+:\[\d+,\d+\]",
        growth(down=r"^\[ERROR\] +\S|^\s+\S|^\[ERROR\]\s*$|^\S+\.\w+:\[\d+,\d+\] ", max_down=200),
        4,
    ),
    Rule(
        "maven-advice",
        Tier.GENERIC,
        E,
        (
            r"^\[ERROR\] (?:-> \[Help|To see the full|Re-run Maven|For more information"
            r"|After correcting|\[Help \d\]|\s+mvn |Please refer)|^\[ERROR\]\s*$"
            r"|^\[ERROR\] There (?:are|was) test"
        ),
        ALONE,
        -3,
    ),
    Rule(
        "specs2",
        Tier.BLOCK,
        E,
        r"^\[(?:error|info)\]\s+[x!] \S",
        growth(down=r"^\[(?:error|info)\]\s{2,}[^x+!\s]", max_down=20),
        3,
        needs=("[error] ", "[info] "),
    ),
    Rule(
        "level-bracket-error",
        Tier.LEVEL,
        E,
        r"^\s*\[(?:\d+;)*\s*(?:ERROR|FATAL|error|fatal|SEVERE)\s*\]",
        _LEVELLED,
        2,
        needs=("error", "fatal", "severe"),
    ),
    Rule(
        "gradle-wrong",
        Tier.BLOCK,
        E,
        r"^\* What went wrong:",
        growth(
            until=r"^BUILD FAILED|^\d+ actionable|^\* Try:|^\* Exception is:|^={20,}",
            blanks=1,
            max_down=30,
            title=r"^> |^\s+> |^Execution failed|^A problem",
        ),
        5,
    ),
    Rule(
        "gradle-test",
        Tier.BLOCK,
        E,
        r"^\S.* > \S.* FAILED$",
        growth(indented=True, down=r"^\s+\S", blanks=1, max_down=40),
        5,
        needs=(" > ",),
    ),
    Rule("gradle-task", Tier.FORM, E, r"^(?:> Task )?:\S+ FAILED$", ALONE, -1, needs=(" failed",)),
    Rule("kotlin-error", Tier.FORM, E, r"^e: ", CONTINUED, 3),
    Rule(
        "scalatest",
        Tier.BLOCK,
        E,
        r"\*\*\* FAILED \*\*\*",
        growth(indented=True, down=r"^(?:\[\w+\]\s{2,}\S)|^\s+\S", max_down=30),
        5,
    ),
    Rule(
        "msbuild-error",
        Tier.FORM,
        E,
        (
            r"(?:^|\s|\)): (?:fatal )?error (?:[A-Z]{1,10}\d{1,6})?\s?: |: error "
            r"[A-Z]{1,10}\d{1,6}:"
        ),
        CONTINUED,
        4,
    ),
    Rule(
        "xunit-fail",
        Tier.BLOCK,
        E,
        r"\[FAIL\]\s*$",
        growth(indented=True, down=r"^\s{4,}\S", blanks=0, max_down=60),
        5,
    ),
    Rule(
        "dotnet-failed",
        Tier.BLOCK,
        E,
        (
            r"^\s*(?:Failed|X)\s{1,4}[A-Z]\w*(?:\.\w+)+|^\s*(?:Failed|X) .*\[[\d<].*\]$"
            r"|^\s*Error Message:|^\d+\) (?:Failed|Error|Invalid) : "
        ),
        growth(
            indented=True,
            down=r"^\s+\S|^(?:Error Message|Stack Trace|Expected|Actual|at |But was|--)",
            max_down=40,
        ),
        2,
        needs=("failed", "error message", "error :", "invalid :"),
    ),
    Rule(
        "powershell-at",
        Tier.BLOCK,
        E,
        r"^At \S.*:\d+ char:\d+",
        growth(down=r"^\+|^\s+\+|^\s+~", up=r"^\S.*", max_up=1, max_down=10, title=r"\S"),
        -3,
    ),
    Rule(
        "ant-failed",
        Tier.FORM,
        E,
        r"^\s*\[(?:javac|junit|exec|java|scalac)\] .*(?:error|FAILED|Error:)",
        growth(down=r"^\s*\[(?:javac|junit|exec|java|scalac)\]", max_down=15),
        3,
        needs=("[javac]", "[junit]", "[exec]", "[java]", "[scalac]"),
    ),
    Rule(
        "spring-boot",
        Tier.BLOCK,
        E,
        r"^APPLICATION FAILED TO START",
        growth(until=r"^\d{4}-", blanks=2, max_down=25),
        3,
    ),
)
