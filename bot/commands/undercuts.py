"""/undercuts: which competitor was cheaper, how often and how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.periods import During
from bot.views.asked import at, drawn, lasting, meant
from bot.views.product import heading
from bot.views.wording import share, span
from core.archive import Watched
from core.catalog.chart import Stretch
from core.catalog.undercutting import Undercutting
from core.errors import NoRivals
from core.messages import Button, Buttons, Card, Paragraph, Table
from core.rivalry import rivalries

_HEADER = ("No.", "Competitor", "Times", "Together", "Most", "Last")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Undercuts(Command):
    """Tell which competitors were cheaper than the cheapest own product on their list: how often, how long, how far."""

    names: ClassVar = ("undercuts",)
    examples: ClassVar = ("undercuts", "undercuts this quarter")

    over: str = argument(During(), default="30d")

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each, the one that did it most often first, and its chart."""
        stretch = meant(self.over, desk)
        watched = await desk.archive.watched(desk.heard.chat)
        pasts = await desk.history.between(watched, stretch.since, stretch.until, offers_alone=True)
        rivals = rivalries(watched, pasts)
        if not rivals:
            raise NoRivals
        told = [(one.rival, one.found) for one in rivals if one.found]
        through = Paragraph(f"Competitors looked through: {len(rivals)}, {lasting(stretch, desk)}.")
        if not told:
            return Card("No competitor was cheaper than us", (through,))
        first = told[0][0]
        (past,) = (await desk.history.between([first], stretch.since, stretch.until)).values()
        title = f"{heading(first)} undercut us most often" if len(told) > 1 else f"{heading(first)} undercut us"
        blocks = (_table(told, stretch, desk), through, await drawn(desk, first, past), _more(first))
        return Card(title, blocks, subject=str(past.product))


def _table(told: Sequence[tuple[Watched, Undercutting]], stretch: Stretch, desk: Desk) -> Table:
    return Table(_HEADER, tuple(_row(one, found, stretch, desk) for one, found in told[:_MOST]))


def _row(one: Watched, found: Undercutting, stretch: Stretch, desk: Desk) -> tuple[str, ...]:
    number, _, name = heading(one).partition(" · ")
    last = found.times[-1]
    now = ", still so" if last.until >= stretch.until else ""
    return (
        number,
        name,
        str(len(found.times)),
        span(found.length),
        f"{share(found.most)} on {at(found.at, desk)}".replace("on today", "today"),
        f"{lasting(last, desk)}{now}",
    )


def _more(first: Watched) -> Buttons:
    number = first.watching.watch.number
    return Buttons((Button("Chart year", f"chart {number} 365d"), Button("Compare", f"compare {number} own")))
