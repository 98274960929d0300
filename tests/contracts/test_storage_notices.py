"""Notices and their outbox, in every storage."""

from datetime import datetime, timedelta
from uuid import UUID

from core.ids import new_id
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.watching.notice import Breakdown, Notice, NoticeKind
from tests.contracts.storage_examples import HOUR, LEASE, NOON, product

FIRST, SECOND = ChatId("slack", "T1", "C1"), ChatId("slack", "T1", "C2")
ELSEWHERE = ChatId("telegram", "", "7")
PLATFORMS = ("slack", "telegram")


def notice(workspace: UUID, key: str = "a", kind: NoticeKind = NoticeKind.BREAKS, at: datetime = NOON) -> Notice:
    breakdown = Breakdown(
        unread=2,
        failing=3,
        watched=12,
        products=(product(1), product(2, "de")),
        markets=("com", "de"),
        reasons=(("robot check", 1), ("HTTP 503", 1)),
        since=at - 18 * HOUR,
        next_try=at + HOUR,
    )
    return Notice(id=new_id(at), key=key, workspace_id=workspace, kind=kind, at=at, breakdown=breakdown)


async def workspace(work: UnitOfWork, *chats: ChatId) -> UUID:
    """Chats that meet the bot one after the other."""
    rooms = [await work.chats.settle(chat, NOON + minute * timedelta(minutes=1)) for minute, chat in enumerate(chats)]
    return rooms[0].workspace_id


async def test_a_notice_is_claimed_once_for_the_first_chat_and_comes_back_after_its_lease(storage: Storage) -> None:
    async with storage.begin() as work:
        told = notice(await workspace(work, FIRST, SECOND))
        await work.notices.add(told)
        await work.commit()
    async with storage.begin() as work:
        (errand,) = await work.notices.claim(NOON, LEASE, 10, PLATFORMS)
        assert (errand.notice, errand.chat, errand.zone, errand.attempts) == (told, FIRST, "UTC", 1)
        assert await work.notices.claim(NOON, LEASE, 10, PLATFORMS) == ()
        (again,) = await work.notices.claim(NOON + LEASE, LEASE, 10, PLATFORMS)
        assert again.attempts == 2
        await work.notices.delivered(told.id, FIRST, "m1", NOON)
        assert await work.notices.claim(NOON + 9 * LEASE, LEASE, 10, PLATFORMS) == ()


async def test_a_known_key_is_passed_over(storage: Storage) -> None:
    async with storage.begin() as work:
        here = await workspace(work, FIRST)
        await work.notices.add(notice(here))
        await work.notices.add(notice(here))
        assert len(await work.notices.claim(NOON, LEASE, 10, PLATFORMS)) == 1


async def test_a_chat_that_sleeps_or_cannot_be_reached_gives_way_to_the_next(storage: Storage) -> None:
    async with storage.begin() as work:
        told = notice(await workspace(work, FIRST, SECOND))
        await work.notices.add(told)
        assert await work.notices.claim(NOON, LEASE, 10, ("console",)) == ()
        assert await work.notices.claim(NOON, LEASE, 10, ()) == ()
        await work.chats.put_to_sleep(FIRST, NOON)
        (errand,) = await work.notices.claim(NOON, LEASE, 10, PLATFORMS)
        assert errand.chat == SECOND
        await work.notices.postpone(told.id, NOON + HOUR)
        await work.chats.put_to_sleep(SECOND, NOON)
        assert await work.notices.claim(NOON + HOUR, LEASE, 10, PLATFORMS) == ()
        await work.chats.settle(FIRST, NOON + HOUR)
        (errand,) = await work.notices.claim(NOON + HOUR, LEASE, 10, PLATFORMS)
        assert (errand.chat, errand.attempts) == (FIRST, 2)


async def test_the_last_notice_of_each_workspace_is_its_state_told_or_not(storage: Storage) -> None:
    async with storage.begin() as work:
        here, there = await workspace(work, FIRST), await workspace(work, ELSEWHERE)
        broken, mended = notice(here), notice(here, "b", NoticeKind.WORKS, NOON + HOUR)
        other = notice(there, "c")
        await work.notices.add(broken)
        await work.notices.add(other)
        assert await work.notices.last() == {here: broken, there: other}
        await work.notices.add(mended, silently=True)
        assert await work.notices.last() == {here: mended, there: other}
        claimed = await work.notices.claim(NOON + HOUR, LEASE, 10, PLATFORMS)
        assert {one.notice.key for one in claimed} == {"a", "c"}


async def test_a_dropped_notice_is_never_claimed_again_and_stays_the_last_one(storage: Storage) -> None:
    async with storage.begin() as work:
        here = await workspace(work, FIRST)
        told = notice(here)
        await work.notices.add(told)
        await work.notices.claim(NOON, LEASE, 10, PLATFORMS)
        await work.notices.drop(told.id, NOON)
        assert await work.notices.claim(NOON + 9 * LEASE, LEASE, 10, PLATFORMS) == ()
        assert await work.notices.last() == {here: told}


async def test_claims_on_notices_can_be_given_back_all_at_once(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.notices.add(notice(await workspace(work, FIRST)))
        await work.notices.claim(NOON, LEASE, 10, PLATFORMS)
        await work.notices.give_back_all()
        (errand,) = await work.notices.claim(NOON, LEASE, 10, PLATFORMS)
        assert errand.attempts == 2
