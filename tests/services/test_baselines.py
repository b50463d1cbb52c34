"""What a job's passing logs show is no news when it fails."""

from shared.services.baselines import read_baseline

NOISE = b"ERROR: could not reach the metrics server, going on without\n"
CAUSE = b"ERROR: invoice totals differ from the ledger\n"


def test_a_line_that_passing_logs_show_does_not_name_a_failure(world):
    for number in (1, 2):
        world.drop_and_process(f"unit/{number}.log", NOISE + b"all good\n", result="SUCCESS")
    world.fold()

    record = world.drop_and_process("unit/3.log", CAUSE + NOISE, result="FAILURE").record

    assert "invoice totals" in record.title


def test_the_line_of_a_single_passing_log_is_no_baseline_yet(world):
    world.drop_and_process("unit/1.log", NOISE, result="SUCCESS")
    world.fold()

    assert read_baseline(world.derived, "unit") == frozenset()


def test_each_job_has_its_own_baseline(world):
    for number in (1, 2):
        world.drop_and_process(f"unit/{number}.log", NOISE, result="SUCCESS")
    world.fold()

    assert len(read_baseline(world.derived, "unit")) == 1
    assert read_baseline(world.derived, "lint") == frozenset()


def test_logs_of_unknown_result_teach_nothing(world):
    for number in (1, 2, 3):
        world.drop_and_process(f"unit/{number}.log", NOISE)
    world.fold()

    assert read_baseline(world.derived, "unit") == frozenset()


def test_a_passing_log_that_is_replaced_by_a_failing_one_is_unlearnt(world):
    for number in (1, 2):
        world.drop_and_process(f"unit/{number}.log", NOISE, result="SUCCESS")
    world.fold()
    world.drop_and_process("unit/2.log", CAUSE, result="FAILURE")
    world.fold()

    assert read_baseline(world.derived, "unit") == frozenset()
