"""One storefront made of several: what one source could not read is given to the next, and nothing is asked twice."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.catalog.asin import Product
from core.catalog.snapshot import Look, Outcome, Pending, Seen, Unseen
from core.patience import Patience
from core.ports.world import Storefront

# What says that the source could not read it; that a product does not exist, the next one would only say again.
_UNREAD: Final = frozenset({Outcome.BLOCKED, Outcome.ERROR})
_FIRST_DEMOTION: Final = timedelta(minutes=1)
_LONGEST_DEMOTION: Final = timedelta(minutes=30)
_TOLERATED: Final = 3
_MOST_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """A storefront and what people call it: ``Amazon's pages``, ``Apify``."""

    called: str
    storefront: Storefront


class FallbackStorefront:
    """A storefront over several, the one to ask first at the beginning, then the cheapest.

    A source that failed three times in a row in a store comes last there for a while, growing with each failure. A
    product that is doubted is looked at first by another source than saw it last. What a source has under way is
    waited for, and that source asked first until it has answered: nobody else is paid for the same look.
    """

    def __init__(self, sources: Sequence[Source], *, now: Callable[[], datetime]) -> None:
        self._sources = tuple(sources)
        self._now = now
        self._patience: dict[tuple[int, str], Patience] = {}
        self._seen_by: OrderedDict[Product, int] = OrderedDict()
        self._pending_at: dict[Product, int] = {}

    async def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncGenerator[Look, None]:
        """One look for each product, as they come; one that no source could read says so of each."""
        groups: dict[tuple[int, ...], list[Product]] = {}
        for product in dict.fromkeys(products):
            groups.setdefault(self._order(product, is_doubted=product in doubted), []).append(product)
        arrived: asyncio.Queue[Look | None] = asyncio.Queue()
        tasks = [asyncio.create_task(self._ask(order, theirs, arrived, in_haste)) for order, theirs in groups.items()]
        work = asyncio.gather(*tasks)
        work.add_done_callback(lambda _: arrived.put_nowait(None))
        try:
            while (look := await arrived.get()) is not None:
                yield look
            await work
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Let go of the connections of all sources."""
        for source in self._sources:
            await source.storefront.close()

    async def _ask(
        self, order: tuple[int, ...], products: list[Product], arrived: "asyncio.Queue[Look | None]", in_haste: bool
    ) -> None:
        """Ask one source after the other, each for what the ones before it could not read."""
        failed: dict[Product, list[tuple[int, Unseen]]] = {product: [] for product in products}
        for place in order:
            if not failed:
                return
            async with aclosing(self._sources[place].storefront.look(tuple(failed), in_haste=in_haste)) as looks:
                async for look in looks:
                    self._remember(place, look)
                    if isinstance(look, Unseen) and look.why in _UNREAD:
                        failed[look.product].append((place, look))
                    else:
                        del failed[look.product]
                        arrived.put_nowait(look)
        for troubles in failed.values():
            arrived.put_nowait(self._together(troubles))

    def _order(self, product: Product, *, is_doubted: bool) -> tuple[int, ...]:
        """The sources' places, in the order in which they are asked for this product."""
        suspect = self._seen_by.get(product, 0) if is_doubted else None

        busy = self._pending_at.get(product)

        def standing(place: int) -> tuple[bool, bool, bool, int]:
            return place != busy, self._fails(place, product.market), place == suspect, place

        return tuple(sorted(range(len(self._sources)), key=standing))

    def _fails(self, place: int, market: str) -> bool:
        patience = self._patience.get((place, market))
        return patience is not None and patience.failures >= _TOLERATED and patience.left(self._now()) is not None

    def _remember(self, place: int, look: Look) -> None:
        if isinstance(look, Pending):
            self._pending_at[look.product] = place
            return
        if self._pending_at.get(look.product) == place:
            del self._pending_at[look.product]
        patience = self._patience.setdefault((place, look.product.market), Patience(_FIRST_DEMOTION, _LONGEST_DEMOTION))
        if isinstance(look, Unseen) and look.why in _UNREAD:
            if not self._fails(place, look.product.market):  # the rest of a batch says nothing new
                patience.failed(self._now())
            return
        patience.worked()
        if isinstance(look, Seen):
            self._seen_by[look.product] = place
            self._seen_by.move_to_end(look.product)
            if len(self._seen_by) > _MOST_REMEMBERED:
                self._seen_by.popitem(last=False)

    def _together(self, troubles: Sequence[tuple[int, Unseen]]) -> Unseen:
        """What all sources met, told as one: the first one's reason, then the others' by name."""
        first = troubles[0][1]
        if len(troubles) == 1:
            return first
        words = "; ".join([first.detail, *self._others(troubles[1:])])
        waits = [trouble.retry_after for _, trouble in troubles]
        known = [wait for wait in waits if wait is not None]
        # A plain error: it would be said to be a robot check, and of Amazon alone.
        return replace(
            first, why=Outcome.ERROR, detail=words, retry_after=min(known) if len(known) == len(waits) else None
        )

    def _others(self, troubles: Sequence[tuple[int, Unseen]]) -> Iterator[str]:
        return (f"{self._sources[place].called}: {trouble.detail}" for place, trouble in troubles)
