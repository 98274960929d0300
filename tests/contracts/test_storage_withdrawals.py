"""Alerts of what is watched no longer, in every storage."""

from core.ports.storage import Storage
from tests.contracts.storage_examples import CHAT, HOUR, LEASE, NOON, alert, delivery, product, track


async def test_what_waits_of_a_watch_is_withdrawn_without_being_lost_and_waits_again_when_restored(
    storage: Storage,
) -> None:
    async with storage.begin() as work:
        gone, stays = await track(work, product(1), product(2))
        one, other = delivery(alert(gone)), delivery(alert(stays))
        await work.alerts.add([one.alert, other.alert], [one, other])
        await work.alerts.withdraw([gone.watch.id], NOON)
        assert await work.alerts.waiting(CHAT) == 1
        assert await work.alerts.lost(CHAT, NOON - HOUR) == 0
        assert [each.id for each in await work.alerts.claim_deliveries(NOON, LEASE, 10)] == [other.id]
        await work.alerts.restore([gone.watch.id, stays.watch.id])
        assert [each.id for each in await work.alerts.claim_deliveries(NOON, LEASE, 10)] == [one.id]


async def test_what_arrived_stays_told_whatever_becomes_of_its_watch(storage: Storage) -> None:
    async with storage.begin() as work:
        (gone,) = await track(work, product(1))
        one = delivery(alert(gone))
        await work.alerts.add([one.alert], [one])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.withdraw([gone.watch.id], NOON)
        await work.alerts.delivered([one], "m1", NOON)
        await work.alerts.withdraw([gone.watch.id], NOON)
        await work.alerts.restore([gone.watch.id])
        assert await work.alerts.waiting(CHAT) == 0
        assert await work.alerts.told_by(CHAT, "m1") is not None
