"""The web side: decoding requests, routing, guards, rendering, answers and error pages.

Imports services, core, ports and errors; never an adapter. `views/` turns stored values into
values ready to show, `handlers/` answers one route each, `*_table.py` say which route is whose.
"""
