import warnings

import pytest


@pytest.mark.parametrize("code", [400, 404, 500])
def test_error_pages(code):
    if code == 500:
        warnings.warn("error page 500 uses a deprecated template", DeprecationWarning, stacklevel=1)
    assert code >= 400
