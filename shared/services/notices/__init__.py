"""Use cases of notices: noting what is worth telling, and telling it."""
