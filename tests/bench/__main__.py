"""Run the benchmarks of this folder, all or those named."""

import importlib
import pkgutil
import sys

import tests.bench


def main(names: list[str]) -> int:
    """Run each benchmark's `main`; return the exit status."""
    known = [module.name for module in pkgutil.iter_modules(tests.bench.__path__)]
    benchmarks = [name for name in known if not name.startswith("_") and name != "corpus"]
    unknown = set(names) - set(benchmarks)
    if unknown:
        print(f"no benchmark is called {', '.join(sorted(unknown))}; there are {benchmarks}")
        return 2
    for name in names or benchmarks:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
