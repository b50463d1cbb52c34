"""Servers on this machine that answer as CI providers document it, with trouble where asked for."""

from contextlib import ExitStack, contextmanager

from tests.scripted_server import answering


@contextmanager
def serving(stand_in):
    """Give the stand-in with its addresses, its servers as `api_server` and `store_server`."""
    with ExitStack() as servers:
        stand_in.api_server = servers.enter_context(answering(stand_in.api))
        stand_in.store_server = servers.enter_context(answering(stand_in.store))
        stand_in.url = stand_in.api_server.url
        stand_in.store_url = stand_in.store_server.url
        yield stand_in
