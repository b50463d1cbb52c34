"""A build step that succeeds and says so in words that frighten a keyword search."""

import sys
import unittest


class ErrorHandlingTest(unittest.TestCase):
    """Tests about errors, all of which pass."""

    def test_error_is_reported(self):
        """A wrong number is reported as an error."""
        with self.assertRaises(ValueError):
            int("error")

    def test_fatal_flag_defaults_to_false(self):
        """No crash, no panic."""
        self.assertFalse({}.get("fatal", False))


print("Compiling error.c, errors.h and warning_filter.py with -Werror ... done")
print("Lint: 0 errors, 0 warnings, 0 failures")
print("error-rate check: 0.00 % (limit 1 %)")
print("fail_fast=true on_error=continue log_level=error")
result = unittest.main(argv=["check.py", "-v"], exit=False).result
print("error handling tests passed")
print("No errors found. Build completed without failures.")
sys.exit(not result.wasSuccessful())
