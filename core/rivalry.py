"""Which competitors of a chat's lists were cheaper than the own products beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.archive import Watched
from core.catalog.asin import Product
from core.catalog.past import Past
from core.catalog.undercutting import Undercutting, undercutting
from core.watching.watch import Role


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A competitor that stands on one list with own products of its store, and how it undercut them; None: never."""

    rival: Watched
    found: Undercutting | None


def rivalries(watched: Sequence[Watched], pasts: Mapping[Product, Past]) -> tuple[Rivalry, ...]:
    """Every competitor that has own products beside it, the one first that undercut them most often, then longest."""
    told = [
        Rivalry(rival, _found(pasts[rival.watching.watch.product], [pasts[product] for product in own]))
        for rival in watched
        if rival.watching.watch.role is Role.COMPETITOR and (own := _own_beside(rival, watched))
    ]
    return tuple(sorted(told, key=_least))


def _least(one: Rivalry) -> tuple[int, timedelta]:
    """What is sorted by: the more and the longer, the sooner."""
    return (-len(one.found.times), -one.found.length) if one.found else (0, timedelta())


def _own_beside(rival: Watched, watched: Sequence[Watched]) -> list[Product]:
    list_id, market = rival.watching.watch.list_id, rival.watching.watch.product.market
    watches = (one.watching.watch for one in watched)
    return [
        one.product
        for one in watches
        if one.role is Role.OWN and one.list_id == list_id and one.product.market == market
    ]


def _found(rival: Past, own: Sequence[Past]) -> Undercutting | None:
    return undercutting(rival.prices, [past.prices for past in own], rival.until)
