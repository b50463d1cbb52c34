"""The operations of `sign_in_table.py`."""

from shared.web.openapi import bodies
from shared.web.openapi.operation import (
    HTML,
    JSON,
    Answer,
    Operation,
    Operations,
    leads,
    page,
    ref,
)
from shared.web.openapi.parameters import query
from shared.web.openapi.schemas import TEXT

SIGN_IN: Operations = {
    "GET /login": Operation(
        "sign_in_page",
        "The form that signs in",
        {200: page("the form"), 303: leads("who is known goes on to `next`")},
        (query("next", TEXT, "where to go on to, a path of this site"),),
        errors=(503,),
    ),
    "POST /login": Operation(
        "sign_in",
        "Sign in with a token: answers the session's cookie",
        {
            200: Answer("who signed in", {JSON: ref("SignedIn"), HTML: TEXT}),
            303: leads("a browser goes on to `next`; so does everyone where no sign-in is needed"),
        },
        body=bodies.SIGN_IN,
        errors=(401, 429, 503),
    ),
    "POST /logout": Operation(
        "sign_out", "End the session of this browser", {303: leads("the form that signs in")}
    ),
}
