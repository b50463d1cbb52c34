"""The routes of known breakages.

Browsers' forms know GET and POST alone: what PATCH and DELETE do stands at POST addresses too.
"""

from shared.core.access import Role
from shared.web.handlers import breakage_forms, breakages
from shared.web.routing import Route

BREAKAGES = (
    Route("GET", "/breakages", breakages.list_breakages, Role.READER),
    Route("POST", "/breakages", breakages.post_breakage, Role.CURATOR),
    Route("GET", "/breakages/new", breakage_forms.new_breakage, Role.CURATOR),
    Route("GET", "/breakages/<breakage_id>", breakages.show_breakage, Role.READER),
    Route("PATCH", "/breakages/<breakage_id>", breakages.patch_breakage, Role.CURATOR),
    Route("DELETE", "/breakages/<breakage_id>", breakages.delete_breakage, Role.CURATOR),
    Route("GET", "/breakages/<breakage_id>/edit", breakage_forms.edit_breakage, Role.CURATOR),
    Route("POST", "/breakages/<breakage_id>/edit", breakages.edit_by_form, Role.CURATOR),
    Route("POST", "/breakages/<breakage_id>/resolve", breakages.resolve_by_form, Role.CURATOR),
    Route("GET", "/breakages/<breakage_id>/delete", breakage_forms.ask_to_delete, Role.CURATOR),
    Route("POST", "/breakages/<breakage_id>/delete", breakages.delete_by_form, Role.CURATOR),
)
