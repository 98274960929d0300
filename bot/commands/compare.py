"""/compare: products side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Over, Refs
from bot.refs import Group, Ref
from bot.views.product import heading
from bot.views.wording import money, number, share, span, stock
from core.errors import NothingToCompare, NotTracked
from core.history import Compared
from core.messages import Block, Button, Buttons, Card, Fact, Facts, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Command):
    """Show products side by side: price, its lowest and its change, rank, rating, stock; one alone with competitors."""

    names: ClassVar = ("compare", "vs")
    examples: ClassVar = ("compare 3 5", "compare blender competitor", "compare 3 5 30d")

    refs: tuple[Ref, ...] = argument(Refs())
    over: timedelta = argument(Over("30d"), default=timedelta(days=30))

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each, the cheapest first."""
        found = await desk.find(self.refs)
        if len(found) == 1:
            try:
                found = await desk.find((*self.refs, Group("competitor")))
            except NotTracked as error:
                raise NothingToCompare from error
        if len(found) == 1:
            raise NothingToCompare
        rows = await desk.history.compare(found, self.over)
        blocks: list[Block] = [Table(_header(self.over), tuple(_row(row) for row in rows))]
        if facts := _best(rows):
            blocks.append(Facts(facts))
        numbers = " ".join(str(row.watched.watching.watch.number) for row in rows[:4])
        blocks.append(Buttons((Button("Chart", f"chart {numbers}"),)))
        return Card(f"{len(rows)} products compared", tuple(blocks))


def _header(over: timedelta) -> tuple[str, ...]:
    return "No.", "Product", "Price", f"Lowest, {span(over)}", f"Change, {span(over)}", "BSR", "Rating", "Stock"


def _row(row: Compared) -> tuple[str, ...]:
    watch, seen = row.watched.watching.watch, row.watched.standing.accepted
    no, _, name = heading(row.watched).partition(" · ")
    role = "" if watch.role.value == "own" else " (competitor)"
    if seen is None:
        return no, name + role, "not seen yet", "", "", "", "", ""
    rank = f"#{number(seen.ranks[0].rank)} in {seen.ranks[0].category}" if seen.ranks else ""
    reviews = f" ({number(seen.reviews)})" if seen.reviews is not None else ""
    out = f" (out for {span(row.out)})" if row.out else ""
    return (
        no,
        name + role,
        money(seen.offer.price, watch.product.market, seen.offer.currency),
        money(row.lowest, watch.product.market),
        _signed(row),
        rank,
        f"{seen.rating}{reviews}" if seen.rating is not None else "",
        stock(seen.offer) + out,
    )


def _signed(row: Compared) -> str:
    if row.change is None:
        return ""
    return f"{'−' if row.change < 0 else '+'}{share(row.change)}" if row.change else "none"


def _best(rows: Sequence[Compared]) -> tuple[Fact, ...]:
    """Who is cheapest and best ranked, where that can be compared: in one currency, in one category."""
    seen = [(row, row.watched.standing.accepted) for row in rows if row.watched.standing.accepted]
    priced = [(row, one.offer) for row, one in seen if one and one.offer.price is not None]
    ranked = [(row, one.ranks[0]) for row, one in seen if one and one.ranks]
    facts = []
    if len(priced) > 1 and len({offer.currency for _, offer in priced}) == 1:
        row, offer = min(priced, key=lambda pair: pair[1].price or 0)
        market = row.watched.watching.watch.product.market
        facts.append(Fact("Cheapest", f"{heading(row.watched)} at {money(offer.price, market, offer.currency)}"))
    if len(ranked) > 1 and len({rank.category for _, rank in ranked}) == 1:
        row, rank = min(ranked, key=lambda pair: pair[1].rank)
        facts.append(Fact("Best ranked", f"{heading(row.watched)}, #{number(rank.rank)} in {rank.category}"))
    return tuple(facts)
