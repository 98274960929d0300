"""/lows: when a product was cheapest."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.periods import During
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.asked import drawn, meant, of_many, of_one, when
from bot.views.product import heading
from bot.views.wording import money, share
from core.archive import Watched
from core.catalog.past import Past
from core.catalog.spells import Spell, highest, lowest, spells
from core.messages import Card, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Lows(Command):
    """Tell when a product was cheapest and dearest in some time, and how the price now compares, with a chart."""

    names: ClassVar = ("lows", "highs")
    examples: ClassVar = ("lows 3", "lows blender this quarter", "lows 3 5 in october")

    over: str = argument(During(), default="90d")
    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """All there is to say of one product; of several the lowest and highest price."""
        stretch = meant(self.over, desk)
        found = await desk.find(self.refs)
        pasts = await desk.history.between(found, stretch.since, stretch.until, offers_alone=len(found) > 1)
        if len(found) > 1:
            rows = [_row(one, spells(pasts[one.watching.watch.product]), desk) for one in found]
            return of_many(
                f"Lowest prices of {len(found)} products", ("Lowest", "When", "Highest"), rows, stretch, desk
            )
        past = pasts[found[0].watching.watch.product]
        return await _told(found[0], past, desk)


async def _told(one: Watched, past: Past, desk: Desk) -> Card:
    known = spells(past)
    low, high = lowest(known), highest(known)
    if not low:
        return of_one("No price was seen then", one, (), await drawn(desk, one, past), past, desk)
    rows = [
        Fact("Lowest", f"{_amount(low, past)}, {when(low, desk)}"),
        Fact("Highest", f"{_amount(high, past)}, {when(high, desk)}"),
        *_now(one, low[0], past),
    ]
    picture = await drawn(desk, one, past)
    return of_one(f"Lowest {_amount(low, past)}", one, rows, picture, past, desk)


def _now(one: Watched, low: Spell, past: Past) -> tuple[Fact, ...]:
    """The present price beside the lowest."""
    price = one.standing.accepted.offer.price if one.standing.accepted else None
    if price is None:
        return (Fact("Now", "no price"),)
    said = money(price, past.product.market)
    if not low.price or price == low.price:
        return (Fact("Now", f"{said}, the same as the lowest"),)
    side = "above" if price > low.price else "below"
    return (Fact("Now", f"{said}, {share((price - low.price) / low.price)} {side} it"),)


def _row(one: Watched, known: tuple[Spell, ...], desk: Desk) -> tuple[str, ...]:
    market = one.watching.watch.product.market
    number, _, name = heading(one).partition(" · ")
    low, high = lowest(known), highest(known)
    if not low:
        return number, name, "no price seen", "", ""
    return number, name, money(low[0].price, market), when(low[-1:], desk), money(high[0].price, market)


def _amount(spells_: tuple[Spell, ...], past: Past) -> str:
    return money(spells_[0].price, past.product.market)
