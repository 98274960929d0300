"""/history: who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Over, Refs
from bot.refs import Ref
from bot.views.aftermath import past_card
from bot.views.product import heading
from bot.views.wording import clock_time
from core.messages import Button, Buttons, Card, Paragraph, Table
from core.watching.deed import UNDO_WITHIN, Deed

_MOST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class History(Command):
    """Show who changed what in this chat, the latest first, or what was suggested for a product."""

    names: ClassVar = ("history",)
    examples: ClassVar = ("history", "history 7d", "history 3")

    refs: tuple[Ref, ...] = argument(Refs(), default=())
    over: timedelta = argument(Over("30d"), default=timedelta(days=30))

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each deed, and Undo where the asker's last one can be taken back; or a product's suggestions."""
        if self.refs:
            one = (await desk.find(self.refs))[0]
            past = await desk.approvals.past(desk.room, one.watching.watch.product)
            return past_card(heading(one), past, desk.now, desk.room.zone)
        deeds = await desk.membership.deeds(desk.heard.chat, desk.now - self.over, _MOST + 1)
        return history_card(deeds, desk.heard.person.id, self.over, desk.now, desk.room.zone)


def history_card(deeds: Sequence[Deed], asker: str, over: timedelta, now: datetime, zone: str) -> Card:
    """The latest deeds, as the person with this id is shown them."""
    if not deeds:
        return Card(f"Nobody changed anything here in the last {_days(over)}")
    table = Table(("When", "Who", "What"), tuple(_row(one, now, zone) for one in deeds[:_MOST]))
    more = (Paragraph(f"These are the latest {_MOST}."),) if len(deeds) > _MOST else ()
    undo = (Buttons((Button("Undo", "undo"),)),) if any(_is_mine(one, asker, now) for one in deeds) else ()
    return Card(f"What was changed here in the last {_days(over)}", (table, *more, *undo))


def _row(one: Deed, now: datetime, zone: str) -> tuple[str, str, str]:
    undone = " (undone)" if one.undone_at else ""
    return clock_time(one.at, now, zone), one.name or "somebody", f"{one.summary}{undone}"


def _is_mine(one: Deed, asker: str, now: datetime) -> bool:
    """Whether /undo may reach it; deeds that cannot be undone are passed over by it, which it then says."""
    return one.undone_at is None and one.person == asker and now - one.at <= UNDO_WITHIN


def _days(over: timedelta) -> str:
    days = over / timedelta(days=1)
    return "day" if days == 1 else f"{days:g} days"
