"""Words that mean trouble in any tool: levels, phrases, and the keywords that are the floor."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, C, E, Rule, Tier, W, growth

# The word that asks for a whole block, whatever stands in it: from one empty line, or line of 78
# equals signs, to the next.
CALLSTACK = Rule(
    "callstack",
    Tier.FORM,
    C,
    r"(?i)(?:^\W*|\s)callstack(?: \w+)?\W*$|^\W*callstack\b",
    growth(down=r"[^=\s]", up=r"[^=\s]", max_up=20, max_down=120, title=r"[^=\s]"),
    3,
)

WRAPPERS = (
    Rule(
        "make-no-rule",
        Tier.FORM,
        E,
        (
            r"make(?:\[\d+\])?: \*\*\* .*(?:No rule to make|No targets|missing separator"
            r"|multiple target|commands commence)|^\S+:\d+: \*\*\* "
        ),
        ALONE,
        3,
    ),
    Rule(
        "make-stopped",
        Tier.GENERIC,
        E,
        r"(?:^|[\s)/])(?:g|moz|k|n|cu|d)?make(?:\.exe)?(?:\[\d+\])?: \*\*\*",
        ALONE,
        3,
    ),
    Rule(
        "ninja-stopped",
        Tier.GENERIC,
        E,
        r"^ninja: build stopped|^gmake: \*\*\*|^scons: building terminated",
        ALONE,
        2,
    ),
    Rule(
        "exit-status",
        Tier.GENERIC,
        E,
        (
            r"(?:[Pp]rocess completed with|[Ee]xited with|[Ff]ailed with|[Rr]eturned"
            r"|[Ff]inished with|[Cc]ommand failed with)(?: a)?(?: non-?zero)?(?: exit)?"
            r"(?: code| status)?:? ?\(?-?[1-9]\d*|exit (?:code|status):? ?-?[1-9]|[Ee]xit"
            r"(?:ed)? [1-9]\d*\b|^The command \".* failed \d+ times"
            r"|exit_?[Cc]ode[=:] ?[1-9]|non-zero (?:exit )?(?:code|status)"
            r"|ERROR: Job failed|^ERROR: script returned exit code|^##\[error\]"
            r"(?:Process completed|Bash exited|PowerShell exited|Cmd\.exe exited)"
        ),
        ALONE,
        0,
    ),
    Rule(
        "build-verdict",
        Tier.GENERIC,
        E,
        (
            r"^\W*(?:\[\w+\] ?)?(?:\*+ ?)?(?:The )?(?:BUILD|Build|build|TEST|Tests?"
            r"|Compilation|COMPILATION|Execution) (?:FAILED|FAILURE|failed|Failed|halted"
            r"|ERROR)\W*(?:$|\d|in |with |due |\()|^Finished: (?:FAILURE|UNSTABLE|ABORTED)"
            r"|marked build as failure|^FAILURE: Build|^Build step .* failed|^Your build "
            r"(?:failed|exited)|^\*\*\* Failed \*\*\*|^One or more tests failed|^TEST "
            r"FAILURE\s*$|^FAILURES!|^Done\. Your build exited with [1-9]"
        ),
        ALONE,
        0,
    ),
    Rule(
        "npm-lifecycle",
        Tier.GENERIC,
        E,
        (
            r"^npm (?:ERR!|error)(?: |$)|^lerna ERR!|^error Command failed|^error Found "
            r"incompatible|ELIFECYCLE"
        ),
        growth(down=r"^npm (?:ERR!|error)", explains=4, max_down=8),
        2,
    ),
    Rule(
        "failure-count",
        Tier.GENERIC,
        E,
        (
            r"\b[1-9]\d* (?:tests? |specs? |examples? |assertions? |scenarios? )?(?:failed"
            r"|failures?|errors?|failing)\b|\b(?:[Ff]ailed|[Ff]ailures?|[Ee]rrors?"
            r"|FAILED)\s*[:=]\s*[1-9]|^Failed \d+/\d+|^Result: FAIL|: Failed \d+"
        ),
        ALONE,
        1,
    ),
    Rule(
        "see-log",
        Tier.GENERIC,
        E,
        (
            r"(?:See|see|Check|check) .*(?:for (?:more )?details|above|the log)|A "
            r"complete log of this run"
        ),
        ALONE,
        -1,
    ),
)

LEVELS = (
    Rule(
        "program-error",
        Tier.FORM,
        E,
        r"^[A-Za-z][\w.+-]{1,40}: (?:fatal )?error: \S",
        CONTINUED,
        0,
    ),
    Rule(
        "level-error",
        Tier.LEVEL,
        E,
        (
            r"^\W{0,6}(?:ERR|ERROR|FATAL|CRITICAL|SEVERE|EMERG|ALERT|Error|error|fatal"
            r"|Fatal|FATAL ERROR|Fatal error|fatal error|panic)\b\s*(?:[:\]!|)>]| - )"
        ),
        CONTINUED,
        3,
        needs=("err", "fatal", "critical", "severe", "emerg", "alert", "panic"),
    ),
    Rule(
        "level-error-inside",
        Tier.LEVEL,
        E,
        (
            r"(?:^|[\s\]|)]|\[ ?)(?:ERROR|FATAL|CRITICAL|SEVERE|ERR!)(?: ?\]|[\s:|])"
            r"|\blevel=(?:error|fatal)|\b(?:ERROR|FATAL|CRITICAL) - "
        ),
        CONTINUED,
        1,
    ),
    Rule(
        "level-warning",
        Tier.LEVEL,
        W,
        (
            r"^\W{0,6}(?:WARN|WARNING|Warning|warning|warn)\b\s*(?:[:\]!|)>]| - )|\[ ?"
            r"(?:WARN|WARNING|warn|warning) ?\]|^npm (?:WARN|warn)\b|(?:^|[\s\]|])WARN"
            r"(?:ING)?[\s:|]|\blevel=warn"
        ),
        CONTINUED,
        1,
        needs=("warn",),
    ),
    Rule(
        "tool-error",
        Tier.LEVEL,
        E,
        (
            r"^[\w@./+-]{1,60}(?:\[\d+\])?: (?:fatal )?(?:[Ee]rror|ERROR|[Ff]atal|abort"
            r"|[Cc]annot|[Uu]nable|[Ff]ailed|[Ii]nvalid|unrecognized|unknown|can't"
            r"|couldn't|[Nn]o such|not found|missing)\b"
        ),
        CONTINUED,
        2,
    ),
    Rule(
        "trouble",
        Tier.LEVEL,
        E,
        (
            r"\b(?:[Cc]ould not|[Cc]ouldn't|[Cc]annot|[Uu]nable to|[Ff]ailed to"
            r"|[Ff]ailure to) \w+|\b[Nn]o such (?:file|module|host|command|option)"
            r"|\b[Nn]ot installed\b|\b(?:is|was|were) not found\b|\bdoes not exist\b"
            r"|\b[Tt]imed out\b|^\W*(?:MISSING|Missing)\b|\b[Mm]issing (?:required"
            r"|dependency|module|file|package)|required but not|[Ww]rong number|\bis not "
            r"(?:a valid|recognized|defined|available|installed|supported)|[Uu]nexpected "
            r"(?:token|end|EOF|error|exception|failure|result|value|output|identifier"
            r"|character|argument|status)|[Uu]ndefined (?:variable|method|symbol|function"
            r"|index|name)|[Pp]lease (?:run|rebuild|fix|update|commit|install)|out of date"
            r"|not up[ -]to[ -]date|has changed|would reformat|needs? (?:to be )?(?:format"
            r"|regenerat)|[Dd]id not match|mismatch"
        ),
        CONTINUED,
        0,
    ),
)

KEYWORDS = (
    Rule("callstack-word", Tier.KEYWORD, C, r"(?i)callstack", CALLSTACK.growth, 0),
    Rule(
        "stack-word",
        Tier.KEYWORD,
        C,
        r"(?i)\bstack ?trace\b",
        growth(indented=True, blanks=0, max_down=40),
        0,
    ),
    Rule(
        "failure-word",
        Tier.KEYWORD,
        E,
        (
            r"(?i)\b(?:error|errors|fail|fails|failed|failure|failures|failing|fatal"
            r"|aborted|aborting|abort|broken|crashed|exception|unresolved|conflict|denied"
            r"|refused|violation|corrupt\w*|incompatible|unsatisf\w*)\b|(?:Error|Exception"
            r"|Failure)\b"
        ),
        CONTINUED,
        0,
    ),
    Rule("error-word", Tier.KEYWORD, E, r"(?i)error", ALONE, -3),
    Rule("warning-word", Tier.KEYWORD, W, r"(?i)warning|\bdeprecated\b", ALONE, 0),
)
