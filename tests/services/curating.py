"""The few steps that tests of patterns speak in."""

from dataclasses import replace

from shared.core.curation import Proposal
from shared.core.patterns.model import ANYWHERE, Expression, Kind
from shared.services.patterns.curate import By
from tests.services.conftest import GRACE_MS
from tests.services.reading import all_records

FAR = 10**13


def literal(text, *, scope=ANYWHERE, **fields):
    return Proposal(Expression(Kind.LITERAL, text, scope), **fields)


def by(world, actor="ann", **options):
    return By(actor, world.clock(), **options)


def create(world, text, **fields):
    return world.curation.create(literal(text, **fields), by(world))


def say(text):
    """Return the change of a pattern to another literal."""
    return lambda proposal: replace(proposal, expression=Expression(Kind.LITERAL, text))


def drop_logs(world, texts, *, first=0, **metadata):
    """Record one log of each text."""
    for number, text in enumerate(texts, first):
        world.drop_and_process(f"logs/unit/{number}/build-log.txt", text.encode(), **metadata)


def work(world):
    """Do all scans there are, to their end."""
    for _ in range(20):
        world.scanning.run(deadline_ms=FAR)
        if not world.patterns.open_ranges(limit=1):
            break
        world.clock.pass_by(GRACE_MS)
    world.fold()


def hits_of(world):
    """Return the patterns that hit each log, by name: keys of id and version."""
    return {
        record.name: sorted(f"{hit.pattern_id}@{hit.version}" for hit in record.hits)
        for record in all_records(world)
    }


def logs_hit(world, curated):
    """Return the numbers of the logs that the pattern hits."""
    return sorted(
        int(name.split("/")[2])
        for name, hits in hits_of(world).items()
        if any(hit.startswith(curated.pattern.pattern_id) for hit in hits)
    )


def tally(world, pattern):
    return world.patterns.get_tallies([pattern.key])[pattern.key].value
