"""An alert as the one new message that tells it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.views.course import course_fact, resolved_title
from bot.views.finding import because, evidence, headline
from bot.views.wording import moment, number, short, span
from core.alerts.alert import LOUDNESS, Alert
from core.alerts.audit_score import AUDIT
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.messages import Block, Button, Buttons, Card, Fact, Facts, Link, Paragraph, Table, Tone

ROWS: Final = 40  # of one message: what is longer, nobody reads


def alert_card(alert: Alert, now: datetime, zone: str) -> Card:
    """What changed, by which rule, from which anchor, and what it means beside the rest."""
    facts = [Fact("Product", f"{alert.product.asin} on {_store(alert)} (no. {alert.number})")]
    for finding in alert.findings:
        facts.extend(evidence(finding, alert.product.market, now, zone))
        if finding.first_seen is not None:
            first, sure = (moment(at, now, zone) for at in (finding.first_seen, alert.at))
            facts.append(Fact("First seen", f"{first}, confirmed {sure}"))
    facts.extend(_context(alert, now))
    if alert.acked_by and alert.acked_at:
        facts.append(Fact("Taken in hand", f"by {alert.acked_by}, {moment(alert.acked_at, now, zone)}"))
    if alert.course and alert.course.resolved_at:
        facts.append(course_fact(alert, now, zone))
    blocks: tuple[Block, ...] = (
        Facts(tuple(dict.fromkeys(facts))),
        Link("Open at Amazon", f"https://www.{_store(alert)}/dp/{alert.product.asin}"),
        _buttons(alert),
    )
    tone = alert.severity if alert.is_open else Tone.GOOD
    return Card(resolved_title(alert), blocks, tone=tone, subject=str(alert.product))


def alerts_card(alerts: Sequence[Alert], now: datetime, zone: str) -> Card:
    """One alert, or several that became due together as one message with a table."""
    if len(alerts) == 1:
        return alert_card(alerts[0], now, zone)
    rows = tuple(
        (
            str(alert.number),
            f"{alert.product.asin} {short(alert.title, 40)}",
            _state(alert, now, zone) + headline(finding, alert.product.market),
            because(finding, alert.product.market, now, zone),
        )
        for alert in alerts
        for finding in alert.findings
    )
    tone = max((alert.severity for alert in alerts), key=LOUDNESS.index)
    products = len({alert.product for alert in alerts})
    names = ", ".join(dict.fromkeys(short(alert.title, 24) for alert in alerts[:3]))
    title = f"{products} products changed: {names}" if products > 1 else f"{len(rows)} changes: {names}"
    table = Table(("No.", "Product", "What", "Rule"), rows[:ROWS])
    more = (Paragraph(f"And {len(rows) - ROWS} more: /changes shows all."),) if len(rows) > ROWS else ()
    if unclaimed := [alert for alert in alerts if alert.is_open]:
        numbers = " ".join(str(number_) for number_ in dict.fromkeys(alert.number for alert in unclaimed))
        return Card(title, (table, *more, Buttons((Button("Ack", f"ack {numbers}"),))), tone=tone)
    hands = ", ".join(dict.fromkeys(alert.acked_by for alert in alerts if alert.acked_by))
    end = Paragraph(f"Taken in hand by {hands}." if hands else "All of it is resolved.")
    return Card(title, (table, *more, end), tone=Tone.GOOD)


def _state(alert: Alert, now: datetime, zone: str) -> str:
    ended = alert.course.resolved_at if alert.course else None
    return f"Resolved {moment(ended, now, zone)}: " if ended else ""


def _context(alert: Alert, now: datetime) -> list[Fact]:
    facts = []
    metrics = {leg.metric for finding in alert.findings for leg in (finding.legs or (finding,))}
    if alert.lowest_since is not None and "price" in metrics:
        facts.append(Fact("Context", f"lowest price in {span(now - alert.lowest_since)} of tracking, since we began"))
    if alert.rank is not None and "bsr" not in metrics:
        facts.append(Fact("BSR", f"#{number(alert.rank)} in {alert.category}"))
    return facts


def _buttons(alert: Alert) -> Buttons:
    number_ = alert.number
    ack = () if not alert.is_open else (Button("Ack", f"ack {number_}"),)
    other = next((one.new for one in alert.findings if one.metric == "listing" and one.new), None)
    track = (Button(f"Track {other}", f"track {other} on {alert.product.market}"),) if other else ()
    mend = (Button("Optimize text", f"optimize {number_}"),) if _is_weak(alert) else ()
    return Buttons((*ack, *track, *mend, Button("Mute 4 h", f"mute {number_} 4h"), Button("Show", f"show {number_}")))


def _is_weak(alert: Alert) -> bool:
    return any(finding.metric == AUDIT for finding in alert.findings)


def _store(alert: Alert) -> str:
    return (marketplace(alert.product.market) or DEFAULT_MARKETPLACE).domain
