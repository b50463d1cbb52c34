"""Writes spreadsheets."""

from acme_sheets import Workbook


def write_sheet(path, rows):
    """Write rows as a spreadsheet."""
    Workbook(rows).save(path)
