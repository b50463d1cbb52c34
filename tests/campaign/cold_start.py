"""How long each entry point takes from the start of its process to its first answer, and its MB."""

from tests.bench import cold_start

ROUNDS = 5


def main(*, short: bool) -> bool:
    """Print milliseconds and MB beside a bare function; false where one does not answer."""
    rows = cold_start.measure(1 if short else ROUNDS, 100 if short else cold_start.PATTERNS)
    print("\n".join(rows))
    return True
