"""Use cases of patterns: curated, looked for in new logs and, by scans, in those stored before."""
