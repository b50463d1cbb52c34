"""A route table is data; a Router finds the route of a request in one or several of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.wrappers import Response

from shared.core.access import Role

Handler = Callable[..., Response]

# The role of a route that anyone may use, known or not.
PUBLIC = None


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one path, in the notation of werkzeug: "/logs/<log_id>".

    The handler is called with the App, the request, and the parts of the path by name. A route
    for GET answers HEAD too. `role` is what its visitors need; who forgets to say it lets
    curators in alone.
    """

    method: str
    path: str
    handler: Handler
    role: Role | None = Role.CURATOR


@dataclass(frozen=True, slots=True)
class Found:
    """The handler of a request, the parts of its path, and the role it needs."""

    handler: Handler
    parts: dict[str, str]
    role: Role | None = Role.CURATOR


@dataclass(frozen=True, slots=True)
class Moved:
    """The path has an address without its trailing slash."""

    path: str


class Router:
    """Finds handlers; made once per process from route tables."""

    def __init__(self, routes: Iterable[Route]) -> None:
        rules = [Rule(route.path, methods=[route.method], endpoint=route) for route in routes]
        self._map = Map(rules, strict_slashes=True, merge_slashes=False)

    def find(self, method: str, path: str) -> Found | Moved:
        """Return where the request goes. Raises werkzeug's NotFound or MethodNotAllowed."""
        # A redirect to "//name" would lead to another host, and werkzeug drops such slashes.
        if not path.startswith("/") or path.startswith("//"):
            raise NotFound
        adapter = self._map.bind("", default_method=method)
        try:
            route, parts = adapter.match(path, method)
        except NotFound:
            return _without_slash(adapter, path)
        return Found(route.handler, dict(parts), route.role)


def _without_slash(adapter: MapAdapter, path: str) -> Moved:
    shorter = path.rstrip("/")
    if shorter in ("", path):
        raise NotFound
    try:
        adapter.match(shorter)
    except MethodNotAllowed:
        pass
    except HTTPException:
        raise NotFound from None
    return Moved(shorter)
