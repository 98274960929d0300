"""What a new rule would have told in the past, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.grammar.amounts import spell_number
from bot.views.finding import headline
from bot.views.rules import rule_words
from bot.views.wording import day, money, span
from core.alerts.arming import localised
from core.catalog.asin import Product
from core.catalog.past import Past
from core.catalog.series import Extreme
from core.messages import Block, Bullets, Paragraph
from core.rehearsal import OVER, Firing, rehearsed
from core.watching.rule import Asked, Condition, legs
from core.watching.watch import Watching

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """New rules, the watches they were set on, and what is known of their products' past."""

    rules: tuple[Asked, ...]
    watches: Sequence[Watching]
    pasts: Mapping[Product, Past]
    lowest: Mapping[Product, Extreme]


def rehearsal(tried: Tried, now: datetime, zone: str) -> tuple[Block, ...]:
    """For each new rule how often it would have fired, with up to five examples; and which could hardly ever."""
    blocks: list[Block] = []
    for asked in tried.rules:
        blocks += _of(asked, tried, now, zone)
        for leg in legs(asked):
            blocks += _out_of_reach(leg, tried, now, zone)
    return tuple(blocks)


def _of(condition: Asked, tried: Tried, now: datetime, zone: str) -> list[Block]:
    market = tried.watches[0].watch.product.market
    words = rule_words(condition, market)
    found: list[tuple[Product, Firing]] = []
    known = []
    for product, past in tried.pasts.items():
        firings = rehearsed(localised(condition, product.market), past)
        if firings is not None:
            known.append(past)
            found += [(product, firing) for firing in firings]
    if condition.names:
        return []
    if not known:
        return [Paragraph(f"{words}: not tried on the past, of which nothing is kept for it.")]
    began = min(past.began for past in known)
    on = f" on {len({one for one, _ in found})} of {len(known)} products" if len(known) > 1 else ""
    told = f"would have fired {_times(len(found))}{on}" if found else "would never have fired"
    line = Paragraph(f"{words}: {told} {_over(began, now)}{':' if found else '.'}")
    latest = sorted(found, key=lambda one: one[1].at, reverse=True)[:_EXAMPLES]
    return [line, Bullets(tuple(_example(*one, now, zone) for one in latest))] if latest else [line]


def _example(product: Product, firing: Firing, now: datetime, zone: str) -> str:
    return f"{day(firing.at, now, zone)}: {headline(firing.finding, product.market)}"


def _out_of_reach(condition: Condition, tried: Tried, now: datetime, zone: str) -> list[Block]:
    """A target below all that was ever seen, with one that was."""
    if condition.metric != "price" or condition.when != "below" or condition.value is None:
        return []
    items = []
    for one in tried.watches:
        product, low = one.watch.product, tried.lowest.get(one.watch.product)
        if low is None or condition.value >= low.price:
            continue
        price = money(low.price, product.market)
        items.append(
            f"No. {one.watch.number} was never that low: {price} at the lowest ({day(low.at, now, zone)}), "
            f"in {span(now - low.since)} of tracking. Within reach: "
            f"/alert {one.watch.number} below {spell_number(low.price)}"
        )
    return [Bullets(tuple(items[:_EXAMPLES]))] if items else []


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _over(began: datetime, now: datetime) -> str:
    """In the last 90 days; of a shorter past: in the 12 days since tracking began."""
    if now - began >= OVER:
        return f"in the last {OVER.days} days"
    return f"in the {span(now - began)} since tracking began"
