"""The contract of every Patterns: what people curate, what it hits, and the ledger of scans."""

from dataclasses import replace

import pytest

from shared.adapters.cursors import Position
from shared.adapters.scan import Start, write_start
from shared.core.documents import (
    ActiveSet,
    DayTally,
    Labels,
    Pattern,
    PatternTally,
    PatternVersion,
    RangeKind,
    Scan,
    ScanRange,
    Tally,
)
from shared.core.documents.patterns import side_key, side_keys
from shared.core.pattern_lists import PatternQuery, PatternSort
from shared.core.patterns.model import Expression, Hit, Kind, Scope
from shared.errors import ChangeConflict
from shared.ports import Changes, Stored
from tests.adapters.examples import DAY_MS, NOW_MS, a_record, all_pages, counted
from tests.adapters.test_store_lists import NONSENSE_CURSORS

KEY = "00000001@1"


def a_pattern(number=1, version=1, **changes):
    expression = Expression(Kind.REGEX, f"error {number}", Scope(job="unit-*"), 5)
    versions = (PatternVersion(version, expression, NOW_MS, "ann"),)
    return replace(Pattern(f"{number:08}", versions, NOW_MS + number, "ann"), **changes)


def a_tally(number=1, *, version=1, failing=0, passing=0, last_ms=NOW_MS):
    sides = [Tally(count, NOW_MS, last_ms) if count else Tally() for count in (failing, passing)]
    return PatternTally(f"{number:08}", version, NOW_MS + number, *sides)


def hitting(number, *keys, passed=False, **changes):
    """Return a record that these versions of patterns hit."""
    hits = [Hit(*parts(key), 1, 3, 0, 5) for key in keys]
    record = a_record(number, fingerprint=None if passed else "v1:a", hits=tuple(hits))
    return replace(record, **changes)


def parts(key):
    pattern_id, _, version = key.partition("@")
    return pattern_id, int(version)


def save(store, *values):
    store.save(Changes([Stored(value, None) for value in values]))


def save_records(store, *records):
    for record in records:
        store.save_record(record)


def listed(patterns, **query):
    def page(cursor):
        return patterns.list_patterns(PatternQuery(**query), limit=2, cursor=cursor)

    return [int(row.pattern.pattern_id) for row in all_pages(page)]


def numbers(records):
    return [int(record.record_id, 16) for record in records]


class TestDocuments:
    def test_are_found_by_their_names_as_they_were_saved(self, store, patterns):
        pattern, tally = a_pattern(labels=("flaky",)), a_tally(failing=2, passing=1)
        active, labels = ActiveSet(3, "patterns/3-ab.json.gz", NOW_MS), Labels(("mine",))
        day, scan = DayTally("2027-01-15", 5, 2), Scan("s1", (KEY,), 3, NOW_MS, "ann", 10)
        part = ScanRange("s1", 0, RangeKind.WALK, "", "8000")
        save(store, pattern, tally, active, labels, day, scan, part)

        assert patterns.get_patterns(["00000001", "no"])["00000001"].value == pattern
        assert patterns.get_tallies([KEY])[KEY].value == tally
        assert patterns.get_active_set().value == active
        assert patterns.get_labels().value == labels
        assert patterns.get_days(["2027-01-15"])["2027-01-15"].value == day
        assert patterns.get_scans(["s1"])["s1"].value == scan
        assert patterns.get_ranges([part.name])[part.name].value == part

    def test_there_are_none_at_first(self, store, patterns):
        assert patterns.get_active_set() is None
        assert patterns.get_labels() is None
        assert patterns.get_patterns(["00000001"]) == {}
        assert patterns.list_patterns(PatternQuery(), limit=5).items == []
        assert list(patterns.open_ranges(limit=5)) == []

    def test_change_only_as_they_were_read(self, store, patterns):
        save(store, ActiveSet(1))
        read = patterns.get_active_set()
        store.save(Changes([replace(read, value=ActiveSet(2))]))

        with pytest.raises(ChangeConflict):
            store.save(Changes([replace(read, value=ActiveSet(3)), Stored(a_pattern(), None)]))
        assert patterns.get_active_set().value.number == 2
        assert patterns.get_patterns(["00000001"]) == {}


