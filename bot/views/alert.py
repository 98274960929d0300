"""An alert as the one new message that tells it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.views.rules import rule_words
from bot.views.wording import AVAILABILITY, day, moment, money, number, share, short, span
from core.alerts.alert import Alert
from core.alerts.finding import Finding, Measure
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.snapshot import Availability
from core.messages import Block, Button, Buttons, Card, Fact, Facts, Link, Paragraph, Table, Tone

_ROWS: Final = 40  # of one message: what is longer, nobody reads
_LOUDNESS = (Tone.GOOD, Tone.INFO, Tone.WARNING, Tone.CRITICAL)


def alert_card(alert: Alert, now: datetime, zone: str) -> Card:
    """What changed, by which rule, from which anchor, and what it means beside the rest."""
    title = f"{headline(alert.findings[0], alert.product.market)} · {short(alert.title, 50)}"
    facts = [Fact("Product", f"{alert.product.asin} on {_store(alert)} (no. {alert.number})")]
    for finding in alert.findings:
        facts.extend(_evidence(finding, alert.product.market, now, zone))
        if finding.first_seen is not None:
            first, sure = (moment(at, now, zone) for at in (finding.first_seen, alert.at))
            facts.append(Fact("First seen", f"{first}, confirmed {sure}"))
    facts.extend(_context(alert, now))
    if alert.acked_by and alert.acked_at:
        facts.append(Fact("Taken in hand", f"by {alert.acked_by}, {moment(alert.acked_at, now, zone)}"))
    blocks: tuple[Block, ...] = (
        Facts(tuple(dict.fromkeys(facts))),
        Link("Open at Amazon", f"https://www.{_store(alert)}/dp/{alert.product.asin}"),
        _buttons(alert),
    )
    return Card(title, blocks, tone=Tone.GOOD if alert.acked_by else alert.severity, subject=str(alert.product))


def alerts_card(alerts: Sequence[Alert], now: datetime, zone: str) -> Card:
    """One alert, or several that became due together as one message with a table."""
    if len(alerts) == 1:
        return alert_card(alerts[0], now, zone)
    rows = tuple(
        (
            str(alert.number),
            f"{alert.product.asin} {short(alert.title, 40)}",
            headline(finding, alert.product.market),
            _because(finding, alert.product.market, now, zone),
        )
        for alert in alerts
        for finding in alert.findings
    )
    tone = max((alert.severity for alert in alerts), key=_LOUDNESS.index)
    products = len({alert.product for alert in alerts})
    names = ", ".join(dict.fromkeys(short(alert.title, 24) for alert in alerts[:3]))
    title = f"{products} products changed: {names}" if products > 1 else f"{len(rows)} changes: {names}"
    table = Table(("No.", "Product", "What", "Rule"), rows[:_ROWS])
    more = (Paragraph(f"And {len(rows) - _ROWS} more: /changes shows all."),) if len(rows) > _ROWS else ()
    if unclaimed := [alert for alert in alerts if not alert.acked_by]:
        numbers = " ".join(str(number_) for number_ in dict.fromkeys(alert.number for alert in unclaimed))
        return Card(title, (table, *more, Buttons((Button("Ack", f"ack {numbers}"),))), tone=tone)
    hands = ", ".join(dict.fromkeys(f"{alert.acked_by}" for alert in alerts))
    return Card(title, (table, *more, Paragraph(f"Taken in hand by {hands}.")), tone=Tone.GOOD)


def headline(finding: Finding, market: str) -> str:
    """The fact, its size, the old and the new value: Price dropped 16 %: $49.99 → $41.99; of several, what they are."""
    return " · ".join(headline(leg, market) for leg in finding.legs) or _headline(finding, market)


def _headline(finding: Finding, market: str) -> str:
    size = f" {share(finding.share)}" if finding.share is not None and finding.condition.unit == "%" else ""
    old, new = value(finding, finding.old, market), value(finding, finding.new, market)
    change = f"{old} → {new}" if finding.old is not None and finding.old != finding.new else new
    return f"{finding.fact}{size}" + (f": {change}" if change and finding.measure is not Measure.WORDS else "")


def value(finding: Finding, text: str | None, market: str) -> str:
    """One of a finding's values, in its measure."""
    if text is None:
        return ""
    match finding.measure:
        case Measure.MONEY:
            return money(Decimal(text), market, finding.unit)
        case Measure.RANK:
            return f"#{number(Decimal(text))}"
        case Measure.COUNT:
            return number(Decimal(text))
        case Measure.STARS:
            return text
        case Measure.WORDS:
            return AVAILABILITY.get(Availability(text), text) if text in set(Availability) else text


