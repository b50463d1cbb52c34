"""Lines that are no failure whatever words they hold."""

# Lines that are no failure for rules that know only words.
WEAK_EXCLUSIONS = (
    (
        r"^(?:[\d:.,TZ/+-]+ +){0,3}(?:\S{1,40} )?[\[(]?(?:INFO|DEBUG|TRACE|VERBOSE"
        r"|info|debug|trace)[\])]?[\s:|]"
    ),
    # what a shell traces is the command, not its result
    r"^\++ (?:[a-df-z./\[]|e[a-wyz])[\w./-]*(?:\s|$)",
    r"(?i:\b(?:tests?|checks?|specs?) (?:have |all )?passed\W*$)",
    r"(?i:^\s*(?:\w+ ){0,4}(?:errors?|failures?|warnings?|timeouts?)\s{2,}0(?:\.0+)?\s*%?\s*$)",
    # counts of nothing, in words that a test may have in its name
    r"(?i:\b(?:0|no) (?:errors?|failures?|failed|failing)\b[^1-9]*$)",
    (
        r"(?i:\bnon[- ]?fatal\b|\bno errors?\b|\bnot an error\b|\berror[- ]free\b"
        r"|\bwithout (?:any )?errors?\b|\berrors? (?:was|were)? ?ignored|\bignor(?:e"
        r"|ed|ing)\b.{0,30}\b(?:errors?|failures?)|--?ignore-errors)"
    ),
)

EXCLUSIONS = (
    r"^=+ .*\b\d+ passed[^f]*=+$",
    r"\(0 errors, \d+ warnings?\)",
    r"^=+ warnings summary =+$|^-- Docs: ",
    r"\[ *\d+ of \d+\] Compiling ",
    # counts of nothing
    (
        r"(?i:^\W*(?:.*\b(?:with|found|,|:|and)\s+)?(?:0|no) (?:errors?|failures?"
        r"|failed|warnings?|problems?|issues)\b[^1-9]*$)"
    ),
    r"(?i:^[^1-9]*\b(?:errors?|failures?|fail(?:ed)?|warnings?)\s*[:=]\s*0\b[^1-9]*$)",
    (
        r"(?i:Failures: 0, Errors: 0|\bErrors: 0, Failed: 0|0 failed;|, 0 failed\b|0 "
        r"failures?, 0 errors?|\bfailed=0\b.*\bunreachable=0|unreachable=0 +failed=0)"
    ),
    # commands and flags, not their results
    (
        r"^\s*(?:\S*/)?(?:gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|libtool|ccache|rustc|javac"
        r"|nvcc|cl\.exe|ar|ld)(?:-\d+(?:\.\d+)*)?(?:\.exe)?:? .*\s-[cIDWfOo]"
    ),
    r"^libtool: (?:compile|link):|^/bin/(?:ba)?sh \S*libtool|^\s*Running `",
    (
        r"^\s*(?:\+|\$|>) ?(?:set|export|echo|if|then|\[|test|source|trap)\b|^\s*"
        r"(?:set [-+][a-z]*e\b|shell: |export \w+=)"
    ),
    # names that hold a word
    (
        r"(?i:^\s*(?:adding|copying|creating|inflating|extracting|installing|unpacking"
        r"|selecting|preparing|setting up|downloading|downloaded|fetching|compiling"
        r"|building|linking|generating|receiving|get:\d+|fetched|using|requirement "
        r"already|collecting|cached|checking (?:for|if|whether)|looking for|detecting"
        r"|performing|\[ *\d+%\]|\[\d+/\d+\]|\[\d+ of \d+\]) [^:]*$)"
    ),
    (
        r"(?i:^\s*(?:create|delete) mode \d+|^\s*(?:modified|new file|deleted"
        r"|renamed):|^diff --git|^[AMD]\t\S+$)"
    ),
    r"^\s*(?:\S+\s+)?(?:CC|CXX|LD|AR|GEN|COMPILE|HOSTCC)(?:\(\w+\))?\s+\S+$",
    # tests that passed, or are about to
    (
        r"^\s*(?:ok \d+|ok\s|PASS(?:ED)?\b|✓|✔|√|=== (?:RUN|PAUSE|CONT|PASS)|--- "
        r"(?:PASS|SKIP)|\[\s*(?:OK|RUN|PASSED|  SKIPPED)\s*\]|Running |test \S.* "
        r"\.\.\. ok)"
    ),
    (
        r"\b(?:PASSED|PASS)\b(?:\s*\[ *\d+%\]| *\(|\s*$)|\.\.\.+ ?(?:ok|OK|passed|PASS"
        r"|yes|no|none|found|done|skipped)\b|\bok \(\d|\s✓$"
    ),
    (
        r"TEST-(?:PASS|INFO|START|KNOWN-FAIL|SKIP|OK)|expected(?:ly)? fail(?:ed"
        r"|ure)?\b|\bXFAIL\b|\bxfail(?:ed)?\b|TEST-UNEXPECTED-WARNING"
    ),
    # variables and options of a job
    (
        r"^\s*[A-Z][A-Z0-9_]+=\S*$|^\s*[A-Z][A-Z0-9]*_[A-Z0-9_]*: \S*$|^\s+[\w-]+: "
        r"(?:true|false|\d+)$"
    ),
    (
        r"(?i:\berror[_-]?(?:prone|chart|handler|handling|log|page|code|codes|level"
        r"|reporting|exit|on-\w+)\b[^:]*$|\bon[_-]error\b)"
    ),
)
