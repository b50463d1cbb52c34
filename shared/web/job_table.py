"""The routes of jobs and builds. Within a name "/" is written ~1, and "~" is ~0."""

from shared.core.access import Role
from shared.web.handlers import builds, completeness, dataset, jobs
from shared.web.routing import Route

JOBS = (
    Route("GET", "/jobs", jobs.list_jobs, Role.READER),
    Route("GET", "/jobs/<job>", jobs.show_job, Role.READER),
    Route("GET", "/jobs/<job>/<build>", builds.show_build, Role.READER),
    Route("GET", "/jobs/<job>/<build>/compare", builds.compare_logs, Role.READER),
    Route("GET", "/completeness", completeness.show_completeness, Role.READER),
    Route("GET", "/dataset", dataset.show_dataset, Role.READER),
)
