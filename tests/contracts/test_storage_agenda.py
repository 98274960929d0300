"""Whether anything waits to be told, in every storage."""

from collections.abc import Awaitable, Callable

import pytest

from core.ports.storage import Storage, UnitOfWork
from tests.contracts.storage_examples import CHAT, HOUR, LEASE, NOON, alert, delivery, product, track
from tests.contracts.test_storage_notices import notice, workspace

LATER = NOON + HOUR


async def an_alert(work: UnitOfWork) -> None:
    (watched,) = await track(work, product())
    told = alert(watched)
    await work.alerts.add([told], [delivery(told, due_at=LATER)])


async def a_notice(work: UnitOfWork) -> None:
    await work.notices.add(notice(await workspace(work, CHAT), at=LATER))


async def an_edit(work: UnitOfWork) -> None:
    (watched,) = await track(work, product())
    told = alert(watched)
    await work.alerts.add([told], [delivery(told)])
    (claimed,) = await work.alerts.claim_deliveries(NOON, LEASE, 10)
    await work.alerts.delivered([claimed], "m1", NOON)
    await work.alerts.acknowledge([watched.watch.id], "Ada", LATER)


@pytest.mark.parametrize("put", [an_alert, a_notice, an_edit])
async def test_whatever_is_due_is_something_to_say_and_not_before(
    storage: Storage, put: Callable[[UnitOfWork], Awaitable[None]]
) -> None:
    async with storage.begin() as work:
        assert not await work.agenda.anything_to_say(LATER)
        await put(work)
        await work.commit()
    async with storage.begin() as work:
        assert not await work.agenda.anything_to_say(LATER - HOUR / 2)
        assert await work.agenda.anything_to_say(LATER)


async def test_what_has_been_told_is_nothing_to_say(storage: Storage) -> None:
    async with storage.begin() as work:
        await an_alert(work)
        (claimed,) = await work.alerts.claim_deliveries(LATER, LEASE, 10)
        await work.alerts.delivered([claimed], "m1", LATER)
        assert not await work.agenda.anything_to_say(LATER)
