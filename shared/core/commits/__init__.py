"""What is kept of commits, from signs to statuses; pure. What it means: `shared/core/verdicts`."""
