"""What the readers of the core are given: nearly right, and then not."""

from hypothesis import strategies as st

from tests.hostile.inputs import (
    ODD_NUMBERS,
    ODD_TEXTS,
    TEXTS,
    as_json,
    fragments,
    json_values,
    shaped,
)

TIMES_TEXTS = ODD_TEXTS | st.datetimes().map(str)
HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"]),
    st.sampled_from(["0", "1", "", "Fri, 31 Dec 9999 23:59:59 -2359"]) | TEXTS,
)
NOT_A_WEB_PAGE = fragments(
    '<ul class="resource-grid">',
    '<li class="grid-row">',
    '<li class="grid-head">',
    '<a href="x">',
    "<div>",
    "</div>",
    "</li>",
    "<![x[",
    "<!",
    "<!--",
    "<?",
    "&#",
    "&#x110000;",
    "9" * 5_000,
    "01 Jan 2026 00:00:00",
    "-",
)
XML = fragments(
    '<testsuite tests="1">',
    "<testsuites>",
    '<testcase name="a" time="',
    "inf",
    "nan",
    "1e999",
    '">',
    '"/>',
    '<failure message="',
    "</testcase>",
    "</testsuite>",
    "</testsuites>",
    "<!DOCTYPE a>",
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    "&b;",
    '<testcase name="a" time="inf"/>',
    '<testcase name="a" time="1e999"/>',
    "&#0;",
    "<a>" * 3_000,
)
EXPRESSIONS = st.one_of(
    st.from_regex(
        r"([a-z.]|\\[dwsbBAZ1]|\[\^?[a-z]\]|\((\?[:=!<iP#>])?|\)|[*+?|^$]|\{\d{0,4},?\d{0,4}\}){0,40}"
    ),
    fragments("(", ")", "(?:", "(?i)", "[", "]", "{1,1000}", "|", "*", "\\", "a", "\\1", "(?("),
)
RUN = shaped(
    id=st.integers(),
    name=st.text(),
    head_sha=st.just("a" * 40),
    status=st.just("completed"),
    conclusion=st.text(),
    started_at=TIMES_TEXTS,
    completed_at=TIMES_TEXTS,
    run_id=st.integers(),
    run_attempt=st.integers(),
    details_url=TEXTS,
    external_id=TEXTS,
)
PAYLOADS = shaped(
    repository=shaped(full_name=st.just("acme/shop"), default_branch=st.just("main")),
    sha=st.just("a" * 40),
    after=st.just("b" * 40),
    ref=st.just("refs/heads/main"),
    state=st.sampled_from(["pending", "success", "error"]),
    context=st.just("unit"),
    updated_at=TIMES_TEXTS,
    target_url=TEXTS,
    branches=st.lists(shaped(name=st.text())),
    check_run=RUN,
    workflow_job=RUN,
    action=st.just("opened"),
    number=st.integers(),
    pull_request=shaped(
        head=shaped(sha=st.just("a" * 40), ref=st.text()),
        base=shaped(ref=st.text()),
        user=shaped(login=st.text()),
        updated_at=TIMES_TEXTS,
    ),
    sender=shaped(login=st.text()),
)
PAYLOADS_OF_ACME = PAYLOADS.map(lambda p: p | {"repository": {"full_name": "acme/shop"}})
BUILD_FILES = as_json(
    shaped(
        timestamp=ODD_NUMBERS,
        result=TEXTS,
        passed=st.booleans(),
        revision=TEXTS,
        repos=st.dictionaries(TEXTS, TEXTS),
        metadata=json_values("repo", "sha"),
        spec=json_values("refs", "job", "pulls"),
        status=json_values("startTime", "completionTime", "state"),
        pod=json_values("metadata", "labels"),
    )
)
PATTERNS = shaped(
    patterns=st.lists(
        shaped(expression=TEXTS, kind=TEXTS, labels=st.lists(TEXTS), scope=json_values("job"))
    )
) | st.lists(
    st.builds(
        lambda record: {"payload": {"record": record}},
        shaped(
            expression=st.fixed_dictionaries(
                {"contents": TEXTS, "tag": st.just("LiteralExpression")}
            ),
            applicable_steps=st.lists(TEXTS) | st.just("x" * 9_000) | st.just(["step"] * 9_000),
            tags=st.lists(TEXTS),
            lines_from_end=st.integers(),
            specificity=st.integers(),
        ),
    ),
    max_size=4,
)
RULES = fragments("[[rule]]\n", "pattern='a'\n", "name=", "'", '"', "=", "[", "a.b", "1979-05-27\n")
OUTPUTS = as_json(st.lists(shaped(message=TEXTS, time=TEXTS))) | st.binary(max_size=200)
BUILDS_OF_CIRCLECI = st.lists(
    shaped(
        build_num=st.integers(),
        branch=st.just("pull/7"),
        workflows=json_values("job_name"),
        build_parameters=json_values("CIRCLE_JOB"),
        stop_time=TIMES_TEXTS,
        pull_requests=st.lists(shaped(url=TEXTS)),
    )
) | shaped(steps=st.lists(shaped(name=TEXTS, actions=st.lists(shaped(output_url=TEXTS)))))
ANSWERS_OF_GITHUB = shaped(
    workflow_runs=st.lists(shaped(id=st.integers(), event=TEXTS, created_at=TEXTS)),
    jobs=st.lists(shaped(id=st.integers(), name=TEXTS, completed_at=TIMES_TEXTS)),
    head=json_values("ref", "repo", "full_name"),
    number=st.integers(),
)