class TestListOfPatterns:
    @pytest.fixture
    def many(self, store):
        for number in range(1, 6):
            labels = ("flaky",) if number % 2 else ()
            save(store, a_pattern(number, labels=labels, retired=number == 3))
            last_ms = NOW_MS + 10 * (9 - number)
            save(store, a_tally(number, failing=number, passing=1, last_ms=last_ms))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"sort": PatternSort.HITS}, [5, 4, 2, 1]),
            ({"sort": PatternSort.LAST_SEEN}, [1, 2, 4, 5]),
            ({"sort": PatternSort.NEWEST}, [5, 4, 2, 1]),
            ({"retired": True}, [3]),
            ({"retired": None}, [5, 4, 3, 2, 1]),
            ({"label": "flaky"}, [5, 1]),
            ({"label": "none such"}, []),
        ],
    )
    def test_comes_in_the_order_asked_for(self, many, patterns, query, expected):
        assert listed(patterns, **query) == expected

    def test_goes_back_as_it_went_on(self, many, patterns):
        query = PatternQuery(retired=None)
        first = patterns.list_patterns(query, limit=2)
        second = patterns.list_patterns(query, limit=2, cursor=first.next)
        again = patterns.list_patterns(query, limit=2, cursor=second.previous)
        assert [row.pattern for row in again.items] == [row.pattern for row in first.items]

    def test_shows_the_version_in_force_alone(self, store, patterns):
        save(store, a_pattern(1, version=2), a_tally(1, failing=9), a_tally(1, version=2))
        [row] = patterns.list_patterns(PatternQuery(), limit=5).items
        assert (row.tally.version, row.tally.hits) == (2, 0)

    @pytest.mark.parametrize("cursor", NONSENSE_CURSORS)
    def test_starts_at_the_top_for_nonsense(self, many, patterns, cursor):
        assert len(patterns.list_patterns(PatternQuery(), limit=9, cursor=cursor).items) == 4

    def test_of_a_cursor_with_an_impossible_name_starts_at_the_top(self, many, patterns):
        cursor = write_start("patterns.hits", Start(Position(3, "a/b")))
        assert patterns.list_patterns(PatternQuery(), limit=9, cursor=cursor) is not None


class TestRecordsByHits:
    def test_are_those_of_failing_or_of_passing_logs_newest_first(self, store, patterns):
        save_records(
            store,
            hitting(1, KEY),
            hitting(2, KEY, "00000002@1"),
            hitting(3, KEY, passed=True),
            hitting(4, "00000002@1"),
        )

        def found(keys, limit=1):
            def page(cursor):
                return patterns.list_hit_records(keys, now_ms=NOW_MS, limit=limit, cursor=cursor)

            return numbers(all_pages(page))

        assert found([side_key(KEY, passed=False)]) == [2, 1]
        assert found([side_key(KEY, passed=True)]) == [3]
        assert found(list(side_keys(KEY))) == [3, 2, 1]
        assert found([]) == []
        before = patterns.list_hit_records(
            list(side_keys(KEY)), now_ms=NOW_MS, limit=5, before_ms=NOW_MS + 3
        )
        assert numbers(before.items) == [2, 1]
        later = patterns.list_hit_records(list(side_keys(KEY)), now_ms=NOW_MS + 2 * DAY_MS, limit=5)
        assert list(later.items) == []

    def test_have_a_first_and_a_last(self, store, patterns):
        folded = hitting(1, KEY), hitting(2, KEY), hitting(3, KEY, passed=True)
        save_records(store, hitting(0, KEY), *map(counted, folded), hitting(9, KEY))
        assert patterns.hit_bounds(side_key(KEY, passed=False)) == (NOW_MS + 1, NOW_MS + 2)
        assert patterns.hit_bounds(side_key("00000009@1", passed=False)) is None

    def test_follow_what_the_record_says(self, store, patterns):
        save_records(store, counted(hitting(1, KEY)))
        stored = store.get_record(a_record(1).record_id)
        moved = replace(stored.value, seen_ms=NOW_MS + 50, hits=hitting(1, "00000002@1").hits)
        store.save(Changes([replace(stored, value=counted(moved))]))

        assert patterns.hit_bounds(side_key(KEY, passed=False)) is None
        assert patterns.hit_bounds(side_key("00000002@1", passed=False)) == (NOW_MS + 50,) * 2


