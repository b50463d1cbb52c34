"""A route table is data; a Router finds the route of a request in one or several of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.wrappers import Request, Response

from shared.core.access import Role

Handler = Callable[..., Response]

# The role of a route that anyone may use, known or not.
PUBLIC = None

_KEY = "faultline.routes"


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
        self.routes = tuple(routes)
        self._resources: dict[str, dict[str, Route]] = {}
        for route in self.routes:
            self._resources.setdefault(route.path, {})[route.method] = route
        # The path alone says which resource is meant: "/issues/new" is never an issue.
        rules = [_MatchedRule(path, endpoint=path) for path in self._resources]
        self._map = Map(rules, strict_slashes=True, merge_slashes=False)

    def find(self, method: str, path: str) -> Found | Moved:
        """Return where the request goes. Raises werkzeug's NotFound or MethodNotAllowed."""
        # A redirect to "//name" would lead to another host, and werkzeug drops such slashes.
        if not path.startswith("/") or path.startswith("//"):
            raise NotFound
        adapter = self._map.bind("")
        try:
            resource, parts = adapter.match(path)
        except NotFound:
            return _without_slash(adapter, path)
        methods = self._resources[resource]
        route = methods.get("GET" if method == "HEAD" else method)
        if route is None:
            raise MethodNotAllowed([*methods, "HEAD"] if "GET" in methods else [*methods])
        return Found(route.handler, dict(parts), route.role)


class _MatchedRule(Rule):
    """A rule that finds paths and builds none.

    For each rule werkzeug compiles two functions that build its URLs, which took most of the time
    in which a process got ready. Were they compiled by another name, only that would come back.
    """

    def _compile_builder(self, *_args: object) -> Callable[..., tuple[str, str]]:
        return _build_nothing


def _build_nothing(*_args: object, **_parts: object) -> tuple[str, str]:
    raise NotImplementedError("addresses are not built from routes")


def keep_routes(request: Request, router: Router) -> None:
    """Note on the request which routes the service has that it came to."""
    request.environ[_KEY] = router.routes


def routes_of(request: Request) -> tuple[Route, ...]:
    """Return every route of the service that the request came to."""
    routes: tuple[Route, ...] = request.environ[_KEY]
    return routes


def _without_slash(adapter: MapAdapter, path: str) -> Moved:
    shorter = path.rstrip("/")
    if shorter in ("", path):
        raise NotFound
    try:
        adapter.match(shorter)
    except HTTPException:
        raise NotFound from None
    return Moved(shorter)
