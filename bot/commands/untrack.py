"""/untrack: stop watching."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import Ref
from bot.views.product import heading
from core.messages import Bullets, Button, Buttons, Card, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Untrack(Command):
    """Stop watching products. Their history is kept for 30 days, and /undo brings them back for ten minutes."""

    names: ClassVar = ("untrack", "unwatch", "remove")
    examples: ClassVar = ("untrack 3", "untrack B0CYT4LN7Q")
    changes: ClassVar = True
    consent: ClassVar = Consent.FOR_SEVERAL

    refs: tuple[Ref, ...] = argument(Refs())

    async def carry_out(self, desk: Desk) -> Card:
        """End the watches."""
        found = await desk.find(self.refs)
        await desk.tracker.untrack(desk.asker, [one.watching for one in found])
        keep = Paragraph("What was seen is kept for 30 days. /undo brings it back within ten minutes.")
        undo = Buttons((Button("Undo", "undo"),))
        if len(found) == 1:
            return Card(f"No longer tracking {heading(found[0])}", (keep, undo))
        items = Bullets(tuple(heading(one) for one in found))
        return Card(f"No longer tracking {len(found)} products", (items, keep, undo))
