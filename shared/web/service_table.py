"""The routes that every HTTP function has: they need no store."""

from shared.web.handlers import service
from shared.web.routing import PUBLIC, Route

SERVICE = (
    Route("GET", "/health", service.health, PUBLIC),
    Route("GET", "/assets/<name>", service.static_file, PUBLIC),
)
