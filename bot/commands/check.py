"""/check: look now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import Group, Ref
from bot.views.product import heading, not_read, product_card, still_under_way, watch_table
from core.archive import Watched
from core.catalog.asin import Product
from core.catalog.snapshot import Look
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
            said = ["It was being looked at already; this is what was known."] if busy else []
            notes = map(Paragraph, [*said, *_under_way(after, looks, desk)])
            return Card(card.title, (*notes, *card.blocks), tone=card.tone, subject=card.subject)
        unread = [not_read(one.standing, desk.now, desk.room.zone) for one in after if one.standing.failure]
        unread += _under_way(after, looks, desk)
        table = watch_table(after, desk.now, desk.room.zone)
        return Card(f"Checked {len(looks)} products", (table, *((Bullets(tuple(unread)),) if unread else ())))


def _under_way(watched: Sequence[Watched], looks: Mapping[Product, Look], desk: Desk) -> list[str]:
    said = (still_under_way(looks.get(one.standing.product), one.standing, desk.now, desk.room.zone) for one in watched)
    return [words for words in said if words]
