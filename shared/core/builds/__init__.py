"""Builds and jobs: what a build's files say, what a job's builds add up to; pure, imports core."""
