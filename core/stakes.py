"""How much more than usual a look is worth because a rule is near."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from core.catalog.asin import Product
from core.foresight.habit import USUAL_STAKE
from core.nearness import nearness
from core.ports.storage import UnitOfWork
from core.settling import Turn

_NEAR: Final = Decimal("0.5")  # half of the way to firing; up to there a look is worth what it is usually
_MOST: Final = 3.0


async def stakes(work: UnitOfWork, turns: Iterable[Turn]) -> Mapping[Product, float]:
    """What is at stake for products whose rules may be nearer than they were, or farther: asks only for these."""
    moved = {turn.product: turn for turn in turns if turn.changed or turn.after.stake is None}
    if not moved:
        return {}
    found = dict.fromkeys(moved, USUAL_STAKE)
    for one in await work.watches.audience(moved):
        product = one.watching.watch.product
        found[product] = max(found[product], stake(nearness(one.watching.rules, moved[product].after)))
    return found


def stake(near: Decimal) -> float:
    """So many times as much as usual, by how much of the way to its nearest rule a product has gone."""
    way = min(max((near - _NEAR) / (1 - _NEAR), Decimal(0)), Decimal(1))
    return USUAL_STAKE + (_MOST - USUAL_STAKE) * float(way)
