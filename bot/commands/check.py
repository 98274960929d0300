"""/check: look now."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import Group, Ref
from bot.views.product import heading, not_read, product_card, watch_table
from core.messages import Bullets, Card, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Command):
    """Look at products now instead of waiting for their turn; all of this chat where none is named."""

    names: ClassVar = ("check",)
    examples: ClassVar = ("check 3", "check all")

    refs: tuple[Ref, ...] = argument(Refs(), default=(Group("all"),))

    async def carry_out(self, desk: Desk) -> Card:
        """Look, then show what holds."""
        before = await desk.find(self.refs)
        looks = await desk.patrol.look_now(list({one.watching.watch.product: None for one in before}), desk.count)
        after = await desk.find(self.refs)
        busy = [one for one in after if one.watching.watch.product not in looks]
        if len(after) == 1:
            card = product_card(after[0], desk.now, desk.room.zone, title=f"Checked {heading(after[0])}")
            note = (Paragraph("It was being looked at already; this is what was known."),) if busy else ()
            return Card(card.title, (*note, *card.blocks), tone=card.tone, subject=card.subject)
        unread = tuple(not_read(one.standing, desk.now, desk.room.zone) for one in after if one.standing.failure)
        table = watch_table(after, desk.now, desk.room.zone)
        return Card(f"Checked {len(looks)} products", (table, *((Bullets(unread),) if unread else ())))
