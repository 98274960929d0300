"""Packed rank readings, in every storage: every answer stays the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from adapters.storage.sql.storage import SqlStorage
from adapters.storage.sql.tables import rank_pages, rank_points
from core.catalog.asin import Product
from core.catalog.series import RankPoint
from core.catalog.snapshot import Rank
from core.ports.storage import Storage, UnitOfWork
from tests.contracts.storage_examples import HOUR, NOON, ended, product, products, track

DAY = 24 * HOUR
OLD = NOON - 40 * DAY
CATEGORIES = ("Kitchen", "Kettles")


def some_readings(chance: Random, most: int) -> list[RankPoint]:
    """Up to so many readings of forty days, as they might come: dense, sparse, in two categories."""
    seconds = sorted(chance.sample(range(40 * 24 * 3600), chance.randint(1, most)))
    return [
        RankPoint(OLD + timedelta(seconds=second), Rank(chance.randint(1, 10**6), chance.choice(CATEGORIES)))
        for second in seconds
    ]


async def write(work: UnitOfWork, readings: Mapping[Product, Sequence[RankPoint]]) -> None:
    for one, its in readings.items():
        for point in its:
            await work.series.add_ranks({one: point})


async def pack(storage: Storage, before: datetime) -> None:
    last: int | None = 0
    while last is not None:
        async with storage.begin() as work:
            last = await work.attic.pack(last, 2, before)
            await work.commit()


async def thin(storage: Storage, end: datetime, step: timedelta) -> None:
    async with storage.begin() as work:
        await work.attic.thin(0, 9, None, end, step)
        await work.commit()


async def answers(storage: Storage) -> list[Mapping[Product, Sequence[RankPoint]]]:
    async with storage.begin() as work:
        return [await work.series.ranks_since(products(3), OLD + days * DAY) for days in (-1, 0, 3, 17, 39, 41)]


async def counts(storage: SqlStorage) -> tuple[int, int]:
    """Rows and pages."""
    async with storage.engine.connect() as connection:
        rows, pages = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (rank_points, rank_pages)
        ]
    return rows, pages


@pytest.mark.parametrize("seed", range(6))
async def test_packing_at_any_moments_changes_no_answer(storage: SqlStorage, seed: int) -> None:
    chance = Random(seed)
    readings = {one: some_readings(chance, 80) for one in products(3)}
    async with storage.begin() as work:
        await work.products.know(products(3), HOUR, NOON)
        await write(work, readings)
        await work.commit()
    before = await answers(storage)
    assert before[0] == readings
    for moment in sorted(chance.sample(range(1, 40), 3)):
        await pack(storage, OLD + moment * DAY + timedelta(seconds=chance.randint(0, 86_399)))
        assert await answers(storage) == before
    await pack(storage, NOON + DAY)
    assert await answers(storage) == before
    assert (await counts(storage))[0] == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("step", [HOUR, DAY])
async def test_what_was_packed_is_made_as_coarse_as_what_was_not(
    storage: SqlStorage, seed: int, step: timedelta
) -> None:
    """The same series twice: one is packed up to some moment before it is made coarser."""
    chance = Random(seed)
    readings = [
        RankPoint(OLD + number * timedelta(minutes=17), Rank(chance.randint(1, 999), chance.choice(CATEGORIES)))
        for number in range(900)
    ]
    async with storage.begin() as work:
        await work.products.know(products(2), HOUR, NOON)
        await write(work, {product(0): readings})
        await work.commit()
    await pack(storage, OLD + chance.randint(1, 10) * DAY)
    async with storage.begin() as work:
        await write(work, {product(1): readings})
        await work.commit()
    await thin(storage, OLD + 8 * DAY, step)
    (found, *_) = await answers(storage)
    assert found[product(0)] == found[product(1)]
    assert len(found[product(0)]) < len(readings)


async def test_packing_twice_is_packing_once_and_a_late_reading_joins_its_page(storage: SqlStorage) -> None:
    first, late, newer = (RankPoint(OLD + hours * HOUR, Rank(7, "Kitchen")) for hours in (1, 2, 3))
    async with storage.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        await write(work, {product(): [first, newer]})
        await work.commit()
    for _ in range(2):
        await pack(storage, NOON)
        assert await counts(storage) == (0, 1)
    again = RankPoint(newer.at, Rank(8, "Kettles"))
    async with storage.begin() as work:
        await write(work, {product(): [late, again]})
        await work.commit()
    unpacked = await answers(storage)
    assert unpacked[0] == {product(): [first, late, again]}
    await pack(storage, NOON)
    assert await counts(storage) == (0, 1)
    assert await answers(storage) == unpacked


async def test_a_product_with_many_readings_is_packed_in_several_units_of_work(storage: SqlStorage) -> None:
    readings = [RankPoint(OLD + timedelta(minutes=number), Rank(1 + number, "Kitchen")) for number in range(1500)]
    async with storage.begin() as work:
        await work.products.know(products(2), HOUR, NOON)
        await write(work, dict.fromkeys(products(2), readings))
        await work.commit()
    async with storage.begin() as work:
        await work.attic.pack(0, 2, NOON)
        await work.commit()
    rows, _ = await counts(storage)
    assert 0 < rows < 2 * len(readings)
    assert (await answers(storage))[0] == dict.fromkeys(products(2), readings)
    await pack(storage, NOON)
    assert (await counts(storage))[0] == 0
    assert (await answers(storage))[0] == dict.fromkeys(products(2), readings)


async def test_what_is_not_committed_is_not_packed(storage: SqlStorage) -> None:
    async with storage.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        await write(work, {product(): some_readings(Random(1), 9)})
        await work.commit()
    raw, before = await counts(storage), await answers(storage)
    async with storage.begin() as work:
        await work.attic.pack(0, 2, NOON + DAY)
    assert await counts(storage) == raw
    assert await answers(storage) == before


async def test_pages_are_forgotten_with_their_product(storage: SqlStorage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await write(work, {product(): some_readings(Random(2), 9)})
        await work.watches.put([ended(watched, OLD)])
        await work.commit()
    await pack(storage, NOON + DAY)
    async with storage.begin() as work:
        await work.attic.forget_watches(NOON, 9)
        assert await work.attic.forget_products(9) == 1
        await work.commit()
    assert await counts(storage) == (0, 0)


async def test_how_far_all_is_packed_is_remembered(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.attic.packed_until() is None
        await work.attic.mark_packed(OLD)
        await work.attic.mark_packed(NOON)
        assert await work.attic.packed_until() == NOON
