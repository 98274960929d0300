"""/history: who changed what."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Over
from bot.views.wording import clock_time
from core.messages import Button, Buttons, Card, Paragraph, Table
from core.watching.deed import UNDO_WITHIN, Deed

_MOST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class History(Command):
    """Show who changed what in this chat, the latest first, and whether it was undone."""

    names: ClassVar = ("history",)
    examples: ClassVar = ("history", "history 7d")

    over: timedelta = argument(Over("30d"), default=timedelta(days=30))

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each deed, and Undo where the asker's last one can be taken back."""
        deeds = await desk.membership.deeds(desk.heard.chat, desk.now - self.over, _MOST + 1)
        if not deeds:
            return Card(f"Nobody changed anything here in the last {_days(self.over)}")
        table = Table(("When", "Who", "What"), tuple(_row(one, desk) for one in deeds[:_MOST]))
        more = (Paragraph(f"These are the latest {_MOST}."),) if len(deeds) > _MOST else ()
        undo = (Buttons((Button("Undo", "undo"),)),) if any(_is_mine(one, desk) for one in deeds) else ()
        return Card(f"What was changed here in the last {_days(self.over)}", (table, *more, *undo))


def _row(one: Deed, desk: Desk) -> tuple[str, str, str]:
    undone = " (undone)" if one.undone_at else ""
    return clock_time(one.at, desk.now, desk.room.zone), one.name or "somebody", f"{one.summary}{undone}"


def _is_mine(one: Deed, desk: Desk) -> bool:
    """Whether /undo may reach it; deeds that cannot be undone are passed over by it, which it then says."""
    return one.undone_at is None and one.person == desk.heard.person.id and desk.now - one.at <= UNDO_WITHIN


def _days(over: timedelta) -> str:
    days = over / timedelta(days=1)
    return "day" if days == 1 else f"{days:g} days"
