"""What the history weighs, and how fast it answers, at 3.65 million points in one SQLite file.

The points come in the order of time, a hundred products a commit, as looks bring them. Each question is timed as the
statement that the repository really asks, on a bare connection to the same file (`sql_ms`, the median over products
spread over all of them), and through the repository with all that stands before it (`whole_ms`). A year of hourly rank
readings is written to a second file and packed, with the last three days left as rows: no thinning helps, since all of
it is hourly already.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.sql.one_hop import Rows, fetched
from adapters.storage.sql.storage import SqlStorage
from benchmarks.packed_ranks import HOURLY, bytes_used, filled_hourly, pack_costs
from benchmarks.update import HOUR, START
from core.catalog.asin import Product
from core.ports.storage import UnitOfWork

PRODUCTS, DAYS, QUICK_PRODUCTS = 10_000, 365, 1_000
BATCH, ASKED, LIMIT_MS, LIMIT_BYTES = 100, 200, 0.1, 35
SECONDS_A_DAY: Final = 86_400
_OFFER: Final = "INSERT INTO offer_points VALUES (?, ?, ?, 3900, NULL, 1)"
_RANK: Final = "INSERT INTO rank_points VALUES (?, ?, ?, 1)"
Question = Callable[[UnitOfWork, Product], Awaitable[object]]


def product(key: int) -> Product:
    return Product(f"B0{key:08d}", "com")


async def prepared(file: Path, products: int) -> None:
    """The newest schema, and the products."""
    storage = SqlStorage.open(f"sqlite+aiosqlite:///{file}")
    await storage.migrate()
    async with storage.begin() as work:
        await work.products.know([product(key) for key in range(1, products + 1)], HOUR, START)
        await work.commit()
    await storage.close()


def filled(file: Path, statement: str, products: int, days: int) -> float:
    """Bytes that each point of a series takes."""
    chance = random.Random(7)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("INSERT OR IGNORE INTO categories VALUES (1, 'Kitchen & Dining')")
        connection.commit()
        before = _size(connection)
        for rows in _points(products, days, chance):
            connection.executemany(statement, rows)
            connection.commit()
        return (_size(connection) - before) / (products * days)


def _points(products: int, days: int, chance: random.Random) -> Iterator[Sequence[tuple[int, int, int]]]:
    first = int(START.timestamp()) - days * SECONDS_A_DAY
    for day in range(days):
        for batch in range(0, products, BATCH):
            at = first + day * SECONDS_A_DAY + batch
            yield [(key, at + key % BATCH, chance.randint(900, 90_000)) for key in range(batch + 1, batch + BATCH + 1)]


def _size(connection: sqlite3.Connection) -> int:
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return int(pages) * int(size)


async def _last_value(work: UnitOfWork, one: Product) -> object:
    return await work.series.offers_since([one], START)


async def _thirty_days(work: UnitOfWork, one: Product) -> object:
    return await work.series.offers_since([one], START - timedelta(days=30))


async def _lowest_ever(work: UnitOfWork, one: Product) -> object:
    return await work.series.lowest([one])


async def _ranks_of_30_days(work: UnitOfWork, one: Product) -> object:
    return await work.series.ranks_since([one], START - timedelta(days=30))


async def timed(file: Path, question: Question, products: int) -> dict[str, float]:
    """The median milliseconds of a question: its statement alone, and all of it."""
    storage = SqlStorage.open(f"sqlite+aiosqlite:///{file}")
    whole = []
    chosen = [product(1 + number * products // ASKED) for number in range(ASKED)]
    with _overhearing(storage) as asked:
        async with storage.begin() as work:
            await work.products.stand(chosen)  # so that their keys are known, as they are in a round
            asked.clear()
            for one in chosen:
                began = perf_counter()
                if not await question(work, one):
                    raise AssertionError(one)
                whole.append(perf_counter() - began)
    await storage.close()
    alone = []
    with closing(sqlite3.connect(file)) as connection:
        for sql, given in asked[-ASKED:]:
            began = perf_counter()
            connection.execute(sql, given).fetchall()
            alone.append(perf_counter() - began)
    sql_ms = _median_ms(alone)
    return {"ratio": round(sql_ms / LIMIT_MS, 2), "sql_ms": sql_ms, "limit_ms": LIMIT_MS, "whole_ms": _median_ms(whole)}


@contextmanager
def _overhearing(storage: SqlStorage) -> Iterator[list[tuple[str, Any]]]:
    """Statements with their parameters: those that pass by SQLAlchemy, and the readings that do not."""
    asked: list[tuple[str, Any]] = []

    def heard(*told: Any) -> None:
        asked.append((told[2], told[3]))

    async def read(connection: AsyncConnection, selects: Sequence[tuple[str, Sequence[Any]]]) -> list[Rows]:
        asked.extend(selects)
        return await fetched(connection, selects)

    event.listen(storage.engine.sync_engine, "before_cursor_execute", heard)
    with patch("adapters.storage.sql.session.fetched", read):
        yield asked


def _median_ms(times: Sequence[float]) -> float:
    return round(sorted(times)[len(times) // 2] * 1000, 3)


async def _a_year(file: Path, products: int) -> tuple[float, dict[str, float]]:
    """GB of hourly readings of `PRODUCTS` products, measured with fewer; and what packing them costs."""
    await prepared(file, products)
    before = bytes_used(file)
    filled_hourly(file, products)
    costs = await pack_costs(file, products)
    return (bytes_used(file) - before) / products * PRODUCTS / 1e9, costs


async def main(*, quick: bool = False) -> dict[str, Any]:
    """Bytes for each point, then the questions."""
    products = QUICK_PRODUCTS if quick else PRODUCTS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "history.db"
        await prepared(file, products)
        offer, rank = (filled(file, statement, products, DAYS) for statement in (_OFFER, _RANK))
        questions = {
            "last value": _last_value,
            "30 days": _thirty_days,
            "lowest ever": _lowest_ever,
            "ranks of 30 days": _ranks_of_30_days,
        }
        hourly = HOURLY // 10 if quick else HOURLY
        packed = Path(folder) / "packed.db"
        year, costs = await _a_year(packed, hourly)
        return {
            "bytes a point": {
                "ratio": round(max(offer, rank) / LIMIT_BYTES, 2),
                "points": 2 * products * DAYS,
                "offer": round(offer, 1),
                "rank": round(rank, 1),
                "limit": LIMIT_BYTES,
            },
            "a year of 10,000 products, a rank an hour": {"ratio": round(year / 0.5, 2), "gb": round(year, 3)},
            "packing": costs,
            "hourly ranks of 30 days, packed": await timed(packed, _ranks_of_30_days, hourly),
        } | {name: await timed(file, question, products) for name, question in questions.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="A tenth of the points.")
    asked_for = parser.parse_args()
    result = asyncio.run(main(quick=asked_for.quick))
    if asked_for.json:
        print(json.dumps(result))
    else:
        for name, part in result.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()))
