"""/list: what is watched here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Rest
from bot.views.product import watch_table
from core.archive import Watched, nearness
from core.catalog.snapshot import Availability
from core.messages import Card, Paragraph
from core.silencing import has_silence

_MOST_ROWS = 50
_OUT = {"out_of_stock", "out of stock", "out", "oos"}


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Command):
    """Show what is tracked here, nearest to firing first; or one list, or only own, competitor, muted, out of stock."""

    names: ClassVar = ("list", "ls")
    examples: ClassVar = ("list", "list competitor", "list cables")

    which: str = argument(Rest("name or filter"), default="")

    async def carry_out(self, desk: Desk) -> Card:
        """The table."""
        watched = await self._chosen(desk)
        if not watched:
            nothing = f"Nothing fits “{self.which}” here" if self.which else "Nothing is tracked here yet"
            return Card(nothing, (Paragraph("Paste an Amazon link, or say /track and an ASIN."),))
        ordered = sorted(watched, key=lambda one: (-nearness(one), one.watching.watch.number))
        table = watch_table(ordered[:_MOST_ROWS], desk.now, desk.room.zone)
        more = len(ordered) - _MOST_ROWS
        rest = (Paragraph(f"… and {more} more: narrow it with /list <name or filter>."),) if more > 0 else ()
        one_or_many = "1 product" if len(ordered) == 1 else f"{len(ordered)} products"
        return Card(f"{one_or_many} tracked" + (f" ({self.which})" if self.which else ""), (table, *rest))

    async def _chosen(self, desk: Desk) -> Sequence[Watched]:
        watched = await desk.archive.watched(desk.heard.chat)
        which = self.which.strip().strip('"').casefold()
        if which in _OUT:
            return [one for one in watched if _is_out(one)]
        if which == "muted":
            return [one for one in watched if has_silence(one.watching, desk.now)]
        if which.rstrip("s") in {"own", "competitor"}:
            return [one for one in watched if one.watching.watch.role.value == which.rstrip("s")]
        if not which or which == "all":
            return watched
        lists = {one.id for one in await desk.archive.lists(desk.heard.chat) if one.name.casefold() == which}
        return [one for one in watched if one.watching.watch.list_id in lists or which in (one.title or "").casefold()]


def _is_out(one: Watched) -> bool:
    return one.standing.accepted is not None and one.standing.accepted.offer.availability is Availability.OUT_OF_STOCK
