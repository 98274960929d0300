"""/show: how one product stands."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.standing import standing_card
from bot.views.product import watch_table
from core.messages import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Command):
    """Show how a product stands: price, stock, Buy Box, rank, rating, its rules and when it is looked at next."""

    names: ClassVar = ("show",)
    examples: ClassVar = ("show 3", "show blender")

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """One card, or a table of several."""
        found = await desk.find(self.refs)
        if len(found) > 1:
            return Card(f"{len(found)} products", (watch_table(found, desk.now, desk.room.zone),))
        watch = found[0].watching.watch
        lists = {one.id: one.name for one in await desk.archive.lists(desk.heard.chat)}
        elsewhere = None if watch.list_id == desk.room.default_list_id else lists.get(watch.list_id)
        lowest, told = await desk.archive.lowest(found[0]), await desk.archive.course(found[0])
        return standing_card(found[0], desk.now, desk.room.zone, lowest, told, elsewhere)
