"""/priced: what a product cost on a day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from bot.command import Command, Desk, argument
from bot.grammar.periods import OnDay, has_hour
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.asked import at, drawn, lasting, meant, of_many, of_one
from bot.views.product import heading
from bot.views.wording import day, money
from core.archive import Watched
from core.catalog.chart import Stretch
from core.catalog.past import Past
from core.catalog.spells import Spell, spells
from core.messages import Card, Fact

_AROUND: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced(Command):
    """Tell what a product cost on a day of the past, or at an hour of it, with a chart of the days around."""

    names: ClassVar = ("priced",)
    examples: ClassVar = ("priced 3 on 3 may", "priced blender on 2026-05-03 14:00", "priced 3 5 yesterday")

    on: str = argument(OnDay(), default="today")
    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """Every price of that day, since when and until when."""
        asked = meant(self.on, desk)
        found = await desk.find(self.refs)
        pasts = await desk.history.between(found, asked.since - _AROUND, min(asked.until + _AROUND, desk.now))
        if len(found) > 1:
            rows = [_row(one, pasts[one.watching.watch.product], asked) for one in found]
            return of_many(f"{len(found)} products {self._day(asked, desk)}", ("Price",), rows, asked, desk)
        one, past = found[0], pasts[found[0].watching.watch.product]
        facts = tuple(
            Fact("Price", f"{_said(spell, past)}, {lasting(spell.stretch, desk)}") for spell in _then(past, asked)
        )
        title = f"{_in_short(past, asked)} {self._day(asked, desk)}"
        return of_one(title, one, facts, await drawn(desk, one, past), past, desk)

    def _day(self, asked: Stretch, desk: Desk) -> str:
        """Today; on 3 May; on 3 May 14:00."""
        said = at(asked.since, desk) if has_hour(self.on) else day(asked.since, desk.now, desk.room.zone)
        return said if said.startswith("today") else f"on {said}"


def _then(past: Past, asked: Stretch) -> tuple[Spell, ...]:
    """The prices that held in some part of the time asked for, each with all the time in which it is seen to hold."""
    return tuple(one for one in spells(past) if one.stretch.since < asked.until and one.stretch.until > asked.since)


def _in_short(past: Past, asked: Stretch) -> str:
    """The price, or from what to what it went, or that none is known."""
    prices = [_said(spell, past) for spell in _then(past, asked)]
    if not prices:
        return "No price was seen"
    return prices[0] if len(prices) == 1 else f"{prices[0]} to {prices[-1]}, {len(prices)} prices"


def _row(one: Watched, past: Past, asked: Stretch) -> tuple[str, ...]:
    number, _, name = heading(one).partition(" · ")
    return number, name, _in_short(past, asked)


def _said(spell: Spell, past: Past) -> str:
    return money(spell.price, past.product.market)
