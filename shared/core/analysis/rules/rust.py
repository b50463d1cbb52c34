"""Rust: rustc, cargo, rustfmt, panics, failing tests."""

from shared.core.analysis.rules.base import ALONE, C, E, Rule, Tier, growth

_RUSTC = growth(
    down=r"^\s*-->|^\s*\d* *\||^\s*=|^\s+\S|^\s*\.\.\.|^(?:note|help):", blanks=0, max_down=50
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
)

# Asked after the tools whose messages begin alike.
PLAIN = (Rule("plain-error", Tier.FORM, E, r"^error: \S", _RUSTC, 8),)

RULES = (
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
    Rule("rustc-error", Tier.BLOCK, E, r"^error\[E\d+\]", _RUSTC, 3, needs=("error: ", "error[")),
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
)
