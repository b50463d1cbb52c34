"""The routes that every HTTP function has: they need no store."""

from shared.web.handlers import description, service
from shared.web.routing import PUBLIC, Route

SERVICE = (
    Route("GET", "/health", service.health, PUBLIC),
    Route("GET", "/openapi.json", description.show_description, PUBLIC),
    Route("GET", "/assets/<name>", service.static_file, PUBLIC),
)
