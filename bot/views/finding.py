"""One finding in words: what changed by how much, by which rule, and from which anchor."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.views.rules import rule_words
from bot.views.wording import AVAILABILITY, day, money, number, share
from core.alerts.finding import Finding, Measure
from core.alerts.undercut import UNDERCUT
from core.catalog.snapshot import Availability
from core.messages import Fact

_MARKS: Final = frozenset({"below", "above", "new_low", "new_high"})


def headline(finding: Finding, market: str) -> str:
    """The fact, its size, the old and the new value: Price dropped 16 %: $49.99 → $41.99; of several, what they are."""
    return " · ".join(headline(leg, market) for leg in finding.legs) or _headline(finding, market)


def value(finding: Finding, text: str | None, market: str) -> str:
    """One of a finding's values, in its measure."""
    if text is None:
        return ""
    match finding.measure:
        case Measure.MONEY:
            return money(Decimal(text), market, finding.unit)
        case Measure.RANK:
            return f"#{number(round(Decimal(text)))}"
        case Measure.COUNT:
            return number(Decimal(text))
        case Measure.STARS:
            return text
        case Measure.WORDS:
            return AVAILABILITY.get(Availability(text), text) if text in set(Availability) else text


def evidence(finding: Finding, market: str, now: datetime, zone: str) -> list[Fact]:
    """What was found, and by which rule; of several conditions, what was found of each, with its anchor."""
    if finding.legs:
        rows = [
            row
            for leg in finding.legs
            for row in (*_facts(leg, market), Fact("Condition", _leg(leg, market, now, zone)))
        ]
        return [*rows, Fact("Rule", because(finding, market, now, zone))]
    return [*_facts(finding, market), Fact("Rule", because(finding, market, now, zone))]


def because(finding: Finding, market: str, now: datetime, zone: str) -> str:
    """The rule, who set it and when, and the anchor it measures from."""
    words = f"{rule_words(finding.condition, market)}, set by {finding.set_by} {day(finding.set_at, now, zone)}"
    return f"{words}{_measured_from(finding, market, now, zone)}"


def _headline(finding: Finding, market: str) -> str:
    size = share(finding.share) if finding.share is not None and finding.condition.unit == "%" else ""
    between = ", by " if finding.metric == UNDERCUT else " "
    change = _change(finding, market) if finding.measure is not Measure.WORDS else ""
    return f"{finding.fact}{between * bool(size)}{size}" + (f": {change}" if change else "")


def _change(finding: Finding, market: str) -> str:
    """From where to where; what was so already when it could be told is only what it is."""
    old, new = value(finding, finding.old, market), value(finding, finding.new, market)
    if finding.metric == UNDERCUT:
        return f"{new} against {old}"
    return f"{old} → {new}" if old and old != new else new


def _facts(finding: Finding, market: str) -> list[Fact]:
    is_rank = finding.measure is Measure.RANK
    place = f" in {finding.unit}" if is_rank and finding.unit else ""
    median = ", medians of 24 h" if is_rank and finding.condition.unit == "%" else ""
    change = f"{_change(finding, market)}{place}{median}{_step(finding, market)}"
    facts = [Fact(finding.fact, change)] if change and not finding.fact.endswith(change) else []
    return [*facts, *(Fact(*_label(note)) for note in finding.notes)]


def _step(finding: Finding, market: str) -> str:
    """What the last look added, where the change is older or a median: ($42.00 → $37.00 since the look before)."""
    if finding.step is None:
        return ""
    old, new = (value(finding, one, market) for one in finding.step)
    return f" ({old} → {new} since the look before)" if old != new else f" ({new} now)"


def _leg(leg: Finding, market: str, now: datetime, zone: str) -> str:
    return f"{rule_words(leg.condition, market)}{_measured_from(leg, market, now, zone)}"


def _measured_from(finding: Finding, market: str, now: datetime, zone: str) -> str:
    """The anchor: what a distance is measured from, and how it stood when a mark was set or last told."""
    if finding.anchor is None or finding.anchored_at is None or finding.measure is Measure.WORDS:
        return ""
    if finding.metric == UNDERCUT:
        return ""  # two prices of now are compared
    verb = "it was" if finding.condition.when in _MARKS else "measured from"
    return f"; {verb} {value(finding, finding.anchor, market)} ({day(finding.anchored_at, now, zone)})"


def _label(note: str) -> tuple[str, str]:
    """A note's label and the rest: ``Title: …``, ``Probably Amazon's own rewrite: …``."""
    label, _, rest = note.partition(": ")
    return label, rest
