"""Use cases: read through the ports, decide in the core, write through the ports.

Imports core, ports and errors; never an adapter, the web, or the environment.
"""
