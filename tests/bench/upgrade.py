"""A store of many reports goes over to another version of fingerprints, killed on its way.

`REPORTS` says how many, 50,000 if not set. Afterwards every report, count, issue and merge is
compared with what it was, and logs of the old failures come again.
"""

import os
import random
import signal
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import count, product

from shared.bootstrap import App
from shared.config import read_settings
from shared.core.analysis.analyze import analyze
from shared.core.analysis.fingerprint import fingerprint_of
from shared.core.analysis.model import Analysis
from shared.core.documents import BuildContext, IssueStatus, NewFailure, Record
from shared.core.failures import new_failure
from shared.core.fold import fold
from shared.core.ids import record_id
from shared.ports import Changes, Stored
from shared.services.fold import Folding
from shared.services.ingest import Ingest
from shared.services.issues import change_issue, delete_issue, file_on_report
from shared.services.merging import merge_reports, undo_merge
from shared.services.upgrade.run import Upgrading
from shared.services.upgrade.succession import Succession
from tests.bench._worlds import environment
from tests.services.upgrading import BEFORE, BY_KEY

REPORTS = int(os.environ.get("REPORTS", "50000"))
AGAIN = min(500, REPORTS // 10)
KILLS = 5
FILLED = 500
EXAMPLE = "apapapa"
NOW_MS = 1_800_000_000_000
WHO = {"actor": "ann", "now_ms": NOW_MS}
NAMES = ("".join(each) for each in product("bcdfghjklm", "aeiou", "npqrstvwxz", "aeiou", repeat=2))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, environment({"DATA_DIR": folder}):
        names = [next(NAMES) for _ in range(REPORTS)]
        app = App(read_settings())
        assert _analysis(names[7]).fingerprint == analyze([_text(names[7])]).fingerprint
        _timed("store filled", lambda: _fill(app, names))
        merged = _timed("reports curated", lambda: _curate(app))
        known = _reports(app)
        _upgrade_killed()
        _compare("reports, counts and issues after it", known, _reports(app))
        late = names[:: len(names) // AGAIN]
        ingest = replace(app.ingest, versions=BY_KEY)
        _timed("logs of the next version", lambda: _bring(app, ingest, late))
        seen = sum(tally for tally, *_ in _reports(app).values())
        print(f"reports {len(_reports(app)):,} of {len(known):,}, occurrences {seen:,}")
        for whole, part in merged:
            undo_merge(app.store, whole, part, **WHO)
        _recount(app)


def _fill(app: App, names: list[str]) -> None:
    """Store a log of each failure, counted, as ingest and fold would have left it."""
    taken: set[str] = set()
    for start in range(0, len(names), FILLED):
        found = [_failure(name, taken) for name in names[start : start + FILLED]]
        folded = fold(
            [record for record, _ in found],
            {new.fingerprint.fingerprint: new.fingerprint for _, new in found},
            {new.report.log_id: new.report for _, new in found},
            {},
        )
        kinds = (folded.records, folded.fingerprints, folded.reports)
        documents = [each for kind in kinds for each in kind.values()]
        issues = [new.issue for _, new in found]
        app.store.save(Changes([Stored(each, None) for each in [*documents, *issues]]))


@cache
def _example(letter: str) -> Analysis:
    return analyze([_text(f"{letter}{EXAMPLE}")])


def _analysis(name: str) -> Analysis:
    """Return what the analysis says of the failure; nothing but the name differs from another's."""
    example = _example(name[0])
    key = tuple(line.replace(f"{name[0]}{EXAMPLE}", name) for line in example.fingerprint_key)
    title = (example.title or "").replace(f"{name[0]}{EXAMPLE}", name)
    primary = replace(example.primary, text=title)
    fingerprint = fingerprint_of(key, BEFORE.name)
    return replace(example, fingerprint=fingerprint, fingerprint_key=key, primary=primary)


def _failure(name: str, taken: set[str]) -> tuple[Record, NewFailure]:
    analysis = _analysis(name)
    record = Record(
        record_id("bucket", f"logs/old/{name}/build-log.txt"),
        "bucket",
        f"logs/old/{name}/build-log.txt",
        1,
        seen_ms=NOW_MS,
        ingested_ms=NOW_MS,
        expires_ms=NOW_MS * 2,
        context=BuildContext("old", name),
        title=analysis.title,
        fingerprint=analysis.fingerprint,
    )
    attempts = (new_failure(analysis, record, attempt=n, now_ms=NOW_MS) for n in count())
    new = next(each for each in attempts if not {each.report.log_id, each.issue.issue_id} & taken)
    taken |= {new.report.log_id, new.issue.issue_id}
    return record, new


def _text(name: str) -> bytes:
    return f"main.c:7:3: error: unknown type name 'type_{name[0]}' in {name}\n".encode()


def _bring(app: App, ingest: Ingest, names: list[str]) -> int:
    ingest = replace(ingest, folds_at_once=False, builds=None)

    def one(name: str) -> None:
        source = app.logs.put(f"logs/new/{name}/build-log.txt", [_text(name)], metadata={})
        ingest.run(source, now_ms=app.now_ms())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, names))
    Folding(app.store, app.derived, app.patterns).run()
    return len(names)


