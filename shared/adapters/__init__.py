"""What satisfies the ports: the only importers of databases, disks and vendor clients.

A module here may import shared.core, shared.ports and shared.errors, never a service or a function.
"""
