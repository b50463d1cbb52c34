"""Loads a price list; a missing currency shows as a chain of exceptions."""

import warnings


class PriceListError(Exception):
    """The price list cannot be used."""


def read_currency(row):
    """Return the currency of a row."""
    return row["currency"]


def load(rows):
    """Return the prices of all rows."""
    for number, row in enumerate(rows, 1):
        try:
            read_currency(row)
        except KeyError as error:
            raise PriceListError(f"row {number}: no currency") from error


def main():
    """Load a price list with one bad row."""
    warnings.warn("load() is deprecated, use stream()", DeprecationWarning, stacklevel=1)
    print("loading prices.csv, on errors the old list stays", flush=True)
    try:
        load([{"currency": "EUR"}, {"price": "3"}])
    except PriceListError:
        report = {"failed": 1}
        print(f"report sent to {report['address']}")


main()
