"""View models: pure functions from stored values to values that templates only print."""
