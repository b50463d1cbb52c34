"""What the part `faults` is made of: a story, the trouble in it, processes, and what must hold."""
