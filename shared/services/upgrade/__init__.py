"""Fingerprints of the version before taken over by the one in force (docs/upgrades.md)."""
