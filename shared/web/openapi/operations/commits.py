"""The operations of `commit_table.py` and `webhook_table.py`."""

from shared.web.openapi import bodies
from shared.web.openapi.operation import (
    JSON,
    TO_RESULT,
    Answer,
    Operation,
    Operations,
    changed,
    found,
    ref,
)
from shared.web.openapi.parameters import EVENT_HEADERS, PAGE_OR_JSON

COMMITS: Operations = {
    "GET /commits/<owner>/<repo>/<sha>": Operation(
        "show_commit",
        "Why each failed job of a commit failed, with the evidence",
        {200: found("the commit as decided last", "Commit")},
        (PAGE_OR_JSON,),
    ),
    "POST /commits/<owner>/<repo>/<sha>/override": Operation(
        "pin_verdict",
        "Pin another verdict to a failed job's last build, with a reason, or take that back",
        {200: changed("the commit, decided anew", "Commit"), 303: TO_RESULT},
        body=bodies.PIN,
        errors=(409,),
    ),
    "GET /pulls/<owner>/<repo>/<number>": Operation(
        "show_pull",
        "The newest commits of a pull request, the last heard of first",
        {200: found("the pull request", "Pull")},
        (PAGE_OR_JSON,),
    ),
}
WEBHOOKS: Operations = {
    "POST /webhooks/github": Operation(
        "receive_github_event",
        "An event of GitHub, signed with the webhook's secret",
        {
            200: Answer("heard now, or before", {JSON: ref("Heard")}),
            202: Answer("none of those that say something of builds here", {JSON: ref("Heard")}),
        },
        EVENT_HEADERS,
        body=bodies.EVENT,
        errors=(401, 503),
    ),
}