def _curate(app: App) -> list[tuple[str, str]]:
    """Merge, file, close and delete some of the reports; return which were merged, whole first."""
    ids = sorted(_reports(app))
    random.Random(7).shuffle(ids)
    some = REPORTS // 100
    pairs = list(zip(ids[:some], ids[some : 2 * some], strict=True))
    for whole, part in pairs:
        merge_reports(app.store, part, whole, **WHO)
    for log_id in ids[some // 2 : some + some // 2]:
        file_on_report(app.store, log_id, "broken", **WHO)
    for stored in app.store.get_reports(ids[some // 2 : some]).values():
        change_issue(app.store, stored.value.issue_id, status=IssueStatus.CLOSED, **WHO)
    for stored in app.store.get_reports(ids[2 * some : 2 * some + some // 5]).values():
        delete_issue(app.store, stored.value.issue_id, **WHO)
    return pairs


def _reports(app: App) -> dict[str, tuple[object, ...]]:
    """Return what people know of every report, merged ones too, by id."""
    issues = {each["issue_id"]: each for each in _walk(app, "Issue")}
    kept = ("title", "tally", "issue_id", "merged_into", "members", "ticket", "changes", "had")
    return {
        each["log_id"]: (
            each["tally"]["occurrences"],
            *(str(each[key]) for key in kept),
            str(issues[each["issue_id"]]),
        )
        for each in _walk(app, "Report")
    }


def _walk(app: App, kind: str):
    after = ""
    while after is not None:
        walked = app.archive.walk(kind, after=after, limit=1_000)
        yield from walked.documents
        after = walked.after


def _upgrade_killed() -> None:
    """Run the upgrade in processes that are killed, and one that is let be."""
    started = time.perf_counter()
    for number in range(KILLS):
        child = _fork()
        time.sleep((number + 1) * REPORTS / 25_000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _, status = os.waitpid(_fork(), 0)
    assert status == 0
    seconds = time.perf_counter() - started
    print(f"upgrade, killed {KILLS} times: {seconds:.0f} s, {REPORTS / seconds:.0f} a second")


def _fork() -> int:
    child = os.fork()
    if child == 0:
        app = App(read_settings())
        succession = Succession(app.store, app.logs, app.derived, BY_KEY)
        done = Upgrading(succession, app.archive).run(now_ms=app.now_ms())
        print(f"the last run: {done}", flush=True)
        os._exit(0)
    return child


def _compare(what: str, known: dict[str, object], found: dict[str, object]) -> None:
    changed = [key for key in known.keys() | found.keys() if known.get(key) != found.get(key)]
    print(f"{what}: {len(known) - len(changed):,} of {len(known):,} are what they were")
    assert not changed, [(known.get(key), found.get(key)) for key in changed[:2]]


def _recount(app: App) -> None:
    """Compare all counts with what the records say."""
    records = Counter(each["fingerprint"] for each in _walk(app, "Record"))
    fingerprints = [each for each in _walk(app, "Fingerprint") if each["followed_by"] is None]
    wrong = sum(
        each["tally"]["occurrences"] != records[each["fingerprint"]] for each in fingerprints
    )
    print(f"counts that differ from those of the records: {wrong} of {len(fingerprints):,}")
    assert not wrong


def _timed(what: str, act):
    started = time.perf_counter()
    done = act()
    print(f"{what}: {time.perf_counter() - started:.0f} s", flush=True)
    return done


if __name__ == "__main__":
    main()
