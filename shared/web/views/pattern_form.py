"""The form of a pattern: what stands in its fields, and what its dry run found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from shared.core.commits.preview import Preview, VerdictChange
from shared.core.curation import Proposal, proposal_of
from shared.core.documents import Pattern, Report
from shared.core.dry_runs import DryRun, Example
from shared.core.patterns.model import Expression
from shared.services.patterns.expiry import iso
from shared.web.views.commits import SHORT_SHA, commit_path
from shared.web.views.patterns import percent
from shared.web.views.show import count

_REPORTS_SHOWN = 10
_VERDICTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FormView:
    """The text of each field, as it was sent or is to be changed.

    `pattern_id` is empty for a new pattern; `line` is the line of a log that it was begun from.
    """

    pattern_id: str = ""
    version: str = ""
    revision: str = ""
    kind: str = "regex"
    expression: str = ""
    labels: tuple[str, ...] = ()
    description: str = ""
    repo: str = ""
    job: str = ""
    branch: str = ""
    step: str = ""
    specificity: str = "0"
    lines_from_end: str = ""
    expires: str = ""
    days: str = ""
    reason: str = ""
    line: str = ""


_FIELDS = tuple(name for name in FormView.__slots__ if name != "labels")


@dataclass(frozen=True, slots=True)
class ChangedVerdict:
    """A verdict that would change, and the page of its commit."""

    job: str
    href: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DryRunView:
    """What the pattern would hit; `warning` is what speaks against it, "" for nothing."""

    summary: str
    failing: str
    failing_share: str
    passing: str
    passing_share: str
    time: str
    warning: str
    examples: Sequence[Example]
    reports: Sequence[Report]
    more_reports: int
    verdicts: Sequence[ChangedVerdict]
    verdicts_note: str


def form_of(form: MultiDict[str, str]) -> FormView:
    """Return the form as it was sent."""
    texts = {name: form[name] for name in _FIELDS if name in form}
    return FormView(**texts, labels=tuple(form.getlist("labels")))


def form_of_pattern(pattern: Pattern) -> FormView:
    """Return the form that changes the pattern."""
    return replace(
        form_of_proposal(proposal_of(pattern)),
        pattern_id=pattern.pattern_id,
        version=str(pattern.version),
        revision=str(pattern.revision),
    )


def form_of_proposal(proposal: Proposal) -> FormView:
    """Return the form that proposes this."""
    expression, expires_ms = proposal.expression, proposal.expires_ms
    scope = expression.scope
    return FormView(
        kind=expression.kind.value,
        expression=expression.text,
        labels=proposal.labels,
        description=proposal.description,
        repo=scope.repo or "",
        job=scope.job or "",
        branch=scope.branch or "",
        step=scope.step or "",
        specificity=str(proposal.specificity),
        lines_from_end=str(expression.lines_from_end or ""),
        expires="" if expires_ms is None else iso(expires_ms),
    )


def form_from_line(
    line: str, expression: Expression | None, *, labels: Collection[str] = ()
) -> FormView:
    """Return the form of a pattern that is begun from a line of a log."""
    text = expression.text if expression else ""
    return FormView(expression=text, line=line, labels=tuple(labels))


def dry_run_view(found: DryRun, preview: Preview) -> DryRunView:
    """Return what a dry run found, ready to show."""
    changes = preview.changes
    return DryRunView(
        summary=_summary(found),
        failing=f"{count(found.failing_hits)} of {count(found.failing)}",
        failing_share=percent(_share(found.failing_hits, found.failing)),
        passing=f"{count(found.passing_hits)} of {count(found.passing)}",
        passing_share=percent(_share(found.passing_hits, found.passing)),
        time=f"{count(found.milliseconds)} ms",
        warning=_warning(found),
        examples=found.examples,
        reports=found.reports[:_REPORTS_SHOWN],
        more_reports=max(0, len(found.reports) - _REPORTS_SHOWN),
        verdicts=[_changed_verdict(each) for each in changes[:_VERDICTS_SHOWN]],
        verdicts_note=_verdicts_note(preview),
    )


def _changed_verdict(change: VerdictChange) -> ChangedVerdict:
    return ChangedVerdict(
        change.job,
        commit_path(change.repo, change.sha),
        f"{change.repo} {change.sha[:SHORT_SHA]}",
        change.before.value if change.before else "undecided",
        change.after.value if change.after else "undecided",
    )


def _verdicts_note(preview: Preview) -> str:
    """Return how many verdicts of the last day would change."""
    found = count(len(preview.changes), "verdict")
    more = ", of the first commits alone; there are more" if preview.cut else ""
    return f"{found} of the last 24 hours{more}"


def _summary(found: DryRun) -> str:
    scanned = f"{count(found.scanned)} of {count(found.of, 'log')} tried"
    parts = [f"{scanned}, {count(found.in_scope)} in scope"]
    if found.unscannable:
        parts.append(f"{count(found.unscannable)} not kept any more")
    return "; ".join(parts)


def _warning(found: DryRun) -> str:
    if found.scanned and not found.in_scope:
        return "No stored log is in this scope. Check its spelling."
    if found.doubts:
        return found.doubts[1]
    return "" if found.hits or not found.scanned else "It finds nothing in the stored logs."


def _share(hits: int, logs: int) -> float | None:
    return hits / logs if logs else None
