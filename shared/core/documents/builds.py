"""Builds: facts of each, and what all of a job add up to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What is known of one run of a job; all that is counted of it.

    `entries` are the names at the first level of its folder, sorted, folders with their slash;
    `artifact_entries` those under artifacts/. `seen_ms` is when the first of its objects that
    was heard of was written. `result` is SUCCESS, FAILURE, ABORTED or None. A build outside the
    Prow layout is its log alone, and `is_plain`.
    """

    job: str
    build_id: str
    seen_ms: int
    result: str | None = None
    started_ms: int | None = None
    finished_ms: int | None = None
    repo: str | None = None
    sha: str | None = None
    branch: str | None = None
    pull: str | None = None
    entries: tuple[str, ...] = ()
    artifact_entries: tuple[str, ...] = ()
    log_bytes: int | None = None
    log_lines: int | None = None
    is_plain: bool = False

    @property
    def order_ms(self) -> int:
        """When it began, as far as that is known: what builds are sorted by."""
        return self.seen_ms if self.started_ms is None else self.started_ms

    @property
    def duration_ms(self) -> int | None:
        """How long it ran; None where an end is not known or lies before the start."""
        if self.started_ms is None or self.finished_ms is None:
            return None
        return self.finished_ms - self.started_ms if self.finished_ms >= self.started_ms else None


@dataclass(frozen=True, slots=True)
class Build:
    """One run of a job as stored; its id is a hash of bucket and folder (core/ids.py).

    `files` gives the newest generation known of its log and JSON files. `record_id` is
    the record of its log. `waits_ms`: its folder is due to be looked at once this time is past.
    `origin` says where it was brought from and `brought` the generations of its files there;
    what lies there and not here stays known.
    `counted` is what its job's statistics hold of it, `slots` where its sets are counted there;
    the fold makes `counted` equal to `facts`. `cut` says that there are more entries than kept.
    """

    key: str
    bucket: str
    folder: str
    facts: BuildFacts
    expires_ms: int
    files: dict[str, int] = field(default_factory=dict)
    record_id: str | None = None
    settled: bool = False
    waits_ms: int | None = None
    origin: str | None = None
    brought: dict[str, int] = field(default_factory=dict)
    cut: bool = False
    counted: BuildFacts | None = None
    slots: tuple[str, ...] = ()

    @property
    def unfolded(self) -> bool:
        """Whether the statistics of its job differ from what this build says."""
        return self.counted != self.facts


@dataclass(frozen=True, slots=True)
class EntrySet:
    """A set of names that builds have in common, and how many have just these."""

    entries: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LevelStats:
    """What lies at one level of a job's builds: distinct sets, numbers of entries, names.

    `sets` go by a hash of their names and are at most 200; builds of further sets count in
    `other`. `sizes` counts builds by their number of entries, `names` by what they have; `cut`
    says that some names are not among them.
    """

    sets: dict[str, EntrySet] = field(default_factory=dict)
    other: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """Numbers by their magnitude: `buckets` counts them by the bucket (core/builds/spread.py)."""

    buckets: dict[str, int] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True, slots=True)
class RecentBuild:
    """One of a job's newest builds, as its health is computed from."""

    key: str
    build_id: str
    order_ms: int
    result: str | None
    finished_ms: int | None
    sha: str | None


@dataclass(frozen=True, slots=True)
class JobStats:
    """What all builds of a job add up to; written by the fold alone.

    `results` counts builds by result, "" for none. `recent` are its newest builds, newest
    first, at most 250 (core/builds/stats.py).
    """

    job: str
    builds: int = 0
    complete: int = 0
    logs: int = 0
    results: dict[str, int] = field(default_factory=dict)
    first_level: LevelStats = LevelStats()
    artifacts: LevelStats = LevelStats()
    durations: dict[str, Distribution] = field(default_factory=dict)
    sizes: dict[str, Distribution] = field(default_factory=dict)
    recent: tuple[RecentBuild, ...] = ()


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A job as lists show it: follows from its JobStats, and is written with them.

    Rates are shares of 0 to 1, None where nothing tells; docs/jobs.md defines them.
    """

    job: str
    builds: int = 0
    complete: int = 0
    last_ms: int = 0
    last_result: str | None = None
    pass_rate: float | None = None
    flip_rate: float | None = None
    flake_rate: float | None = None
    flake_low: float | None = None
    flake_high: float | None = None
    consecutive_failures: int = 0
    mean_time_to_fix_ms: int | None = None
