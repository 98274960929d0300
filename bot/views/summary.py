"""Deliveries that are told together as one message: as they come, after quiet hours, or of rules that flap."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from bot.views.alert import ROWS, alerts_card
from bot.views.wording import short
from core.alerts.alert import LOUDNESS, Delivery, Held
from core.messages import Card, Paragraph
from core.watching.quiet import Quiet

_FLAPS: Final = "It goes back and forth: from here on its changes are summed up by the hour, until it is calm."


def told_card(
    deliveries: Sequence[Delivery],
    now: datetime,
    zone: str,
    *,
    flapping: Collection[UUID] = (),
    quiet: Quiet | None = None,
) -> Card:
    """The message for what is told together; of `flapping` alerts it says what becomes of the next changes."""
    card = alerts_card([one.alert for one in _new_first(deliveries)], now, zone)
    reasons = {one.held for one in deliveries}
    if Held.QUIET in reasons:
        return replace(card, title=f"{_counted(deliveries)} in the quiet hours{_hours(quiet)}: {_named(deliveries)}")
    if reasons == {Held.FLAPPING}:
        return replace(card, title=f"Still going back and forth, {_counted(deliveries)}: {_named(deliveries)}")
    if flapping and any(one.alert.id in flapping for one in deliveries):
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


def _counted(deliveries: Sequence[Delivery]) -> str:
    count = sum(len(one.alert.findings) for one in deliveries)
    return "1 change" if count == 1 else f"{count} changes"


def _hours(quiet: Quiet | None) -> str:
    return f" ({quiet.start:%H:%M}–{quiet.end:%H:%M})" if quiet else ""


def _named(deliveries: Sequence[Delivery]) -> str:
    titles = dict.fromkeys(short(one.alert.title, 24) for one in deliveries)
    return ", ".join(list(titles)[:3])
