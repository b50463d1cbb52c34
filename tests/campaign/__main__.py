"""Run the parts of the campaign, all or those named: `./test.sh campaign [PART...] [--short]`.

`--short` takes a fraction of the events and of the time: to see that the campaign itself works.
"""

import argparse
import importlib
import pkgutil
import sys

import tests.campaign


def main(arguments: list[str]) -> int:
    """Run each part's `main`; return the exit status, 1 if any did not hold."""
    parser = argparse.ArgumentParser(prog="./test.sh campaign", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--short", action="store_true")
    wanted = parser.parse_args(arguments)
    known = [each.name for each in pkgutil.iter_modules(tests.campaign.__path__)]
    parts = [name for name in known if not name.startswith("_")]
    unknown = set(wanted.parts) - set(parts)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    failed = [name for name in wanted.parts or parts if not _holds(name, short=wanted.short)]
    print(f"\n== did not hold: {', '.join(failed)}" if failed else "\n== everything held")
    return 1 if failed else 0


def _holds(name: str, *, short: bool) -> bool:
    module = importlib.import_module(f"tests.campaign.{name}")
    print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
    return bool(module.main(short=short))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
