"""The second engine: google-re2 behind the same interface as the one in use."""

import re2


def compile_plain(plain):
    options = re2.Options()
    options.log_errors = False
    return re2.compile(plain.encode(), options)
