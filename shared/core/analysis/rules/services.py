"""Package managers, networks, containers, source control, CI systems' own errors."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, C, E, Rule, Tier, growth

RULES = (
    Rule(
        "actions-error",
        Tier.FORM,
        E,
        r"^##\[error\]|^::error",
        growth(indented=True, down=r"^\s+\S", max_down=20),
        1,
    ),
    Rule(
        "git-consequence",
        Tier.LEVEL,
        E,
        (
            r"^fatal: (?:Could not read from remote|[Tt]he remote end hung up)|^Please "
            r"make sure you have the correct access"
        ),
        ALONE,
        -3,
    ),
    Rule(
        "git-fatal",
        Tier.FORM,
        E,
        (
            r"^(?:stderr: )?fatal: \S|^error: (?:pathspec|failed to push|could not apply"
            r"|Your local|cannot lock|RPC failed|remote)|^(?:CONFLICT|Merge conflict)"
            r"|^remote: (?:fatal|error|Repository not found)|^ERROR: Error (?:cloning"
            r"|fetching)"
        ),
        growth(
            indented=True,
            down=(
                r"^(?:[\w$]+\.)+[\w$]+(?:Exception|Error)\b|^std(?:out|err): ?|^\s+\S|^Caused "
                r"by"
            ),
            blanks=1,
            max_down=60,
        ),
        3,
    ),
    Rule(
        "apt",
        Tier.FORM,
        E,
        (
            r"^E: \S|^W: Failed to fetch|^dpkg: error|^dpkg-\w+: error|^The following "
            r"packages have unmet dependencies|^N: Unable"
        ),
        growth(indented=True, down=r"^E: |^\s+\S", max_down=15),
        3,
    ),
    Rule(
        "rpm",
        Tier.FORM,
        E,
        (
            r"^(?:error|Error): (?:Failed|Unable|No |nothing|Package|Transaction|Problem"
            r"|Bad exit|File|Installed|Build|Cannot)|^No matching package|^\s*Problem(?: "
            r"\d+)?: |nothing provides|RPM build errors|^\s+Bad exit status from|^No "
            r"(?:package|match) "
        ),
        growth(indented=True, down=r"^\s+\S|^\s+- ", max_down=15),
        3,
    ),
    Rule(
        "pip",
        Tier.FORM,
        E,
        (
            r"^\s*ERROR: (?:Could not|No matching|Cannot|Command|Failed|Package|Invalid"
            r"|pip|THESE|Exception|ResolutionImpossible|Ignored)|^\s*(?:Could not find a "
            r"version|No matching distribution|Could not install)|^\s*error: (?:command"
            r"|subprocess|metadata|Microsoft|invalid|can't)|ResolutionImpossible"
            r"|^UnsatisfiableError|^PackagesNotFoundError|^ResolvePackageNotFound"
            r"|SolverProblemError"
        ),
        growth(indented=True, down=r"^\s+\S", max_down=20),
        3,
    ),
    Rule(
        "download",
        Tier.LEVEL,
        E,
        (
            r"^curl: \(\d+\)|ERROR \d{3}: |^wget: |HTTP (?:error|Error|status) [45]\d\d"
            r"|returned error: [45]\d\d|Failed to download|Unable to (?:download|fetch"
            r"|resolve)|[Cc]ould not (?:download|fetch|resolve|transfer|find artifact|be "
            r"resolved|connect)|status(?: code)?:? (?:4|5)\d\d\b|\b50[0234] (?:Bad Gateway"
            r"|Service|Internal|Gateway)|\b40[134] (?:Not Found|Forbidden|Unauthorized)"
        ),
        CONTINUED,
        6,
    ),
    Rule(
        "network",
        Tier.LEVEL,
        E,
        (
            r"[Cc]onnection (?:refused|reset|timed out|closed|error|aborted)|(?:Temporary "
            r"failure in|[Cc]ould not resolve|[Uu]nable to resolve|lookup .* no such) ?"
            r"(?:name|host)|[Nn]etwork is unreachable|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
            r"|EAI_AGAIN|TLS handshake|SSL(?:Error|_ERROR)|certificate (?:verify failed"
            r"|has expired|subject)|i/o timeout|[Rr]equest timed out|Empty reply from "
            r"server|remote end hung up|early EOF|Broken pipe"
        ),
        CONTINUED,
        2,
    ),
    Rule(
        "docker",
        Tier.FORM,
        E,
        (
            r"^(?:docker: )?Error response from daemon|^ERROR: (?:failed to solve|Service"
            r"|Couldn't|process|executor|Cannot)|^(?:The command '.*'|executor failed "
            r"running).*(?:returned a non-zero code|exit code)|^error (?:pulling"
            r"|building) |^failed to solve|ImagePullBackOff|CrashLoopBackOff|^Error: "
            r"ImagePull"
        ),
        CONTINUED,
        3,
    ),
    Rule(
        "resources",
        Tier.FORM,
        E,
        (
            r"[Nn]o space left on device|[Dd]isk quota exceeded|[Oo]ut of [Mm]emory"
            r"|OutOfMemoryError|[Cc]annot allocate memory|std::bad_alloc|heap limit"
            r"|[Tt]oo many open files|MemoryError|ENOSPC|ENOMEM|virtual memory exhausted"
            r"|Resource temporarily unavailable"
        ),
        CONTINUED,
        5,
    ),
    Rule(
        "time-limit",
        Tier.FORM,
        E,
        (
            r"[Rr]ate limit (?:exceeded|reached)|^No output has been received in the last"
            r"|The job exceeded the maximum time|[Bb]uild timed out|[Cc]ommand timed out"
            r"|exceeded the maximum execution time|^Timeout (?:reached|exceeded|after)"
            r"|[Tt]est(?:s)? timed? out|\btimed out after\b|exceeded (?:the )?(?:time "
            r"?limit|timeout)|[Oo]peration timed out|\bran (?:over|too long)\b|took (?:>"
            r"|longer than)|deadline exceeded|context deadline|has timed out|The "
            r"(?:operation|action|job) was cancell?ed|^##\[error\]The (?:operation|job"
            r"|runner)|^The job running on runner|lost communication with the server"
        ),
        CONTINUED,
        5,
    ),
    Rule(
        "log-limit",
        Tier.FORM,
        E,
        (
            r"The (?:job|log length) (?:has )?exceeded|log length has exceeded|The build "
            r"has been terminated"
        ),
        CONTINUED,
        4,
    ),
    Rule(
        "kube",
        Tier.FORM,
        E,
        (
            r"^Error from server|^error: (?:unable|the server|timed out|no matches"
            r"|resource mapping)|^E\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ \S+:\d+\]|^\s*(?:STEP"
            r"|•) ?\[?(?:FAILED|Failure|Fail|PANICKED|TIMEDOUT)|\[FAILED\]|\[Fail\]"
            r"|\[It\].*\[It\]"
        ),
        growth(indented=True, down=r"^\s+\S", max_down=30),
        2,
        needs=("error", "fail", "[it]", "panicked", "timedout", "] "),
    ),
    Rule(
        "terraform",
        Tier.BLOCK,
        E,
        r"^\s*(?:│|╷) ?Error: |^Error: \S",
        growth(
            down=r"^\s*[│╵]|^\s+\S|^\s*on ",
            up=r"^\s*╷\s*$|^\s+stderr:|^\s+\S+\.go:\d+: |^=== CONT ",
            blanks=1,
            max_down=20,
        ),
        3,
    ),
    Rule(
        "credentials",
        Tier.LEVEL,
        E,
        (
            r"[Pp]ermission denied|[Aa]ccess [Dd]enied|[Aa]uthentication (?:failed"
            r"|required)|[Uu]nauthorized|403 Forbidden|[Ii]nvalid credentials|EACCES|EPERM"
        ),
        CONTINUED,
        1,
    ),
)

# Exit statuses that say more than that something failed.
STATUSES = (
    Rule(
        "limit-status",
        Tier.FORM,
        E,
        (
            r"\bexited with (?:code |status )?(?:124|137|143)\b|exit (?:code|status):? "
            r"(?:124|137|143)\b|returned (?:124|137)\b"
        ),
        ALONE,
        -10,
    ),
    Rule(
        "crash-status",
        Tier.FORM,
        C,
        (
            r"\bexited with (?:code |status )?(?:139|134|136)\b|exit (?:code|status):? "
            r"(?:139|134|136)\b|3221225477|-1073741819"
        ),
        ALONE,
        -8,
    ),
)
