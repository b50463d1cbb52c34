"""What a page, a pattern and a commit cost, as tests count it and docs/cost.md shows it.

Counted with both sets of adapters: documents as Firestore bills them, requests as Cloud Storage
does. Kilobytes are of documents as JSON, and of the answer without style and pictures.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: documents read by collection, requests of class B, kilobytes read and answered."""

    name: str
    route: str
    address: str
    class_b: int
    read_kilobytes: int
    kilobytes: int
    reads: Mapping[str, int]

    @property
    def documents(self) -> int:
        """How many documents it reads."""
        return sum(self.reads.values())


def _page(
    name: str, route: str, address: str, class_b: int, read_kb: int, kb: int, **reads: int
) -> Page:
    return Page(name, route, address, class_b, read_kb, kb, reads)


_COMMIT = "/commits/<owner>/<repo>/<sha>"
_BREAKAGE = "/breakages/{breakage_id}"
PAGES = (
    _page("reports, 50 of them", "/", "/", 0, 51, 127, reports=52, records=1, issues=50),
    _page(
        "reports of a type and a job",
        "/",
        "/?type=E&job=unit",
        0,
        19,
        30,
        reports=23,
        records=1,
        issues=10,
    ),
    _page(
        "a report",
        "/reports/<log_id>",
        "/reports/{log_id}",
        1,
        32,
        21,
        reports=2,
        issues=1,
        records=23,
        fingerprints=2,
        patterns=1,
    ),
    _page(
        "the first log of a report",
        "/logs/<log_id>",
        "/logs/{log_id}",
        6,
        31,
        7,
        reports=1,
        issues=1,
        records=23,
        patterns=1,
        fingerprints=1,
        meta=1,
    ),
    _page(
        "the first time of a report",
        "/logs/<log_id>/datetime",
        "/logs/{log_id}/datetime",
        0,
        1,
        1,
        reports=1,
        issues=1,
        records=2,
    ),
    _page(
        "the first extract of a report",
        "/logs/extracted/<log_id>",
        "/logs/extracted/{log_id}",
        2,
        30,
        4,
        reports=1,
        issues=1,
        records=23,
        fingerprints=1,
    ),
    _page("issues, 50 of them", "/issues", "/issues", 0, 52, 49, reports=52, records=1, issues=50),
    _page("an issue", "/issues/<issue_id>", "/issues/{issue_id}", 0, 1, 5, issues=1, reports=1),
    _page("the form to file an issue", "/issues/new", "/issues/new?report_id={log_id}", 0, 0, 3),
    _page(
        "the form to delete an issue",
        "/issues/<issue_id>/delete",
        "/issues/{issue_id}/delete",
        0,
        1,
        3,
        issues=1,
        reports=1,
    ),
    _page("records, 50 of them", "/records", "/records", 0, 56, 43, records=51, fingerprints=14),
    _page(
        "a log",
        "/records/<record>",
        "/records/{record}",
        5,
        3,
        7,
        records=1,
        patterns=1,
        fingerprints=1,
        meta=1,
    ),
    _page(
        "a log of 1.4 MB",
        "/records/<record>",
        "/records/{large}",
        6,
        3,
        8,
        records=1,
        patterns=1,
        fingerprints=1,
        meta=1,
    ),
    _page(
        "an extract",
        "/records/<record>/extracted",
        "/records/{record}/extracted",
        1,
        2,
        4,
        records=1,
        fingerprints=1,
    ),
    _page("jobs, 50 of them", "/jobs", "/jobs", 0, 14, 60, job_summaries=51),
    _page(
        "a job, 50 builds",
        "/jobs/<job>",
        "/jobs/unit",
        0,
        119,
        70,
        job_stats=1,
        builds=51,
        records=51,
        jobs=1,
        reports=21,
        issues=20,
    ),
    _page(
        "a build",
        "/jobs/<job>/<build>",
        "/jobs/cart/3",
        2,
        5,
        7,
        builds=1,
        records=3,
        fingerprints=1,
        reports=1,
        issues=1,
        patterns=1,
        meta=1,
    ),
    _page(
        "two logs compared",
        "/jobs/<job>/<build>/compare",
        "/jobs/cart/3/compare",
        6,
        5,
        6,
        builds=2,
        records=2,
    ),
    _page(
        "completeness, 20 jobs",
        "/completeness",
        "/completeness",
        0,
        30,
        14,
        job_summaries=21,
        job_stats=20,
    ),
    _page("the form of the data set", "/dataset", "/dataset", 0, 0, 9),
    _page(
        "a sample of 60 builds",
        "/dataset",
        "/dataset?table=builds&job=unit",
        0,
        115,
        32,
        job_stats=1,
        builds=60,
        records=60,
    ),
    _page("a commit of 40 jobs", _COMMIT, "/commits/acme/app/{sha}", 0, 6, 23, commits=1),
    _page(
        "a pull request, 61 commits",
        "/pulls/<owner>/<repo>/<number>",
        "/pulls/acme/app/7",
        0,
        354,
        39,
        commits=61,
    ),
    _page(
        "patterns, 50 of 61",
        "/patterns",
        "/patterns",
        0,
        43,
        110,
        pattern_tallies=51,
        patterns=51,
        days=30,
        meta=1,
    ),
    _page(
        "a pattern",
        "/patterns/<pattern_id>",
        "/patterns/{pattern_id}",
        0,
        36,
        21,
        patterns=2,
        pattern_tallies=1,
        records=21,
        days=30,
        scans=21,
    ),
    _page(
        "the form to edit a pattern",
        "/patterns/<pattern_id>/edit",
        "/patterns/{pattern_id}/edit",
        0,
        1,
        7,
        patterns=1,
        meta=1,
    ),
    _page("the form of a new pattern", "/patterns/new", "/patterns/new", 0, 0, 7, meta=1),
    _page(
        "all 61 patterns as a file",
        "/patterns/export",
        "/patterns/export",
        0,
        52,
        22,
        pattern_tallies=61,
        patterns=61,
    ),
    _page(
        "what nothing explains",
        "/unexplained",
        "/unexplained",
        0,
        52,
        16,
        reports=2,
        records=2,
        days=30,
        pattern_tallies=61,
        patterns=61,
    ),
    _page("scans, 50 of them", "/scans", "/scans", 0, 34, 43, scans=51, patterns=50),
    _page(
        "the status",
        "/status",
        "/status",
        0,
        9,
        3,
        scans=21,
        records=4,
        commits=3,
        scan_ranges=1,
        branch_news=1,
        pending_fetches=2,
    ),
    _page("branches", "/branches", "/branches", 0, 14, 6, branches=1),
    _page(
        "a branch of 28 jobs",
        "/branches/<owner>/<repo>/<path:branch>",
        "/branches/acme/shop/main",
        0,
        46,
        450,
        branches=1,
        branch_weeks=3,
        breakages=7,
    ),
    _page("known breakages", "/breakages", "/breakages", 0, 3, 10, breakages=7),
    _page(
        "a breakage",
        "/breakages/<breakage_id>",
        _BREAKAGE,
        0,
        15,
        3,
        breakages=1,
        branches=1,
        commits=2,
    ),
    _page(
        "the form to change it",
        "/breakages/<breakage_id>/edit",
        f"{_BREAKAGE}/edit",
        0,
        15,
        5,
        breakages=1,
        branches=1,
    ),
    _page(
        "the form to delete it",
        "/breakages/<breakage_id>/delete",
        f"{_BREAKAGE}/delete",
        0,
        15,
        2,
        breakages=1,
        branches=1,
    ),
    _page("the form of a new breakage", "/breakages/new", "/breakages/new", 0, 0, 4),
)


