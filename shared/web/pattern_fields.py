"""What a write says of a pattern: JSON as patterns are answered, or the fields of a form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from shared.core.curation import Proposal
from shared.core.patterns.model import Expression, Kind
from shared.services.patterns.acts import By, Seen
from shared.services.patterns.expiry import expiry_ms
from shared.web.body import invalid, number, read_form, read_object, text, text_or_none, whole
from shared.web.problems import bad_request

MAX_DAYS = 3650
SCOPE = ("repo", "job", "branch", "step")

# Fields by name, checked: `scope` is a mapping of what was given of it, `expires` a time or None.
Given = Mapping[str, Any]

_NUMBERS = ("specificity", "lines_from_end", "version", "revision", "days")
_TEXTS = ("kind", "expression", "description", "reason", "pattern_id")
_OF_VERSIONS = ("pattern_id", "version", "revision", "retired", "reason", "days")


def read_pattern(request: Request) -> Given:
    """Return what the body says of a pattern; fields of other names are left alone.

    Raises WebError naming the field that cannot be used, InvalidPattern for a bad time.
    """
    is_json = request.mimetype == "application/json"
    sent = read_object(request) if is_json else _of_form(read_form(request))
    given = {name: read(name, sent[name]) for name, read in _READERS.items() if name in sent}
    if isinstance(given.get("expires"), str):
        given["expires"] = expiry_ms(given["expires"])
    return given


def changes_pattern(given: Given) -> bool:
    """Tell whether anything is given that a pattern says."""
    return not given.keys() <= set(_OF_VERSIONS)


def new_proposal(given: Given) -> Proposal:
    """Return the pattern that is proposed. Raises WebError without an expression."""
    if "expression" not in given:
        message = "The field `expression` is missing: send what is to be looked for."
        raise bad_request("missing_expression", message)
    return changed(given, Proposal(Expression(Kind.REGEX, "")))


def changed(given: Given, before: Proposal) -> Proposal:
    """Return the proposal with what is given in the place of what it says."""
    expression = before.expression
    return Proposal(
        Expression(
            Kind(given.get("kind", expression.kind)),
            given.get("expression", expression.text),
            replace(expression.scope, **given.get("scope", {})),
            given.get("lines_from_end", expression.lines_from_end),
        ),
        given.get("labels", before.labels),
        given.get("description", before.description),
        given.get("specificity", before.specificity) or 0,
        given.get("expires", before.expires_ms),
    )


def seen_of(given: Given) -> Seen:
    """Return which state of the pattern the change was made to."""
    return Seen(given.get("version"), given.get("revision"))


def by_of(given: Given, actor: str, now_ms: int) -> By:
    """Return who makes the change, why, and how far back logs are to be scanned for it."""
    return By(actor, now_ms, given.get("reason", ""), given.get("days"))


def _of_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return the fields of a form as JSON would have them; empty ones mean none."""
    sent: dict[str, Any] = {name: form[name] for name in _TEXTS if name in form}
    if "expression" in sent:
        sent["expression"] = sent["expression"].rstrip("\r\n")
    if "description" in sent:
        sent["description"] = sent["description"].replace("\r\n", "\n").strip()
    if "labels" in form:
        sent["labels"] = [label for label in form.getlist("labels") if label]
    scope = {name: form[name].strip() or None for name in SCOPE if name in form}
    sent |= {"scope": scope} if scope else {}
    sent |= {name: number(name, form[name]) for name in _NUMBERS if form.get(name, "").strip()}
    if form.get("lines_from_end", "x").strip() == "":
        sent["lines_from_end"] = None
    if "expires" in form:
        sent["expires"] = form["expires"].strip() or None
    if form.get("retired"):
        sent["retired"] = {"true": True, "1": True, "false": False, "0": False}.get(
            form["retired"].lower(), form["retired"]
        )
    return sent


def _kind(name: str, value: object) -> Kind:
    if value not in tuple(Kind):
        raise invalid(name, "regex or literal")
    return Kind(str(value))


def _labels(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise invalid(name, "a list of labels")
    return tuple(dict.fromkeys(text(name, label) for label in value))


def _scope(name: str, value: object) -> dict[str, str | None]:
    if value is None:
        return dict.fromkeys(SCOPE)
    if not isinstance(value, dict):
        raise invalid(name, f"an object with some of {', '.join(SCOPE)}")
    return {part: text_or_none(f"scope.{part}", value[part]) for part in SCOPE if part in value}


def _whole_or_none(name: str, value: object) -> int | None:
    return None if value is None else whole(name, value)


def _days(name: str, value: object) -> int:
    days = whole(name, value)
    if not 0 <= days <= MAX_DAYS:
        raise invalid(name, f"a whole number from 0, for all logs, to {MAX_DAYS:,}")
    return days


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise invalid(name, "true or false")
    return value


_READERS: Mapping[str, Callable[[str, object], Any]] = {
    "pattern_id": text,
    "kind": _kind,
    "expression": text,
    "labels": _labels,
    "description": text,
    "scope": _scope,
    "specificity": whole,
    "lines_from_end": _whole_or_none,
    "expires": text_or_none,
    "retired": _flag,
    "version": whole,
    "revision": whole,
    "reason": text,
    "days": _days,
}
