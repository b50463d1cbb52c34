"""The OpenAPI description of the routes: data that stands beside the route tables.

`operations/` says of each route what its table does not, `schemas.py` are the shapes of the JSON,
`refusals.py` the errors that follow from role, path and body; `describe.py` puts all of it
together. It imports core's values and the web's own limits.
"""
