"""Rules as ordered data: exclusions first, then forms from the surest to the weakest."""
