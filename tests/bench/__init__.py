"""Benchmarks: `./test.sh bench [NAME...]`. They print ratios of one run, and assert nothing timed."""
