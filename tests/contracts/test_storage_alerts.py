"""Alerts and their outbox, in every storage."""

from dataclasses import replace
from datetime import timedelta

from core.alerts.alert import Delivery
from core.ports.storage import Storage
from tests.contracts.storage_examples import (
    CHAT,
    ELSEWHERE,
    HOUR,
    LEASE,
    NOON,
    alert,
    delivery,
    ended,
    product,
    products,
    track,
)

SOON = NOON + timedelta(seconds=5)


def tried(one: Delivery, times: int = 1) -> Delivery:
    return replace(one, attempts=times)


async def test_a_claimed_delivery_carries_its_alert_whole(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        waiting = delivery(alert(watched))
        await work.alerts.add([waiting.alert], [waiting])
        await work.commit()
    async with storage.begin() as work:
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == [tried(waiting)]


async def test_an_alert_whose_key_is_known_is_passed_over_with_its_deliveries(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        first, again, other = (alert(watched, key=key) for key in ("look 1", "look 1", "look 2"))
        await work.alerts.add([first], [delivery(first)])
        await work.alerts.add([again, other], [delivery(again), delivery(other)])
        await work.alerts.add([first], [delivery(first)])
        claimed = await work.alerts.claim_deliveries(NOON, LEASE, 10)
    assert {one.alert.id for one in claimed} == {first.id, other.id}
    assert len(claimed) == 2


async def test_what_is_due_takes_along_all_that_waits_for_the_same_chat(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.chats.settle(ELSEWHERE, NOON)
        news = alert(watched)
        due, later = delivery(news, due_at=NOON), delivery(news, due_at=SOON)
        elsewhere = delivery(news, ELSEWHERE, due_at=SOON)
        await work.alerts.add([news], [later, elsewhere, due])
        assert await work.alerts.claim_deliveries(NOON - HOUR, LEASE, 10) == []
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == [tried(due), tried(later)]
        assert await work.alerts.claim_deliveries(SOON, LEASE, 10) == [tried(elsewhere)]


async def test_the_chat_that_has_waited_longest_comes_first_and_the_limit_holds(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        here = [delivery(news, CHAT, NOON - minutes * timedelta(minutes=1)) for minutes in (0, 2)]
        there = [delivery(news, ELSEWHERE, NOON - minutes * timedelta(minutes=1)) for minutes in (1, 3)]
        await work.alerts.add([news], [*here, *there])
        first = await work.alerts.claim_deliveries(NOON, LEASE, 3)
        second = await work.alerts.claim_deliveries(NOON, LEASE, 3)
    assert first == [tried(there[1]), tried(there[0]), tried(here[1])]
    assert second == [tried(here[0])]


async def test_a_delivery_of_which_nothing_is_heard_comes_back_after_its_lease(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        waiting = delivery(alert(watched))
        await work.alerts.add([waiting.alert], [waiting])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        assert await work.alerts.claim_deliveries(NOON + LEASE / 2, LEASE, 10) == []
        assert await work.alerts.claim_deliveries(NOON + LEASE, LEASE, 10) == [tried(waiting, 2)]


async def test_delivered_and_dropped_ones_never_come_back(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        arrived, dropped, late = (delivery(news) for _ in range(3))
        await work.alerts.add([news], [arrived, dropped, late])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        assert await work.alerts.waiting() == 3
        await work.alerts.delivered([arrived], "171000.12", NOON)
        await work.alerts.drop([dropped.id], "too old", NOON)
        await work.alerts.postpone([arrived.id, dropped.id, late.id], SOON)
        assert await work.alerts.waiting() == await work.alerts.waiting(CHAT) == 1
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == []
        assert await work.alerts.claim_deliveries(NOON + HOUR, LEASE, 10) == [replace(late, attempts=2, due_at=SOON)]


async def test_at_the_start_every_claimed_delivery_is_claimable_again(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        waiting = delivery(alert(watched))
        await work.alerts.add([waiting.alert], [waiting])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.give_back_all()
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == [tried(waiting, 2)]


async def test_deliveries_wait_in_their_own_chat(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        await work.alerts.add([news], [delivery(news), delivery(news, ELSEWHERE), delivery(news, ELSEWHERE)])
        assert [await work.alerts.waiting(chat) for chat in (CHAT, ELSEWHERE, None)] == [1, 2, 3]


async def test_recent_alerts_are_those_of_what_is_watched_here_newest_first(storage: Storage) -> None:
    async with storage.begin() as work:
        kept, gone = await track(work, *products(2))
        (foreign,) = await track(work, product(), chat=ELSEWHERE)
        old, new = alert(kept, NOON - HOUR), alert(kept, NOON)
        await work.alerts.add([new, old, alert(kept, NOON - 2 * HOUR), alert(gone), alert(foreign)], [])
        await work.watches.put([ended(gone)])
        assert await work.alerts.recent(CHAT, 2) == [new, old]


async def test_alerts_without_deliveries_and_nothing_at_all_are_fine(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.alerts.add([], [])
        await work.alerts.add([alert(watched)], [])
        await work.alerts.delivered([], "", NOON)
        await work.alerts.drop([], "", NOON)
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == []
