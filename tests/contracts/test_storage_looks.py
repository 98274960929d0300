"""Looks, counted, in every storage."""

import asyncio
from datetime import timedelta

from core.catalog.snapshot import Outcome
from core.ports.storage import Storage
from core.tally import Looked, Purpose
from tests.contracts.storage_examples import HOUR, NOON


def looked(hours: int = 0, outcome: Outcome = Outcome.OK, market: str = "com", source: str = "amazon") -> Looked:
    return Looked(hour=NOON + hours * HOUR, market=market, source=source, outcome=outcome, purpose=Purpose.TURN)


async def test_counts_add_up_by_hour_store_source_outcome_and_purpose(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.looks.count({looked(): 3, looked(outcome=Outcome.BLOCKED): 1})
        await work.looks.count({looked(): 2, looked(market="de"): 4, looked(source="apify"): 5})
        await work.looks.count({})
        await work.commit()
    async with storage.begin() as work:
        assert await work.looks.since(NOON) == {
            looked(): 5,
            looked(outcome=Outcome.BLOCKED): 1,
            looked(market="de"): 4,
            looked(source="apify"): 5,
        }


async def test_the_hour_in_which_the_moment_lies_is_included(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.looks.count({looked(-1): 1, looked(0): 2, looked(1): 4})
        assert sum((await work.looks.since(NOON + timedelta(minutes=59))).values()) == 6
        assert sum((await work.looks.since(NOON + HOUR)).values()) == 4


async def test_what_is_not_committed_was_never_counted(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.looks.count({looked(): 3})
    async with storage.begin() as work:
        assert await work.looks.since(NOON) == {}


async def test_of_two_who_spend_at_once_the_second_sees_what_the_first_has_spent(storage: Storage) -> None:
    seen: list[int] = []

    async def spend() -> None:
        async with storage.begin() as work:
            await work.looks.lock()
            seen.append(sum((await work.looks.since(NOON)).values()))
            await work.looks.count({looked(): 1})
            await work.commit()

    await asyncio.gather(*(spend() for _ in range(4)))
    assert sorted(seen) == [0, 1, 2, 3]
