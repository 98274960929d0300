"""/outages: how often a product was out of stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar, Final

from bot.command import Command, Desk, argument
from bot.grammar.periods import During
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.asked import drawn, lasting, meant, of_many, of_one
from bot.views.product import heading
from bot.views.wording import share, span
from core.archive import Watched
from core.catalog.chart import Stretch
from core.catalog.past import Past
from core.messages import Card, Fact

_LISTED: Final = 15
_TIMES: Final = {0: "never", 1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outages(Command):
    """Tell how often and how long a product was out of stock in some time, each time with its dates, and a chart."""

    names: ClassVar = ("outages", "stockouts")
    examples: ClassVar = ("outages 3", "outages blender in october", "outages all this quarter")

    over: str = argument(During(), default="90d")
    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """Each time of one product; of several how often, the worst first."""
        stretch = meant(self.over, desk)
        found = await desk.find(self.refs)
        pasts = await desk.history.between(found, stretch.since, stretch.until, offers_alone=len(found) > 1)
        if len(found) > 1:
            told = sorted(found, key=lambda one: -_length(pasts[one.watching.watch.product].outs))
            rows = [_row(one, pasts[one.watching.watch.product], desk) for one in told]
            return of_many(f"Out of stock: {len(found)} products", ("Times", "Together", "Last"), rows, stretch, desk)
        one, past = found[0], pasts[found[0].watching.watch.product]
        title = f"Out of stock {_often(past)}" if past.offers else "Out of stock: nothing was seen then"
        return of_one(title, one, _facts(past, desk), await drawn(desk, one, past), past, desk)


def _facts(past: Past, desk: Desk) -> tuple[Fact, ...]:
    if not past.outs:
        return ()
    known = past.until - past.began
    length = _length(past.outs)
    together = f"{span(length)}, {share(Decimal(length / known))} of the time" if known else span(length)
    earlier = len(past.outs) - _LISTED
    return (
        Fact("Together", together),
        *(Fact("Out", f"{lasting(out, desk)} ({span(out.until - out.since)})") for out in past.outs[-_LISTED:]),
        *((Fact("Before", f"{earlier} times more"),) if earlier > 0 else ()),
    )


def _row(one: Watched, past: Past, desk: Desk) -> tuple[str, ...]:
    number, _, name = heading(one).partition(" · ")
    if not past.offers:
        return number, name, "not known", "", ""
    length = span(_length(past.outs)) if past.outs else ""
    return number, name, _often(past), length, lasting(past.outs[-1], desk) if past.outs else ""


def _often(past: Past) -> str:
    count = len(past.outs)
    return _TIMES.get(count, f"{count} times")


def _length(outs: Sequence[Stretch]) -> timedelta:
    return sum((out.until - out.since for out in outs), timedelta())
