"""Builds as CI providers tell of them, read from their documented answers. Imports core alone."""
