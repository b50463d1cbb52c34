"""Branches that everyone builds on: what is read of them. May import ports and core."""
