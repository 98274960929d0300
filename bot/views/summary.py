"""Deliveries that are told together as one message: as they come, after quiet hours, or of rules that flap."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.views.alert import ROWS, alerts_card
from bot.views.wording import short
from core.alerts.alert import LOUDNESS, Alert, Delivery, Held
from core.messages import Card, Paragraph
from core.retelling import Telling

_FLAPS: Final = "It goes back and forth: from here on its changes are summed up by the hour, until it is calm."


def told_card(told: Telling, now: datetime) -> Card:
    """The message for what is told together; of flapping alerts it says what becomes of the next changes."""
    alerts = [one.alert for one in _new_first(told.deliveries)]
    card = alerts_card(alerts, now, told.zone)
    reasons = {one.held for one in told.deliveries}
    if Held.QUIET in reasons:
        hours = f" ({told.quiet.start:%H:%M}–{told.quiet.end:%H:%M})" if told.quiet else ""
        return replace(card, title=f"{_counted(alerts)} in the quiet hours{hours}: {_named(alerts)}")
    if reasons == {Held.FLAPPING}:
        return replace(card, title=f"Still going back and forth, {_counted(alerts)}: {_named(alerts)}")
    if any(one.id in told.flapping for one in alerts):
        return replace(card, blocks=(Paragraph(_FLAPS), *card.blocks))
    return card


def _new_first(deliveries: Sequence[Delivery]) -> Sequence[Delivery]:
    """As they come; where one table cannot hold them all, it names first what was tried least, and of that the loudest.

    What was tried before may have been read before: a process that dies again and again between saying and marking is
    not to push what is new out of sight.
    """
    if sum(len(one.alert.findings) for one in deliveries) <= ROWS:
        return deliveries
    return sorted(deliveries, key=lambda one: (one.attempts, -LOUDNESS.index(one.alert.severity)))


def _counted(alerts: Sequence[Alert]) -> str:
    count = sum(len(one.findings) for one in alerts)
    return "1 change" if count == 1 else f"{count} changes"


def _named(alerts: Sequence[Alert]) -> str:
    titles = dict.fromkeys(short(one.title, 24) for one in alerts)
    return ", ".join(list(titles)[:3])