def _evidence(finding: Finding, market: str, now: datetime, zone: str) -> list[Fact]:
    """What was found, and by which rule; of several conditions, what was found of each and its anchor, then the rule."""
    if finding.legs:
        rows = [
            row
            for leg in finding.legs
            for row in (*_facts(leg, market), Fact("Condition", _leg(leg, market, now, zone)))
        ]
        return [*rows, Fact("Rule", _because(finding, market, now, zone))]
    return [*_facts(finding, market), Fact("Rule", _because(finding, market, now, zone))]


def _facts(finding: Finding, market: str) -> list[Fact]:
    old, new = value(finding, finding.old, market), value(finding, finding.new, market)
    place = f" in {finding.unit}" if finding.measure is Measure.RANK and finding.unit else ""
    change = (f"{old} → {new}" if old else new) + place
    facts = [Fact(finding.fact, change)] if change and not finding.fact.endswith(change) else []
    return [*facts, *(Fact(*_label(note)) for note in finding.notes)]


def _label(note: str) -> tuple[str, str]:
    """A note's label and the rest: ``Title: …``, ``Probably Amazon's own rewrite: …``."""
    label, _, rest = note.partition(": ")
    return label, rest


def _because(finding: Finding, market: str, now: datetime, zone: str) -> str:
    """The rule, who set it and when, and the anchor it measures from."""
    words = f"{rule_words(finding.condition, market)}, set by {finding.set_by} {day(finding.set_at, now, zone)}"
    return f"{words}{_measured_from(finding, market, now, zone)}"


def _leg(leg: Finding, market: str, now: datetime, zone: str) -> str:
    return f"{rule_words(leg.condition, market)}{_measured_from(leg, market, now, zone)}"


def _measured_from(finding: Finding, market: str, now: datetime, zone: str) -> str:
    if finding.anchor is None or finding.anchored_at is None or finding.measure is Measure.WORDS:
        return ""
    anchor = value(finding, finding.anchor, market)
    return f"; measured from {anchor} ({day(finding.anchored_at, now, zone)})"


def _context(alert: Alert, now: datetime) -> list[Fact]:
    facts = []
    if alert.lowest_since is not None and any(finding.metric == "price" for finding in alert.findings):
        facts.append(Fact("Context", f"lowest price in {span(now - alert.lowest_since)} of tracking, since we began"))
    if alert.rank is not None and all(finding.metric != "bsr" for finding in alert.findings):
        facts.append(Fact("BSR", f"#{number(alert.rank)} in {alert.category}"))
    return facts


def _buttons(alert: Alert) -> Buttons:
    number_ = alert.number
    ack = () if alert.acked_by else (Button("Ack", f"ack {number_}"),)
    other = next((one.new for one in alert.findings if one.metric == "listing" and one.new), None)
    track = (Button(f"Track {other}", f"track {other} on {alert.product.market}"),) if other else ()
    return Buttons((*ack, *track, Button("Mute 4 h", f"mute {number_} 4h"), Button("Show", f"show {number_}")))


def _store(alert: Alert) -> str:
    return (marketplace(alert.product.market) or DEFAULT_MARKETPLACE).domain
