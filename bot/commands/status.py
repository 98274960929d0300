"""/status: how the watching goes."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from bot.views.product import not_read
from bot.views.wording import clock_time
from core.messages import Block, Bullets, Card, Fact, Facts, Paragraph, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Command):
    """Show how the watching goes: what is not being read and why, what waits, and when the next look comes."""

    names: ClassVar = ("status",)
    examples: ClassVar = ("status",)

    async def carry_out(self, desk: Desk) -> Card:
        """Numbers first, then each product that is not being read."""
        health = await desk.archive.health(desk.heard.chat)
        next_look = clock_time(health.next_look, desk.now, desk.room.zone) if health.next_look else "none"
        facts = (
            Fact("Products", str(health.products)),
            Fact("Next look", next_look),
            Fact("Alerts waiting", str(health.waiting)),
        )
        blocks: list[Block] = [Facts(facts)]
        if health.unread:
            items = tuple(not_read(one, desk.now, desk.room.zone) for one in health.unread)
            blocks += [Paragraph("Not being read:"), Bullets(items)]
            return Card(
                f"{len(items)} of {health.products} products are not being read", tuple(blocks), tone=Tone.WARNING
            )
        return Card("All is well" if health.products else "Nothing is tracked here yet", tuple(blocks))
