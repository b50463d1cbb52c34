"""A repository whose host listens."""

import pytest

from tests.services.commits.host import Repository


@pytest.fixture
def repository(world):
    return Repository(world)
