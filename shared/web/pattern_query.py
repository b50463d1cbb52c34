"""Filters and order of the list of patterns, out of the address: "/patterns?label=flaky"."""

from werkzeug.wrappers import Request

from shared.core.curation import MAX_LABEL_CHARS
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.web.problems import bad_request

RETIRED = {"0": False, "1": True, "all": None}
SHOWN_HITS = ("all", "best", "passing")


def pattern_query(request: Request) -> PatternQuery:
    """Return which patterns are asked for. Raises WebError naming what cannot be used."""
    given = {name: request.args.get(name, "").strip() for name in ("label", "retired", "sort")}
    if len(given["label"]) > MAX_LABEL_CHARS:
        message = f"label is one exact label of at most {MAX_LABEL_CHARS} characters."
        raise bad_request("invalid_label", message)
    if given["retired"] not in ("", *RETIRED):
        raise bad_request("invalid_retired", "retired is 1, 0 or all; left out, 0.")
    if given["sort"] not in ("", *PatternSort):
        names = ", ".join(PatternSort)
        raise bad_request("invalid_sort", f"sort is {names}; left out, {PatternSort.HITS}.")
    return PatternQuery(
        given["label"] or None,
        RETIRED[given["retired"] or "0"],
        PatternSort(given["sort"] or PatternSort.HITS),
    )


def shown_hits(request: Request) -> str:
    """Return which hits the page of a pattern shows. Raises WebError."""
    shown = request.args.get("show", "") or "all"
    if shown not in SHOWN_HITS:
        raise bad_request("invalid_show", f"show is {', '.join(SHOWN_HITS)}; left out, all.")
    return shown
