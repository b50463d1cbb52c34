"""The routes of signing in and out; nobody needs to be signed in to do so."""

from shared.core.access import Role
from shared.web.handlers import sign_in
from shared.web.routing import PUBLIC, Route

SIGN_IN = (
    Route("GET", "/login", sign_in.sign_in_page, PUBLIC),
    Route("POST", "/login", sign_in.sign_in, PUBLIC),
    Route("POST", "/logout", sign_in.sign_out, Role.READER),
)
