"""What the description says of one route beside its method, its path and its role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A piece of the description, as it stands in it.
Json = dict[str, Any]

JSON = "application/json"
HTML = "text/html"
TEXT = "text/plain"
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """One good response. `content` maps media types to schemas; a redirect has none."""

    what: str
    content: Mapping[str, Json]
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One route, described. `name` is its operation id, `answers` go by status.

    `parameters` are those of the query: parts of the path are known by their names. `body` maps
    media types to schemas; one that is optional may be left out. `errors` are those that do not
    follow from role, path and body.
    """

    name: str
    summary: str
    answers: Mapping[int, Answer]
    parameters: tuple[Json, ...] = ()
    body: Mapping[str, Json] | None = None
    body_optional: bool = False
    errors: tuple[int, ...] = ()


Operations = Mapping[str, Operation]
"""Operations by the method and path of their route, as its table has them: "GET /logs/<log_id>"."""


def ref(name: str) -> Json:
    """Return the reference to a schema of `schemas.py`."""
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT: Json = {"type": "string"}


def found(what: str, schema: str) -> Answer:
    """Return the answer that is a page, or JSON of this schema."""
    return Answer(what, {JSON: ref(schema), HTML: _TEXT})


def written(what: str, schema: str) -> Answer:
    """Return the answer to a write: JSON, and where to find what was written."""
    return Answer(what, {JSON: ref(schema)}, ("Location",))


def changed(what: str, schema: str) -> Answer:
    """Return the answer to a change: JSON of what stands now."""
    return Answer(what, {JSON: ref(schema)})


def as_text(what: str, schema: str) -> Answer:
    """Return the answer that is plain text, or a page, or JSON of this schema."""
    return Answer(what, {TEXT: _TEXT, JSON: ref(schema), HTML: _TEXT})


def page(what: str) -> Answer:
    """Return the answer that is a page alone."""
    return Answer(what, {HTML: _TEXT})


def leads(what: str) -> Answer:
    """Return the redirect."""
    return Answer(what, {}, ("Location",))


TO_RESULT = leads("for a browser's form: the page of what was written")
