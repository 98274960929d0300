"""A year of hourly rank readings in one SQLite file, packed as upkeep packs them."""

import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from adapters.storage.sql.storage import SqlStorage
from benchmarks.update import START

HOURLY, HOURS = 416, 365 * 24
_RANK: Final = "INSERT INTO rank_points VALUES (?, ?, ?, 1)"
_RAW: Final = timedelta(days=3)  # the longest that upkeep leaves a reading as it was written
_A_FEW: Final = 20


def filled_hourly(file: Path, products: int) -> None:
    """A reading each hour, some seconds late, of a rank that nothing foretells: the worst for whoever packs it."""
    chance = random.Random(7)
    first = int(START.timestamp()) - HOURS * 3600
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("INSERT OR IGNORE INTO categories VALUES (1, 'Kitchen & Dining')")
        for key in range(1, products + 1):
            times = (first + hour * 3600 + chance.randint(0, 60) for hour in range(HOURS))
            connection.executemany(_RANK, [(key, at, chance.randint(900, 90_000)) for at in times])
        connection.commit()


async def pack_costs(file: Path, products: int) -> dict[str, float]:
    """Seconds for what 1,000 products bring in a day, and the milliseconds of a unit of work: median and longest.

    Day by day, as upkeep does: pages then grow among others, and leave more of the file unused.
    """
    storage = SqlStorage.open(f"sqlite+aiosqlite:///{file}")
    times = []
    for days in reversed(range(HOURS // 24)):
        last: int | None = 0
        while last is not None:
            began = perf_counter()
            async with storage.begin() as work:
                last = await work.attic.pack(last, _A_FEW, START - _RAW - timedelta(days=days))
                await work.commit()
            times.append(perf_counter() - began)
    await storage.close()
    product_days = products * (HOURS / 24 - _RAW.days)
    return {
        "s_per_1000_products_a_day": round(sum(times) / product_days * 1000, 3),
        "median_ms": round(sorted(times)[len(times) // 2] * 1000, 1),
        "longest_ms": round(max(times) * 1000, 1),
    }


def bytes_used(file: Path) -> int:
    """Of the file's pages those that hold something: what packing frees is written again."""
    with closing(sqlite3.connect(file)) as connection:
        names = ("page_count", "freelist_count", "page_size")
        count, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return (count - free) * size
