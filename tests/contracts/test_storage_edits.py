"""Messages that are to be edited, claimed for a while, in every storage."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from core.alerts.alert import Told
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.watching.watch import Watching
from tests.contracts.storage_examples import CHAT, HOUR, LEASE, NOON, alert, delivery, product, track

EVERYWHERE = ("telegram", "slack")
SLACK = ChatId("slack", "T1", "C1")
SOON = NOON + timedelta(seconds=1)
LAPSED = NOON + LEASE


@pytest.fixture
async def watched(storage: Storage) -> list[Watching]:
    """Two watches, whose alerts one message in Telegram has told, and another in Slack; nobody has them in hand."""
    async with storage.begin() as work:
        both = await track(work, product(1), product(2))
        await work.chats.settle(SLACK, NOON)
        alerts = [alert(one) for one in both]
        said = {chat: [delivery(one, chat) for one in alerts] for chat in (CHAT, SLACK)}
        await work.alerts.add(alerts, [one for each in said.values() for one in each])
        for chat, each in said.items():
            await work.alerts.delivered(each, f"{chat.platform} m1", NOON)
        await work.commit()
    return both


def ids(watchings: Sequence[Watching]) -> list[UUID]:
    return [one.watch.id for one in watchings]


async def take_in_hand(work: UnitOfWork, *watchings: Watching) -> None:
    assert await work.alerts.acknowledge(ids(watchings), "Ben", NOON) == len(watchings)


async def claim(work: UnitOfWork, now: datetime, *platforms: str) -> Sequence[Told]:
    return await work.alerts.claim_edits(now, now + LEASE, 10, platforms or ("telegram",))


async def test_a_message_is_claimed_whole_by_one_and_comes_back_if_nothing_is_heard(
    storage: Storage, watched: list[Watching]
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, watched[0])
        (told,) = await claim(work, NOON)
        assert (told.chat, told.message) == (CHAT, "telegram m1")
        assert {one.watch_id: one.acked_by for one in told.alerts} == dict(
            zip(ids(watched), ("Ben", None), strict=True)
        )
        assert await claim(work, LAPSED - timedelta(seconds=1)) == []
        assert await claim(work, LAPSED) == [told]


async def test_what_was_edited_comes_back_no_more_and_is_nothing_to_say(
    storage: Storage, watched: list[Watching]
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, *watched)
        assert await work.agenda.anything_to_say(NOON)
        due = await claim(work, NOON, *EVERYWHERE)
        assert not await work.agenda.anything_to_say(SOON)
        assert await work.agenda.anything_to_say(LAPSED)
        for told in due:
            await work.alerts.edited(told, LAPSED)
        assert len(due) == 2
        assert not await work.agenda.anything_to_say(LAPSED)
        assert await claim(work, LAPSED, *EVERYWHERE) == []


async def test_what_is_marked_while_it_is_edited_is_edited_again_and_not_at_the_same_time(
    storage: Storage, watched: list[Watching]
) -> None:
    first, second = watched
    async with storage.begin() as work:
        await take_in_hand(work, first)
        (told,) = await claim(work, NOON)
        await take_in_hand(work, second)  # in the very moment of the claim
        assert await claim(work, SOON) == []
        await work.alerts.edited(told, LAPSED)
        (again,) = await claim(work, SOON)
        assert [one.acked_by for one in again.alerts] == ["Ben", "Ben"]
        await work.alerts.edited(again, SOON + LEASE)
        assert await claim(work, SOON + LEASE) == []


@pytest.mark.parametrize("postponed", [False, True], ids=["edited", "edited later"])
async def test_late_word_of_a_claim_that_has_lapsed_changes_nothing(
    storage: Storage, watched: list[Watching], *, postponed: bool
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, watched[0])
        (told,) = await claim(work, NOON)
        assert await claim(work, LAPSED) == [told]
        if postponed:
            await work.alerts.edit_later(told, LAPSED, NOON + 9 * HOUR)
        else:
            await work.alerts.edited(told, LAPSED)
        assert await claim(work, LAPSED) == []
        assert await claim(work, LAPSED + LEASE) == [told]


async def test_what_could_not_be_edited_is_due_when_it_was_put_off_to(
    storage: Storage, watched: list[Watching]
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, watched[0])
        (told,) = await claim(work, NOON)
        await work.alerts.edit_later(told, LAPSED, NOON + HOUR)
        assert await claim(work, NOON + HOUR - timedelta(seconds=1)) == []
        assert await claim(work, NOON + HOUR) == [told]


async def test_only_what_stands_on_the_platforms_asked_for_is_claimed(
    storage: Storage, watched: list[Watching]
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, *watched)
        assert await work.alerts.claim_edits(NOON, LAPSED, 10, ()) == []
        assert await claim(work, NOON, "console") == []
        assert [told.chat for told in await claim(work, NOON, "slack")] == [SLACK]
        assert [told.chat for told in await claim(work, NOON, *EVERYWHERE)] == [CHAT]


async def test_no_more_messages_are_claimed_than_asked_for(storage: Storage, watched: list[Watching]) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, *watched)
        each = [await work.alerts.claim_edits(NOON, LAPSED, 1, EVERYWHERE) for _ in range(3)]
        assert [len(one) for one in each] == [1, 1, 0]


async def test_a_process_that_is_alone_gives_back_what_the_last_one_was_editing(
    storage: Storage, watched: list[Watching]
) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, watched[0])
        (told,) = await claim(work, SOON)
        await work.alerts.give_back_all()
        assert await claim(work, SOON) == [told]
        await work.alerts.edited(told, SOON + LEASE)
        await work.alerts.give_back_all()
        assert await claim(work, SOON) == []


async def test_two_that_claim_at_once_do_not_edit_the_same_message(storage: Storage, watched: list[Watching]) -> None:
    async with storage.begin() as work:
        await take_in_hand(work, *watched)
        await work.commit()

    async def one() -> Sequence[Told]:
        async with storage.begin() as work:
            due = await claim(work, NOON, *EVERYWHERE)
            await work.commit()
        return due

    both = [told.chat for due in await asyncio.gather(one(), one()) for told in due]
    assert sorted(both, key=str) == [SLACK, CHAT]
