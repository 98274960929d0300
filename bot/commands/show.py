"""/show: how one product stands."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.commands.track import WISHES, Track
from bot.grammar.line import spell
from bot.grammar.slots import Refs
from bot.refs import ByNumber, It, Ref
from bot.views.product import product_card, watch_table
from core.messages import Card, Form
from core.watching.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Command):
    """Show how a product stands: price, stock, Buy Box, rank, rating, its rules and when it is looked at next."""

    names: ClassVar = ("show",)
    examples: ClassVar = ("show 3", "show blender")

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """One card, or a table of several."""
        found = await desk.find(self.refs)
        if len(found) == 1:
            lowest = await desk.archive.lowest(found[0])
            card = product_card(found[0], desk.now, desk.room.zone, lowest)
            return replace(card, blocks=(*card.blocks, await _edit(found[0].watching.watch, desk)))
        return Card(f"{len(found)} products", (watch_table(found, desk.now, desk.room.zone),))


async def _edit(watch: Watch, desk: Desk) -> Form:
    """The form that changes what is wanted of the product, on the list that it is on."""
    lists = {one.id: one.name for one in await desk.archive.lists(desk.heard.chat)}
    elsewhere = None if watch.list_id == desk.room.default_list_id else lists.get(watch.list_id)
    return Form("Edit", spell(Track(refs=(ByNumber(watch.number),), list_name=elsewhere)), WISHES)
