"""The choice: cause before consequence, the failing step, passing logs, repeats, the baseline."""

from shared.core.analysis.analyze import analyze
from shared.core.analysis.baseline import baseline_of
from shared.core.analysis.model import Analysis, ReportType


def read(log: str, **arguments: frozenset[str]) -> Analysis:
    return analyze([log.encode()], **arguments)


def test_nothing_is_no_failure() -> None:
    empty = read("")
    assert empty.report_type is None
    assert (empty.line_count, empty.byte_count) == (0, 0)
    assert read("all is well\nreally\n").report_type is None


def test_lines_and_bytes_are_counted_as_in_the_raw_log() -> None:
    analysis = read("a\r\nb\nerror: c")
    assert (analysis.line_count, analysis.byte_count) == (3, 13)
    assert analysis.primary is not None
    assert analysis.primary.number == 3


def test_the_cause_stands_before_the_wrapper() -> None:
    analysis = read("cc -c a.c\na.c:3:1: error: x\nmake: *** [a.o] Error 1\n")
    assert analysis.title == "a.c:3:1: error: x"


def test_a_wrapper_alone_is_kept() -> None:
    analysis = read("$ make\nmake: *** [a.o] Error 1\n")
    assert analysis.report_type is ReportType.ERROR
    assert analysis.title == "make: *** [a.o] Error 1"


def test_what_stands_before_the_stop_is_kept_where_no_word_speaks() -> None:
    analysis = read('$ ./check\nM inst/www/shop.js\nThe command "./check" exited with 1.\n')
    assert analysis.title == "M inst/www/shop.js"


def test_a_list_before_the_stop_is_kept_without_what_only_closes_it() -> None:
    links = "".join(f"{n}. shop.org/{n} answers 404\n" for n in range(1, 9))
    log = f"$ ./links\n\nIssues:\n{links}\nWrote results to a.json\n"
    analysis = read(log + 'The command "./links" exited with 1.\n')
    assert analysis.failure_line_numbers() == list(range(3, 12))


def test_what_the_log_had_said_before_is_routine_before_a_stop() -> None:
    run = "This is the typesetter\nentering extended mode\n"
    log = f"$ ./typeset\n{run}Run 2\n\n{run}Overfull box in line 7\n"
    analysis = read(log + 'The command "./typeset" exited with 1.\n')
    assert [line.text for line in analysis.failure_lines] == ["Overfull box in line 7"]


def test_a_command_of_several_lines_is_no_context_of_its_own_end() -> None:
    analysis = read('$ ./run\nnothing to sell\nThe command "./run \\\n  --fast\n" exited with 5.\n')
    assert [line.text for line in analysis.failure_lines] == ["nothing to sell"]


def test_the_wrapper_right_below_a_weak_explanation_is_left_out() -> None:
    end = 'The command "./run" exited with 1.\n'
    near = read("$ ./run\nCould not open the shop\n" + end)
    assert near.failure_line_numbers() == [2]
    far = read("$ ./run\nCould not open the shop\n" + "sold\n" * 10 + end)
    assert far.title == "Could not open the shop"
    assert far.failure_line_numbers()[-1] == 13


def test_a_form_that_names_the_cause_needs_no_weaker_words() -> None:
    analysis = read("Could not find the cache\na.c:3:1: error: x\n  3 | y\nthe shop failed\n")
    assert [line.number for line in analysis.failure_lines] == [2, 3]


def test_of_equal_failures_far_from_the_stop_the_first_is_the_cause() -> None:
    quiet = "".join(f"sold {n}{'x' * (n % 7)}\n" for n in range(400))
    log = f"a.c:3:1: error: x\n{quiet}b.c:3:1: error: y\n{quiet}make: *** [all] Error 1\n"
    assert read(log).title == "a.c:3:1: error: x"


def test_a_success_says_nothing_of_what_comes_after_it() -> None:
    assert read("the lint failed\nOK\n").report_type is None
    assert read("OK\nthe lint failed\n").title == "the lint failed"


