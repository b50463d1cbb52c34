"""Tables of docs/cost.md: what a page, a pattern and a commit cost, as tests count it."""

from dataclasses import asdict

from tests.bench._counted import COMMIT, PAGES, PATTERN, Work


def page_table() -> list[str]:
    """Return the table of pages of docs/cost.md."""
    head = "| page | documents read | of them | objects read | kB read | kB sent |"
    lines = [head, "| --- |" + " --- |" * 5]
    for page in PAGES:
        kinds = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in page.reads.items())
        size = f"{page.read_kilobytes} | {page.kilobytes}"
        lines.append(f"| {page.name} | {page.documents} | {kinds} | {page.class_b} | {size} |")
    return lines


def pattern_table() -> list[str]:
    """Return the table of a pattern's life of docs/cost.md."""
    lines = ["| step | once | for each log | for each log that is hit |", "| --- |" + " --- |" * 3]
    for step in PATTERN:
        cells = " | ".join(map(_words, (step.once, step.a_log, step.a_hit)))
        lines.append(f"| {step.name} | {cells} |")
    return lines


def commit_table() -> list[str]:
    """Return the table of commits of docs/cost.md."""
    head = "| what is heard | documents read | written | deleted | objects written, read |"
    lines = [head, "| --- |" + " --- |" * 4]
    for name, work in COMMIT.items():
        documents = f"{work.read:,} | {work.write:,} | {work.delete:,}"
        lines.append(f"| {name} | {documents} | {work.class_a}, {work.class_b} |")
    return lines


_WORDS = {
    "read": "{} read",
    "write": "{} written",
    "class_a": "{} class A",
    "class_b": "{} class B",
}


def _words(work: Work) -> str:
    counts = asdict(work)
    return ", ".join(_WORDS[name].format(counts[name]) for name in _WORDS if counts[name]) or "-"


TABLES = (page_table, pattern_table, commit_table)
