"""What the readers of the web side are given: headers, addresses, forms, events."""

from urllib.parse import quote

from hypothesis import strategies as st

from tests.hostile.inputs import TEXTS, as_json, fragments, mangled, shaped

BOUNDARY = "edge"
NUMBERS = TEXTS | st.integers().map(str)
SHAPE = shaped(
    expression=TEXTS,
    kind=st.sampled_from(["regex", "literal"]),
    labels=st.lists(TEXTS),
    scope=shaped(job=TEXTS, repo=TEXTS),
    specificity=st.integers(),
    lines_from_end=st.integers(),
    expires=TEXTS,
    days=st.integers(),
    retired=st.booleans(),
    version=st.integers(),
)
BREAKAGE = shaped(
    repo=TEXTS | st.just("acme/shop"),
    branch=TEXTS,
    cause_sha=TEXTS,
    resolved_sha=TEXTS | st.none(),
    jobs=st.lists(TEXTS),
    mode=TEXTS,
    notes=TEXTS,
    revision=st.integers(),
)
STORED = shaped(
    bucket=st.just("logs"),
    name=TEXTS,
    generation=st.integers(0).map(str),
    size=st.integers(0).map(str),
    timeCreated=st.sampled_from(["2026-11-23T10:00:00Z", "9999-12-31T23:59:59-23:59"]) | TEXTS,
    metadata=st.dictionaries(TEXTS, TEXTS),
)
MULTIPART = fragments(
    f"--{BOUNDARY}\r\n",
    f"--{BOUNDARY}--\r\n",
    'Content-Disposition: form-data; name="file"; filename="a.log"\r\n\r\n',
    'Content-Disposition: form-data; name="job"\r\n\r\n',
    "Content-Disposition: form-data; name*=utf-8''%ff\r\n\r\n",
    "Content-Type: text/plain; charset=utf-7\r\n\r\n",
    "\r\n",
    "unit",
).map(lambda text: text.encode("utf-8", "replace"))
FORM_TYPES = st.sampled_from(
    [
        f"multipart/form-data; boundary={BOUNDARY}",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "b" * 300,
        "application/json",
        "",
    ]
)
FORMS = st.tuples(MULTIPART | mangled(MULTIPART) | as_json(SHAPE), FORM_TYPES)
BREAKAGES = st.tuples(MULTIPART | mangled(MULTIPART) | as_json(BREAKAGE), FORM_TYPES)
ENVIRONMENTS = st.dictionaries(
    st.sampled_from(
        [
            "STORES",
            "PORT",
            "BUCKET",
            "SESSION_KEY",
            "IAP_ROLES",
            "GITHUB_API_URL",
            "LOG_DAYS",
            "NOTIFY_WEBHOOK_URL",
            "NOTIFY_WEBHOOK_SECRET",
            "NOTIFY_SLACK_URL",
            "GITHUB_APP_ID",
        ]
    ),
    TEXTS | fragments("http://", "https://", "cloud", "@", "=", "reader", "whsec_", "[", "]", "a"),
)
HEADER_TEXTS = fragments("text/html", "application/json", ",", ";q=", "*/*", "nan", "-1", "=").map(
    lambda text: text.replace("\r", "").replace("\n", "").replace("\x00", "")
)


def addresses(*names):
    """Queries that mostly have these parameters."""
    value = NUMBERS.map(lambda text: quote(text, errors="replace")) | fragments("%", "&", "=", "+")
    pair = st.tuples(st.sampled_from(names), value).map(lambda found: f"{found[0]}={found[1]}")
    return st.lists(pair, max_size=8).map("&".join).map(latin)


def latin(text):
    return text.encode("utf-8", "replace").decode("latin-1")
