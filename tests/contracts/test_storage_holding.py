"""Deliveries that are held back, and which of many are claimed first, in every storage."""

from dataclasses import replace
from datetime import timedelta

from core.alerts.alert import Held
from core.messages import ChatId
from core.ports.outbox import Among
from core.ports.storage import Storage
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, LEASE, NOON, alert, delivery, product, track

SLACK = ChatId("slack", "T1", "C1")


async def test_what_is_held_back_comes_when_it_is_time_with_its_reason_and_no_attempt_counted(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        one = delivery(alert(watched))
        await work.alerts.add([one.alert], [one])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.hold([one.id], NOON + HOUR, Held.QUIET)
        assert await work.alerts.claim_deliveries(NOON + LEASE, LEASE, 10) == []
        held = replace(one, due_at=NOON + HOUR, attempts=1, held=Held.QUIET)
        assert await work.alerts.claim_deliveries(NOON + HOUR, LEASE, 10) == [held]


async def test_what_is_let_go_is_due_at_once_and_only_what_was_held_for_that_reason(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        quiet, flapping = delivery(news), delivery(news)
        await work.alerts.add([news], [quiet, flapping])
        await work.alerts.hold([quiet.id], NOON + HOUR, Held.QUIET)
        await work.alerts.hold([flapping.id], NOON + HOUR, Held.FLAPPING)
        await work.alerts.let_go(CHAT, Held.QUIET, NOON)
        assert [one.id for one in await work.alerts.claim_deliveries(NOON, LEASE, 10)] == [quiet.id]


async def test_what_is_put_back_may_be_claimed_again_at_once(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        one = delivery(alert(watched))
        await work.alerts.add([one.alert], [one])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.put_back([one.id])
        assert await work.alerts.claim_deliveries(NOON, LEASE, 10) == [replace(one, attempts=1)]


async def test_only_one_place_of_a_chat_is_claimed_and_the_longest_queue_comes_first(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        topics = [replace(delivery(news, due_at=NOON), thread=thread) for thread in ("1", "2", None)]
        alone = delivery(news, ELSEWHERE, NOON - HOUR)
        await work.alerts.add([news], [alone, *topics])
        one_place = Among(places=1)
        claims = [await work.alerts.claim_deliveries(NOON, LEASE, 10, one_place) for _ in range(4)]
        assert [len(claim) for claim in claims] == [1, 1, 1, 1]
        assert [claim[0].chat for claim in claims] == [CHAT, CHAT, ELSEWHERE, CHAT]
        assert {claim[0].thread for claim in claims if claim[0].chat == CHAT} == {"1", "2", None}


async def test_a_claim_keeps_to_its_platform_and_leaves_resting_chats_alone(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        await work.alerts.add([news], [delivery(news, chat) for chat in (CHAT, ELSEWHERE, SLACK)])
        resting = Among(platform="telegram", resting=frozenset({CHAT}))
        assert [one.chat for one in await work.alerts.claim_deliveries(NOON, LEASE, 10, resting)] == [ELSEWHERE]
        slack = await work.alerts.claim_deliveries(NOON, LEASE, 10, Among(platform="slack"))
        assert [one.chat for one in slack] == [SLACK]


async def test_what_is_due_takes_along_only_what_is_due_soon(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        due, soon, later = (delivery(news, due_at=NOON + timedelta(seconds=wait)) for wait in (0, 5, 6))
        await work.alerts.add([news], [due, soon, later])
        claimed = await work.alerts.claim_deliveries(NOON, LEASE, 10)
        assert [one.id for one in claimed] == [due.id, soon.id]


async def test_the_alerts_of_watches_are_told_oldest_first_from_a_moment_on(storage: Storage) -> None:
    async with storage.begin() as work:
        ours, other = await track(work, product(1), product(2))
        alerts = [alert(ours, NOON + number * HOUR) for number in range(3)]
        await work.alerts.add([*alerts, alert(other)], [])
        assert await work.alerts.since([ours.watch.id], NOON + HOUR) == alerts[1:]
