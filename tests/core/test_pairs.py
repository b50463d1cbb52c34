"""One failure is one report, two failures are two: the tables of tests/core/pairs, run.

A row that the engine gets wrong stands in KNOWN_WRONG; the tables themselves stay as they are.
Over-merge is the share of must-differ rows that end in one report, over-split the share of
must-share rows that end in two. A side on which no failure is seen is wrong as well: it joins no
report at all.
"""

from collections.abc import Callable
from functools import cache

import pytest

from shared.core.analysis.analyze import analyze
from tests.core.pairs import Pair
from tests.core.pairs.must_differ import MUST_DIFFER
from tests.core.pairs.must_share import MUST_SHARE

SHARED, DIFFERENT, UNSEEN = "shared", "different", "unseen"
MIN_ROWS = 70

# "share:" or "differ:" and the id of the row.
KNOWN_WRONG: frozenset[str] = frozenset(
    {
        "share:compose-container-number",
        "share:pytest-order-of-two-failures",
    }
)


def outcome(row: Pair) -> str:
    """Return whether both sides of a row end in one report, in two, or one of them in none."""
    return _outcome(row.left, row.right)


@cache
def _outcome(left: str, right: str) -> str:
    fingerprints = [analyze([text.encode()]).fingerprint for text in (left, right)]
    if None in fingerprints:
        return UNSEEN
    return SHARED if fingerprints[0] == fingerprints[1] else DIFFERENT


def params(table: str, rows: tuple[Pair, ...]) -> list[object]:
    return [pytest.param(f"{table}:{row.id}", row, id=row.id) for row in rows]


def check(key: str, row: Pair, desired: str) -> None:
    got = outcome(row)
    if key in KNOWN_WRONG:
        assert got != desired, f"{key} is now right: remove it from KNOWN_WRONG"
        return
    assert got == desired, _explain(row)


def _explain(row: Pair) -> str:
    keys = [analyze([text.encode()]).fingerprint_key for text in (row.left, row.right)]
    return f"{row.id}: {outcome(row)}\n" + "\n".join("  | ".join(key) or "(none)" for key in keys)


@pytest.mark.parametrize(("key", "row"), params("share", MUST_SHARE))
def test_the_same_failure_ends_in_one_report(key, row):
    check(key, row, SHARED)


@pytest.mark.parametrize(("key", "row"), params("differ", MUST_DIFFER))
def test_different_failures_end_in_two_reports(key, row):
    check(key, row, DIFFERENT)


def test_over_merge_and_over_split_are_exactly_what_is_known(capsys):
    merged = _keys("differ", MUST_DIFFER, lambda got: got == SHARED)
    split = _keys("share", MUST_SHARE, lambda got: got == DIFFERENT)
    unseen = _keys("differ", MUST_DIFFER, lambda got: got == UNSEEN)
    unseen |= _keys("share", MUST_SHARE, lambda got: got == UNSEEN)
    with capsys.disabled():
        print(
            f"\nover-merge {len(merged) / len(MUST_DIFFER):.3f} ({len(merged)}/{len(MUST_DIFFER)})"
            f"  over-split {len(split) / len(MUST_SHARE):.3f} ({len(split)}/{len(MUST_SHARE)})"
            f"  unseen {len(unseen)}/{len(MUST_DIFFER) + len(MUST_SHARE)}"
        )
    assert len(merged) + len(split) + len(unseen) == len(KNOWN_WRONG)
    assert merged | split | unseen == KNOWN_WRONG


def _keys(table: str, rows: tuple[Pair, ...], wanted: Callable[[str], bool]) -> set[str]:
    return {f"{table}:{row.id}" for row in rows if wanted(outcome(row))}


def test_rows_of_must_share_do_not_meet_each_other():
    # As many different failures as there are rows: some 6000 further must-differ pairs.
    met: dict[str | None, list[str]] = {}
    for row in MUST_SHARE:
        met.setdefault(analyze([row.left.encode()]).fingerprint, []).append(row.id)
    assert [ids for ids in met.values() if len(ids) > 1] == []


@pytest.mark.parametrize(
    ("table", "rows"), [("share", MUST_SHARE), ("differ", MUST_DIFFER)], ids=["share", "differ"]
)
def test_the_tables_are_well_formed(table, rows):
    assert len(rows) >= MIN_ROWS
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if row.left == row.right] == []
    known = {key for key in KNOWN_WRONG if key.startswith(f"{table}:")}
    assert known <= {f"{table}:{row.id}" for row in rows}
