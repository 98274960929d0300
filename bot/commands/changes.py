"""/changes: what changed lately."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Over, Refs
from bot.refs import Group, Ref
from bot.views.changes import change_words
from bot.views.product import heading
from bot.views.wording import clock_time, span
from core.archive import Watched
from core.catalog.changes import Change, changes
from core.errors import NotTracked
from core.messages import Bullets, Button, Buttons, Card, Paragraph, Table

_MOST = 30
_ALL = (Group("all"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Command):
    """Show what changed lately, newest first: prices, stock, rank, the listing; of all products or those you name."""

    names: ClassVar = ("changes", "changed")
    examples: ClassVar = ("changes", "changes blender 30d")

    refs: tuple[Ref, ...] = argument(Refs(), default=_ALL)
    over: timedelta = argument(Over("7d"), default=timedelta(days=7))

    async def carry_out(self, desk: Desk) -> Card:
        """A list for one product, a table for several."""
        try:
            found = await desk.find(self.refs)
        except NotTracked:
            if self.refs != _ALL:
                raise
            return Card("Nothing is tracked here yet", (Paragraph("Paste an Amazon link, or say /track and an ASIN."),))
        pasts = await desk.history.past(found, self.over)
        told = [(one, change) for one in found for change in changes(pasts[one.watching.watch.product])]
        told.sort(key=lambda pair: pair[1].at, reverse=True)
        within = f"in the last {span(self.over)}"
        return _of_one(found[0], told, desk, within) if len(found) == 1 else _of_many(found, told, desk, within)


def _of_one(one: Watched, told: list[tuple[Watched, Change]], desk: Desk, within: str) -> Card:
    watch = one.watching.watch
    buttons = Buttons((Button("Chart", f"chart {watch.number}"), Button("Check", f"check {watch.number}")))
    if not told:
        return Card(f"Nothing changed {within}: {heading(one)}", (buttons,), subject=str(watch.product))
    items = tuple(f"{_when(change, desk)}: {change_words(change, watch.product.market)}" for _, change in told[:_MOST])
    title = f"{_counted(len(told))} {within}: {heading(one)}"
    return Card(title, (Bullets(items), *_rest(told), buttons), subject=str(watch.product))


def _of_many(found: tuple[Watched, ...], told: list[tuple[Watched, Change]], desk: Desk, within: str) -> Card:
    if not told:
        return Card(f"Nothing changed {within} on {len(found)} products")
    rows = tuple(
        (*heading(one).split(" · ", 1), _when(change, desk), change_words(change, one.watching.watch.product.market))
        for one, change in told[:_MOST]
    )
    moved = len({one.watching.watch.number for one, _ in told})
    title = f"{_counted(len(told))} {within} on {moved} of {len(found)} products"
    return Card(title, (Table(("No.", "Product", "When", "What"), rows), *_rest(told)))


def _when(change: Change, desk: Desk) -> str:
    return clock_time(change.at, desk.now, desk.room.zone)


def _counted(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _rest(told: list[tuple[Watched, Change]]) -> tuple[Paragraph, ...]:
    more = len(told) - _MOST
    return (Paragraph(f"… and {more} earlier ones: name a product, or /export 30d."),) if more > 0 else ()
