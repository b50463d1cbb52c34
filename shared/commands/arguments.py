"""What commands take from the shell, checked."""

import argparse


def positive(text: str) -> int:
    """Return a whole number above zero. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 10**12):
        raise argparse.ArgumentTypeError("a whole number above zero")
    return int(text)
