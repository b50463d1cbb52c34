"""Whether an expression may be curated: every cause of refusal has a code and says what to do."""

from collections.abc import Iterable

from shared.core.patterns.engine import compile_plain
from shared.core.patterns.model import Expression, Scope
from shared.core.patterns.syntax import read
from shared.errors import InvalidExpression

MAX_EXPRESSION_BYTES = 1024
MAX_GLOB_CHARS = 200
MAX_STARS = 8
MAX_LINES_FROM_END = 500


def check(expression: Expression) -> None:
    """Accept an expression that scans can run. Raises InvalidExpression."""
    _check_size(expression.text)
    _check_lines_from_end(expression.lines_from_end)
    _check_scope(expression.scope)
    compile_plain(read(expression).plain)


def _check_size(text: str) -> None:
    if not text:
        raise InvalidExpression("empty_expression", "The expression is empty. Enter one.")
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_EXPRESSION_BYTES:
        raise InvalidExpression(
            "expression_too_long",
            f"The expression has {size} bytes; at most {MAX_EXPRESSION_BYTES} are allowed. "
            "Keep the part that names the cause.",
        )


def _check_lines_from_end(lines: int | None) -> None:
    if lines is not None and not 1 <= lines <= MAX_LINES_FROM_END:
        raise InvalidExpression(
            "invalid_lines_from_end",
            f"lines_from_end is {lines}; give 1 to {MAX_LINES_FROM_END}, or leave it out.",
        )


def _check_scope(scope: Scope) -> None:
    for name, text in _parts(scope):
        if text is None:
            continue
        if not text.strip():
            raise InvalidExpression("invalid_scope", f"The {name} of the scope is blank: drop it.")
        if len(text) > MAX_GLOB_CHARS or text.count("*") > MAX_STARS:
            raise InvalidExpression(
                "invalid_scope",
                f"The {name} of the scope may have {MAX_GLOB_CHARS} characters and {MAX_STARS} "
                "stars at most. Shorten it.",
            )
        if not text.isprintable():
            raise InvalidExpression(
                "invalid_scope", f"The {name} of the scope holds a control character. Remove it."
            )


def _parts(scope: Scope) -> Iterable[tuple[str, str | None]]:
    return (
        ("repository", scope.repo),
        ("job", scope.job),
        ("branch", scope.branch),
        ("step", scope.step),
    )
