"""/start: the first thing that is said to somebody new."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from core.messages import Button, Buttons, Card, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Command):
    """Say hello: what this is, and the one thing to do first."""

    names: ClassVar = ("start",)
    examples: ClassVar = ("start",)

    async def carry_out(self, desk: Desk) -> Card:
        """One line of value, one request."""
        first = "Paste an Amazon link to begin." if desk.heard.private else "Say /track and an Amazon link to begin."
        value = "I watch Amazon products and tell you once when price, rank or stock changes, with the evidence."
        return Card(value, (Paragraph(first), Buttons((Button("List", "list"), Button("Help", "help")))))
