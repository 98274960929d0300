"""The update path against its bare statements: read, detect, store, outbox, next due time; 100 products a commit.

Both sides write the same tables through SQLAlchemy Core, with the same settings, on SQLite in a file and, where the
development dependencies are, on PostgreSQL; every product changes its price by more than a tenth and its rank, so that
every look stores points and alerts. Statements are counted on PostgreSQL, where all of them pass by SQLAlchemy.
"""

import argparse
import asyncio
import importlib
import json
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, event, insert, select, update

from adapters.storage.sql import tables
from adapters.storage.sql.alert_rows import row_of_alert, row_of_delivery
from adapters.storage.sql.standings import STANDINGS
from adapters.storage.sql.storage import SqlStorage
from bot.garbage import collect_rarely
from core.alerts import Price
from core.alerts.alert import Alert, Delivery
from core.cadence import Cadence
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Listing, Offer, Rank, Seen, Snapshot
from core.ids import new_id
from core.messages import ChatId
from core.patrol import Patrol
from core.ports.storage import Storage
from core.watching.rule import Condition, Rule
from core.watching.watch import Role, Watch, Watching

BATCH, BATCHES, ROUNDS, HOUR = 100, 10, 4, timedelta(hours=1)
FIRST = 1  # the round that is measured first; before it every product has its very first look, which finds no news
START = datetime(2026, 5, 3, 12, tzinfo=UTC)
CHAT = ChatId("console", "", "bench")
PRODUCTS = [Product(f"B0{number:08d}", "com") for number in range(BATCH * BATCHES)]
LISTING = Listing(title="A kettle, 1.7 l", bullets=("boils " * 30,) * 5, description="For water. " * 100)


class BenchClock:
    """One hour a round."""

    at = START

    def now(self) -> datetime:
        return self.at

    def every(self, *_: object) -> None:
        raise NotImplementedError


class NoStore:
    """Nobody looks: the looks are given."""

    async def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncIterator[Seen]:
        raise NotImplementedError
        yield Seen(seen(products[0], 0))

    async def close(self) -> None:
        raise NotImplementedError


def seen(product: Product, turn: int) -> Snapshot:
    """Up and down by more than a tenth."""
    price = Decimal("19.90") if turn % 2 else Decimal("24.90")
    offer = Offer(price=price, currency="USD", availability=Availability.IN_STOCK, seller="Kettle & Co")
    ranks = (Rank(1000 + turn, "Kitchen"),)
    return Snapshot(product=product, at=START + turn * HOUR, offer=offer, listing=LISTING, ranks=ranks)


@asynccontextmanager
async def watched(url: str) -> AsyncIterator[SqlStorage]:
    """An empty database, whose products are then all watched with two rules."""
    storage = SqlStorage.open(url)
    await storage.migrate()
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, START)
        await work.products.know(PRODUCTS, HOUR, START)
        await work.watches.put([watching(one, room.default_list_id, at) for at, one in enumerate(PRODUCTS)])
        await work.products.reschedule(PRODUCTS, HOUR, START)
        await work.commit()
    yield storage
    await storage.close()


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[SqlStorage]:
    """A fresh database in a file."""
    with tempfile.TemporaryDirectory() as directory:
        async with watched(f"sqlite+aiosqlite:///{Path(directory) / 'bench.db'}") as storage:
            yield storage


@asynccontextmanager
async def on_postgres(server: Any) -> AsyncIterator[SqlStorage]:
    """A fresh database of a test's server."""
    name = await server.new_database()
    async with watched(server.url(name)) as storage:
        yield storage
    await server.drop_database(name)


def watching(product: Product, list_id: UUID, number: int) -> Watching:
    watch = Watch(
        id=new_id(START),
        list_id=list_id,
        product=product,
        number=number,
        role=Role.OWN,
        made_by="bench",
        made_at=START,
        chat=CHAT,
    )
    conditions = (Condition("price", "changes", Decimal(10), "%"), Condition("bsr", "changes", Decimal(30), "%"))
    rules = (
        Rule(id=new_id(START), watch_id=watch.id, condition=condition, set_by="bench", set_at=START)
        for condition in conditions
    )
    return Watching(watch, tuple(rules))


async def ours(storage: Storage) -> float:
    """Products a second through the patrol."""
    clock = BenchClock()
    patrol = Patrol(storage, NoStore(), clock, Cadence(HOUR))
    began = perf_counter()
    for turn in range(ROUNDS + 1):
        if turn == FIRST:
            began = perf_counter()
        clock.at = START + turn * HOUR
        for _ in range(BATCHES):
            by = new_id(clock.at)
            async with storage.begin() as work:
                claimed = await work.products.claim_due(by, clock.at, HOUR, BATCH)
                await work.commit()
            kept = await patrol.take_in(by, [Seen(seen(product, turn)) for product in claimed])
            if len(kept) != BATCH:
                raise AssertionError(len(kept))
    return len(PRODUCTS) * ROUNDS / (perf_counter() - began)