class TestWalk:
    def test_goes_over_a_part_of_the_ids_in_order(self, store, patterns):
        save_records(store, *(a_record(number, expires_ms=NOW_MS) for number in (1, 2, 3, 300)))
        ids = {number: a_record(number).record_id for number in (1, 3, 300)}

        def walked(after, last, limit=10, holding=()):
            found = patterns.walk_records(after=after, last=last, limit=limit, holding=holding)
            return numbers(stored.value for stored in found)

        assert walked("", "g") == [1, 2, 3, 300]
        assert walked("", "g", limit=2) == [1, 2]
        assert walked(ids[1], ids[300]) == [2, 3]
        assert walked("8000", "g") == []

    def test_of_hits_leaves_out_all_others(self, store, patterns):
        save_records(store, hitting(1, KEY), a_record(2), hitting(3, KEY, passed=True))
        holding = list(side_keys(KEY))
        found = patterns.walk_records(after="", last="g", limit=10, holding=holding)
        assert numbers(stored.value for stored in found) == [1, 3]
        assert (
            patterns.walk_records(after=a_record(1).record_id, last="g", limit=10, holding=holding)[
                0
            ].version
            == found[1].version
        )

    def test_counts_records_by_age(self, store, patterns):
        save_records(store, a_record(1), a_record(2))
        assert patterns.count_records(since_ms=0) == 2
        assert patterns.count_records(since_ms=NOW_MS + 2) == 1

    def test_finds_those_scanned_late_for_an_older_set(self, store, patterns):
        save_records(
            store,
            a_record(1, pattern_set=1, scanned_ms=NOW_MS - 1),
            *(a_record(number, pattern_set=1, scanned_ms=NOW_MS + 9) for number in (2, 3, 4)),
            a_record(5, pattern_set=2, scanned_ms=NOW_MS + 9),
        )

        def page(cursor):
            return patterns.list_late(scanned_since_ms=NOW_MS, below_set=2, limit=2, cursor=cursor)

        assert numbers(stored.value for stored in all_pages(page)) == [2, 3, 4]


class TestScans:
    def test_are_listed_newest_first(self, store, patterns):
        save(store, *(Scan(f"s{n}", (KEY,), n, NOW_MS + n, "ann", 0) for n in range(3)))
        found = all_pages(lambda cursor: patterns.list_scans(limit=2, cursor=cursor))
        assert [scan.scan_id for scan in found] == ["s2", "s1", "s0"]

    def test_have_ranges_of_which_the_longest_free_comes_first(self, store, patterns):
        parts = [
            ScanRange("s1", 0, RangeKind.WALK, lease_until_ms=NOW_MS + 5, holder="ann"),
            ScanRange("s1", 1, RangeKind.WALK, done=True),
            ScanRange("s1", 2, RangeKind.LATE, lease_until_ms=NOW_MS),
            ScanRange("s2", 0, RangeKind.WALK),
        ]
        save(store, *parts)

        free = patterns.open_ranges(limit=5)
        assert [stored.value for stored in free] == [parts[3], parts[2], parts[0]]
        assert len(patterns.open_ranges(limit=1)) == 1
        of_first = sorted(stored.value.number for stored in patterns.ranges_of("s1"))
        assert of_first == [0, 1, 2]

        [stored] = patterns.ranges_of("s2")
        store.save(Changes([replace(stored, value=replace(stored.value, done=True))]))
        assert len(patterns.open_ranges(limit=5)) == 2
