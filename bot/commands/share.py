"""/share: mount a list in another chat."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Rest
from bot.views.wording import clock_time
from core.messages import Card, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Command):
    """Get a code that mounts a list of this chat in another chat, here or on another platform. It works once."""

    names: ClassVar = ("share",)
    examples: ClassVar = ("share", "share cables")
    changes: ClassVar = True

    which: str = argument(Rest("list"), default="")

    async def carry_out(self, desk: Desk) -> Card:
        """Make the code, and say where to type it."""
        name = self.which.strip().strip('"') or None
        watchlist, invitation = await desk.sharing.invite(desk.asker, name)
        until = clock_time(invitation.expires_at, desk.now, desk.room.zone)
        how = Paragraph(f"In the other chat say: /join {invitation.code}\nIt works once, until {until}.")
        return Card(f"A code for “{watchlist.name}”: {invitation.code}", (how,))
