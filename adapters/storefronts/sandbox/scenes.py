"""What happens to a product in one shop day: seeded scenes that begin, hold, and end before the day does."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from adapters.storefronts.sandbox.chance import draw
from adapters.storefronts.sandbox.products import CALM, HERO
from adapters.storefronts.sandbox.products.product import ShopProduct, Temper

DAY: Final = 600
"""Length of a shop day in shop-seconds; every product is back to its usual self when one ends."""

QUIET_UNTIL: Final = 125
"""Until when, on the first day, nothing but the announced drop happens to HERO, and nothing at all to CALM."""


class Aspect(StrEnum):
    """What a scene changes, and what its `amount` means."""

    PRICE = "price"  # permille of the usual price
    STOCK = "stock"  # pieces left; 0: out
    SELLER = "seller"  # always 1: the rival has the featured offer
    LISTING = "listing"  # 0: the last bullet is edited, 1: the title too
    COUPON = "coupon"  # percent
    DEAL = "deal"  # always 1
    RANK = "rank"  # permille of the usual rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One change that holds from `start` up to, not including, `end` (shop-seconds since the day began)."""

    aspect: Aspect
    start: int
    end: int
    amount: int


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """Shortest and longest pause before a scene, and the scene's own length, of a lively product, in shop-seconds."""

    pause: tuple[int, int]
    length: tuple[int, int]


_RHYTHMS: Final = {
    Aspect.PRICE: _Rhythm((12, 45), (20, 70)),
    Aspect.STOCK: _Rhythm((60, 240), (40, 90)),
    Aspect.SELLER: _Rhythm((90, 300), (40, 120)),
    Aspect.LISTING: _Rhythm((120, 450), (60, 200)),
    Aspect.COUPON: _Rhythm((80, 250), (40, 120)),
    Aspect.DEAL: _Rhythm((100, 300), (40, 120)),
    Aspect.RANK: _Rhythm((60, 240), (20, 80)),
}
# What a scene's amount is drawn from: first one of the ranges, then a number of it. Every other price scene is a drop.
_DROP: Final = (700, 880)
_AMOUNTS: Final = {
    Aspect.PRICE: (_DROP, _DROP, _DROP, (970, 990), (1010, 1030), (1040, 1120)),
    Aspect.SELLER: ((1, 1),),
    Aspect.LISTING: ((0, 1),),
    Aspect.COUPON: ((5, 5), (10, 10), (15, 15), (20, 20)),
    Aspect.DEAL: ((1, 1),),
    Aspect.RANK: ((350, 600), (1700, 2800)),
}
_SLOWER: Final = {Temper.LIVELY: 1, Temper.STEADY: 3, Temper.CALM: 9}
_HERO_DROP: Final = (8, 103)  # from when to when the first day's drop holds


def scenes(seed: int, product: ShopProduct, day: int) -> tuple[Scene, ...]:
    """Everything that happens to a product on one day; scenes of one aspect never overlap."""
    return (
        *_announced(seed, product, day),
        *(scene for aspect in Aspect for scene in _walk(seed, product, day, aspect)),
    )


def _announced(seed: int, product: ShopProduct, day: int) -> Iterator[Scene]:
    if day == 0 and product.asin == HERO:
        start, end = _HERO_DROP
        yield Scene(aspect=Aspect.PRICE, start=start, end=end, amount=draw(760, 840, seed, "hero"))


def _walk(seed: int, product: ShopProduct, day: int, aspect: Aspect) -> Iterator[Scene]:
    key = (seed, product.product, day, aspect)
    rhythm, slower = _RHYTHMS[aspect], _SLOWER[product.temper]
    now = QUIET_UNTIL if day == 0 and product.asin in {HERO, CALM} else 0
    for turn in range(DAY):
        start = now + slower * draw(*rhythm.pause, *key, turn, "pause")
        now = start + draw(*rhythm.length, *key, turn, "length")
        if now >= DAY:
            return
        yield from _scene(aspect, start, now, (*key, turn))


def _scene(aspect: Aspect, start: int, end: int, key: tuple[object, ...]) -> Iterator[Scene]:
    if aspect is Aspect.STOCK:
        yield from _selling_out(start, end, key)
    else:
        yield Scene(aspect=aspect, start=start, end=end, amount=_amount(aspect, key))


def _selling_out(start: int, end: int, key: tuple[object, ...]) -> Iterator[Scene]:
    """Low for half of the time, then lower; every other time the last ones go too."""
    middle = (start + end) // 2
    yield Scene(aspect=Aspect.STOCK, start=start, end=middle, amount=draw(4, 9, *key))
    yield Scene(aspect=Aspect.STOCK, start=middle, end=end, amount=draw(0, 1, *key, "gone") * draw(1, 3, *key, "left"))


def _amount(aspect: Aspect, key: tuple[object, ...]) -> int:
    ranges = _AMOUNTS[aspect]
    return draw(*ranges[draw(0, len(ranges) - 1, *key, "kind")], *key)
