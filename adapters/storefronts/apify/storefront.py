"""Looking at products through an actor at Apify: in batches, remembered, and never paid for twice."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.storefronts.apify.actor import Actor
from adapters.storefronts.apify.batches import Batches
from adapters.storefronts.apify.matching import Delivery, looks_of, pending, unseen
from adapters.storefronts.apify.refusals import ApifyRefused
from adapters.storefronts.apify.runs import LONGEST_RUN, ApifyRuns
from core.catalog.asin import Product
from core.catalog.marketplace import Marketplace, marketplace
from core.catalog.snapshot import Look, Outcome
from core.catalog.source_run import SourceRun
from core.errors import Outage
from core.patience import Patience
from core.runs import RunBook

# With the start, the last answer and the items, less than the lease of a claim; what takes longer is pending.
_PATIENCE: Final = timedelta(minutes=2, seconds=30)
_HASTE: Final = timedelta(seconds=30)
_GLANCE: Final = timedelta(seconds=5)
_UNDER_WAY: Final = "Apify's run has not finished yet"
_FIRST_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=15)
_SOON: Final = timedelta(minutes=1)
_LAST_STARTS: Final = timedelta(seconds=3)
_GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class _Handing:
    """Looks to hand over, and the run that owes nothing more of them once they are."""

    looks: Sequence[Look]
    products: Sequence[Product]
    run: SourceRun | None = None


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who takes what is handed over, and how long a run that is begun, or was begun before, is waited for."""

    hand: Callable[[_Handing], None]
    begun: timedelta
    owed: timedelta


