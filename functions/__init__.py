"""The entry points the platform calls: one thin file per function, nothing but wiring inside."""
