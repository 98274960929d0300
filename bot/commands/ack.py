"""/ack: take alerts in hand."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.product import heading
from core.messages import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Command):
    """Take the open alerts of products in hand: every chat that was told sees who did."""

    names: ClassVar = ("ack", "acknowledge")
    examples: ClassVar = ("ack 3", "ack all")
    changes: ClassVar = True
    consent: ClassVar = Consent.NEVER

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """Mark them, and have what was said edited."""
        found = await desk.find(self.refs)
        count = await desk.tracker.acknowledge(desk.asker, [one.watching for one in found])
        names = heading(found[0]) if len(found) == 1 else f"{len(found)} products"
        if not count:
            return Card(f"No open alert: {names}")
        return Card(f"Taken in hand by {desk.heard.person.name}: {names}")