@dataclass(frozen=True)
class Work:
    """What some work asks for: documents read, written, deleted; requests of classes A and B."""

    read: int = 0
    write: int = 0
    delete: int = 0
    class_a: int = 0
    class_b: int = 0


@dataclass(frozen=True)
class Step:
    """A step in the life of a pattern: for itself, for each stored log, for each log it hits."""

    name: str
    once: Work
    a_log: Work = Work()
    a_hit: Work = Work()


PATTERN = (
    Step("dry run", Work(3), Work(1, class_b=1), Work(class_b=1)),
    Step("a new version", Work(5, 8, class_a=1, class_b=1)),
    Step("its scan of stored logs", Work(30, 8, class_b=2), Work(1, class_b=1), Work(0, 1, 0, 1)),
    Step("the fold of that", Work(6, 4), a_hit=Work(1, 1)),
    Step("retired", Work(5, 6, class_a=1, class_b=1)),
    Step("its hits taken away", Work(19, 6, class_b=2), a_hit=Work(2, 1)),
    Step("the fold of that, too", Work(8, 4), a_hit=Work(1, 1)),
)
A_RANGE = Work(12, 3)
"""What a scan reads and writes at most for each further range of `SCAN_FAN_OUT`."""

COMMIT_JOBS, COMMIT_FAILURES = 40, 3
COMMIT = {
    "an event of a job, before one failed": Work(8, 5, 1),
    "the log of a job that passed, before one failed": Work(9, 6, 1, 1, 2),
    "the first log of a job that failed": Work(167, 6, 1, 3, 2),
    "an event of a job, after one failed": Work(8, 5, 1),
    "the same, in an instance that read no evidence yet": Work(167, 5, 1),
    "the whole commit, with its 81 events and 40 logs": Work(2_130, 645, 121, 46, 80),
}
COMMIT_STATUSES = 21
"""How many statuses are posted for it where every event is heard by itself."""
