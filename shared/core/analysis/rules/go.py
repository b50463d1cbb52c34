"""Go: panics, races, failing tests, vet."""

from shared.core.analysis.rules.base import ALONE, C, E, Rule, Tier, growth

_GO_FAIL = growth(
    down=(
        r"^\s+\S|^\s*--- FAIL|^panic: |^goroutine |^testing\.|^created by|^\S+\(.*\)$"
        r"|^\[signal"
    ),
    blanks=1,
    max_down=100,
    title=r"^\s+\S+\.go:\d+: ",
    up=r"^\s{4,}\S|^=== (?:RUN|CONT|NAME|PAUSE)",
    max_up=12,
    until=r"^(?:FAIL|ok|PASS|exit status|=== RUN)\b|^\s*--- (?:PASS|SKIP)",
)
# What the program logged last, and the command that ran it, stand right above its panic.
_BEFORE_PANIC = r"^\s?# |^exit status \d|^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d "
_GO_PANIC = growth(
    down=(
        r"^\s|^created by |^goroutine \d+ \[running|^[\w./*()\[\]{}·-]+\(.*\)$"
        r"|^\[signal |^panic: |^exit status|^runtime|^main\.|^PC=|^\w{1,8}\s+0x"
        r"|^Please file"
    ),
    up=_BEFORE_PANIC,
    blanks=2,
    max_down=150,
)
# A signal stops all goroutines, whatever they were at; the first is that of the signal.
_GO_SIGNAL = growth(
    down=(
        r"^\s|^created by |^goroutine \d+ \[|^[\w./*()\[\]{}·-]+\(.*\)$|^\[signal "
        r"|^fatal error: |^PC=|^\w{1,8}\s+0x"
    ),
    blanks=1,
    max_down=150,
)
_GO_RUNTIME = growth(
    until=r"^(?:ok|FAIL|PASS)\b|^--- ", up=r"^# |^exit status \d", blanks=1, max_down=60
)

# Asked before all others: their words are also those of kernels and shells.
PANICS = (
    Rule(
        "go-panic",
        Tier.BLOCK,
        C,
        (
            r"^\s*panic: |^fatal error: (?:all|concurrent|runtime|unexpected|stack|out of"
            r"|fault|sync|bad|found|checkptr|[a-z]+:)"
        ),
        _GO_PANIC,
        5,
    ),
    Rule(
        "go-signal",
        Tier.BLOCK,
        C,
        r"^SIG[A-Z]+: |^unexpected fault address",
        _GO_SIGNAL,
        5,
    ),
    Rule("go-runtime", Tier.BLOCK, C, r"^runtime: ", _GO_RUNTIME, 5),
    Rule("go-compiler-crash", Tier.BLOCK, C, r"internal compiler error: ", _GO_PANIC, 6),
    Rule(
        "go-race",
        Tier.BLOCK,
        C,
        r"^WARNING: DATA RACE",
        growth(until=r"^={10,}", blanks=2, max_down=60),
        5,
    ),
)

RULES = (
    Rule(
        "go-test-killed",
        Tier.FORM,
        E,
        r"^\*\*\* Test killed ",
        growth(up=r"^\w{1,8}\s+0x[0-9a-f]+$", max_up=40, down=r"\n", max_down=0),
        5,
    ),
    Rule("go-test-fail", Tier.BLOCK, E, r"^\s*--- FAIL: ", _GO_FAIL, 6),
    Rule(
        "go-test-frame",
        Tier.FORM,
        C,
        r"^\s+\S+_test\.go:\d+ \+0x",
        growth(
            down=r"^\s|^created by |^\S+\(.*\)$",
            up=r"^\s+\S|^goroutine \d+ \[|^\S+\(.*\)$|^created by ",
            max_up=30,
            max_down=30,
        ),
        0,
    ),
    Rule("goroutine", Tier.KEYWORD, C, r"^goroutine \d+ \[running", _GO_PANIC, 2),
    Rule("go-fail-package", Tier.GENERIC, E, r"^FAIL(?:\s+\S+\s+(?:\d|\[)|$)", ALONE, 2),
    Rule(
        "go-vet",
        Tier.FORM,
        E,
        r"^\S+\.go:\d+(?::\d+)?: \S",
        growth(down=r"^\S+\.go:\d+|^\s+\S|^note:", max_down=30),
        4,
    ),
)
