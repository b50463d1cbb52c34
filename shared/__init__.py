"""Everything the functions share: core (pure), services (use cases), ports, adapters, web."""
