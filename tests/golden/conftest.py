"""The programs here fail on purpose: their tests are none of this project's."""

collect_ignore = ["programs"]
