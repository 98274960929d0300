"""Auditing a listing: what is broken, what it costs, and how much could be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.rule import Broken, Outcome, Rule, Severity, Verdict
from core.audit.rulebook import RULEBOOK

_GRADES: Final = ((90, "A"), (80, "B"), (70, "C"), (60, "D"), (0, "F"))
_BLOCKED, _MANY_ERRORS, _LONG_TITLE = 49, 69, 79
_MANY: Final = 3
ENOUGH: Final = 60
"""Percent of the points that must be known for a score to mean something."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that does not hold."""

    rule: Rule
    broken: Broken

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.broken.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit came to: `score` of a hundred over the points that could be looked at, `coverage` their share.

    `findings` come in the order of the rulebook, each rule once.
    """

    score: int
    coverage: int
    findings: tuple[Finding, ...]

    @property
    def grade(self) -> str:
        """A to F."""
        return next(grade for least, grade in _GRADES if self.score >= least)

    @property
    def verdict(self) -> str:
        """PASS, WARN or BLOCK."""
        worst = max((one.severity for one in self.findings), default=Severity.INFO)
        return "BLOCK" if worst is Severity.BLOCK else "PASS" if worst is Severity.INFO else "WARN"

    @property
    def is_enough(self) -> bool:
        """Whether enough was known for the score to mean something."""
        return self.coverage >= ENOUGH

    def gains(self, most: int = 3) -> tuple[Finding, ...]:
        """The findings that give the most points when they are mended."""
        worth = [one for one in self.findings if one.broken.lost]
        return tuple(sorted(worth, key=lambda one: -one.broken.lost)[:most])


def audit(listing: AuditedListing, rulebook: Sequence[Rule] = RULEBOOK) -> Report:
    """Judge a listing by the rules in force on its day, in its store; what is beyond all bounds is not read."""
    listing = listing.in_bounds
    in_force = {rule.id: rule for rule in rulebook if rule.in_force(listing)}
    asked = [(rule, rule.check(listing)) for rule in in_force.values()]
    outcomes = [(rule, outcome) for rule, outcome in asked if outcome is not Verdict.NOT_MEANT]
    judged = [(rule, outcome) for rule, outcome in outcomes if outcome is not Verdict.NOT_APPLICABLE]
    findings = tuple(Finding(rule, outcome) for rule, outcome in judged if isinstance(outcome, Broken))
    known, whole = (Decimal(sum(rule.points for rule, _ in rows)) for rows in (judged, outcomes))
    return Report(
        score=_capped(_share(known - _lost(judged), known), findings), coverage=_share(known, whole), findings=findings
    )


def _lost(judged: Sequence[tuple[Rule, Outcome]]) -> Decimal:
    return sum((outcome.lost for _, outcome in judged if isinstance(outcome, Broken)), Decimal(0))


def _share(part: Decimal, whole: Decimal) -> int:
    return int((part / whole * 100).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0


def _capped(score: int, findings: Sequence[Finding]) -> int:
    caps = [100]
    if any(one.severity is Severity.BLOCK for one in findings):
        caps.append(_BLOCKED)
    if any(one.rule.id == "T02" and one.severity >= Severity.ERROR for one in findings):
        caps.append(_LONG_TITLE)
    if sum(one.severity is Severity.ERROR for one in findings) >= _MANY:
        caps.append(_MANY_ERRORS)
    return min(score, *caps)
