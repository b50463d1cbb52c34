"""Benchmarks, `./test.sh bench [NAME...]`: ratios of one run, no timed assertion."""
