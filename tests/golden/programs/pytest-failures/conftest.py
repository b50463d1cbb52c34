"""Puts the project's root on the import path."""
