def test_error_text():
    assert "error" in "an error text"
