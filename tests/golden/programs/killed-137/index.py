"""Keeps every page in memory until a limit ends it."""

import time

pages = []
for number in range(1, 400):
    pages.append(bytearray(4 * 1024 * 1024))
    if number % 16 == 0:
        print(f"indexed {number * 1000} documents, 0 errors")
    time.sleep(0.02)
