"""How an audit is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.views.product import heading
from bot.views.wording import clock_time
from core.alerts.audit_score import AUDIT
from core.archive import Watched
from core.audit.report import Finding, Report
from core.audit.rule import Severity, Sureness
from core.messages import Block, Bullets, Button, Buttons, Card, Paragraph, Table, Tone

_WIDTH: Final = 5
_MOST: Final = 12
_NOT_ENOUGH: Final = "Not enough is known of this listing for the score to mean much."
_READ: Final = {
    Sureness.READ: "read at Amazon or in code",
    Sureness.SECONDARY: "read in somebody else's account of it",
    Sureness.DECIDED: "our own reckoning",
}


def report_lines(name: str, report: Report) -> tuple[str, ...]:
    """A report in plain lines: the verdict first, the worst findings next, then what mending them would gain."""
    head = f"Listing audit {name}   {score_words(report)}"
    few = () if report.is_enough else (_NOT_ENOUGH,)
    found = tuple(finding_line(one) for one in _worst_first(report)) or ("Nothing to mend was found.",)
    return (head, *few, *found, *_gains(report))


def finding_line(one: Finding) -> str:
    """One finding: severity, rule, what is the matter, what to do, where it was read and since when."""
    return (
        f"{one.severity.name:<{_WIDTH}}  {one.rule.id} {one.broken.message}. {one.broken.fix}. "
        f"[{one.rule.source.split()[0]}{_since(one)}]"
    )


def score_words(report: Report) -> str:
    """72/100 C  WARN   coverage 92 %."""
    return f"{report.score}/100 {report.grade}  {report.verdict}   coverage {report.coverage} %"


def report_card(one: Watched, report: Report, now: datetime, zone: str, *, in_full: bool = False) -> Card:
    """The report of a watched product; `in_full` with every finding and what its rule rests on."""
    number = one.watching.watch.number
    worst = _worst_first(report)
    shown = worst if in_full else worst[:_MOST]
    lines = tuple(f"{finding_line(each)} {_why(each)}" if in_full else finding_line(each) for each in shown)
    more = f"And {len(worst) - len(shown)} more." if len(worst) > len(shown) else ""
    accepted = one.standing.accepted
    read = f"As it was read {clock_time(accepted.at, now, zone)}." if accepted else ""
    few = "" if report.is_enough else _NOT_ENOUGH
    notes = " ".join(filter(None, (more, *(f"{gains}." for gains in _gains(report)), few, read)))
    buttons = (
        Button("Optimize text", f"optimize {number}"),
        *(() if in_full else (Button("Audit: why?", f"audit {number} why"),)),
        *(() if _is_cared_for(one) else (Button("Alert when it falls", f"alert {number} audit"),)),
        Button("Audit again", f"audit {number} now"),
    )
    found: Block = Bullets(lines) if lines else Paragraph("Nothing to mend was found.")
    return Card(
        f"Listing audit {heading(one)}: {score_words(report)}",
        (found, Paragraph(notes), Buttons(buttons)),
        tone=tone_of(report),
        subject=str(one.watching.watch.product),
    )


def reports_card(reports: Sequence[tuple[Watched, Report]], left_out: int = 0) -> Card:
    """Several reports, the worst first."""
    rows = tuple(
        (heading(one), f"{report.score}/100 {report.grade}", report.verdict, _first(report))
        for one, report in sorted(reports, key=lambda row: row[1].score)
    )
    table = (Table(("Product", "Score", "Verdict", "Worst"), rows),) if rows else ()
    note = (Paragraph(f"{left_out} more were left out: not read yet, or too many at once."),) if left_out else ()
    several = f"{len(rows)} product" + ("s" if len(rows) != 1 else "")
    return Card(f"Listing audit of {several}", (*table, *note))


def tone_of(report: Report) -> Tone:
    """Blocked is a warning; everything else is information."""
    return Tone.WARNING if report.verdict == "BLOCK" else Tone.INFO


def _is_cared_for(one: Watched) -> bool:
    return any(rule.condition.metric == AUDIT for rule in one.watching.rules)


def _worst_first(report: Report) -> list[Finding]:
    return sorted(report.findings, key=lambda one: -one.severity)


def _first(report: Report) -> str:
    worst = next(iter(_worst_first(report)), None)
    return f"{worst.rule.id} {worst.broken.message}" if worst and worst.severity > Severity.INFO else "nothing"


def _gains(report: Report) -> tuple[str, ...]:
    gains = ", ".join(f"{one.rule.id} +{one.broken.lost.normalize():f}" for one in report.gains())
    return (f"Biggest gains: {gains}",) if gains else ()


def _since(one: Finding) -> str:
    return f" since {one.rule.since:%-d %b %Y}" if one.rule.since else ""


def _why(one: Finding) -> str:
    """What the rule asks for, what it counts, and how sure it is."""
    return f"The rule: {one.rule.says} ({one.rule.points} points; {_READ[one.rule.sureness]})."
