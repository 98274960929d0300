"""One product that 10,000 chats watch: a changed look against the bare load of its rules and insert of its outbox.

Both sides use one SQLite file through SQLAlchemy Core; the bare side loads watches, mounts and rules as rows and
inserts the same number of alerts and deliveries, told beforehand what to write. Of an unchanged look it is asked what
10,000 watchers cost more than one.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from sqlalchemy import insert, select, update

from adapters.storage.sql import tables
from adapters.storage.sql.alert_rows import row_of_alert, row_of_delivery
from adapters.storage.sql.storage import SqlStorage
from benchmarks.update import HOUR, PRODUCTS, START, BenchClock, NoStore, alert_of, seen, watching
from bot.garbage import collect_rarely
from core.alerts.alert import Delivery
from core.cadence import Cadence
from core.catalog.snapshot import Seen
from core.ids import new_id
from core.messages import ChatId
from core.patrol import Patrol
from core.watching.watch import Watching

WATCHERS, QUICK = 10_000, 1_000
PRODUCT: Final = PRODUCTS[0]
UNCHANGED: Final = 200


@asynccontextmanager
async def watched(watchers: int) -> AsyncIterator[tuple[SqlStorage, list[Watching]]]:
    """A database in which so many chats, each a workspace of its own, watch the product by the two usual rules."""
    with tempfile.TemporaryDirectory() as directory:
        storage = SqlStorage.open(f"sqlite+aiosqlite:///{Path(directory) / 'bench.db'}")
        await storage.migrate()
        async with storage.begin() as work:
            await work.products.know([PRODUCT], HOUR, START)
            rooms = [await work.chats.settle(ChatId("telegram", "", str(n)), START) for n in range(1, watchers + 1)]
            made = [watching(PRODUCT, room.default_list_id, 1) for room in rooms]
            await work.watches.put(made)
            await work.products.reschedule([PRODUCT], HOUR, START)
            await work.commit()
        yield storage, made
        await storage.close()


async def look(patrol: Patrol, storage: SqlStorage, clock: BenchClock, turn: int, price_turn: int) -> float:
    """Seconds that taking in one look takes."""
    clock.at = START + turn * HOUR
    by = new_id(clock.at)
    async with storage.begin() as work:
        await work.products.claim_due(by, clock.at, HOUR, 1)
        await work.commit()
    shown = replace(seen(PRODUCT, price_turn), at=clock.at)
    began = perf_counter()
    kept = await patrol.take_in(by, [Seen(shown)])
    if len(kept) != 1:
        raise AssertionError(turn)
    return perf_counter() - began


async def bare(storage: SqlStorage, made: list[Watching], turn: int) -> float:
    """Seconds that the load and the insert take by themselves."""
    watches, mounts, rules = tables.watches, tables.mounts, tables.rules
    at = START + turn * HOUR
    told = [alert_of(one, turn) for one in made]
    began = perf_counter()
    async with storage.engine.begin() as connection:
        await connection.execute(update(tables.products).values(claimed_until=None))
        of_product = watches.c.product_key == 1
        heard = select(watches, mounts.c.chat.label("hears")).join(mounts, mounts.c.list_id == watches.c.list_id)
        (await connection.execute(heard.where(of_product))).all()
        (
            await connection.execute(select(rules).join(watches, watches.c.id == rules.c.watch_id).where(of_product))
        ).all()
        waiting = [
            Delivery(id=new_id(at), alert=one, chat=ChatId("telegram", "", str(number)), thread=None, due_at=at)
            for number, one in enumerate(told)
        ]
        await connection.execute(insert(tables.alerts), [row_of_alert(one, 1) for one in told])
        await connection.execute(insert(tables.deliveries), [row_of_delivery(one) for one in waiting])
    return perf_counter() - began


async def unchanged(watchers: int) -> float:
    """Milliseconds of an unchanged look, the median of many."""
    async with watched(watchers) as (storage, _):
        clock = BenchClock()
        patrol = Patrol(storage, NoStore(), clock, Cadence(HOUR))
        await look(patrol, storage, clock, 0, 0)
        took = [await look(patrol, storage, clock, turn, 0) for turn in range(1, UNCHANGED)]
        return sorted(took)[len(took) // 2] * 1000


async def main(*, quick: bool = False) -> dict[str, Any]:
    """The changed look and the unchanged one."""
    collect_rarely()  # as `amazcope run` does; for both sides
    watchers = QUICK if quick else WATCHERS
    ours, alone = [], []
    async with watched(watchers) as (storage, made):
        clock = BenchClock()
        patrol = Patrol(storage, NoStore(), clock, Cadence(HOUR))
        await look(patrol, storage, clock, 0, 0)
        for turn in range(1, 6):
            ours.append(await look(patrol, storage, clock, turn, turn))
            alone.append(await bare(storage, made, turn + 100))
        async with storage.begin() as work:
            if await work.alerts.waiting() != 2 * len(ours) * watchers:
                raise AssertionError("not every chat was told of every change")
    one, many = await unchanged(1), await unchanged(watchers)
    return {
        "changed look": {
            "ratio": round(min(ours) / min(alone), 2),
            "watchers": watchers,
            "ours_s": round(min(ours), 3),
            "bare_s": round(min(alone), 3),
        },
        "unchanged look": {"ratio": round(many / one, 2), "one_ms": round(one, 2), f"{watchers}_ms": round(many, 2)},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="1,000 watchers.")
    asked = parser.parse_args()
    result = asyncio.run(main(quick=asked.quick))
    if asked.json:
        print(json.dumps(result))
    else:
        for name, part in result.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()))
