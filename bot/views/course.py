"""How an alert goes on, in words: since when, how deep, and its end."""

from datetime import datetime
from decimal import Decimal

from bot.views.finding import headline, value
from bot.views.wording import clock_time, moment, share, short, span
from core.alerts.alert import Alert
from core.alerts.course import gauge
from core.alerts.distance import share_of
from core.alerts.finding import Finding
from core.messages import Fact


def resolved_title(alert: Alert) -> str:
    """What is over, and how long it took: Resolved after 6 h: Price dropped 20 %: $50.00 → $40.00 · Vortex Blender."""
    what = f"{headline(alert.findings[0], alert.product.market)} · {short(alert.title, 50)}"
    ended = alert.course.resolved_at if alert.course else None
    return f"Resolved after {span(ended - alert.at)}: {what}" if ended else what


def course_fact(alert: Alert, now: datetime, zone: str) -> Fact:
    """Start and depth, and the end where there is one."""
    ended = alert.course.resolved_at if alert.course else None
    depth = _depth(alert)
    if ended is None:
        what = headline(alert.findings[0], alert.product.market)
        return Fact("Open", f"{what}, since {clock_time(alert.at, now, zone)}{depth}")
    return Fact("Resolved", f"{moment(ended, now, zone)}, begun {moment(alert.at, now, zone)}{depth}")


def _depth(alert: Alert) -> str:
    """The farthest it went, as an amount and as a share of where it is measured from."""
    finding, deepest = gauge(alert.findings), alert.course.deepest if alert.course else None
    if finding is None or deepest is None:
        return ""
    return f", as far as {value(finding, deepest, alert.product.market)}{_away(finding, Decimal(deepest))}"


def _away(finding: Finding, deepest: Decimal) -> str:
    anchor = Decimal(finding.anchor) if finding.anchor else None
    away = share_of(anchor, deepest) if anchor is not None else None
    return f" ({'−' if away < 0 else '+'}{share(away)})" if away else ""
