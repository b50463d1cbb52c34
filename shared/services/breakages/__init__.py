"""Use cases of known breakages."""
