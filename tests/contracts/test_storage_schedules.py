"""Digests that chats have asked for, in every storage."""

from dataclasses import replace
from datetime import time, timedelta

from core.ports.storage import Storage
from core.watching.schedule import Rhythm, Schedule
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, LEASE, NOON

DAY = timedelta(days=1)
ON_AIR = ("telegram",)


def schedule(due_at=NOON, chat=CHAT) -> Schedule:
    return Schedule(chat=chat, thread="42", rhythm=Rhythm(time(8, 30), 4), since=NOON - DAY, due_at=due_at)


async def settled(storage: Storage, *schedules: Schedule) -> None:
    async with storage.begin() as work:
        for one in schedules:
            await work.chats.settle(one.chat, NOON)
            await work.schedules.put(one)
        await work.commit()


async def test_a_schedule_comes_back_as_it_was_and_takes_the_place_of_an_older_one(storage: Storage) -> None:
    await settled(storage, schedule(), replace(schedule(), rhythm=Rhythm(time(7)), thread=None))
    async with storage.begin() as work:
        assert await work.schedules.of(CHAT) == replace(schedule(), rhythm=Rhythm(time(7)), thread=None)
        await work.schedules.drop(CHAT)
        assert await work.schedules.of(CHAT) is None


async def test_what_is_due_is_claimed_once_the_longest_first_and_comes_back_after_its_lease(storage: Storage) -> None:
    late, soon = schedule(NOON - HOUR, ELSEWHERE), schedule(NOON)
    await settled(storage, soon, late)
    async with storage.begin() as work:
        assert await work.schedules.claim(NOON - DAY, LEASE, 10, ON_AIR) == ()
        assert await work.schedules.claim(NOON, LEASE, 10, ("slack",)) == ()
        tried = [replace(late, attempts=1), replace(soon, attempts=1)]
        assert await work.schedules.claim(NOON, LEASE, 10, ON_AIR) == tried
        assert await work.schedules.claim(NOON + LEASE / 2, LEASE, 10, ON_AIR) == ()
        assert len(await work.schedules.claim(NOON + LEASE, LEASE, 1, ON_AIR)) == 1


async def test_what_was_told_is_due_again_only_in_its_next_period(storage: Storage) -> None:
    await settled(storage, schedule())
    async with storage.begin() as work:
        (claimed,) = await work.schedules.claim(NOON, LEASE, 10, ON_AIR)
        await work.schedules.told(claimed, NOON + HOUR, NOON + DAY)
        assert await work.schedules.claim(NOON + DAY - HOUR, LEASE, 10, ON_AIR) == ()
        (again,) = await work.schedules.claim(NOON + DAY, LEASE, 10, ON_AIR)
        assert (again.since, again.attempts) == (NOON + HOUR, 1)


async def test_one_that_was_changed_while_it_was_told_keeps_its_new_moment(storage: Storage) -> None:
    await settled(storage, schedule())
    async with storage.begin() as work:
        (claimed,) = await work.schedules.claim(NOON, LEASE, 10, ON_AIR)
        await work.schedules.put(schedule(NOON + HOUR))
        await work.schedules.told(claimed, NOON, NOON + DAY)
        assert await work.schedules.of(CHAT) == schedule(NOON + HOUR)


async def test_what_could_not_be_told_waits_and_a_start_gives_all_claims_back(storage: Storage) -> None:
    await settled(storage, schedule())
    async with storage.begin() as work:
        (claimed,) = await work.schedules.claim(NOON, LEASE, 10, ON_AIR)
        await work.schedules.postpone(claimed, NOON + HOUR)
        assert await work.schedules.claim(NOON + LEASE, LEASE, 10, ON_AIR) == ()
        await work.schedules.give_back_all()
        (again,) = await work.schedules.claim(NOON + LEASE, LEASE, 10, ON_AIR)
        assert again.attempts == 2


async def test_a_chat_that_sleeps_gets_no_digest_and_one_that_moves_takes_it_along(storage: Storage) -> None:
    await settled(storage, schedule(), schedule(NOON + HOUR, ELSEWHERE))
    async with storage.begin() as work:
        await work.chats.put_to_sleep(CHAT, NOON)
        assert await work.schedules.claim(NOON, LEASE, 10, ON_AIR) == ()
        await work.chats.move(CHAT, ELSEWHERE)
        assert await work.schedules.of(CHAT) is None
        assert await work.schedules.of(ELSEWHERE) == schedule(NOON, ELSEWHERE)
