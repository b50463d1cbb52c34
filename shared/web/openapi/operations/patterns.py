"""The operations of `pattern_table.py`."""

from shared.core.pattern_lists import PatternSort
from shared.web.list_query import UNEXPLAINED
from shared.web.openapi import pattern_bodies as bodies
from shared.web.openapi.operation import (
    HTML,
    JSON,
    TO_RESULT,
    Answer,
    Operation,
    Operations,
    changed,
    found,
    leads,
    page,
    ref,
    written,
)
from shared.web.openapi.parameters import LINE, PAGE_OR_JSON, PAGING, choice, filters, query
from shared.web.openapi.schemas import LOG_ID, RECORD_ID, TEXT
from shared.web.pattern_query import RETIRED, SHOWN_HITS

_LABEL = TEXT | {"maxLength": 60}
_CHANGED = {
    200: written("the pattern as it stands now, and the scan that began", "CuratedPattern"),
    303: TO_RESULT,
}
_EXPLAINED = {200: changed("what explains the log now", "ExplainedLog"), 303: TO_RESULT}

PATTERNS: Operations = {
    "GET /patterns": Operation(
        "list_patterns",
        "Patterns and what they hit",
        {200: found("a page of the list", "PatternList")},
        (
            PAGE_OR_JSON,
            query("label", _LABEL, "one exact label"),
            choice("retired", RETIRED, "left out: 0, active ones"),
            choice("sort", PatternSort, "left out: hits"),
            *PAGING,
        ),
    ),
    "POST /patterns": Operation(
        "post_pattern",
        "Create a pattern; stored logs are scanned for it",
        {201: written("the pattern, and the scan that began", "CuratedPattern"), 303: TO_RESULT},
        body=bodies.PATTERN,
        errors=(409,),
    ),
    "GET /patterns/new": Operation(
        "new_pattern",
        "The form of a new pattern, empty or begun from a line or a report",
        {200: page("the form")},
        (
            query("record", RECORD_ID, "the log that the line is of"),
            LINE,
            query("report", LOG_ID, "begun from its title"),
            query("label", _LABEL, "checked in the form"),
        ),
        errors=(404,),
    ),
    "POST /patterns/test": Operation(
        "test_pattern",
        "Try a pattern on the newest 10,000 stored logs, for at most 20 s",
        {200: Answer("what it would hit", {JSON: ref("DryRun"), HTML: TEXT})},
        body=bodies.TRIAL,
        errors=(404,),
    ),
    "GET /patterns/export": Operation(
        "export_patterns",
        "The active patterns as a file that can be imported",
        {200: Answer("the file", {JSON: {"type": "object", "required": ["patterns"]}})},
    ),
    "POST /patterns/import": Operation(
        "import_patterns",
        "Create the patterns of a file, all or none: ours, the CircleCI tracker's, or TOML rules",
        {200: changed("what was created", "Imported"), 303: TO_RESULT},
        body=bodies.IMPORT,
        errors=(409,),
    ),
    "GET /patterns/<pattern_id>": Operation(
        "show_pattern",
        "One pattern",
        {200: found("the pattern", "Pattern")},
        (
            PAGE_OR_JSON,
            choice("show", SHOWN_HITS, "page: which logs it shows"),
            PAGING[1],
        ),
    ),
    "PATCH /patterns/<pattern_id>": Operation(
        "patch_pattern",
        "Change a pattern; another expression is another version",
        _CHANGED,
        body=bodies.PATTERN_CHANGE,
        errors=(409,),
    ),
    "GET /patterns/<pattern_id>/edit": Operation(
        "edit_pattern_form", "The form that changes a pattern", {200: page("the form")}
    ),
    "POST /patterns/<pattern_id>/edit": Operation(
        "edit_pattern", "Change a pattern, by form", _CHANGED, body=bodies.EDIT, errors=(409,)
    ),
    "POST /patterns/<pattern_id>/retire": Operation(
        "retire_pattern",
        "Retire a pattern, by form",
        _CHANGED,
        body=bodies.SEEN,
        body_optional=True,
        errors=(409,),
    ),
    "POST /patterns/<pattern_id>/restore": Operation(
        "restore_pattern",
        "Restore a pattern, by form",
        _CHANGED,
        body=bodies.SEEN,
        body_optional=True,
        errors=(409,),
    ),
    "GET /labels": Operation(
        "list_labels",
        "The labels that patterns may carry",
        {200: changed("the labels", "Labels"), 303: leads("for a browser: the list of patterns")},
        (PAGE_OR_JSON,),
    ),
    "POST /labels": Operation(
        "declare_label",
        "Declare a label",
        {200: changed("all labels", "Labels"), 303: TO_RESULT},
        body=bodies.LABEL,
        errors=(409,),
    ),
    "GET /unexplained": Operation(
        "list_unexplained",
        "Reports that no pattern and no issue explains, and how much is explained",
        {
            200: found("a page of the list", "Unexplained"),
            303: leads("for a browser: the address without empty parameters"),
        },
        (PAGE_OR_JSON, *filters(UNEXPLAINED), *PAGING),
    ),
    "POST /records/<record>/pin": Operation(
        "pin_record",
        "Say which pattern explains a log; empty leaves it to the rules",
        _EXPLAINED,
        body=bodies.PIN,
        errors=(409,),
    ),
    "POST /records/<record>/label": Operation(
        "label_record",
        "Say by hand what the failure of a log is; empty takes it back",
        _EXPLAINED,
        body=bodies.HAND_LABEL,
    ),
}
