"""JavaScript: stacks, Jest, npm, ESLint, webpack."""

from shared.core.analysis.rules.base import ALONE, C, E, Rule, Tier, W, growth

_JS_STACK = growth(
    down=r"^\s+at \S|^\s+\S|^\s*\^|^\s*(?:code|errno|syscall|path):", blanks=1, max_down=60
)

RULES = (
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
            explains=8,
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
            down=r"^\s+\d+:\d+\s+\S|^\s{6,}\S",
            up=r"^\s*\S*[\w/\\-]\.\w{1,12}\s*$|^\s+\d+:\d+\s+\S|^\s{6,}\S",
            max_up=20,
            max_down=60,
        ),
        3,
        needs=("error", "✖"),
    ),
    Rule(
        "webpack", Tier.BLOCK, E, r"^ERROR in \S", growth(follow=3, indented=True, max_down=20), 4
    ),
)
