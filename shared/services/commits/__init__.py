"""Use cases of commits: decided as facts come in, said on the host, repaired, curated."""
