"""Transactions, times and batches, in every storage."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.exc import StatementError

from adapters.storage.sql.storage import SqlStorage
from core.catalog.asin import Product
from core.catalog.series import RankPoint, offer_point
from core.catalog.snapshot import Rank
from core.ports.storage import Storage
from tests.contracts.storage_examples import (
    CHAT,
    HOUR,
    LEASE,
    NOON,
    alert,
    claimer,
    delivery,
    muted,
    product,
    products,
    snapshot,
    track,
)

BATCH = 100


async def test_what_is_not_committed_never_happened(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product())
    async with storage.begin() as work:
        assert await work.chats.room(CHAT) is None
        assert await work.products.stand([product()]) == {}


async def test_an_exception_undoes_everything_since_the_last_commit(storage: Storage) -> None:
    async def fail() -> None:
        async with storage.begin() as work:
            await work.chats.settle(CHAT, NOON)
            await work.commit()
            await work.products.know([product()], HOUR, NOON)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with storage.begin() as work:
        assert await work.chats.room(CHAT) is not None
        assert await work.products.stand([product()]) == {}


async def test_a_cancelled_unit_of_work_leaves_nothing_locked(storage: Storage) -> None:
    inside = asyncio.Event()

    async def dawdle() -> None:
        async with storage.begin() as work:
            await work.products.know([product()], HOUR, NOON)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(dawdle())
    await inside.wait()
    task.cancel()
    await asyncio.wait([task])
    async with storage.begin() as work:
        assert await work.products.stand([product()]) == {}
        await work.products.know([product()], HOUR, NOON)


async def test_units_of_work_at_the_same_time_all_come_through(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        await work.commit()

    async def count() -> int:
        async with storage.begin() as work:
            number = await work.watches.next_number(room.workspace_id)
            await work.commit()
            return number

    assert sorted(await asyncio.gather(*(count() for _ in range(10)))) == list(range(1, 11))


async def test_chats_of_a_new_team_settling_at_once_share_one_workspace(storage: Storage) -> None:
    channels = [replace(CHAT, platform="slack", account="T1", channel=f"C{number % 3}") for number in range(9)]

    async def settle(number: int) -> tuple[object, object]:
        async with storage.begin() as work:
            room = await work.chats.settle(channels[number], NOON)
            await work.commit()
            return room.workspace_id, room.default_list_id

    rooms = await asyncio.gather(*map(settle, range(9)))
    assert len({workspace for workspace, _ in rooms}) == 1
    assert len(set(rooms)) == 3


async def test_times_come_back_in_utc_whatever_zone_they_were_given_in(storage: Storage) -> None:
    tokyo = datetime(2026, 11, 22, 21, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.watches.put([muted(watched, tokyo)])
        (found,) = await work.watches.in_chat(CHAT)
    assert found.watch.muted_until == tokyo
    assert found.watch.muted_until is not None
    assert found.watch.muted_until.utcoffset() == timedelta(0)


async def test_a_naive_time_is_refused(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        with pytest.raises(StatementError, match="no time zone"):
            await work.watches.put([muted(watched, datetime(2026, 11, 22))])


async def test_a_batch_where_everything_changed_takes_few_statements(storage: SqlStorage) -> None:
    async with storage.begin() as work:
        await track(work, *products(BATCH))
        await work.commit()
    await take_in(storage, await claim(storage, by := claimer(), NOON), by, NOON)
    claimed = await claim(storage, by, NOON + HOUR)
    statements: list[str] = []
    event.listen(storage.engine.sync_engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    await take_in(storage, claimed, by, NOON + HOUR)
    assert len(claimed) == BATCH
    assert len([one for one in statements if not one.startswith("BEGIN")]) <= BATCH * 0.1


async def claim(storage: Storage, by: UUID, now: datetime) -> Sequence[Product]:
    async with storage.begin() as work:
        claimed = await work.products.claim_due(by, now, LEASE, BATCH)
        await work.commit()
    return claimed


async def take_in(storage: Storage, claimed: Sequence[Product], by: UUID, now: datetime) -> None:
    """What a patrol asks of the storage for a batch whose every product changed its price and its rank, and alerts."""
    async with storage.begin() as work:
        held = await work.products.held_by(by, claimed)
        await work.series.ranks_since(claimed, now - 24 * HOUR)
        audience = await work.watches.audience(claimed)
        seen = {one: snapshot(one, now, price=str(20 + now.hour)) for one in claimed}
        await work.series.add_offers({one: offer_point(seen[one]) for one in claimed})
        await work.series.add_ranks({one: RankPoint(now, Rank(7 + now.hour, "Kitchen")) for one in claimed})
        await work.watches.keep([replace(one.watching.rules[0], anchor="20") for one in audience])
        alerts = [alert(one.watching, now) for one in audience]
        await work.alerts.add(alerts, [delivery(one, due_at=now) for one in alerts])
        await work.products.save(
            [replace(held[one], accepted=seen[one], looked_at=now, due_at=now + HOUR) for one in claimed]
        )
        await work.commit()


async def test_ten_thousand_products_are_taken_at_once(storage: SqlStorage) -> None:
    many = products(10_000)
    async with storage.begin() as work:
        await track(work, many[0])
        (one,) = await work.watches.in_chat(CHAT)
        await work.products.know(many, HOUR, NOON)
        await work.products.reschedule(many, HOUR, NOON)
        standings = await work.products.stand(many)
        await work.products.save([replace(standing, due_at=NOON) for standing in standings.values()])
        alerts = [alert(one, key=str(number)) for number in range(10_000)]
        await work.alerts.add(alerts, [delivery(news) for news in alerts])
        assert len(await work.products.claim_due(claimer(), NOON, LEASE, 20_000)) == 10_000
        assert await work.alerts.waiting() == 10_000
        assert len(await work.alerts.claim_deliveries(NOON, LEASE, 20_000)) == 10_000
