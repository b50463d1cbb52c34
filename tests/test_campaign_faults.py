"""The part of the campaign that breaks things works: a small run of it, on one set of adapters."""

from tests.campaign.faults import run


def test_events_through_processes_that_are_killed_end_as_if_nothing_had_happened():
    run("embedded", seed=7, events=90, faults=30)
