"""Whatever is read of others, only documented errors come of it, and nothing that swells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import adapter_parsers, core_parsers, web_parsers

PARSERS = core_parsers.PARSERS | web_parsers.PARSERS | adapter_parsers.PARSERS
# The suite looks for a moment, the campaign for long.
EXAMPLES = 40 if settings.default.max_examples == 100 else settings.default.max_examples


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_raises_its_documented_errors_alone_and_stays_bounded(name, data):
    parser = PARSERS[name]
    parser.holds(data.draw(parser.inputs))