def test_the_failing_step_counts() -> None:
    analysis = read(
        '$ ./warmup\nerror: the cache is cold\nThe command "./warmup" exited with 0.\n'
        '$ make test\nerror: total is wrong\nThe command "make test" exited with 1.\n'
    )
    assert analysis.title == "error: total is wrong"
    assert analysis.primary is not None
    assert analysis.primary.step == "make test"


def test_an_attempt_that_is_retried_is_not_the_cause() -> None:
    analysis = read(
        "curl: (7) Failed to connect to a.example.org\nretrying (attempt 1 of 3)\n"
        "ERROR: schema version mismatch\n"
    )
    assert analysis.title == "ERROR: schema version mismatch"


def test_a_passing_log_has_warnings_at_most() -> None:
    printed = "ERROR: this is expected\njava.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\n"
    assert read(printed + "Finished: SUCCESS\n").report_type is None
    warned = read("warning: old option\n" + printed + "Done. Your build exited with 0.\n")
    assert warned.report_type is ReportType.WARNING
    assert read(printed + "Finished: FAILURE\n").report_type is ReportType.CRASH


def test_warnings_do_not_split_an_error() -> None:
    alone = read("a.c:3:1: error: x\n")
    warned = read("a.c:1:1: warning: y\na.c:3:1: error: x\n")
    assert alone.fingerprint == warned.fingerprint


def test_a_call_stack_makes_a_crash() -> None:
    assert read("callstack:\n  at total (shop.lua:3)\n").report_type is ReportType.CRASH
    ruler = "=" * 78
    log = f"{ruler}\nFatal: no body\nCallstack:\n  #0 ./sim(place+0x20) [0x55ca]\n{ruler}\n"
    analysis = read(log)
    assert analysis.report_type is ReportType.CRASH
    assert [line.number for line in analysis.failure_lines] == [2, 3, 4]


def test_equal_blocks_collapse_with_a_count() -> None:
    blocks = [f"cc -c a{n}.c\na.c:{n}:1: error: x\n  {n} | y\n" for n in (3, 4, 5)]
    analysis = read("".join(blocks))
    assert [line.repeat_count for line in analysis.failure_lines] == [2, 2]
    assert analysis.failure_lines[0].repeats == (5, 8)
    assert analysis.failure_line_numbers() == [2, 3, 5, 6, 8, 9]


def test_what_passing_logs_say_too_ranks_last() -> None:
    noise = "ERROR: cache of job 17 is cold\n"
    passing = read(noise + "Finished: SUCCESS\n")
    baseline = baseline_of([passing.noise])
    log = noise.replace("17", "23") + "could not open the shop\n" + "x\n" * 200
    assert read(log).title == "ERROR: cache of job 23 is cold"
    assert read(log, baseline=baseline).title == "could not open the shop"
    assert baseline_of([passing.noise, ()], at_least=2) == frozenset()


def test_the_extract_is_bounded() -> None:
    log = "".join(f"a{n}.c:{n}:1: error: {'x' * 900} {n}y{n}\n" for n in range(2000))
    analysis = read(log)
    size = sum(len(line.text.encode()) + 1 for line in analysis.failure_lines)
    assert size <= 256 * 1024


def test_two_candidates_beside_the_primary_line_are_kept() -> None:
    log = "a.c:3:1: error: x\nb\nb.c:3:1: error: y\nb\nc.c:3:1: error: z\nd.c:1:1: error: w\n"
    analysis = read(log)
    assert len(analysis.candidates) == 2
    assert analysis.primary not in analysis.candidates


def test_of_a_log_with_levels_all_that_is_explicit_is_kept() -> None:
    quiet = "".join(f"09:15:0{n}     INFO -  fetched row {n}\n" for n in range(6))
    log = (
        f"{quiet}09:15:07     INFO -  TEST-UNEXPECTED-FAIL | dom/test_total.html | got 3\n{quiet}"
        f"09:15:08     INFO -  make[2]: *** [test] Error 1\n{quiet}"
        "09:15:09    ERROR -  Return code: 1\n09:15:09     INFO -  all done\n"
    )
    assert read(log).failure_line_numbers() == [7, 14, 21]