async def bare(storage: SqlStorage) -> float:
    """Products a second through the statements alone, told beforehand what to write."""
    async with storage.begin() as work:
        watchings = await work.watches.in_chat(CHAT)
    began = perf_counter()
    for turn in range(ROUNDS + 1):
        if turn == FIRST:
            began = perf_counter()
        for start in range(0, len(PRODUCTS), BATCH):
            await bare_batch(storage, list(range(start + 1, start + BATCH + 1)), watchings[start : start + BATCH], turn)
    return len(PRODUCTS) * ROUNDS / (perf_counter() - began)


async def bare_batch(storage: SqlStorage, keys: Sequence[int], watchings: Sequence[Watching], turn: int) -> None:
    """One batch of it."""
    products, rules, at = tables.products, tables.rules, START + turn * HOUR
    save = {name: bindparam(name) for name in ("accepted", "looked_at", "due_at", "claimed_by", "claimed_until")}
    async with storage.engine.begin() as connection:
        await connection.execute(update(products).where(products.c.key.in_(keys)).values(claimed_until=at + HOUR))
    told = [alert_of(one, turn) for one in watchings] if turn else []
    async with storage.engine.begin() as connection:
        (await connection.execute(STANDINGS.where(products.c.key.in_(keys)))).all()
        (await connection.execute(select(rules).where(rules.c.watch_id.in_([w.watch.id for w in watchings])))).all()
        points = [{"product_key": key, "at": at} for key in keys]
        offer = {"price": 2490, "list_price": None, "used_price": None, "availability": Availability.IN_STOCK}
        await connection.execute(insert(tables.offer_points), [point | offer for point in points])
        (await connection.execute(select(tables.rank_points).where(tables.rank_points.c.product_key.in_(keys)))).all()
        if not turn and keys[0] == 1:
            await connection.execute(insert(tables.categories), [{"id": 1, "name": "Kitchen"}])
        await connection.execute(insert(tables.rank_points), [{**p, "rank": 1000, "category_id": 1} for p in points])
        rows = [
            {"of": key, "accepted": replace(seen(one.watch.product, turn), listing=Listing(title="")), "looked_at": at}
            | {"due_at": at + HOUR, "claimed_by": None, "claimed_until": None}
            for key, one in zip(keys, watchings, strict=True)
        ]
        await connection.execute(update(products).where(products.c.key == bindparam("of")).values(save), rows)
        if told:
            rows_of_alerts = [row_of_alert(one, key) for key, one in zip(keys, told, strict=True)]
            await connection.execute(insert(tables.alerts), rows_of_alerts)
            await connection.execute(insert(tables.deliveries), [row_of_delivery(delivery_of(one)) for one in told])


def alert_of(one: Watching, turn: int) -> Alert:
    at = START + turn * HOUR
    return Alert(
        id=new_id(at),
        key=f"{one.watch.id}:{turn}",
        watch_id=one.watch.id,
        number=one.watch.number,
        product=one.watch.product,
        title=LISTING.title,
        at=at,
        findings=(Price().example(),),
        price=Decimal("24.90"),
        currency="USD",
        rank=1000,
        category="Kitchen",
        availability=Availability.IN_STOCK,
    )


def delivery_of(alert: Alert) -> Delivery:
    return Delivery(id=new_id(alert.at), alert=alert, chat=CHAT, thread=None, due_at=alert.at)


async def compared(fresh: Callable[[], AbstractAsyncContextManager[SqlStorage]]) -> dict[str, float]:
    """Both sides, each on fresh databases, best of three in turn."""
    best = {"ours": 0.0, "bare": 0.0}
    for _ in range(3):
        async with fresh() as storage:
            best["bare"] = max(best["bare"], await bare(storage))
        async with fresh() as storage:
            best["ours"] = max(best["ours"], await ours(storage))
    return {"ratio": round(best["ours"] / best["bare"], 2)} | {name: round(value) for name, value in best.items()}


async def statements(fresh: Callable[[], AbstractAsyncContextManager[SqlStorage]]) -> dict[str, float]:
    """How many statements reach PostgreSQL for each product, without the one by which a batch is claimed."""
    count = 0
    async with fresh() as storage:

        @event.listens_for(storage.engine.sync_engine, "before_cursor_execute")
        def hear(*_: object) -> None:
            nonlocal count
            count += 1

        await ours(storage)
    batches = BATCHES * (ROUNDS + 1)
    return {"ratio": round((count / batches - 1) / BATCH, 3), "a_batch": round(count / batches - 1, 2)}


async def measure() -> dict[str, dict[str, float]]:
    """A row for each database, and one for the statements."""
    collect_rarely()  # as `amazcope run` does; for both sides
    found = {"on sqlite": await compared(on_sqlite)}
    try:
        server = importlib.import_module("tests.servers.postgres").postgres_server
    except ImportError:
        return found
    with server() as started:
        found["on postgresql"] = await compared(partial(on_postgres, started))
        found["statements a product"] = await statements(partial(on_postgres, started))
    return found


def main() -> None:
    """Print a line for each row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    found = asyncio.run(measure())
    if parser.parse_args().json:
        print(json.dumps(found))
        return
    for name, part in found.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()))


if __name__ == "__main__":
    main()
