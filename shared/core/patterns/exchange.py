"""Patterns as files: our own JSON out and in, and two foreign shapes in.

Nothing is half imported: the first bad entry refuses the whole file and is named by its place,
counted from 1, and by what it is about.
"""

import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from shared.core.patterns.expression import check
from shared.core.patterns.model import ANYWHERE, Draft, Expression, Kind, Scope
from shared.errors import InvalidExpression, InvalidImport, InvalidPattern

MAX_ENTRIES = 5000
MAX_STEPS = 100
_BUILT_IN = {"infra": "infrastructure", "timeouts": "timeout"}
_FOREIGN_KINDS = {"LiteralExpression": Kind.LITERAL, "RegularExpression": Kind.REGEX}
_SCOPE_FIELDS = ("repo", "job", "branch", "step")
_FIELDS = frozenset(
    {"kind", "expression", "labels", "description", "scope", "specificity", "lines_from_end"}
    | {"expires", "pattern_id", "version", "retired", "hits", "last_seen", "contradictions"}
    | {"revision", "author", "created", "versions", "scan_id"}
)

Accept = Callable[[Draft], None]


def _any(_draft: Draft) -> None:
    """Refuse nothing."""


def export_json(drafts: Iterable[Draft]) -> str:
    """Return the drafts as JSON, `{"patterns": [...]}`, which `import_json` reads."""
    return json.dumps({"patterns": [_entry(draft) for draft in drafts]}, indent=2) + "\n"


def import_json(text: str, accept: Accept = _any) -> tuple[Draft, ...]:
    """Return the patterns of a JSON file: our own, or a list as the CircleCI tracker dumps it.

    A pattern of the tracker for several steps becomes one for each. `accept` may refuse one by
    InvalidPattern. Raises InvalidImport.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise InvalidImport("invalid_json", f"The file is no JSON: {exc}.") from exc
    if isinstance(content, dict) and isinstance(content.get("patterns"), list):
        return _all(content["patterns"], _own, accept)
    if isinstance(content, list):
        return _all(content, _of_tracker, accept)
    raise InvalidImport(
        "unknown_shape", 'Give {"patterns": [...]}, or the list that the CircleCI tracker dumps.'
    )


def import_toml(text: str, accept: Accept = _any) -> tuple[Draft, ...]:
    """Return the patterns of an ordered TOML rule list, [[rule]] with `name` and `pattern`.

    The first rule is the most specific; `accept` as above. Raises InvalidImport.
    """
    try:
        rules = tomllib.loads(text).get("rule")
    except (ValueError, RecursionError) as exc:
        raise InvalidImport("invalid_toml", f"The file is no TOML: {exc}.") from exc
    if not isinstance(rules, list):
        raise InvalidImport("unknown_shape", "Give a list of [[rule]] tables.")
    ranked = [(len(rules) - place, rule) for place, rule in enumerate(rules)]
    return _all(ranked, _of_rule, accept)


def _all(
    entries: list[Any], read: Callable[[Any], list[Draft]], accept: Accept
) -> tuple[Draft, ...]:
    drafts: list[Draft] = []
    for place, entry in enumerate(entries, 1):
        try:
            found = read(entry)
            _check_count(len(entries), len(drafts) + len(found))
            for draft in found:
                check(draft.expression)
                accept(draft)
        except (InvalidExpression, InvalidPattern) as exc:
            raise InvalidImport(exc.code, f"Entry {place} ({found[0].name}): {exc}") from exc
        except (LookupError, TypeError, ValueError, AttributeError) as exc:
            raise InvalidImport("invalid_entry", f"Entry {place}: {_told(exc)}.") from exc
        drafts += found
    return tuple(drafts)


def _check_count(entries: int, drafts: int) -> None:
    """Raise InvalidImport for more patterns than one import may bring; an entry may be several."""
    if max(entries, drafts) > MAX_ENTRIES:
        raise InvalidImport("too_many_entries", f"At most {MAX_ENTRIES} patterns at a time.")


def _told(exc: Exception) -> str:
    return f"the field {exc} is missing" if isinstance(exc, KeyError) else str(exc)


def _entry(draft: Draft) -> dict[str, Any]:
    expression = draft.expression
    return {
        "kind": expression.kind.value,
        "expression": expression.text,
        "labels": list(draft.labels),
        "description": draft.description,
        "scope": asdict(expression.scope),
        "specificity": draft.specificity,
        "lines_from_end": expression.lines_from_end,
        "expires": draft.expires,
    }


def _own(entry: Any) -> list[Draft]:
    fields = _typed(entry, dict, "an entry")
    unknown = sorted(set(fields) - _FIELDS)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]}")
    scope = _typed(fields.get("scope") or {}, dict, "scope")
    if fields.get("retired"):
        return []
    expression = Expression(
        Kind(fields.get("kind", Kind.REGEX)),
        _typed(fields["expression"], str, "expression"),
        Scope(**{name: _text_or_none(scope.get(name), name) for name in _SCOPE_FIELDS}),
        _number_or_none(fields.get("lines_from_end"), "lines_from_end"),
    )
    return [
        Draft(
            expression,
            _labels(fields.get("labels", [])),
            _typed(fields.get("description") or "", str, "description"),
            _number_or_none(fields.get("specificity"), "specificity") or 0,
            _text_or_none(fields.get("expires"), "expires"),
        )
    ]


def _of_tracker(entry: Any) -> list[Draft]:
    record = entry["payload"]["record"]
    if record.get("is_retired"):
        return []
    contents = record["expression"]["contents"]
    text = contents if isinstance(contents, str) else contents[0]
    kind = _FOREIGN_KINDS[record["expression"]["tag"]]
    from_end = _number_or_none(record.get("lines_from_end"), "lines_from_end")
    # There, the number says how many lines stand below the match; here, how many are looked at.
    last_lines = None if from_end is None else from_end + 1
    steps = _typed(record.get("applicable_steps") or [None], list, "applicable_steps")
    if len(steps) > MAX_STEPS:
        raise ValueError(f"at most {MAX_STEPS} applicable_steps")
    return [
        Draft(
            Expression(
                kind,
                _typed(text, str, "contents"),
                Scope(step=_text_or_none(step, "step")) if step else ANYWHERE,
                last_lines,
            ),
            tuple(_BUILT_IN.get(tag, tag) for tag in _labels(record.get("tags", []))),
            _typed(record.get("description") or "", str, "description"),
            _number_or_none(record.get("specificity"), "specificity") or 0,
        )
        for step in steps
    ]


def _of_rule(ranked: tuple[int, Any]) -> list[Draft]:
    specificity, rule = ranked
    expression = Expression(Kind.REGEX, _typed(rule["pattern"], str, "pattern"))
    name = _typed(rule.get("name", ""), str, "name")
    return [Draft(expression, (), name, specificity)]


def _typed(value: Any, kind: type, name: str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be of type {kind.__name__}, not {type(value).__name__}")
    return value


def _text_or_none(value: Any, name: str) -> str | None:
    return None if value is None else str(_typed(value, str, name))


def _number_or_none(value: Any, name: str) -> int | None:
    if isinstance(value, bool):
        raise TypeError(f"{name} must be a number")
    return None if value is None else int(_typed(value, int, name))


def _labels(value: Any) -> tuple[str, ...]:
    return tuple(_typed(label, str, "a label") for label in _typed(value, list, "labels"))
