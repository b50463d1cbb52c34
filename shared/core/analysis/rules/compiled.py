"""Compilers and builders: C, C++, Go, Rust, Swift, Haskell, CMake, make, linkers, Bazel, LaTeX."""

from shared.core.analysis.rules.base import ALONE, CONTINUED, E, Rule, Tier, W, growth

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

RULES = (
    Rule(
        "ghc-error",
        Tier.FORM,
        E,
        r"^\S+\.l?hs:\d+:\d+(?:-\d+)?: ?(?:error:?|$)",
        growth(indented=True, down=r"^\s+\S|^\s*\d* *\|", blanks=0, max_down=40),
        5,
    ),
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
    Rule("linker-warning", Tier.FORM, W, r"^(?:/\S*/)?ld(?:\.\w+)?: warning: ", ALONE, 1),
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
                r"defined here|^\S+\(\S+\): |^\S+:\d+: (?:warning|error|undefined)"
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
        growth(indented=True, down=r"^\s+\S|^\s*\^|^@|^\w.*[({:]$", blanks=4, max_down=12),
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
            r"|^\w+_SUITE:\w+ failed|^=ERROR REPORT|^=CRASH REPORT|terminated: \{"
        ),
        growth(indented=True, down=r"^Reason: |^\s+\S", max_down=20),
        4,
    ),
    Rule(
        "as-errors",
        Tier.LEVEL,
        E,
        r"warnings being treated as errors|-Werror[,=\]]",
        growth(down=r"^\S+:\d+: ", title=r"^\S+:\d+: ", max_down=5),
        0,
    ),
)
