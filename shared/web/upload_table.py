"""The routes that take logs, apart from the pages': they load the whole analysis."""

from shared.core.access import Role
from shared.web.handlers import uploads
from shared.web.routing import Route

UPLOADS = (Route("POST", "/logs", uploads.post_log, Role.REPORTER),)
