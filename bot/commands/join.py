"""/join: mount a list of another chat here."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Rest
from core.messages import Button, Buttons, Card, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Command):
    """Mount a list of another chat in this one, by the code that /share gave there."""

    names: ClassVar = ("join",)
    examples: ClassVar = ("join K7QF-92XD",)
    changes: ClassVar = True

    code: str = argument(Rest("<code>"))

    async def carry_out(self, desk: Desk) -> Card:
        """Redeem the code."""
        joined = await desk.sharing.join(desk.asker, self.code)
        shared = Paragraph(
            f"It is mounted in {len(joined.chats)} chats now: what one of them changes, all of them see."
        )
        fresh = (Paragraph("The products of this chat have new numbers by it."),) if joined.renumbered else ()
        return Card(f"“{joined.watchlist.name}” is mounted here", (shared, *fresh, Buttons((Button("List", "list"),))))
