"""How an audit is told."""

from typing import Final

from core.audit.report import Finding, Report

_WIDTH: Final = 5


def report_lines(name: str, report: Report) -> tuple[str, ...]:
    """A report in plain lines: the verdict first, the worst findings next, then what mending them would gain."""
    head = f"Listing audit {name}   {report.score}/100 {report.grade}  {report.verdict}   coverage {report.coverage} %"
    few = () if report.is_enough else ("Not enough is known of this listing for the score to mean much.",)
    worst = sorted(report.findings, key=lambda one: -one.severity)
    found = tuple(finding_line(one) for one in worst) or ("Nothing to mend was found.",)
    gains = ", ".join(f"{one.rule.id} +{one.broken.lost.normalize():f}" for one in report.gains())
    return (head, *few, *found, *((f"Biggest gains: {gains}",) if gains else ()))


def finding_line(one: Finding) -> str:
    """One finding: severity, rule, what is the matter, what to do, where it was read and since when."""
    since = f" since {one.rule.since:%-d %b %Y}" if one.rule.since else ""
    return (
        f"{one.severity.name:<{_WIDTH}}  {one.rule.id} {one.broken.message}. {one.broken.fix}. "
        f"[{one.rule.source.split()[0]}{since}]"
    )
