"""The route that GitHub's events come to; what proves the sender is the event's signature."""

from shared.web.handlers import webhooks
from shared.web.routing import PUBLIC, Route

WEBHOOKS = (Route("POST", "/webhooks/github", webhooks.receive, PUBLIC),)
