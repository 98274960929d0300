"""/chart: the past as a picture."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Flag, OneOf, Over, Refs
from bot.refs import It, Ref
from bot.views.chart import chart_data, chart_picture
from bot.views.product import heading
from bot.views.wording import span
from core.messages import Block, Button, Buttons, Card, Paragraph

_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Command):
    """Draw a product's price, list price and rank over time, with its alerts and the times out of stock.

    `bsr` puts the rank first; `dark` draws on dark ground.
    """

    names: ClassVar = ("chart", "graph", "plot")
    examples: ClassVar = ("chart 3", "chart blender bsr 30d", "chart it 1w dark")

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    metric: str = argument(OneOf({"price": "price", "bsr": "bsr", "rank": "bsr"}), default="price")
    over: timedelta = argument(Over("90d"), default=timedelta(days=90))
    dark: bool = argument(Flag("dark"), default=False)

    async def carry_out(self, desk: Desk) -> Card:
        """A picture of each product, at most four."""
        found = await desk.find(self.refs)
        shown = found[:_MOST]
        pasts = await desk.history.past(shown, self.over)
        marks = await desk.history.marks(desk.heard.chat, desk.now - self.over)
        blocks: list[Block] = []
        for one in shown:
            past = pasts[one.watching.watch.product]
            told = marks.get(past.product, ())
            by_rank = self.metric == "bsr"
            data = chart_data(one, past, told, desk.room.zone, rank_first=by_rank, dark=self.dark)
            png = await desk.charts.draw(data)
            blocks.append(chart_picture(past, png, desk.room.zone, rank_first=by_rank))
        if len(found) == 1:
            watch = found[0].watching.watch
            return Card(
                f"{heading(found[0])}, {span(self.over)}",
                (*blocks, self._others(watch.number)),
                subject=str(watch.product),
            )
        if len(found) > _MOST:
            blocks.append(Paragraph(f"The first {_MOST} of {len(found)} products are drawn: name those you want."))
        return Card(f"{len(shown)} products, {span(self.over)}", tuple(blocks))

    def _others(self, number: int) -> Buttons:
        """The same product over other times, and what changed of it."""
        dark = " dark" if self.dark else ""
        metric = "" if self.metric == "price" else f" {self.metric}"
        times = [(label, days) for label, days in (("Week", 7), ("Month", 30), ("Quarter", 90), ("Year", 365))]
        others = tuple(
            Button(f"Chart {label.lower()}", f"chart {number}{metric} {days}d{dark}")
            for label, days in times
            if timedelta(days=days) != self.over
        )
        return Buttons((*others, Button("Changes", f"changes {number}")))
