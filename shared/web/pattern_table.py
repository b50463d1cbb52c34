"""The routes of patterns and their labels, of what they explain, and of what nothing explains.

Browsers' forms know GET and POST alone: what PATCH does stands at POST addresses too.
"""

from shared.core.access import Role
from shared.web.handlers import explaining, pattern_files, pattern_forms, patterns
from shared.web.routing import Route

PATTERNS = (
    Route("GET", "/patterns", patterns.list_patterns, Role.READER),
    Route("POST", "/patterns", patterns.post_pattern, Role.CURATOR),
    Route("GET", "/patterns/new", pattern_forms.new_pattern, Role.CURATOR),
    Route("POST", "/patterns/test", pattern_forms.test_pattern, Role.CURATOR),
    Route("GET", "/patterns/export", pattern_files.export_patterns, Role.READER),
    Route("POST", "/patterns/import", pattern_files.import_patterns, Role.CURATOR),
    Route("GET", "/patterns/<pattern_id>", patterns.show_pattern, Role.READER),
    Route("PATCH", "/patterns/<pattern_id>", patterns.patch_pattern, Role.CURATOR),
    Route("GET", "/patterns/<pattern_id>/edit", pattern_forms.edit_pattern, Role.CURATOR),
    Route("POST", "/patterns/<pattern_id>/edit", patterns.edit_by_form, Role.CURATOR),
    Route("POST", "/patterns/<pattern_id>/retire", patterns.retire_by_form, Role.CURATOR),
    Route("POST", "/patterns/<pattern_id>/restore", patterns.restore_by_form, Role.CURATOR),
    Route("GET", "/labels", pattern_files.list_labels, Role.READER),
    Route("POST", "/labels", pattern_files.declare_label, Role.CURATOR),
    Route("GET", "/unexplained", explaining.list_unexplained, Role.READER),
    Route("POST", "/records/<record>/pin", explaining.pin_record, Role.CURATOR),
    Route("POST", "/records/<record>/label", explaining.label_record, Role.CURATOR),
)