class ApifyStorefront:
    """A storefront that has an actor read the pages, at most 100 of one store in a run.

    What a run owes already is waited for, not asked for again, whoever began it. A look waits at most `patience`, and
    one in haste at most `haste`, or a few seconds for a run of an earlier look; what takes longer is pending, for as
    long as the run can be alive, and taken in by a later look. While Apify refuses, no run is started for a time.
    """

    def __init__(
        self,
        runs: ApifyRuns,
        actor: Actor,
        book: RunBook,
        *,
        now: Callable[[], datetime],
        patience: timedelta = _PATIENCE,
        haste: timedelta = _HASTE,
        rest: Patience | None = None,
    ) -> None:
        self._runs = runs
        self._actor = actor
        self._book = book
        self._now = now
        self._patience = patience
        self._haste = haste
        self._rest = rest or Patience(_FIRST_REST, _LONGEST_REST)
        self._refusal = ""
        self._batches = Batches(runs, actor, book)

    async def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncGenerator[Look, None]:
        """One look for each product, as runs end; where nobody listens any more, they go on for the next look."""
        wanted = tuple(dict.fromkeys(products))
        handed: asyncio.Queue[_Handing | None] = asyncio.Queue()
        begun, owed = (self._haste, min(self._haste, _GLANCE)) if in_haste else (self._patience, self._patience)
        work = asyncio.create_task(self._work(wanted, _Asker(handed.put_nowait, begun, owed)))
        work.add_done_callback(lambda _: handed.put_nowait(None))
        try:
            while (handing := await handed.get()) is not None:
                for look in handing.looks:
                    yield look
                await self._settle(handing)
            await work
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def close(self) -> None:
        """Let the starts under way end, then let go of connections."""
        await self._batches.close(_LAST_STARTS)
        await self._runs.close()

    async def _work(self, products: Sequence[Product], asker: _Asker) -> None:
        stores: dict[str, list[Product]] = {}
        for product in products:
            stores.setdefault(product.market, []).append(product)
        async with asyncio.TaskGroup() as group:
            for market, theirs in stores.items():
                group.create_task(self._store(market, theirs, asker))

    async def _store(self, market: str, products: Sequence[Product], asker: _Asker) -> None:
        store = marketplace(market)
        if store is None:
            self._fail(products, f"no Amazon store {market}", asker)
            return
        left = tuple(products)
        async with asyncio.TaskGroup() as group:
            try:
                while left:
                    taken = await self._owed(left, store, group, asker)
                    taken |= await self._begun([one for one in left if one not in taken], store, group, asker)
                    left = tuple(product for product in left if product not in taken)
            except Outage as outage:
                self._fail(left, str(outage), asker)

    async def _owed(
        self, products: Sequence[Product], store: Marketplace, group: asyncio.TaskGroup, asker: _Asker
    ) -> set[Product]:
        """Wait for what is owed already; says which products are."""
        batches = await self._batches.owing(products, store, self._now())
        for batch in batches:
            if batch.run is not None:
                group.create_task(self._take_in(batch.run, batch.products, asker, asker.owed))
            elif batch.trouble is not None:
                self._fail(batch.products, str(batch.trouble), asker, batch.trouble.wait or _SOON)
            else:
                asker.hand(self._put_off(batch.products, "Apify may be starting a run for it already"))
        return {product for batch in batches for product in batch.products}

    async def _begun(
        self, products: Sequence[Product], store: Marketplace, group: asyncio.TaskGroup, asker: _Asker
    ) -> set[Product]:
        """Begin new runs, unless Apify is being left alone; says for which products."""
        if wait := self._rest.left(self._now()):
            self._fail(products, self._refusal, asker, wait)
            return set(products)
        begun = await self._batches.begin(products, store)
        for theirs, task in begun:
            group.create_task(self._follow(theirs, task, asker))
        return {product for theirs, _ in begun for product in theirs}

    async def _follow(self, products: Sequence[Product], start: "asyncio.Task[SourceRun]", asker: _Asker) -> None:
        try:
            run = await asyncio.shield(start)
        except ApifyRefused as refused:
            self._refusal = str(refused)
            self._rest.failed(self._now(), refused.wait)
            self._fail(products, str(refused), asker, self._rest.left(self._now()))
        except Outage as outage:
            self._fail(products, str(outage), asker)
        else:
            self._rest.worked()
            await self._take_in(run, products, asker, asker.begun)

    async def _take_in(self, run: SourceRun, products: Sequence[Product], asker: _Asker, patience: timedelta) -> None:
        try:
            asker.hand(await self._handing(run, products, patience))
        except ApifyRefused as refused:
            lost = run if refused.status in _GONE else None
            words = "Apify has the run no more" if lost else str(refused)
            asker.hand(_Handing(self._failed(products, words, refused.wait), products, lost))
        except Outage as outage:
            self._fail(products, str(outage), asker)

    async def _handing(self, run: SourceRun, products: Sequence[Product], patience: timedelta) -> _Handing:
        ended = await self._runs.wait(run.run or "", patience)
        if ended is None:
            if self._now() - run.began_at < LONGEST_RUN:
                return self._put_off(products, _UNDER_WAY)
            return _Handing(self._failed(products, _UNDER_WAY, _SOON), products)
        items = await self._runs.items(run.dataset or "")
        at = min(ended.at or self._now(), self._now())
        await self._book.ended(run, ended.status, at, ended.cost.of(len(items)))
        return _Handing(looks_of(products, Delivery(items, ended.status, at), self._actor.read), products, run)

    async def _settle(self, handing: _Handing) -> None:
        """Once looks are taken, their run owes them no more; where that cannot be kept they are taken in again."""
        if handing.run is not None:
            with suppress(Outage):
                await self._book.handed_over(handing.run, handing.products)

    def _put_off(self, products: Sequence[Product], words: str) -> _Handing:
        now = self._now()
        return _Handing([pending(product, now, words) for product in products], products)

    def _fail(self, products: Sequence[Product], words: str, asker: _Asker, wait: timedelta | None = None) -> None:
        asker.hand(_Handing(self._failed(products, words, wait), products))

    def _failed(self, products: Sequence[Product], words: str, wait: timedelta | None) -> list[Look]:
        now = self._now()
        return [replace(unseen(product, now, Outcome.ERROR, words), retry_after=wait) for product in products]
