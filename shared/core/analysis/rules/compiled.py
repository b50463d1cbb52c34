"""Compilers and builders: C, C++, Go, Rust, Swift, Haskell, CMake, make, linkers, Bazel, LaTeX."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, C, E, Rule, Tier, W, growth

_DIAGNOSTIC = growth(
    down=r"^\s+\S|^\s*\^|^\s*\d* *\||^\S+:\d+:\d+: note: ",
    up=(
        r"^In file included from|^\s+from \S+:\d+|: In (?:function|member function"
        r"|constructor|destructor|static member|instantiation|lambda)|: At (?:global "
        r"scope|top level)|^\S+: In |^\S+:\d+:\d+:   (?:required|recursively)|: note: "
    ),
    max_down=30,
    max_up=8,
)
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
_GO_PANIC = growth(
    down=(
        r"^\s|^created by |^goroutine \d+ \[running|^[\w./*()\[\]{}·-]+\(.*\)$"
        r"|^\[signal |^panic: |^exit status|^runtime|^main\.|^PC=|^\w{1,8}\s+0x"
        r"|^Please file"
    ),
    up=r"^# |^exit status \d",
    blanks=1,
    max_down=150,
)
_GO_RUNTIME = growth(
    until=r"^(?:ok|FAIL|PASS)\b|^--- ", up=r"^# |^exit status \d", blanks=1, max_down=60
)
_RUSTC = growth(
    down=r"^\s*-->|^\s*\d* *\||^\s*=|^\s+\S|^\s*\.\.\.|^(?:note|help):", blanks=0, max_down=50
)

RULES = (
    Rule(
        "compiler-error",
        Tier.FORM,
        E,
        (
            r"^(?:\w:)?[^\s:()][^:()]*[:(]\d+(?:[:,.]\d+)?(?:-\d+)?\)? ?: ?(?:fatal "
            r"|internal compiler |internal )?[Ee]rror\b|^(?:\w:)?[^\s:()][^:()]*:\d+"
            r"(?::\d+)?:\s+(?:fatal )?error:"
        ),
        _DIAGNOSTIC,
        5,
        needs=(": error", ": fatal", ": internal", " error:", "error:"),
    ),
    Rule(
        "compiler-warning",
        Tier.FORM,
        W,
        r"^(?:\w:)?[^\s:()][^:()]*[:(]\d+(?:[:,.]\d+)?(?:-\d+)?\)? ?: ?[Ww]arning\b",
        _DIAGNOSTIC,
        2,
    ),
    Rule(
        "rustc-summary",
        Tier.GENERIC,
        E,
        (
            r"^error: (?:aborting|build failed|[Cc]ould not compile|test failed)|^error: "
            r"`?\S+`? failed to compile"
        ),
        _RUSTC,
        1,
    ),
    Rule(
        "rustc-build-command",
        Tier.FORM,
        E,
        r"^error: failed to run custom build",
        growth(
            until=r"^warning: build failed|^error: ",
            blanks=1,
            max_down=60,
            title=r"panicked at|rror: ",
        ),
        -4,
    ),
    Rule(
        "rustc-error",
        Tier.BLOCK,
        E,
        r"^error(?:\[E\d+\])?: (?:[^abc]|a[^b]|b[^u]|c[^o])|^error\[E\d+\]",
        _RUSTC,
        3,
        needs=("error: ", "error["),
    ),
    Rule(
        "rust-test-output",
        Tier.BLOCK,
        E,
        r"^---- \S+ std(?:out|err) ----",
        growth(
            until=r"^---- |^failures:|^test result:",
            blanks=2,
            max_down=60,
            title=r"panicked at|^Error: ",
        ),
        5,
    ),
    Rule("rust-test-failed", Tier.FORM, E, r"^test \S.* \.\.\. FAILED", ALONE, 0),
    Rule(
        "rustfmt-diff",
        Tier.BLOCK,
        E,
        r"^Diff in \S+",
        growth(down=r"^[\s+-]", blanks=1, max_down=30),
        3,
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
    Rule(
        "linker",
        Tier.FORM,
        E,
        (
            r"undefined reference to|multiple definition of|cannot find -l|^(?:/\S*/)?ld"
            r"(?:\.\w+)?: |Undefined symbols for|unresolved external|^ld: (?:symbol"
            r"|library|warning: directory)|\(\.text[^)]*\): undefined|relocation truncated"
            r"|duplicate symbol|: In function `"
        ),
        growth(
            down=(
                r"^\s+\S|undefined reference|^(?:ld|collect2|clang)|more undefined|first "
                r"defined here|^\S+\(\S+\): "
            ),
            up=r": [Ii]n function `|undefined reference to",
            max_up=10,
            max_down=30,
            title=(
                r"undefined reference|multiple definition|cannot find|[Uu]ndefined symbol"
                r"|unresolved|duplicate symbol|truncated"
            ),
        ),
        4,
        needs=(
            "undefined",
            "multiple definition",
            "cannot find -l",
            "ld: ",
            "ld.",
            "unresolved",
            "truncated",
            "duplicate symbol",
            "in function",
        ),
    ),
    Rule(
        "linker-summary",
        Tier.GENERIC,
        E,
        (
            r"^collect2: |^clang(?:\+\+)?: error: linker|^error: linking with|ld returned "
            r"\d+ exit"
        ),
        CONTINUED,
        2,
    ),
    Rule(
        "cmake-error",
        Tier.BLOCK,
        E,
        r"^(?:-- )?CMake Error",
        growth(down=r"^\s+\S|^Call Stack", blanks=2, max_down=40, title=r"^  \S"),
        5,
    ),
    Rule("cmake-incomplete", Tier.GENERIC, E, r"^-- Configuring incomplete", ALONE, 1),
    Rule(
        "configure-error",
        Tier.FORM,
        E,
        r"^(?:\S*configure(?:\.ac)?(?::\d+)?|meson\.build:\d+:\d+): (?:error|ERROR): ",
        CONTINUED,
        5,
    ),
    Rule(
        "ghc-error",
        Tier.FORM,
        E,
        r"^\S+\.l?hs:\d+:\d+(?:-\d+)?: ?(?:error:?|$)",
        growth(indented=True, down=r"^\s+\S|^\s*\|", blanks=0, max_down=40),
        5,
    ),
    Rule(
        "ocaml-error",
        Tier.BLOCK,
        E,
        r'^File "[^"]+", lines? \d+(?:-\d+)?, characters',
        growth(down=r"^\s|^\d+ \||^Error|^Warning", max_down=20, title=r"^Error"),
        4,
    ),
    Rule(
        "swift-test",
        Tier.FORM,
        E,
        r"^\s*❌|^\s*(?:✗|✖|✘|❌) \S|^.{0,4}(?:✗|✖|✘|❌)\s+\S",
        growth(indented=True, down=r"^\s+\S|^\s*\^", blanks=1, max_down=12),
        1,
        needs=("✗", "✖", "✘", "❌"),
    ),
    Rule(
        "xctest",
        Tier.FORM,
        E,
        (
            r"\bXCTAssert\w* failed|: error: -\[|Asynchronous wait failed|, expected to|, "
            r"failed - |Test [Cc]rashed"
        ),
        growth(
            indented=True,
            down=r"^\s+\S|^\s*```|^\t",
            up=r"^\w+(?:\.\w+)+$|^\s*$",
            max_up=2,
            blanks=4,
            max_down=40,
        ),
        4,
    ),
    Rule(
        "bazel-fail",
        Tier.FORM,
        E,
        (
            r"^(?:FAIL|TIMEOUT|FAILED): //|^//\S+\s+(?:FAILED|TIMEOUT)|^ERROR: "
            r"\S+:\d+:\d+: "
        ),
        CONTINUED,
        4,
    ),
    Rule(
        "ninja-failed",
        Tier.FORM,
        E,
        r"^FAILED: ",
        growth(until=r"^\[\d+/\d+\]|^ninja: ", blanks=0, max_down=40),
        2,
    ),
    Rule(
        "latex",
        Tier.FORM,
        E,
        r"^! \S|^\S+\.tex:\d+: ",
        growth(down=r"^l\.\d+|^\s+\S|^\?", blanks=1, max_down=12),
        4,
        needs=("! ", ".tex:"),
    ),
    Rule(
        "erlang",
        Tier.FORM,
        E,
        (
            r"^\S+\.[eh]rl:\d+(?::\d+)?: (?:[^W]|W[^a])|^\S+:\S+ failed on line \d+"
            r"|^=ERROR REPORT|^=CRASH REPORT|terminated: \{"
        ),
        growth(indented=True, down=r"^Reason: |^\s+\S", max_down=20),
        4,
    ),
    Rule(
        "as-errors",
        Tier.LEVEL,
        E,
        r"warnings being treated as errors|-Werror[,=\]]",
        growth(down=r"^\S+:\d+: ", max_down=5),
        0,
    ),
)

# Asked before all others: their words are also those of kernels and shells.
PANICS = (
    Rule(
        "rust-panic",
        Tier.BLOCK,
        C,
        r"^thread '.*' (?:\(\d+\) )?panicked at",
        growth(
            follow=1,
            down=r"^\s|^note: |^stack backtrace:|^assertion|^expected |^called |^left|^right",
            blanks=0,
            max_down=80,
        ),
        4,
    ),
    Rule(
        "go-panic",
        Tier.BLOCK,
        C,
        (
            r"^\s*panic: |^fatal error: (?:all|concurrent|runtime|unexpected|stack|out of"
            r"|fault|sync|bad|[a-z]+:)|^SIG[A-Z]+: |^unexpected fault address"
        ),
        _GO_PANIC,
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
