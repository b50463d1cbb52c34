"""The description of a service: its routes, each with what is said of it."""

import re
from collections.abc import Iterable, Mapping

from shared.web.openapi import refusals, security
from shared.web.openapi.branch_schemas import BRANCH_SCHEMAS
from shared.web.openapi.breakage_schemas import BREAKAGE_SCHEMAS
from shared.web.openapi.build_schemas import BUILD_SCHEMAS
from shared.web.openapi.operation import Answer, Json, Operation
from shared.web.openapi.operations import OPERATIONS
from shared.web.openapi.parameters import PARTS
from shared.web.openapi.pattern_schemas import PATTERN_SCHEMAS
from shared.web.openapi.refusals import REFUSALS
from shared.web.openapi.schemas import SCHEMAS
from shared.web.routing import Route

VERSION = "0.1.0"

# A part of a path in a route table: "<log_id>", "<path:branch>".
_PART = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")
_INTRODUCTION = (
    "Every page answers JSON to `Accept: application/json` or `?format=json`. Writes answer JSON,"
    " or 303 where Accept names HTML. Ids are text with leading zeros, times are UTC. A list goes"
    " on at its `next`. An error says in `code` what went wrong and in `message` what to do."
    " `x-role` is the role that a route needs; each role may do all that the one before may:"
    " reader, reporter, curator."
)


def describe(routes: Iterable[Route], *, cookie: str, open_to_all: bool) -> Json:
    """Return the OpenAPI 3.1 description of the routes.

    `cookie` is the session's; `open_to_all` says that the service asks nobody to sign in.
    Raises KeyError for a route, or a part of its path, that nobody described.
    """
    paths: dict[str, dict[str, Json]] = {}
    for route in routes:
        path = paths.setdefault(template_of(route.path), {})
        path[route.method.lower()] = _operation(route, open_to_all=open_to_all)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Faultline", "version": VERSION, "description": _INTRODUCTION},
        "paths": paths,
        "components": {
            "schemas": {
                **SCHEMAS,
                **PATTERN_SCHEMAS,
                **BUILD_SCHEMAS,
                **BREAKAGE_SCHEMAS,
                **BRANCH_SCHEMAS,
            },
            "responses": _shared_responses(),
            "securitySchemes": {} if open_to_all else security.schemes(cookie),
        },
    }


def template_of(path: str) -> str:
    """Return the path of a route table as descriptions write it: "/logs/{log_id}"."""
    return _PART.sub(r"{\1}", path)


def _operation(route: Route, *, open_to_all: bool) -> Json:
    operation = OPERATIONS[f"{route.method} {route.path}"]
    parts = _PART.findall(route.path)
    described = {
        "operationId": operation.name,
        "summary": operation.summary,
        "x-role": route.role.value if route.role else None,
        "security": security.needs(route, open_to_all=open_to_all),
        "parameters": [*map(_path_parameter, parts), *operation.parameters],
        "responses": _responses(
            operation, refusals.statuses(route, operation, has_parts=bool(parts))
        ),
    }
    if operation.body:
        required = not operation.body_optional
        described["requestBody"] = {"required": required, "content": _content(operation.body)}
    return described


def _path_parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": PARTS[name]}


def _shared_responses() -> Json:
    return {refusals.name(each): _response(answer) for each, answer in REFUSALS.items()}


def _responses(operation: Operation, refused: Iterable[int]) -> Json:
    bad = {
        str(status): {"$ref": f"#/components/responses/{refusals.name(status)}"}
        for status in refused
    }
    good = {str(status): _response(answer) for status, answer in operation.answers.items()}
    return bad | good


def _response(answer: Answer) -> Json:
    headers = {name: {"required": True, "schema": {"type": "string"}} for name in answer.headers}
    return {
        "description": answer.what,
        "content": _content(answer.content),
        "headers": headers,
    }


def _content(schemas: Mapping[str, Json]) -> Json:
    return {media_type: {"schema": schema} for media_type, schema in schemas.items()}
