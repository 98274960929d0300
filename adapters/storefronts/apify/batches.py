"""Which run looks at which product: one that owes it already, or a new one, and never two."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.storefronts.apify.actor import Actor
from adapters.storefronts.apify.refusals import ApifyRefused
from adapters.storefronts.apify.runs import ApifyRuns, Started
from core.catalog.asin import Product
from core.catalog.marketplace import Marketplace
from core.catalog.source_run import SourceRun
from core.runs import RunBook

MOST: Final = 100
# How long after its start a run may come to be listed at Apify, and how far its clock may be from ours.
SIGHT: Final = timedelta(minutes=1)

Start = tuple[tuple[Product, ...], asyncio.Task[SourceRun]]
"""Products, and what gives their run once Apify has taken it on."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Products that one run is to deliver, or the trouble that keeps them from one; neither: it may be starting."""

    products: tuple[Product, ...]
    run: SourceRun | None = None
    trouble: ApifyRefused | None = None


class Batches:
    """The runs of one actor, in this process and in the book that all processes share.

    A run is written down before Apify is asked to start it, and its name when Apify has answered. Where a process dies
    between the two, the run is looked for among the account's newest ones, by its input. Only a run that Apify lists
    more than a minute after it was started would be paid for twice.
    """

    def __init__(self, runs: ApifyRuns, actor: Actor, book: RunBook) -> None:
        self._runs = runs
        self._actor = actor
        self._book = book
        self._lock = asyncio.Lock()  # over statements in the database alone: no request is made under it
        self._starting: dict[asyncio.Task[SourceRun], frozenset[Product]] = {}

    async def owing(self, products: Sequence[Product], store: Marketplace, now: datetime) -> list[Batch]:
        """Batches for those of the products that a run owes already. Raises `Outage`."""
        await self._until_started(products)
        found: list[Batch] = []
        left = dict.fromkeys(products)
        for run in await self._book.owing(self._actor.name, products):
            theirs = tuple(product for product in run.owed if product in left)
            if theirs and (batch := await self._known(run, theirs, store, now)):
                found.append(batch)
                for product in theirs:
                    del left[product]
        return found

    async def begin(self, products: Sequence[Product], store: Marketplace) -> list[Start]:
        """Have new runs started for products that nobody owes. Raises `Outage`; the tasks raise that or `ApifyRefused`.

        What another look has begun since `owing` was asked is left out.
        """
        starts: list[Start] = []
        async with self._lock:
            owed = {product for run in await self._book.owing(self._actor.name, products) for product in run.owed}
            free = [product for product in products if product not in owed]
            for chunk in _chunks(free):
                run = await self._book.begin(self._actor.name, chunk)
                task = asyncio.create_task(self._start(run, store))
                self._starting[task] = frozenset(chunk)
                task.add_done_callback(self._forget)
                starts.append((tuple(chunk), task))
        return starts

    async def close(self, patience: timedelta) -> None:
        """Let the starts that are under way end, so that what Apify has taken on is remembered."""
        if self._starting:
            _, late = await asyncio.wait(tuple(self._starting), timeout=patience.total_seconds())
            for task in late:
                task.cancel()

    async def _until_started(self, products: Collection[Product]) -> None:
        while under_way := [task for task, theirs in self._starting.items() if not theirs.isdisjoint(products)]:
            await asyncio.wait(under_way)

    def _forget(self, task: asyncio.Task[SourceRun]) -> None:
        del self._starting[task]
        if not task.cancelled():
            task.exception()  # it was told to whoever waits for it

    async def _start(self, run: SourceRun, store: Marketplace) -> SourceRun:
        run_input = self._actor.asked_for(_addresses(run.owed, store))
        try:
            started = await self._runs.start(self._actor.name, run_input, len(run.owed))
        except ApifyRefused as refused:
            if refused.is_certain:
                await self._book.refused(run)
            raise
        return await self._named(run, started)

    async def _named(self, run: SourceRun, started: Started) -> SourceRun:
        await self._book.started(run, started.run, started.dataset)
        return replace(run, run=started.run, dataset=started.dataset)

    async def _known(
        self, run: SourceRun, theirs: tuple[Product, ...], store: Marketplace, now: datetime
    ) -> Batch | None:
        """The run by its name at Apify; None where Apify has never taken it on."""
        if run.run is not None:
            return Batch(theirs, run)
        try:
            started = await self._found(run, store)
        except ApifyRefused as refused:
            return Batch(theirs, trouble=refused)
        if started is not None:
            return Batch(theirs, await self._named(run, started))
        if now - run.began_at < SIGHT:
            return Batch(theirs)
        await self._book.refused(run)
        return None

    async def _found(self, run: SourceRun, store: Marketplace) -> Started | None:
        asked = frozenset(_addresses(run.owed, store))
        async for started, run_input in self._runs.started_since(self._actor.name, run.began_at - SIGHT):
            if self._actor.addresses(run_input) == asked:
                return started
        return None


def _addresses(products: Sequence[Product], store: Marketplace) -> list[str]:
    return [f"https://{store.host}/dp/{product.asin}" for product in products]


def _chunks(products: Sequence[Product]) -> Iterator[Sequence[Product]]:
    return (products[at : at + MOST] for at in range(0, len(products), MOST))
